//! Ready journeys: each a folder with the same journey written in three languages.

use collect::shop::Language;

/// A ready journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What it is for, the same in every language.
    pub code: &'static str,
    /// The journey in English, Ukrainian and Russian.
    texts: [&'static str; 3],
}

macro_rules! recipe {
    ($code:literal) => {
        Recipe {
            code: $code,
            texts: [
                include_str!(concat!($code, "/en.toml")),
                include_str!(concat!($code, "/uk.toml")),
                include_str!(concat!($code, "/ru.toml")),
            ],
        }
    };
}

/// Every ready journey, in the order in which most shops begin.
pub const RECIPES: [Recipe; 5] = [
    recipe!("thank_you"),
    recipe!("win_back"),
    recipe!("replenishment"),
    recipe!("abandoned_basket"),
    recipe!("birthday"),
];

impl Recipe {
    /// The journey in a language.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.texts[0],
            Language::Uk => self.texts[1],
            Language::Ru => self.texts[2],
        }
    }
}

/// The ready journey of a code.
pub fn find(code: &str) -> Option<Recipe> {
    RECIPES.into_iter().find(|recipe| recipe.code == code)
}
