//! A value of a field: what was told, checked against the type of the field.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::day::{self, Anniversary};
use super::definition::{Definition, Kind, NUMBER_MAX, TEXT_MAX};

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, whole or not.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day of every year.
    Anniversary(Anniversary),
    /// Yes or no.
    YesNo(bool),
    /// Values of a list, in its order; of a single choice there is one.
    Choices(Vec<String>),
}

/// Why something is no value of a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It is no text.
    #[error("is no text")]
    NoText,
    /// A text is too long.
    #[error("has {0} characters; a text may have {TEXT_MAX}")]
    TooLong(usize),
    /// It is no number.
    #[error("is no number up to a million million")]
    NoNumber,
    /// It is no whole number.
    #[error("is no whole number up to a million million")]
    NotWhole,
    /// It is no day.
    #[error("is no day such as 2026-05-17")]
    NoDay,
    /// It is no day that comes back every year.
    #[error("is no day such as 1990-05-17, or --05-17 without the year")]
    NoAnniversary,
    /// It is neither yes nor no.
    #[error("is neither true nor false")]
    NotYesNo,
    /// It is not in the list.
    #[error("is not in the list: {0}")]
    NotInList(String),
}

impl Misfit {
    /// The stable word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoText => "not_a_text",
            Self::TooLong(_) => "too_long",
            Self::NoNumber => "not_a_number",
            Self::NotWhole => "not_whole",
            Self::NoDay | Self::NoAnniversary => "not_a_date",
            Self::NotYesNo => "not_yes_no",
            Self::NotInList(_) => "not_in_list",
        }
    }
}

impl Value {
    /// What was told of a field; nothing where the word is that there is none.
    pub fn told(of: &Definition, told: &Json) -> Result<Option<Self>, Misfit> {
        let is_empty = match told {
            Json::Null => true,
            Json::String(text) => text.trim().is_empty(),
            Json::Array(items) => items.is_empty() && of.kind == Kind::Choices,
            _ => false,
        };
        if is_empty {
            return Ok(None);
        }
        match of.kind {
            Kind::Choice => Ok(Some(Self::Choices(vec![listed(of, told)?]))),
            Kind::Choices => several(of, told).map(Some),
            plain => of_plain(plain, told).map(Some),
        }
    }

    /// What a row keeps; a value that has since been taken off its list is kept.
    pub(super) fn kept(kind: Kind, kept: &Json) -> Option<Self> {
        match (kind, kept) {
            (Kind::Choice, Json::String(one)) => Some(Self::Choices(vec![one.clone()])),
            (Kind::Choices, Json::Array(several)) => {
                let words = several.iter().filter_map(|word| word.as_str().map(str::to_owned));
                Some(Self::Choices(words.collect()))
            }
            (plain, kept) => of_plain(plain, kept).ok(),
        }
    }

    /// The value as rows keep it and programs are told it.
    pub fn json(&self, kind: Kind) -> Json {
        match self {
            Self::Text(text) => json!(text),
            Self::Number(number) => of_number(*number),
            Self::Date(day) => json!(day.to_string()),
            Self::Anniversary(day) => json!(day.to_string()),
            Self::YesNo(is_so) => json!(is_so),
            Self::Choices(words) if kind == Kind::Choice => json!(words.first()),
            Self::Choices(words) => json!(words),
        }
    }
}

/// A whole number without a point, so that it is the same text on every engine.
fn of_number(number: f64) -> Json {
    match number.fract() == 0.0 {
        true => json!(number as i64),
        false => json!(number),
    }
}

fn of_plain(kind: Kind, told: &Json) -> Result<Value, Misfit> {
    match kind {
        Kind::Text | Kind::Choice | Kind::Choices => text(told).map(Value::Text),
        Kind::Number => number(told).map(Value::Number).ok_or(Misfit::NoNumber),
        Kind::Whole => {
            let whole = number(told).filter(|number| number.fract() == 0.0);
            whole.map(Value::Number).ok_or(Misfit::NotWhole)
        }
        Kind::Date => {
            let day = told.as_str().and_then(day::day);
            day.map(Value::Date).ok_or(Misfit::NoDay)
        }
        Kind::Anniversary => {
            let day = told.as_str().and_then(|text| text.parse().ok());
            day.map(Value::Anniversary).ok_or(Misfit::NoAnniversary)
        }
        Kind::YesNo => yes_no(told).map(Value::YesNo).ok_or(Misfit::NotYesNo),
    }
}

fn text(told: &Json) -> Result<String, Misfit> {
    let text = match told {
        Json::String(text) => text.trim().to_owned(),
        // A number of a card or a locker is written as one as often as not.
        Json::Number(number) => number.to_string(),
        _ => return Err(Misfit::NoText),
    };
    match text.chars().count() {
        n if n > TEXT_MAX => Err(Misfit::TooLong(n)),
        _ => Ok(text),
    }
}

