//! The words of the export in three languages.

use crate::shop::Language;

/// Title, what it is, and what is said where nothing is kept.
pub(super) fn opening(language: Language, shop: &str) -> [String; 3] {
    match language {
        Language::En => [
            format!("What {shop} keeps about you"),
            "This is everything that is kept in the shop's customer records: who you are, what \
             you allowed, what you bought and what was sent to you. Moments are in UTC."
                .to_owned(),
            "Nothing is kept.".to_owned(),
        ],
        Language::Uk => [
            format!("Що {shop} зберігає про вас"),
            "Тут усе, що є у клієнтських записах магазину: хто ви, що ви дозволили, що купували і \
             що вам надсилали. Час подано за UTC."
                .to_owned(),
            "Нічого не зберігається.".to_owned(),
        ],
        Language::Ru => [
            format!("Что {shop} хранит о вас"),
            "Здесь всё, что есть в клиентских записях магазина: кто вы, что вы разрешили, что \
             покупали и что вам присылали. Время указано по UTC."
                .to_owned(),
            "Ничего не хранится.".to_owned(),
        ],
    }
}

/// What a kind is called in English, Ukrainian and Russian.
const HEADINGS: &[(&str, [&str; 3])] = &[
    ("customer", ["Who you are", "Хто ви", "Кто вы"]),
    ("identity", ["What you are called by", "Як вас розпізнають", "Как вас узнают"]),
    (
        "consent",
        [
            "What you allowed and refused",
            "Що ви дозволили й заборонили",
            "Что вы разрешили и запретили",
        ],
    ),
    (
        "field_value",
        ["What else is known about you", "Що ще про вас відомо", "Что ещё о вас известно"],
    ),
    ("orders", ["What you bought", "Що ви купували", "Что вы покупали"]),
    ("message", ["What was sent to you", "Що вам надсилали", "Что вам присылали"]),
    (
        "service_message",
        [
            "Receipts and other messages about your orders and your account",
            "Квитанції та інші повідомлення про ваші замовлення й обліковий запис",
            "Чеки и другие сообщения о ваших заказах и учётной записи",
        ],
    ),
    (
        "decision",
        [
            "Why you were, or were not, written to",
            "Чому вам писали або ні",
            "Почему вам писали или нет",
        ],
    ),
    ("happening", ["What happened", "Що відбувалося", "Что происходило"]),
    (
        "visitor",
        [
            "Visits before you gave your name",
            "Візити до того, як ви назвалися",
            "Визиты до того, как вы назвались",
        ],
    ),
    (
        "reading",
        [
            "What was opened and followed in letters",
            "Що відкривали в листах",
            "Что открывали в письмах",
        ],
    ),
    ("bounce", ["Letters that came back", "Листи, що повернулися", "Письма, которые вернулись"]),
    (
        "exposure",
        [
            "Trials you were part of",
            "Порівняння, у яких ви брали участь",
            "Сравнения, в которых вы участвовали",
        ],
    ),
    (
        "letter_view",
        [
            "Letters that are kept for you to read in a browser",
            "Листи, які зберігаються, щоб ви читали їх у браузері",
            "Письма, которые хранятся, чтобы вы читали их в браузере",
        ],
    ),
    (
        "task",
        [
            "What our people were to do about you",
            "Що наші працівники мали зробити щодо вас",
            "Что наши сотрудники должны были сделать для вас",
        ],
    ),
    (
        "journey_call",
        [
            "Other programs that were told",
            "Інші програми, яким сповіщали",
            "Другие программы, которым сообщали",
        ],
    ),
    ("traveller", ["Series of messages", "Серії повідомлень", "Серии сообщений"]),
    (
        "suppression",
        [
            "Addresses that are not written to",
            "Адреси, на які не пишуть",
            "Адреса, на которые не пишут",
        ],
    ),
    (
        "order_word",
        [
            "What was told about your orders",
            "Що повідомляли про ваші замовлення",
            "Что сообщали о ваших заказах",
        ],
    ),
    (
        "storefront_subscription",
        [
            "Your subscriptions, as Stripe told of them",
            "Ваші підписки, як про них повідомив Stripe",
            "Ваши подписки, как о них сообщил Stripe",
        ],
    ),
    ("storefront_request", ["Requests by the law", "Звернення за законом", "Обращения по закону"]),
    (
        "storefront_body",
        [
            "Deliveries from the web shop",
            "Сповіщення від інтернет-магазину",
            "Уведомления от интернет-магазина",
        ],
    ),
    (
        "segment_change",
        [
            "Groups you came into or left",
            "Групи, до яких ви входили",
            "Группы, в которые вы входили",
        ],
    ),
];

