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
        Self { place: place.into(), code, text: text.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
