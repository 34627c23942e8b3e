//! What is wrong with a text, told kindly and with its line.

use serde::Serialize;
use utoipa::ToSchema;

/// Where in the letter something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LetterPart)]
pub enum Part {
    /// The subject line.
    Subject,
    /// The body.
    Body,
    /// A short text.
    Note,
}

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextProblem {
    /// A stable word that the page translates, for example `unknown_field`.
    pub code: &'static str,
    /// Where it is.
    pub part: Part,
    /// The line, counted from 1, where one is to blame.
    pub line: Option<usize>,
    /// The block, counted from 1, where the letter is put together of blocks and one is to blame.
    pub block: Option<usize>,
    /// What is wrong and what to do, in English.
    pub text: String,
    /// Whether the letter must not go out like this.
    pub stops: bool,
}

impl TextProblem {
    /// A problem that stops the letter.
    pub(crate) fn stopping(code: &'static str, part: Part, text: impl Into<String>) -> Self {
        Self { code, part, line: None, block: None, text: text.into(), stops: true }
    }

    /// A problem that the owner should know about; the letter may go out.
    pub(crate) fn worth_knowing(code: &'static str, part: Part, text: impl Into<String>) -> Self {
        Self { stops: false, ..Self::stopping(code, part, text) }
    }

    /// The same problem, on that line.
    pub(super) fn on_line(self, line: Option<usize>) -> Self {
        Self { line, ..self }
    }

    /// The same problem, in that block.
    pub(crate) fn on_block(self, number: usize) -> Self {
        Self { block: Some(number), line: None, ..self }
    }

    /// What the template language could not follow.
    pub(crate) fn of_template(part: Part, error: &minijinja::Error) -> Self {
        use minijinja::ErrorKind;
        let detail = error.detail().unwrap_or_default();
        let (code, text) = match error.kind() {
            ErrorKind::UndefinedError => (
                "unknown_field",
                "a field is not known here; known are customer.name, customer.first_name, \
                 customer.email, customer.orders, customer.revenue, customer.last_order_on, \
                 customer.quiet_days, customer.telegram_url, customer.recommendations, \
                 customer.discoveries, customer.arrivals, customer.fields with the key of a \
                 field of the shop's own behind a point, shop.name, shop.postal_address, shop.url, \
                 shop.best_sellers, \
                 unsubscribe_url and preferences_url in what is advertised, view_url in its \
                 letters, and data with what was told in what is owed"
                    .to_owned(),
            ),
            ErrorKind::UnknownFilter => (
                "unknown_filter",
                format!("{detail}; known here are money, date, number and plural"),
            ),
            ErrorKind::SyntaxError => ("syntax", format!("the text cannot be read here: {detail}")),
            ErrorKind::OutOfFuel => (
                "too_much_work",
                "the text takes too long to write; is there a loop without an end?".to_owned(),
            ),
            _ => ("not_possible", format!("this is not possible here: {detail}")),
        };
        Self::stopping(code, part, text).on_line(error.line())
    }

    /// A layout tag that does not exist; `tag` begins with its bracket.
    pub(super) fn of_unknown_tag(written: &str, tag: &str) -> Self {
        let text = format!("{tag}> is no tag of MJML; is it misspelt?");
        let line = written.find(tag).map(|start| line_of(written, start));
        Self::stopping("unexpected_tag", Part::Body, text).on_line(line)
    }

    /// What the layout language could not follow.
    pub(super) fn of_layout(written: &str, error: &mrml::prelude::parser::Error) -> Self {
        use mrml::prelude::parser::Error;
        let line = |start: usize| Some(line_of(written, start));
        let (code, line, text) = match error {
            Error::UnexpectedElement { position, .. } => (
                "unexpected_tag",
                line(position.start),
                "this tag is not allowed in this place of an MJML text".to_owned(),
            ),
            Error::UnexpectedToken { position, .. } | Error::InvalidFormat { position, .. } => (
                "unexpected_text",
                line(position.start),
                "the MJML text breaks off here; is a tag left open before it?".to_owned(),
            ),
            Error::InvalidAttribute { position, .. } => (
                "wrong_attribute",
                line(position.start),
                "an attribute of this tag has a value that is not allowed".to_owned(),
            ),
            Error::MissingAttribute { name, position, .. } => (
                "missing_attribute",
                line(position.start),
                format!("this tag needs the attribute `{name}`"),
            ),
            Error::ParserError { source, .. } => (
                "unreadable_tag",
                usize::try_from(source.pos().row).ok(),
                format!("a tag is not written properly: {source}"),
            ),
            Error::EndOfStream { .. } => {
                ("tag_left_open", None, "the text ends although a tag is still open".to_owned())
            }
            Error::IncludeLoaderError { position, .. } => (
                "include",
                line(position.start),
                "mj-include is not possible: a letter contains everything it needs".to_owned(),
            ),
            Error::NoRootNode | Error::SizeLimit { .. } => (
                "no_mjml",
                None,
                "a text begins with <mjml><mj-body> and ends with </mj-body></mjml>".to_owned(),
            ),
        };
        Self::stopping(code, Part::Body, text).on_line(line)
    }
}

/// The line, counted from 1, of a place in a text.
fn line_of(text: &str, place: usize) -> usize {
    let before = text.get(..place.min(text.len())).unwrap_or(text);
    before.matches('\n').count() + 1
}

impl std::fmt::Display for TextProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = match self.part {
            Part::Subject => "subject",
            Part::Body => "body",
            Part::Note => "text",
        };
        match (self.block, self.line) {
            (Some(block), _) => write!(f, "block {block}: {}", self.text),
            (None, Some(line)) => write!(f, "{part}, line {line}: {}", self.text),
            (None, None) => write!(f, "{part}: {}", self.text),
        }
    }
}
