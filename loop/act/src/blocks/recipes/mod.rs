//! Ready letters to start from, put together of blocks.

use collect::shop::Language;

use super::Design;

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
    design: &'static str,
}

macro_rules! recipe {
    ($code:literal, $language:ident, $file:literal, $name:literal, $subject:literal) => {
        Recipe {
            code: $code,
            language: Language::$language,
            name: $name,
            subject: $subject,
            design: include_str!($file),
        }
    };
}

/// Every ready letter, in the order in which most shops begin.
pub const RECIPES: [Recipe; 9] = [
    recipe!(
        "win_back",
        En,
        "win_back.en.json",
        "Win-back: a question to those who went quiet",
        "{% if customer.first_name %}{{ customer.first_name }}, it{% else %}It{% endif %} has been \
         a while"
    ),
    recipe!(
        "win_back",
        Uk,
        "win_back.uk.json",
        "Повернення: запитання до тих, хто затих",
        "{% if customer.first_name %}{{ customer.first_name }}, давно{% else %}Давно{% endif %} не \
         бачилися"
    ),
    recipe!(
        "win_back",
        Ru,
        "win_back.ru.json",
        "Возврат: вопрос к тем, кто затих",
        "{% if customer.first_name %}{{ customer.first_name }}, давно{% else %}Давно{% endif %} не \
         виделись"
    ),
    recipe!(
        "picks",
        En,
        "picks.en.json",
        "Picks: what each customer probably wants next",
        "{% if customer.first_name %}{{ customer.first_name }}, a{% else %}A{% endif %} few things \
         for you"
    ),
    recipe!(
        "picks",
        Uk,
        "picks.uk.json",
        "Добірка: чого кожен, імовірно, захоче далі",
        "{% if customer.first_name %}{{ customer.first_name }}, дещо{% else %}Дещо{% endif %} \
         для вас"
    ),
    recipe!(
        "picks",
        Ru,
        "picks.ru.json",
        "Подборка: чего каждый, вероятно, захочет дальше",
        "{% if customer.first_name %}{{ customer.first_name }}, кое-что{% else %}Кое-что\
         {% endif %} для вас"
    ),
    recipe!(
        "news",
        En,
        "news.en.json",
        "News: what has changed, and what sells best",
        "What is new at {{ shop.name }}"
    ),
    recipe!(
        "news",
        Uk,
        "news.uk.json",
        "Новини: що змінилося і що беруть найчастіше",
        "Що нового в {{ shop.name }}"
    ),
    recipe!(
        "news",
        Ru,
        "news.ru.json",
        "Новости: что изменилось и что берут чаще всего",
        "Что нового в {{ shop.name }}"
    ),
];

impl Recipe {
    /// Its blocks.
    pub fn design(&self) -> Design {
        serde_json::from_str(self.design).expect("ready letters are read in a test")
    }
}

/// The ready letter of a code in a language.
pub fn find(code: &str, language: Language) -> Option<Recipe> {
    RECIPES.into_iter().find(|recipe| recipe.code == code && recipe.language == language)
}
