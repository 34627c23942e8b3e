//! A journey as it is kept, and what may be done to it when.

use domain::{Instant, JourneyId};
use know::ReportError;
use know::segments::SegmentError;
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::{Fault, Plan};
use crate::campaigns::CampaignError;

/// What is said to people step by step, as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// Its id; the campaign under which its arms are dealt has the same number.
    pub id: JourneyId,
    /// Where it stands.
    pub state: State,
    /// The version that people come into now; those inside keep theirs.
    pub version: i64,
    /// That version.
    pub plan: Plan,
    /// The file it was read from.
    pub text: String,
    /// The place of the last happening it has heard.
    pub heard_until: i64,
    /// When it was first switched on.
    pub started_at: Option<Instant>,
    /// How far the days have come on which people come in.
    pub turned: Turned,
    /// What holds it up, if anything does.
    pub problem: Option<String>,
}

/// How far the days have come on which people come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// The moment up to which they are over; none before the journey was switched on.
    pub until: Option<Instant>,
    /// The number of the last person who was let in on the next one.
    pub no: i64,
}

impl Turned {
    /// Within the day of a moment, after the person of that number.
    pub fn within(at: Instant, no: i64) -> Self {
        Self { until: Some(Instant(at.0 - 1)), no }
    }

    /// The number of the last person who was let in on the day of a moment; 0 where nobody was.
    pub fn no_within(self, at: Instant) -> i64 {
        if self.until == Some(Instant(at.0 - 1)) { self.no } else { 0 }
    }
}

/// Where a journey stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = JourneyState)]
pub enum State {
    /// Being thought out; nobody has come in.
    Draft,
    /// People come in and go their ways.
    On,
    /// Nobody comes in and nobody moves by time; who reaches the goal still leaves.
    Paused,
    /// Over; everybody has left.
    Stopped,
}

/// What the owner can do to a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Write another version.
    Change,
    /// Switch it on, or on again.
    Start,
    /// Let it rest.
    Pause,
    /// End it for everybody.
    Stop,
    /// Move those on the way by an earlier version to the newest.
    MoveUp,
    /// Throw it away.
    Remove,
}

impl State {
    const ALL: [Self; 4] = [Self::Draft, Self::On, Self::Paused, Self::Stopped];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::On => "on",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    /// The state of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Where a move leads from here; nothing when it cannot be made.
    pub fn after(self, step: Move) -> Option<Self> {
        match (self, step) {
            (Self::Draft | Self::On | Self::Paused, Move::Change) => Some(self),
            (Self::On | Self::Paused, Move::MoveUp) => Some(self),
            (Self::Draft | Self::Paused, Move::Start) => Some(Self::On),
            (Self::On, Move::Pause) => Some(Self::Paused),
            (Self::On | Self::Paused, Move::Stop) => Some(Self::Stopped),
            (Self::Draft, Move::Remove) => Some(self),
            _ => None,
        }
    }
}

impl Move {
    /// The word for messages to people.
    fn word(self) -> &'static str {
        match self {
            Self::Change => "be changed",
            Self::Start => "be switched on",
            Self::Pause => "pause",
            Self::Stop => "be stopped",
            Self::MoveUp => "move anybody to its newest version",
            Self::Remove => "be removed",
        }
    }
}

/// Why something cannot be done with a journey.
#[derive(Debug, thiserror::Error)]
pub enum JourneyError {
    /// There is none of this name or id.
    #[error("there is no journey `{0}`")]
    Unknown(String),
    /// Its text cannot be taken.
    #[error("{}", listed(.0))]
    Faulty(Vec<Fault>),
    /// Another journey has this name.
    #[error("there is a journey `{0}` already; choose another name")]
    NameTaken(String),
    /// It is not in a state in which this can be done.
    #[error("a journey that is {} cannot {}", .0.word(), .1.word())]
    NotNow(State, Move),
    /// People have been dealt already.
    #[error(
        "the share held out is {0} since people were dealt by it; with another share the two \
             sides could not be compared: start a new journey for that"
    )]
    ShareKept(f64),
    /// The segment it stands on is not there.
    #[error("there is no segment `{0}`; save it first, or give its rule with the journey")]
    NoSegment(String),
    /// It calls another program, and there is nothing to sign with.
    #[error(
        "the step `{0}` calls another program, and calls are signed: set the secret of the webhook \
         channel in the settings first"
    )]
    NoCallSecret(String),
    /// Its letters cannot go out.
    #[error(transparent)]
    Letters(#[from] CampaignError),
    /// A condition cannot be answered.
    #[error(transparent)]
    Segments(#[from] SegmentError),
    /// What is new in the shop cannot be told.
    #[error(transparent)]
    Arrivals(#[from] ReportError),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journey_rests_and_goes_on_but_never_comes_back_from_its_end() {
        use Move::{Change, MoveUp, Pause, Remove, Start, Stop};
        use State::{Draft, On, Paused, Stopped};
        let moves = [Change, Start, Pause, Stop, MoveUp, Remove];
        let table = [
            (Draft, [Some(Draft), Some(On), None, None, None, Some(Draft)]),
            (On, [Some(On), None, Some(Paused), Some(Stopped), Some(On), None]),
            (Paused, [Some(Paused), Some(On), None, Some(Stopped), Some(Paused), None]),
            (Stopped, [None; 6]),
        ];
        for (state, expected) in table {
            assert_eq!(moves.map(|step| state.after(step)), expected, "{}", state.word());
        }
    }
}
