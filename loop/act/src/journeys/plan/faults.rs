//! What is wrong with a journey as it was written, and where.

use serde::Serialize;
use utoipa::ToSchema;

/// Something in a written journey that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = JourneyFault)]
pub struct Fault {
    /// Where: `enter.when`, or `step.NAME.wait`; empty for the text as a whole.
    pub place: String,
    /// What is wrong, as a stable word.
    pub code: FaultCode,
    /// What is wrong and what to do, in English.
    pub text: String,
    /// The line of the file, from 1, where there is a file.
    pub line: Option<usize>,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = JourneyFaultCode)]
pub enum FaultCode {
    /// The text is not TOML, or has a word that nobody knows.
    Unreadable,
    /// Something must be there and is not.
    Missing,
    /// A step says two things at once, or none.
    NotOneThing,
    /// A word or a number that cannot stand there.
    BadValue,
    /// A step leads to a name that is not a later step.
    BadWay,
    /// Two steps have the same name.
    SameName,
    /// A condition that cannot be read.
    BadRule,
    /// A letter that must not go out like this.
    BadLetter,
}

impl Fault {
    /// A fault at a place.
    pub fn at(place: impl Into<String>, code: FaultCode, text: impl Into<String>) -> Self {
        Self { place: place.into(), code, text: text.into(), line: None }
    }

    /// The same, with its line in the file.
    pub fn in_file(self, text: &str) -> Self {
        let line = self.line.or_else(|| line_of(text, &self.place));
        Self { line, ..self }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line.filter(|_| !self.place.is_empty()) {
            write!(f, "line {line}, ")?;
        }
        match self.place.is_empty() {
            true => f.write_str(&self.text),
            false => write!(f, "{}: {}", self.place, self.text),
        }
    }
}

/// The place of a word of a step.
pub(crate) fn step_place(step: &str, word: &str) -> String {
    format!("step.{step}.{word}")
}

/// The line on which a place stands: of its word, else of the paragraph that it belongs to.
fn line_of(text: &str, place: &str) -> Option<usize> {
    let (head, rest) = place.split_once('.').unwrap_or((place, ""));
    if head != "step" {
        let (section, word) = if head == "enter" { (head, rest) } else { ("", head) };
        return paragraphs(text).into_iter().find(|it| it.section == section)?.line_of(word);
    }
    let steps: Vec<Paragraph<'_>> =
        paragraphs(text).into_iter().filter(|it| it.section == "step").collect();
    // A name may hold a point, so it is not cut off but compared.
    let named = steps.iter().rev().find(|step| {
        let name = step.name.unwrap_or_default();
        rest.strip_prefix(name).is_some_and(|word| word.is_empty() || word.starts_with('.'))
    });
    if let Some(step) = named.filter(|step| step.name.is_some()) {
        let word = rest.strip_prefix(step.name?)?.trim_start_matches('.');
        return step.line_of(word);
    }
    let nth: usize = rest.parse().ok()?;
    steps.get(nth.checked_sub(1)?).map(|step| step.line)
}

/// A paragraph of a file: what stands below one heading, or above the first.
struct Paragraph<'a> {
    section: &'a str,
    line: usize,
    name: Option<&'a str>,
    words: Vec<(&'a str, usize)>,
}

impl Paragraph<'_> {
    fn line_of(&self, word: &str) -> Option<usize> {
        let word = self.words.iter().find(|(known, _)| *known == word);
        word.map(|(_, line)| *line).or(Some(self.line)).filter(|line| *line > 0)
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let begin = |section, line| Paragraph { section, line, name: None, words: Vec::new() };
    let mut found = vec![begin("", 0)];
    let mut is_within: Option<&str> = None;
    for (line, row) in (1..).zip(text.lines()) {
        let row = row.trim();
        if let Some(quotes) = is_within {
            is_within = Some(quotes).filter(|quotes| !row.contains(quotes));
            continue;
        }
        if row.starts_with('[') {
            found.push(begin(row.trim_matches(['[', ']', ' ']), line));
            continue;
        }
        let Some((word, value)) = row.split_once('=') else { continue };
        let (word, value) = (word.trim(), value.trim());
        let paragraph = found.last_mut().expect("one stands from the beginning");
        paragraph.words.push((word, line));
        if word == "name" {
            paragraph.name = Some(value.trim_matches(['"', '\'']));
        }
        let opens = ["'''", "\"\"\""].into_iter().find(|quotes| value.starts_with(quotes));
        is_within = opens.filter(|quotes| !value[quotes.len()..].contains(quotes));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"name = "Test"
hold_out = 0.1

[enter]
when = "order_placed"
again = "often"

[[step]]
name = "a.b"
letter = '''
wait = "no word of the file"
'''

[[step]]
wait = "soon"
name = "rest"
"#;

    #[test]
    fn a_place_is_found_in_its_file() {
        let line = |place: &str| line_of(FILE, place);
        assert_eq!(line("hold_out"), Some(2));
        assert_eq!(line("enter"), Some(4));
        assert_eq!(line("enter.again"), Some(6));
        assert_eq!(line("enter.first"), Some(4), "what is missing stands with its paragraph");
        assert_eq!(line("step.a.b.letter"), Some(10));
        assert_eq!(line("step.a.b"), Some(8));
        assert_eq!(line("step.rest.wait"), Some(15));
        assert_eq!(line("step.2"), Some(14));
        assert_eq!((line("language"), line("step.nobody.wait"), line("")), (None, None, None));
    }
}
