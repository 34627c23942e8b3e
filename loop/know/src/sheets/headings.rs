//! What the columns of a workbook are called by people; programs read the names of the columns
//! themselves, which are the same in every language.

use collect::shop::Language;

/// Words that stand in a workbook beside the columns.
#[derive(Clone, Copy)]
pub(super) enum Label {
    Rows,
    About,
    Report,
    Definition,
    AsOf,
    Zone,
    Currency,
    Caveat,
}

impl Label {
    pub(super) fn say(self, language: Language) -> &'static str {
        let (en, uk, ru) = match self {
            Self::Rows => ("Table", "Таблиця", "Таблица"),
            Self::About => ("What it means", "Що це означає", "Что это значит"),
            Self::Report => ("Report", "Звіт", "Отчёт"),
            Self::Definition => ("Definition", "Визначення", "Определение"),
            Self::AsOf => ("As of", "На момент", "На момент"),
            Self::Zone => ("Zone of the shop", "Часовий пояс магазину", "Часовой пояс магазина"),
            Self::Currency => ("Currency", "Валюта", "Валюта"),
            Self::Caveat => ("Keep in mind", "Майте на увазі", "Имейте в виду"),
        };
        one_of((en, uk, ru), language)
    }
}

fn one_of<'a>((en, uk, ru): (&'a str, &'a str, &'a str), language: Language) -> &'a str {
    match language {
        Language::En => en,
        Language::Uk => uk,
        Language::Ru => ru,
    }
}

/// What people call a column; a number, as over the periods of a cohort, is its own name.
pub(super) fn heading(name: &str, language: Language) -> &str {
    let found = HEADINGS.binary_search_by_key(&name, |heading| heading.0);
    match found.ok().map(|place| HEADINGS[place]) {
        Some((_, en, uk, ru)) => one_of((en, uk, ru), language),
        None => name,
    }
}

