//! What a field is: its key, its names, its type, and the limits of all that.

use domain::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use crate::customers;

/// Fields a shop may have, archived ones among them.
pub const FIELDS_MAX: usize = 200;

/// Characters of a key.
pub const KEY_MAX: usize = 40;

/// Characters of a name.
pub const NAME_MAX: usize = 60;

/// Values that a list may offer.
pub const CHOICES_MAX: usize = 100;

/// Characters of one of them.
pub const CHOICE_MAX: usize = 60;

/// Characters of a text.
pub const TEXT_MAX: usize = 500;

/// The largest number, either way; beyond it a fraction would be lost.
pub const NUMBER_MAX: f64 = 1e12;

/// The day of birth, which every shop knows as a field.
pub const BIRTHDAY: &str = "birthday";

/// What is known of a customer's profile besides the fields that a rule may name.
const PROFILE: &str = "time_zone";

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FieldKind)]
pub enum Kind {
    /// Up to 500 characters.
    Text,
    /// A number, with a part after the point or without.
    Number,
    /// A whole number.
    Whole,
    /// A day of the calendar.
    Date,
    /// A day that comes back every year; its own year may be unknown.
    Anniversary,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice,
    /// Any of a list.
    Choices,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Whole,
        Self::Date,
        Self::Anniversary,
        Self::YesNo,
        Self::Choice,
        Self::Choices,
    ];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Whole => "whole",
            Self::Date => "date",
            Self::Anniversary => "anniversary",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::Choices => "choices",
        }
    }

    /// The kind of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether its values are of a list.
    pub fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Whether its values are days.
    pub fn is_of_days(self) -> bool {
        matches!(self, Self::Date | Self::Anniversary)
    }
}

/// What a field is called, in the languages of the page; one of them is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldNames)]
pub struct Names {
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In Ukrainian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uk: Option<String>,
    /// In Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
}

impl Names {
    /// Every name there is.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.en, &self.uk, &self.ru].into_iter().filter_map(|name| name.as_deref())
    }

    /// The same without blanks around, and without empty ones.
    fn tidied(self) -> Self {
        let tidy = |name: Option<String>| {
            name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
        };
        Self { en: tidy(self.en), uk: tidy(self.uk), ru: tidy(self.ru) }
    }
}

/// A field of customers that the shop thought of.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What programs, rules and letters call it.
    pub key: String,
    /// What people call it.
    pub names: Names,
    /// What its values are; for ever.
    pub kind: Kind,
    /// What its list offers, in the order in which it is shown.
    pub choices: Vec<String>,
    /// When it was put away; its values are kept.
    pub archived_at: Option<Instant>,
}

/// Why a field cannot be so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The key is none.
    #[error(
        "`{0}` is no key: it has 1 to {KEY_MAX} small Latin letters, digits and underscores and \
         begins with a letter, such as `shoe_size`"
    )]
    Key(String),
    /// The key is that of something every shop knows.
    #[error("`{0}` is known of every customer already; choose another key")]
    Taken(String),
    /// It has no name.
    #[error("a field has a name in at least one language")]
    Nameless,
    /// A name is too long.
    #[error("a name has {0} characters; it may have {NAME_MAX}")]
    Name(usize),
    /// The list is empty or too long.
    #[error("the list has {0} values; it may have 1 to {CHOICES_MAX}")]
    Choices(usize),
    /// A value of the list is empty or too long.
    #[error(
        "`{0}` is no value of a list: it has 1 to {CHOICE_MAX} characters, and neither a comma nor \
         a semicolon"
    )]
    Choice(String),
    /// A value of the list is there twice.
    #[error("`{0}` is in the list twice; capital and small letters are alike")]
    Twice(String),
    /// There is a list where none belongs.
    #[error("only a choice has a list of values")]
    NoChoice,
    /// Another kind is wanted.
    #[error(
        "the field `{key}` holds values of the kind `{}` and keeps it; archive it and make another \
         one", kind.word()
    )]
    OtherKind {
        /// The field.
        key: String,
        /// What it is.
        kind: Kind,
    },
    /// There are too many.
    #[error("a shop has at most {FIELDS_MAX} fields, archived ones among them")]
    TooMany,
}

impl Definition {
    /// The day of birth.
    pub fn birthday() -> Self {
        let name = |name: &str| Some(name.to_owned());
        Self {
            key: BIRTHDAY.to_owned(),
            names: Names {
                en: name("Birthday"),
                uk: name("День народження"),
                ru: name("День рождения"),
            },
            kind: Kind::Anniversary,
            choices: Vec::new(),
            archived_at: None,
        }
    }

    /// Whether every shop has it.
    pub fn is_built_in(&self) -> bool {
        self.key == BIRTHDAY
    }

