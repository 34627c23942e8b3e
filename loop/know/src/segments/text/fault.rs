//! Where a text is no rule, and what was expected there.

use std::fmt;

use serde::Serialize;
use utoipa::ToSchema;

/// A place at which a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SegmentFault)]
pub struct Fault {
    /// The kind of fault; the page translates it.
    pub code: FaultCode,
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
    /// Characters at fault.
    pub length: usize,
    /// What is wrong, in words.
    pub message: String,
    /// What could stand there; a builder offers it.
    pub expected: Vec<String>,
    /// What was probably meant.
    pub nearest: Option<String>,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SegmentFaultCode)]
pub enum FaultCode {
    /// Something else must stand here.
    Unexpected,
    /// A text has no closing quote.
    UnclosedText,
    /// A character that no rule has.
    StrangeCharacter,
    /// The same was said before.
    SaidTwice,
    /// A number, a day or a list that does not fit.
    DoesNotFit,
    /// The rule is larger than a rule may be.
    TooLarge,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A fault at a stretch of bytes of a text.
    pub(super) fn at(text: &str, (from, until): (usize, usize), code: FaultCode) -> Self {
        let before = &text[..from];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            code,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            length: text[from..until].chars().count(),
            message: String::new(),
            expected: Vec::new(),
            nearest: None,
        }
    }

    /// The same fault in words.
    #[must_use]
    pub(super) fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// Something stands where something else was expected.
    #[must_use]
    pub(super) fn instead_of(mut self, found: &str, expected: Vec<&'static str>) -> Self {
        self.nearest = nearest(found, &expected).map(str::to_owned);
        let found = match found.is_empty() {
            true => "the rule ends here".to_owned(),
            false => format!("`{found}` cannot stand here"),
        };
        self.message = match &self.nearest {
            Some(nearest) => format!("{found}; did you mean `{nearest}`?"),
            None => format!("{found}; expected {}", choice_of(&expected)),
        };
        self.expected = expected.into_iter().map(str::to_owned).collect();
        self
    }
}

/// So many choices are read; of more only the first ones are told.
const CHOICES_TOLD: usize = 6;

fn choice_of(expected: &[&str]) -> String {
    let quoted: Vec<String> = expected.iter().map(|choice| shown(choice)).collect();
    match quoted.as_slice() {
        [] => "nothing more".to_owned(),
        [only] => only.clone(),
        [firsts @ .., last] if quoted.len() <= CHOICES_TOLD => {
            format!("{} or {last}", firsts.join(", "))
        }
        many => format!("a condition such as {} …", many[..CHOICES_TOLD].join(", ")),
    }
}

/// Words of the language in quotes; what only describes stays as it is.
fn shown(choice: &str) -> String {
    match choice.starts_with("a ") || choice.starts_with("the ") {
        true => choice.to_owned(),
        false => format!("`{choice}`"),
    }
}

/// The expected phrase whose first word is misspelt by one or two letters.
fn nearest(found: &str, expected: &[&'static str]) -> Option<&'static str> {
    let found = found.to_lowercase();
    let far = |phrase: &&str| letters_apart(&found, phrase.split(' ').next().unwrap_or(phrase));
    let closest = expected.iter().copied().min_by_key(far)?;
    let allowed = if found.chars().count() < 5 { 1 } else { 2 };
    (found.chars().count() > 1 && far(&closest) <= allowed).then_some(closest)
}

/// How many letters must be added, dropped or changed to make one word of another (Levenshtein).
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, its) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *its);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_as_one_would_mend_them() {
        assert_eq!(letters_apart("ordrs", "orders"), 1);
        assert_eq!(letters_apart("", "abc"), 3);
        assert_eq!(letters_apart("revenue", "revenue"), 0);
    }
}
