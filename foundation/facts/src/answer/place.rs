//! Where a question is wrong.

use std::fmt;

use datafusion::common::Diagnostic;
use datafusion::error::DataFusionError;

/// What is wrong with a question, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongQuestion {
    /// What is wrong.
    pub text: String,
    /// Line and column of the first character at fault, counted from 1; none where it is not known.
    pub place: Option<(u64, u64)>,
}

impl fmt::Display for WrongQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl WrongQuestion {
    /// What the engine says is wrong; a place that the question does not have is none.
    pub(crate) fn of(error: &DataFusionError, question: &str) -> Self {
        let text = text_of(error);
        let (text, place) = match told_in(&text) {
            Some((before, place)) => (before, Some(place)),
            None => (text, error.diagnostic().and_then(begin)),
        };
        let n_lines = question.lines().count() as u64;
        Self { text, place: place.filter(|(line, _)| (1..=n_lines).contains(line)) }
    }
}

/// What an engine says in front of its sentence, which helps nobody who asks.
const NOISE: [&str; 2] = ["sql parser error: ", "Arrow error: "];

/// What stands before the name of each of our tables.
const HOUSE: &str = "datafusion.public.";

fn text_of(error: &DataFusionError) -> String {
    let text = told_by(error).replace(HOUSE, "");
    let noise = NOISE.iter().find(|noise| text.starts_with(**noise));
    noise.map_or_else(|| text.clone(), |noise| text[noise.len()..].to_owned())
}

fn told_by(error: &DataFusionError) -> String {
    match error.find_root() {
        DataFusionError::Plan(text) | DataFusionError::Execution(text) => text.clone(),
        DataFusionError::SQL(parser, _) => parser.to_string(),
        DataFusionError::SchemaError(schema, _) => schema.to_string(),
        other => other.to_string(),
    }
}

fn begin(diagnostic: &Diagnostic) -> Option<(u64, u64)> {
    let begin = diagnostic.span?.start;
    Some((begin.line, begin.column))
}

/// The place that the parser puts behind its sentence: ` at Line: 1, Column: 8`.
fn told_in(text: &str) -> Option<(String, (u64, u64))> {
    let (before, place) = text.split_once(" at Line: ")?;
    let (line, column) = place.split_once(", Column: ")?;
    let digits: String = column.chars().take_while(char::is_ascii_digit).collect();
    Some((before.to_owned(), (line.parse().ok()?, digits.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parsers_place_is_taken_out_of_its_sentence() {
        let text = "sql parser error: Expected: an expression, found: from at Line: 2, Column: 14";
        let (before, place) = told_in(text).expect("a place");
        assert_eq!(before, "sql parser error: Expected: an expression, found: from");
        assert_eq!(place, (2, 14));
        assert_eq!(told_in("no column `x`"), None);
    }
}
