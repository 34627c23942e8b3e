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
    /// The way to see the letter in a browser.
    pub(super) see: &'static str,
}

pub(super) fn footer(language: Language) -> FooterWords {
    match language {
        Language::En => FooterWords {
            why: "You receive this e-mail as a customer of {{ shop.name }}.",
            out: "Unsubscribe with one click",
            choose: "Choose what you get",
            see: "View in browser",
        },
        Language::Uk => FooterWords {
            why: "Ви отримали цей лист, бо робили покупки в {{ shop.name }}.",
            out: "Відписатися одним натисканням",
            choose: "Обрати, що отримувати",
            see: "Переглянути в браузері",
        },
        Language::Ru => FooterWords {
            why: "Вы получили это письмо, потому что делали покупки в {{ shop.name }}.",
            out: "Отписаться одним нажатием",
            choose: "Выбрать, что получать",
            see: "Посмотреть в браузере",
        },
    }
}
