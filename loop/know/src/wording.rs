//! What a figure means, in the languages of the page.

use collect::shop::Language;
use serde::Serialize;

/// One text in every language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Wording {
    /// English.
    pub en: &'static str,
    /// Ukrainian.
    pub uk: &'static str,
    /// Russian.
    pub ru: &'static str,
}

impl Wording {
    /// Signs that every language reads alike.
    pub const fn of_signs(signs: &'static str) -> Self {
        Self { en: signs, uk: signs, ru: signs }
    }

    /// The text in one language.
    pub fn say(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Uk => self.uk,
            Language::Ru => self.ru,
        }
    }
}

/// What counts as a purchase; said with every report, because every figure stands on it.
pub const PURCHASE: Wording = Wording {
    en: "A purchase is a paid or delivered order of a value above zero that was not cancelled, \
         refunded in full or placed as a test.",
    uk: "Покупка — це оплачене або доставлене замовлення з вартістю понад нуль, яке не скасовано, \
         не повернуто повністю й не створено для перевірки.",
    ru: "Покупка — это оплаченный или доставленный заказ стоимостью больше нуля, который не \
         отменён, \
         не возвращён полностью и не создан для проверки.",
};
