//! What the RFM report means, in words.

use collect::shop::Language;

use super::Scale;
use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "Recency is the number of days from the day of the last purchase to the day the report \
         looks from, frequency the number of purchases, money what they came to after discounts \
         and refunds. Each gets a score from 1 to 5, 5 is best.",
    uk: "Давність — кількість днів від дня останньої покупки до дня, з якого дивиться звіт, \
         частота — кількість покупок, гроші — їхня сума після знижок і повернень. Кожна отримує \
         оцінку від 1 до 5, 5 — найкраща.",
    ru: "Давность — число дней от дня последней покупки до дня, с которого смотрит отчёт, частота \
         — \
         число покупок, деньги — их сумма после скидок и возвратов. Каждая получает оценку от 1 до \
         5, 5 — лучшая.",
};

const QUINTILES: Wording = Wording {
    en: "Scores are fifths of the customers; equal values share the better score.",
    uk: "Оцінки — п’яті частини клієнтів; однакові значення мають кращу з оцінок.",
    ru: "Оценки — пятые части клиентов; одинаковые значения получают лучшую из оценок.",
};

const FIXED: Wording = Wording {
    en: "Frequency is scored by 1, 2, 3, 4–5 and 6 or more purchases, the others by fifths of the \
         customers; equal values share the better score.",
    uk: "Частоту оцінено за 1, 2, 3, 4–5 та 6 і більше покупками, решту — за п’ятими частинами \
         клієнтів; однакові значення мають кращу з оцінок.",
    ru: "Частота оценена по 1, 2, 3, 4–5 и 6 и более покупкам, остальное — по пятым частям \
         клиентов; одинаковые значения получают лучшую из оценок.",
};

const OWN: Wording = Wording {
    en: "Where own breaks are given, they decide the score.",
    uk: "Де задано власні межі, оцінку визначають вони.",
    ru: "Где заданы собственные границы, оценку определяют они.",
};

const GROUPS: Wording = Wording {
    en: "The group is named by the first rule of the table that fits the scores.",
    uk: "Групу називає перше правило таблиці, якому відповідають оцінки.",
    ru: "Группу называет первое правило таблицы, которому соответствуют оценки.",
};

/// The definition of the report in one language.
pub fn definition(scale: &Scale, language: Language) -> String {
    let cut: &[Wording] = match scale {
        scale if scale.is_fifths() => &[QUINTILES],
        scale if scale.is_fixed() => &[FIXED],
        _ => &[QUINTILES, OWN],
    };
    let sentences = [DEFINITION].iter().chain(cut).chain(&[GROUPS, crate::PURCHASE]);
    sentences.map(|sentence| sentence.say(language)).collect::<Vec<_>>().join(" ")
}