/// Name of the column, English, Ukrainian, Russian; sorted by the name.
#[rustfmt::skip]
pub(super) const HEADINGS: &[(&str, &str, &str, &str)] = &[
    ("active", "Active", "Активні", "Активные"),
    ("active_last_year", "Active a year before", "Активні рік тому", "Активные год назад"),
    ("active_mean", "Active, mean", "Активні, середнє", "Активные, среднее"),
    ("active_median", "Active, median", "Активні, медіана", "Активные, медиана"),
    ("active_share", "Share of the active", "Частка серед активних", "Доля среди активных"),
    ("arm", "Group", "Група", "Группа"),
    ("at_risk", "Still waited for", "Ще очікувано", "Ещё ожидались"),
    ("attribute", "Attribute", "Ознака", "Признак"),
    ("base_from", "Base from", "База з", "База с"),
    ("base_revenue", "Revenue of the base", "Виторг бази", "Выручка базы"),
    ("base_until", "Base until (not included)", "База до (не включно)", "База до (не включая)"),
    ("buyers", "Buyers", "Покупці", "Покупатели"),
    ("called", "Called there", "Як зветься там", "Как зовётся там"),
    ("churn", "Churn", "Відтік", "Отток"),
    ("churned", "Lost with those who left", "Втрачено з тими, хто пішов", "Потеряно с ушедшими"),
    ("class", "Class", "Клас", "Класс"),
    ("cohort", "Cohort", "Когорта", "Когорта"),
    ("complete", "Period is over", "Період завершено", "Период закончен"),
    ("contraction",
     "Lost as some paid less", "Втрачено, бо платили менше", "Потеряно: платили меньше"),
    ("count", "Gaps", "Проміжки", "Промежутки"),
    ("country", "Country", "Країна", "Страна"),
    ("crr", "Retention, (E−N)/S", "Утримання, (E−N)/S", "Удержание, (E−N)/S"),
    ("crr_strict", "Retention, strict", "Утримання, суворе", "Удержание, строгое"),
    ("crr_strict_high", "Strict, at most", "Суворе, щонайбільше", "Строгое, не больше"),
    ("crr_strict_last_year", "Strict, a year before", "Суворе, рік тому", "Строгое, год назад"),
    ("crr_strict_low", "Strict, at least", "Суворе, щонайменше", "Строгое, не меньше"),
    ("crr_strict_previous",
     "Strict, the period before", "Суворе, попередній період", "Строгое, прошлый период"),
    ("cumulative_share", "Share up to here", "Частка наростом", "Доля нарастающим итогом"),
    ("customer_id", "Customer", "Клієнт", "Клиент"),
    ("customers", "Customers", "Клієнти", "Клиенты"),
    ("cv", "Varies by", "Мінливість", "Изменчивость"),
    ("day", "Days since the purchase", "Днів після покупки", "Дней после покупки"),
    ("difference", "Difference", "Різниця", "Разница"),
    ("dormant", "Fell silent", "Зникли", "Пропали"),
    ("email", "E-mail", "Електронна пошта", "Электронная почта"),
    ("email_consent", "Consent to e-mail", "Згода на листи", "Согласие на письма"),
    ("end", "At the end", "На кінець", "На конец"),
    ("events", "Came back that day", "Повернулися того дня", "Вернулись в этот день"),
    ("expansion",
     "Won as some paid more", "Здобуто, бо платили більше", "Прибавилось: платили больше"),
    ("f", "F", "F", "F"),
    ("from", "From", "З", "С"),
    ("group", "Group", "Група", "Группа"),
    ("group_from", "From group", "З групи", "Из группы"),
    ("group_until", "To group", "До групи", "В группу"),
    ("grr", "Gross revenue retention", "Валове утримання виторгу", "Валовое удержание выручки"),
    ("high", "At most", "Щонайбільше", "Не больше"),
    ("id", "Number", "Номер", "Номер"),
    ("inactive_mean", "Inactive, mean", "Неактивні, середнє", "Неактивные, среднее"),
    ("inactive_median", "Inactive, median", "Неактивні, медіана", "Неактивные, медиана"),
    ("inactive_share", "Share of the inactive", "Частка серед неактивних", "Доля среди неактивных"),
    ("k", "Period", "Період", "Период"),
    ("kind", "Kind of number", "Вид числа", "Вид числа"),
    ("lapsed_days", "Lapsed after days", "Затих після днів", "Затих после дней"),
    ("last_year", "A year before", "Рік тому", "Год назад"),
    ("low", "At least", "Щонайменше", "Не меньше"),
    ("m", "M", "M", "M"),
    ("mean", "Mean", "Середнє", "Среднее"),
    ("metric", "Metric", "Показник", "Показатель"),
    ("n", "Number", "Кількість", "Количество"),
    ("n_share", "Share of heads", "Частка за кількістю", "Доля по количеству"),
    ("name", "Name", "Назва", "Название"),
    ("new", "New", "Нові", "Новые"),
    ("next_share", "Came once more", "Прийшли ще раз", "Пришли ещё раз"),
    ("nrr", "Net revenue retention", "Чисте утримання виторгу", "Чистое удержание выручки"),
    ("of", "Out of", "Із скількох", "Из скольких"),
    ("orders", "Purchases", "Покупки", "Покупки"),
    ("own", "By its own gaps", "За власними проміжками", "По своим промежуткам"),
    ("p10", "10 of 100 are shorter", "10 зі 100 коротші", "10 из 100 короче"),
    ("p25", "25 of 100 are shorter", "25 зі 100 коротші", "25 из 100 короче"),
    ("p40", "40 of 100 are shorter", "40 зі 100 коротші", "40 из 100 короче"),
    ("p50", "Half are shorter", "Половина коротші", "Половина короче"),
    ("p75", "75 of 100 are shorter", "75 зі 100 коротші", "75 из 100 короче"),
    ("p80", "80 of 100 are shorter", "80 зі 100 коротші", "80 из 100 короче"),
    ("p90", "90 of 100 are shorter", "90 зі 100 коротші", "90 из 100 короче"),
    ("part", "Part", "Частина", "Часть"),
    ("people", "People", "Люди", "Люди"),
    ("period_revenue", "Revenue of the period", "Виторг періоду", "Выручка периода"),
    ("points", "Points gained", "Здобуто балів", "Прибавилось баллов"),
    ("previous", "The period before", "Попередній період", "Прошлый период"),
    ("quiet_days", "Quiet after days", "Притих після днів", "Притих после дней"),
    ("r", "R", "R", "R"),
    ("rank", "Place", "Місце", "Место"),
    ("reactivated", "Came back", "Повернулися", "Вернулись"),
    ("recency_days", "Silent for days", "Мовчить днів", "Молчит дней"),
    ("recency_days_median",
     "Silent for days, median", "Мовчать днів, медіана", "Молчат дней, медиана"),
    ("resurrecting",
     "Came back after a pause", "Повернулися після перерви", "Вернулись после перерыва"),
    ("returning", "Came again", "Прийшли знову", "Пришли снова"),
    ("revenue", "Revenue", "Виторг", "Выручка"),
    ("revenue_share", "Share of revenue", "Частка виторгу", "Доля выручки"),
    ("rfm_group", "RFM group", "Група RFM", "Группа RFM"),
    ("seasonal_churn",
     "Churn against last year", "Відтік проти минулого року", "Отток против прошлого года"),
    ("share", "Share", "Частка", "Доля"),
    ("size", "Size", "Розмір", "Размер"),
    ("standing", "Standing", "Стан", "Состояние"),
    ("start", "At the start", "На початок", "На начало"),
    ("stayed", "Stayed", "Лишилися", "Остались"),
    ("survival", "Still silent", "Ще мовчать", "Ещё молчат"),
    ("tool", "Tool", "Інструмент", "Инструмент"),
    ("top", "The first", "Перші", "Первые"),
    ("until", "Until (not included)", "До (не включно)", "До (не включая)"),
    ("value", "Value", "Значення", "Значение"),
    ("word", "Word", "Слово", "Слово"),
    ("xyz", "Steadiness", "Рівномірність", "Равномерность"),
];
