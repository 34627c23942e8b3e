//! Why a service message cannot be taken on.

use records::RecordsError;
use wire::Problem;

use crate::channels::{Channel, SettingsProblem};
use crate::templates::TextProblem;

/// Why a service message cannot be taken on; nothing was decided and nothing is remembered.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// There is nobody of this id or number.
    #[error("there is no customer `{0}`; whoever asked to be forgotten is not known any more")]
    UnknownCustomer(String),
    /// A field cannot be taken.
    #[error("{field}: {reason}")]
    Field {
        /// The field.
        field: &'static str,
        /// A stable word for the fault.
        code: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no kept text of this name.
    #[error("there is no text `{0}`; keep it first, or send subject and body")]
    UnknownText(String),
    /// The text cannot be written for this person.
    #[error("the text cannot go out like this: {}", listed(.0))]
    Text(Vec<TextProblem>),
    /// The shop has not said enough about the channel.
    #[error("the settings of {} are not complete: {}", .0.word(), .1)]
    Settings(Channel, SettingsProblem),
    /// The key was told with another message.
    #[error("this idempotency key belongs to another message; a new message needs a new key")]
    KeyUsed,
    /// More than a shop has to say.
    #[error("{per_minute} messages were taken on within a minute; come back in a minute")]
    TooMany {
        /// The limit.
        per_minute: i64,
    },
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn listed(problems: &[TextProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl MessageError {
    /// A field that cannot be taken.
    pub(super) fn field(field: &'static str, code: &'static str, reason: &str) -> Self {
        Self::Field { field, code, reason: reason.to_owned() }
    }
}

impl From<MessageError> for Problem {
    fn from(error: MessageError) -> Self {
        let text = error.to_string();
        match error {
            MessageError::UnknownCustomer(_) => Self::field("to", "unknown_customer", text),
            MessageError::Field { field, code, reason } => Self::field(field, code, reason),
            MessageError::UnknownText(_) => Self::field("text_name", "unknown_text", text),
            MessageError::Text(_) => Self::invalid("letter_problems", text),
            MessageError::Settings(..) => Self::conflict("channel_settings", text),
            MessageError::KeyUsed => Self::conflict("idempotency_key_used", text),
            MessageError::TooMany { .. } => {
                Self::new(axum::http::StatusCode::TOO_MANY_REQUESTS, "too_many_messages", text)
            }
            MessageError::Records(error) => collect::problems::of_records(error),
        }
    }
}
