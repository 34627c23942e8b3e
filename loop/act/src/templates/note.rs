//! Short texts: blanks and nothing else.

use collect::fields::Definition;
use collect::shop::Language;

use super::{Blanks, Part, Reader, Sender, TextProblem, environment, filled, names};

/// The most letters of a short text: as many as Telegram takes.
pub(super) const NOTE_MAX: usize = 4_096;

/// Where the way out of a short text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// In the text itself.
    Inside,
    /// Told beside the text, to the program that carries it.
    Beside,
}

impl Reader {
    /// Somebody of whom everything is known that a shop may know, to try a text on.
    pub fn somebody(fields: &[Definition]) -> Self {
        Self {
            name: Some("Anna Kovalenko".to_owned()),
            first_name: Some("Anna".to_owned()),
            email: Some("anna@example.test".to_owned()),
            orders: 7,
            quiet_days: Some(92),
            fields: fields.iter().map(|field| (field.key.clone(), field.example())).collect(),
            ..Self::default()
        }
    }
}

impl<'a> Blanks<'a> {
    /// What fills a text that nobody outside the shop reads.
    pub fn inside(customer: &'a Reader, shop: &'a Sender) -> Self {
        Self { customer, shop, unsubscribe_url: None, view_url: None, data: None }
    }
}

/// Fills the blanks of a short text for one person: no layout, no escaping, no subject.
pub fn write_note(
    (text, language): (&str, Language),
    blanks: Blanks<'_>,
) -> Result<String, Vec<TextProblem>> {
    let filled = filled(&environment(language), Part::Note, text, blanks);
    filled.map(|text| tidy(&text)).map_err(|problem| vec![problem])
}

/// Everything the owner should mend or know before this short text goes out to many.
pub fn check_note(
    (text, language): (&str, Language),
    way_out: WayOut,
    blanks: Blanks<'_>,
) -> (Option<String>, Vec<TextProblem>) {
    let written = match write_note((text, language), blanks) {
        Ok(written) => written,
        Err(problems) => return (None, problems),
    };
    let mut problems = Vec::new();
    if written.is_empty() {
        let text = "the text is empty; say in a few words what it is about";
        problems.push(TextProblem::stopping("empty_text", Part::Note, text));
    }
    if written.chars().count() > NOTE_MAX {
        let text = format!("the text is longer than {NOTE_MAX} letters, which nobody takes");
        problems.push(TextProblem::stopping("too_long", Part::Note, text));
    }
    if way_out == WayOut::Inside && !names(text, "unsubscribe_url") {
        let text = "there is no way out: put {{ unsubscribe_url }} into the text";
        problems.push(TextProblem::stopping("no_unsubscribe_link", Part::Note, text));
    }
    (Some(written), problems)
}

/// A short text without blanks at the ends of its lines, and without empty lines around it.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}