    /// A value that somebody might have, to look at a letter before anybody has one.
    pub fn example(&self) -> Json {
        match self.kind {
            Kind::Text => json!(self.names.all().next().unwrap_or(&self.key)),
            Kind::Number | Kind::Whole => json!(42),
            Kind::Date => json!("2026-05-17"),
            Kind::Anniversary => json!("1990-05-17"),
            Kind::YesNo => json!(true),
            Kind::Choice => json!(self.choices.first()),
            Kind::Choices => json!(self.choices.iter().take(2).collect::<Vec<_>>()),
        }
    }

    /// The same with tidy words, if it can be so.
    pub(super) fn checked(mut self) -> Result<Self, Unfit> {
        check_key(&self.key)?;
        self.names = self.names.tidied();
        if self.names.all().next().is_none() {
            return Err(Unfit::Nameless);
        }
        let lengths = self.names.all().map(|name| name.chars().count());
        if let Some(n) = lengths.max().filter(|n| *n > NAME_MAX) {
            return Err(Unfit::Name(n));
        }
        self.choices = self.choices.iter().map(|choice| choice.trim().to_owned()).collect();
        self.check_choices()?;
        Ok(self)
    }

    fn check_choices(&self) -> Result<(), Unfit> {
        if !self.kind.has_choices() {
            return if self.choices.is_empty() { Ok(()) } else { Err(Unfit::NoChoice) };
        }
        if !(1..=CHOICES_MAX).contains(&self.choices.len()) {
            return Err(Unfit::Choices(self.choices.len()));
        }
        let mut seen = std::collections::HashSet::new();
        for choice in &self.choices {
            // A cell of a file holds several values with a comma or a semicolon between them.
            let n = choice.chars().count();
            if !(1..=CHOICE_MAX).contains(&n) || choice.contains([',', ';']) {
                return Err(Unfit::Choice(choice.clone()));
            }
            if !seen.insert(choice.to_lowercase()) {
                return Err(Unfit::Twice(choice.clone()));
            }
        }
        Ok(())
    }
}

fn check_key(key: &str) -> Result<(), Unfit> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_key = key.len() <= KEY_MAX
        && key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(fits);
    if !is_key {
        return Err(Unfit::Key(key.to_owned()));
    }
    let is_known = customers::Field::ALL.iter().any(|field| field.word() == key);
    match is_known || [BIRTHDAY, PROFILE].contains(&key) {
        true => Err(Unfit::Taken(key.to_owned())),
        false => Ok(()),
    }
}

/// The key that a word of a program or of a person means: `shoeSize` and `Shoe size` are
/// `shoe_size`.
pub fn key_of(word: &str) -> String {
    let mut key = String::with_capacity(word.len() + 4);
    let mut was_small = false;
    for letter in word.trim().chars() {
        if !letter.is_alphanumeric() {
            if !key.ends_with('_') {
                key.push('_');
            }
            was_small = false;
            continue;
        }
        if letter.is_uppercase() && was_small {
            key.push('_');
        }
        was_small = letter.is_lowercase() || letter.is_numeric();
        key.extend(letter.to_lowercase());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str, kind: Kind, choices: &[&str]) -> Result<Definition, Unfit> {
        let names = Names { en: Some(" Shoe size ".to_owned()), ..Names::default() };
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        Definition { key: key.to_owned(), names, kind, choices, archived_at: None }.checked()
    }

    #[test]
    fn a_key_is_a_plain_word_that_nothing_else_has() {
        let size = field("shoe_size", Kind::Number, &[]).expect("a field");
        assert_eq!(size.names.en.as_deref(), Some("Shoe size"));
        for bad in ["", "Shoe", "1st", "shoe size", "größe", &"x".repeat(41)] {
            assert_eq!(field(bad, Kind::Text, &[]), Err(Unfit::Key(bad.to_owned())));
        }
        for taken in ["email", "birthday", "city", "time_zone"] {
            assert_eq!(field(taken, Kind::Text, &[]), Err(Unfit::Taken(taken.to_owned())));
        }
    }

    #[test]
    fn a_list_has_different_values_and_only_a_choice_has_one() {
        assert!(field("size", Kind::Choice, &["S", " M "]).is_ok());
        assert_eq!(field("size", Kind::Choices, &[]), Err(Unfit::Choices(0)));
        assert_eq!(field("size", Kind::Choice, &["M", "m"]), Err(Unfit::Twice("m".to_owned())));
        let comma = field("size", Kind::Choice, &["a,b"]);
        assert_eq!(comma, Err(Unfit::Choice("a,b".to_owned())));
        assert_eq!(field("size", Kind::Text, &["M"]), Err(Unfit::NoChoice));
        let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(field("size", Kind::Choice, &many), Err(Unfit::Choices(101)));
    }

    #[test]
    fn words_of_programs_and_people_lead_to_one_key() {
        for word in ["shoe_size", "shoeSize", "Shoe size", " shoe-size ", "SHOE_SIZE", "ShoeSize"] {
            assert_eq!(key_of(word), "shoe_size", "{word}");
        }
        assert_eq!(key_of("VIP"), "vip");
        assert_eq!(key_of("size2024"), "size2024");
    }
}
