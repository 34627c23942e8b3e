//! Texts that are owed to one person: without a way out, with what the asker tells.

use collect::shop::Language;

use super::note::{NOTE_MAX, write_note};
use super::{Blanks, Part, Text, TextProblem, Written, write};

/// Fills a letter; one without a subject is none.
pub fn write_owed(text: Text<'_>, blanks: Blanks<'_>) -> Result<Written, Vec<TextProblem>> {
    let written = write(text, blanks)?;
    if written.subject.is_empty() {
        let text = "the subject is empty; say in a few words what the letter is about";
        return Err(vec![TextProblem::stopping("empty_subject", Part::Subject, text)]);
    }
    Ok(written)
}

/// Fills a short text; one that says nothing, or more than anybody takes, is none.
pub fn write_owed_note(
    text: (&str, Language),
    blanks: Blanks<'_>,
) -> Result<String, Vec<TextProblem>> {
    let written = write_note(text, blanks)?;
    let (code, text) = match written.chars().count() {
        0 => ("empty_text", "the text is empty; say in a few words what it is about".to_owned()),
        n if n > NOTE_MAX => {
            ("too_long", format!("the text is longer than {NOTE_MAX} letters, which nobody takes"))
        }
        _ => return Ok(written),
    };
    Err(vec![TextProblem::stopping(code, Part::Note, text)])
}