fn number(told: &Json) -> Option<f64> {
    let number = match told {
        Json::Number(number) => number.as_f64()?,
        Json::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // No number is told apart from itself by its sign.
    (number.abs() <= NUMBER_MAX).then_some(number + 0.0)
}

fn yes_no(told: &Json) -> Option<bool> {
    match told {
        Json::Bool(is_so) => Some(*is_so),
        Json::String(word) => match word.trim().to_lowercase().as_str() {
            "true" | "yes" | "1" | "так" | "да" => Some(true),
            "false" | "no" | "0" | "ні" | "нет" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The value of the list that a word means; capital and small letters are alike.
fn listed(of: &Definition, told: &Json) -> Result<String, Misfit> {
    let word = text(told)?.to_lowercase();
    let found = of.choices.iter().find(|choice| choice.to_lowercase() == word);
    found.cloned().ok_or_else(|| Misfit::NotInList(of.choices.join(", ")))
}

fn several(of: &Definition, told: &Json) -> Result<Value, Misfit> {
    let words = match told {
        Json::Array(words) => words.iter().map(|word| listed(of, word)).collect(),
        one => listed(of, one).map(|one| vec![one]),
    };
    let words: Vec<String> = words?;
    let in_order = of.choices.iter().filter(|choice| words.contains(choice));
    Ok(Value::Choices(in_order.cloned().collect()))
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Date(day) => day.fmt(f),
            Self::Anniversary(day) => day.fmt(f),
            Self::YesNo(is_so) => f.write_str(if *is_so { "yes" } else { "no" }),
            Self::Choices(words) => f.write_str(&words.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Names;

    fn field(kind: Kind) -> Definition {
        let choices = if kind.has_choices() { vec!["S", "M", "L"] } else { vec![] };
        let choices = choices.into_iter().map(str::to_owned).collect();
        let (key, names) = ("it".to_owned(), Names::default());
        Definition { key, names, kind, choices, archived_at: None }
    }

    #[test]
    fn what_fits_is_taken_in_one_form_and_comes_back_from_its_row() {
        for (kind, told, kept) in [
            (Kind::Text, json!(" Anna "), json!("Anna")),
            (Kind::Text, json!(42), json!("42")),
            (Kind::Number, json!("40.5"), json!(40.5)),
            (Kind::Number, json!(40.0), json!(40)),
            (Kind::Whole, json!(-7), json!(-7)),
            (Kind::Whole, json!(-0.0), json!(0)),
            (Kind::Date, json!("2026-05-17T10:00:00Z"), json!("2026-05-17")),
            (Kind::Anniversary, json!("05-17"), json!("--05-17")),
            (Kind::YesNo, json!("Yes"), json!(true)),
            (Kind::Choice, json!("m"), json!("M")),
            (Kind::Choices, json!(["l", "s", "S"]), json!(["S", "L"])),
            (Kind::Choices, json!("s"), json!(["S"])),
        ] {
            let value = Value::told(&field(kind), &told).expect("it fits").expect("a value");
            assert_eq!(value.json(kind), kept, "{told}");
            assert_eq!(Value::kept(kind, &kept), Some(value), "{told}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_why() {
        for (kind, told, word) in [
            (Kind::Text, json!(true), "not_a_text"),
            (Kind::Text, json!("x".repeat(501)), "too_long"),
            (Kind::Number, json!("forty"), "not_a_number"),
            (Kind::Number, json!("NaN"), "not_a_number"),
            (Kind::Number, json!(1e13), "not_a_number"),
            (Kind::Whole, json!(40.5), "not_whole"),
            (Kind::Date, json!("--05-17"), "not_a_date"),
            (Kind::Date, json!(20260517), "not_a_date"),
            (Kind::Anniversary, json!("2025-02-29"), "not_a_date"),
            (Kind::YesNo, json!("perhaps"), "not_yes_no"),
            (Kind::Choice, json!("XL"), "not_in_list"),
            (Kind::Choice, json!(["S"]), "not_a_text"),
            (Kind::Choices, json!(["S", "XL"]), "not_in_list"),
        ] {
            let misfit = Value::told(&field(kind), &told).expect_err("it does not fit");
            assert_eq!(misfit.word(), word, "{told}");
        }
    }

    #[test]
    fn nothing_is_a_word_too() {
        for kind in Kind::ALL {
            for told in [json!(null), json!(" ")] {
                assert_eq!(Value::told(&field(kind), &told), Ok(None));
            }
        }
        assert_eq!(Value::told(&field(Kind::Choices), &json!([])), Ok(None));
    }
}
