//! What a service message is, and what whoever asked for it is told.

use domain::{CustomerId, Instant, MessageId};

use crate::channels::Channel;
use crate::contact::{Basis, Outcome};
use crate::reasons::Reason;

/// Where a service message stands: the word of one that was never to be written.
pub const REFUSED: &str = "refused";

/// One message that is owed to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceMessage {
    /// Its name, on the wire too.
    pub id: MessageId,
    /// On what ground it is sent.
    pub basis: Basis,
    /// What it travels by.
    pub channel: Channel,
    /// Whom it is for, where he is known.
    pub customer: Option<CustomerId>,
    /// Where to; empty where nobody could be reached.
    pub address: String,
    /// The name on the envelope.
    pub to_name: Option<String>,
    /// The kept text that it was made of.
    pub text_name: Option<String>,
    /// Its subject line.
    pub subject: String,
    /// What was decided, which never changes.
    pub outcome: Outcome,
    /// Why.
    pub why: Reason,
    /// `refused`, or where it stands in the outbox.
    pub state: String,
    /// Why it stands there.
    pub reason: Reason,
    /// What the other side said.
    pub answer: Option<String>,
    /// How often it has been put on the wire.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was put on the wire last.
    pub handed_at: Option<Instant>,
    /// When its fate was known.
    pub settled_at: Option<Instant>,
    /// When it is known to have arrived.
    pub delivered_at: Option<Instant>,
    /// Whether it will be seen when it is opened.
    pub followed: bool,
    /// Whether a person opened it.
    pub opened: bool,
}

/// What whoever asked is told, now and whenever he asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The message.
    pub id: MessageId,
    /// Whether it will be written, or why not.
    pub outcome: Outcome,
    /// Why.
    pub why: Reason,
    /// When it was decided.
    pub decided_at: Instant,
    /// Whether it was asked for before.
    pub again: bool,
}

impl Answer {
    pub(super) fn of(message: &ServiceMessage, again: bool) -> Self {
        let ServiceMessage { id, outcome, why, created_at, .. } = *message;
        Self { id, outcome, why, decided_at: created_at, again }
    }

    /// Whether it is to be written.
    pub fn is_accepted(&self) -> bool {
        self.outcome == Outcome::Write
    }
}
