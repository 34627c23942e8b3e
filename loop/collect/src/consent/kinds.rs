//! What a person may answer, for what, by which way, and what that rests on.

use domain::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person may be written to for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Offers, reminders, win-backs: everything he did not ask for.
    Marketing,
    /// Being seen when he opens a letter and follows its links.
    Tracking,
}

/// By which way a person may be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text messages.
    Sms,
    /// Telegram.
    Telegram,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Telegram];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Telegram => "telegram",
        }
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ConsentState)]
pub enum State {
    /// He may be written to.
    Granted,
    /// He may not.
    Denied,
}

/// What the answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The person answered himself.
    Answer,
    /// The owner declares that everybody in a file opted in.
    OptIn,
    /// The owner declares the existing-customer exception of his country.
    ExistingCustomer,
}

/// An answer or a declaration, with its proof.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Consent {
    /// What for.
    pub purpose: Purpose,
    /// By which way.
    pub channel: Channel,
    /// Yes or no.
    pub state: State,
    /// What it rests on.
    pub ground: Ground,
    /// The words agreed to, the file or the page it came by.
    pub proof: Option<String>,
    /// When it was given.
    pub at: Instant,
    /// Who told us: a file, a page, the customer.
    pub source: String,
}
