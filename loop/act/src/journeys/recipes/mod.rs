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
pub const RECIPES: [Recipe; 7] = [
    recipe!("thank_you"),
    recipe!("win_back"),
    recipe!("replenishment"),
    recipe!("abandoned_basket"),
    recipe!("birthday"),
    recipe!("how_to_use"),
    recipe!("arrivals"),
];

/// What stands in a ready journey where the shop names one of its own categories.
const CATEGORY: &str = "%category%";

/// What it is called where no product of the shop has one: for the owner to write over.
const ANY_CATEGORY: &str = "Coffee";

impl Recipe {
    /// The journey in a language.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.texts[0],
            Language::Uk => self.texts[1],
            Language::Ru => self.texts[2],
        }
    }

    /// The journey in a language, with one of the shop's own categories where it speaks of one.
    pub fn of_shop(&self, language: Language, category: Option<&str>) -> String {
        let text = self.text(language);
        if !text.contains(CATEGORY) {
            return text.to_owned();
        }
        // It stands between quotation marks in a rule, and in MJML.
        let fits = |category: &&str| !category.contains(['"', '\\', '\'', '<', '&', '{', '\n']);
        text.replace(CATEGORY, category.filter(fits).unwrap_or(ANY_CATEGORY))
    }
}

/// The ready journey of a code.
pub fn find(code: &str) -> Option<Recipe> {
    RECIPES.into_iter().find(|recipe| recipe.code == code)
}
