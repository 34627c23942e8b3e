//! Calls of other programs that journeys make, signed by the rules of Standard Webhooks.
//!
//! A call is written in the transaction that brings somebody to its step, made soon after, and
//! once more later and later while the other side does not take it; the receiver throws a second
//! one of a name away. What is told is kept until then and no longer. What became of it stands on
//! the timeline, where the journey hears it.
//!
//! Start reading at [`add`], then [`kind_of_work`].

mod making;
mod rows;

use collect::work::Kind;
use domain::{CustomerId, Instant, JourneyId};
use records::jobs::{self, NewJob};
use records::{RecordsError, ShopTx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

pub(in crate::journeys) use rows::standings;

/// What stands on the timeline when a call was taken, and when it was given up.
pub(crate) const TAKEN: &str = "call_taken";
/// See [`TAKEN`].
pub(crate) const FAILED: &str = "call_failed";

/// The word under which jobs of calling are kept.
const KIND: &str = "journey_calling";

/// A call about to be written down.
pub(in crate::journeys) struct NewCall {
    pub(in crate::journeys) journey: JourneyId,
    pub(in crate::journeys) passage: Uuid,
    pub(in crate::journeys) step: String,
    pub(in crate::journeys) customer: CustomerId,
    pub(in crate::journeys) url: String,
    pub(in crate::journeys) told: Json,
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be made, or made once more.
    Due,
    /// Taken by the other program.
    Taken,
    /// Given up.
    Failed,
    /// Not to be made any more: he has reached the goal, or the journey was stopped.
    Spared,
}

impl State {
    const ALL: [Self; 4] = [Self::Due, Self::Taken, Self::Failed, Self::Spared];

    /// The word kept in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Taken => "taken",
            Self::Failed => "failed",
            Self::Spared => "spared",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Whose calls are meant.
#[derive(Clone, Copy, Debug)]
pub(in crate::journeys) enum Of {
    /// Those of one passage.
    Passage(Uuid),
    /// Those of a journey.
    Journey(JourneyId),
}

/// Writes a call down, to be made at once; a step of a passage makes one.
pub(in crate::journeys) async fn add(tx: &mut ShopTx, new: &NewCall) -> Result<(), RecordsError> {
    let id: domain::MessageId = tx.new_id();
    if rows::add(tx, id.0, new).await? {
        go_on(tx).await?;
    }
    Ok(())
}

/// Looks for calls to be made now.
pub(in crate::journeys) async fn go_on(tx: &mut ShopTx) -> Result<(), RecordsError> {
    let now = tx.now();
    call_later(tx, now).await
}

/// Calls that have not been taken are not made any more.
pub(in crate::journeys) async fn call_off(tx: &mut ShopTx, whose: Of) -> Result<(), RecordsError> {
    rows::call_off(tx, whose).await
}

/// Gives every call up that waits: in a shop brought back from a backup it may have been made.
pub(crate) async fn give_up_all(tx: &mut ShopTx) -> Result<usize, RecordsError> {
    let waiting = rows::waiting(tx).await?;
    for call in &waiting {
        making::settle(tx, call, making::given_up("interrupted")).await?;
    }
    Ok(waiting.len())
}

/// The kind of work that makes calls.
pub fn kind_of_work() -> Kind {
    Kind { name: KIND, run: making::run }
}

async fn call_later(tx: &mut ShopTx, run_at: Instant) -> Result<(), RecordsError> {
    let job = NewJob { kind: KIND, key: String::new(), payload: json!({}), run_at };
    jobs::enqueue(tx, job).await
}

#[cfg(test)]
mod tests;