/// What a field is called in English, Ukrainian and Russian.
const COLUMNS: &[(&str, [&str; 3])] = &[
    ("name", ["Name", "Ім’я", "Имя"]),
    ("email", ["E-mail", "E-mail", "E-mail"]),
    ("phone", ["Phone", "Телефон", "Телефон"]),
    ("external_id", ["Number", "Номер", "Номер"]),
    ("country", ["Country", "Країна", "Страна"]),
    ("city", ["City", "Місто", "Город"]),
    ("language", ["Language", "Мова", "Язык"]),
    ("time_zone", ["Time zone", "Часовий пояс", "Часовой пояс"]),
    ("source", ["Told by", "Звідки", "Откуда"]),
    ("kind", ["Kind", "Вид", "Вид"]),
    ("value", ["Value", "Значення", "Значение"]),
    ("purpose", ["What for", "Для чого", "Для чего"]),
    ("channel", ["Channel", "Канал", "Канал"]),
    ("state", ["State", "Стан", "Состояние"]),
    ("ground", ["Rests on", "Підстава", "Основание"]),
    ("proof", ["Proof", "Підтвердження", "Подтверждение"]),
    ("at", ["When", "Коли", "Когда"]),
    ("noted_at", ["Noted", "Записано", "Записано"]),
    ("currency", ["Currency", "Валюта", "Валюта"]),
    ("amount", ["Amount", "Сума", "Сумма"]),
    ("status", ["Status", "Статус", "Статус"]),
    ("coupon", ["Code", "Промокод", "Промокод"]),
    ("discount", ["Discount", "Знижка", "Скидка"]),
    ("tax", ["Tax", "Податок", "Налог"]),
    ("shipping", ["Shipping", "Доставка", "Доставка"]),
    ("refunded", ["Refunded", "Повернено", "Возвращено"]),
    ("lines", ["Bought", "Товари", "Товары"]),
    ("address", ["Address", "Адреса", "Адрес"]),
    ("reason", ["Why", "Чому", "Почему"]),
    ("outcome", ["Outcome", "Рішення", "Решение"]),
    ("payload", ["What exactly", "Подробиці", "Подробности"]),
    ("actor", ["Who did it", "Хто це зробив", "Кто это сделал"]),
];

/// What a kind is called.
pub(super) fn heading(language: Language, kind: &str) -> String {
    found(HEADINGS, language, kind)
}

/// What a field is called; one that has no words is told as it is kept.
pub(super) fn column(language: Language, name: &str) -> String {
    found(COLUMNS, language, name)
}

fn found(words: &[(&str, [&str; 3])], language: Language, key: &str) -> String {
    let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
    let known = words.iter().find(|(known, _)| *known == key);
    known.map_or_else(|| key.replace('_', " "), |(_, texts)| texts[place].to_owned())
}

#[cfg(test)]
mod tests {
    use records::traces::TRACES;

    use super::*;

    #[test]
    fn every_kind_that_is_told_has_a_heading() {
        for trace in TRACES.iter().filter(|trace| !super::super::LEFT_OUT.contains(&trace.table)) {
            let has = HEADINGS.iter().any(|(kind, _)| *kind == trace.table);
            assert!(has, "`{}` has no heading in the export", trace.table);
        }
    }
}
