//! Ready texts to start from.

use collect::shop::Language;

/// A ready letter in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What it is for, the same in every language.
    pub code: &'static str,
    /// Its language.
    pub language: Language,
    /// Its name in that language.
    pub name: &'static str,
    /// The subject line.
    pub subject: &'static str,
    /// The body in MJML.
    pub body_mjml: &'static str,
}

/// Every ready letter.
pub const RECIPES: [Recipe; 3] = [
    Recipe {
        code: "win_back",
        language: Language::En,
        name: "Win-back: a question to those who went quiet",
        subject: "{% if customer.first_name %}{{ customer.first_name }}, it{% else %}It{% endif %} \
                  has been a while",
        body_mjml: include_str!("win_back.en.mjml"),
    },
    Recipe {
        code: "win_back",
        language: Language::Uk,
        name: "Повернення: запитання до тих, хто затих",
        subject: "{% if customer.first_name %}{{ customer.first_name }}, давно{% else %}\
                  Давно{% endif %} не бачилися",
        body_mjml: include_str!("win_back.uk.mjml"),
    },
    Recipe {
        code: "win_back",
        language: Language::Ru,
        name: "Возврат: вопрос к тем, кто затих",
        subject: "{% if customer.first_name %}{{ customer.first_name }}, давно{% else %}\
                  Давно{% endif %} не виделись",
        body_mjml: include_str!("win_back.ru.mjml"),
    },
];

/// The ready letter of a code in a language.
pub fn find(code: &str, language: Language) -> Option<Recipe> {
    RECIPES.into_iter().find(|recipe| recipe.code == code && recipe.language == language)
}
