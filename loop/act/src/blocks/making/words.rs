//! What the program itself says in a letter of blocks.

use collect::shop::Language;

/// The words of a footer in one language.
pub(super) struct FooterWords {
    /// Why somebody gets this letter.
    pub(super) why: &'static str,
    /// The way out.
    pub(super) out: &'static str,
    /// The way to choose.
    pub(super) choose: &'static str,
}

pub(super) fn footer(language: Language) -> FooterWords {
    match language {
        Language::En => FooterWords {
            why: "You receive this e-mail as a customer of {{ shop.name }}.",
            out: "Unsubscribe with one click",
            choose: "Choose what you get",
        },
        Language::Uk => FooterWords {
            why: "Ви отримали цей лист, бо робили покупки в {{ shop.name }}.",
            out: "Відписатися одним натисканням",
            choose: "Обрати, що отримувати",
        },
        Language::Ru => FooterWords {
            why: "Вы получили это письмо, потому что делали покупки в {{ shop.name }}.",
            out: "Отписаться одним нажатием",
            choose: "Выбрать, что получать",
        },
    }
}
