//! What somebody said to being written to; silence means no.

use collect::consent::State;
use serde::{Deserialize, Serialize};

/// What a customer said to marketing by e-mail.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum EmailConsent {
    /// He may be written to.
    Granted,
    /// He said no.
    Denied,
    /// He never said anything, which means no.
    Missing,
}

impl From<Option<State>> for EmailConsent {
    fn from(said: Option<State>) -> Self {
        match said {
            Some(State::Granted) => Self::Granted,
            Some(State::Denied) => Self::Denied,
            None => Self::Missing,
        }
    }
}
