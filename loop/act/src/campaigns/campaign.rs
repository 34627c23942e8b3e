//! What a campaign is, and what may be done to it when.

use domain::{CampaignId, CustomerId, Instant, JourneyId};
use know::segments::SegmentError;
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::Plan;
use crate::channels::{Channel, SettingsProblem};
use crate::templates::TextProblem;

/// Days after the start in which somebody who has to wait may still be written to.
pub(crate) const PATIENCE_DAYS: i64 = 7;

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CampaignState)]
pub enum State {
    /// Being thought out; nobody has been written to.
    Draft,
    /// Waits for its moment, or for the next of them.
    Scheduled,
    /// People are decided and written to.
    Sending,
    /// Stopped for a while.
    Paused,
    /// Everybody has been decided, every message settled.
    Done,
    /// Called off; nobody else will be written to.
    Cancelled,
}

/// What the owner can do to a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Change its text, audience or share.
    Change,
    /// Begin to write to people.
    Start,
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// Take back what waits for its moment, to change it.
    Recall,
    /// Call it off.
    Cancel,
}

/// A planned touch of many people.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Where it stands.
    pub state: State,
    /// What it says and to whom.
    pub plan: Plan,
    /// When the first person was decided; the audience is taken as of then.
    pub started_at: Option<Instant>,
    /// Until when people who have to wait may still be written to.
    pub deadline_at: Option<Instant>,
    /// When it came to its end.
    pub finished_at: Option<Instant>,
    /// People in the audience, once it was gathered.
    pub n_audience: Option<i64>,
    /// What holds the sending up, if anything does.
    pub problem: Option<String>,
    /// When it was thought of.
    pub created_at: Instant,
    /// The journey that it is a part of, if it is.
    pub journey: Option<JourneyId>,
    /// When it leaves next, while it waits for that.
    pub next_at: Option<Instant>,
    /// The campaign that repeats, of which this is one run.
    pub run_of: Option<CampaignId>,
}

impl Campaign {
    /// Under whose name its arms are dealt: all letters of a journey and all runs of a campaign
    /// that repeats have the same people held out.
    pub fn dealt_by(&self) -> CampaignId {
        let journey = self.journey.map(|journey| CampaignId(journey.0));
        journey.or(self.run_of).unwrap_or(self.id)
    }
}

/// Why something cannot be done with a campaign.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// There is none of this id.
    #[error("there is no campaign {0}")]
    Unknown(CampaignId),
    /// There is nobody of this id.
    #[error("there is no customer {0}")]
    UnknownCustomer(CustomerId),
    /// It is not in a state in which this can be done.
    #[error("a campaign that is {} cannot {}", .0.word(), .1.word())]
    NotNow(State, Step),
    /// It is a part of a journey, which alone may move it.
    #[error("this campaign belongs to a journey; change, pause or stop the journey")]
    OfJourney,
    /// Its letter must not go out like this.
    #[error("the text cannot go out like this: {}", listed(.0))]
    Text(Vec<TextProblem>),
    /// The shop has not said enough about the channel.
    #[error("the settings of {} are not complete: {}", .0.word(), .1)]
    Settings(Channel, SettingsProblem),
    /// A field of the plan cannot be taken.
    #[error("{field}: {reason}")]
    Plan {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The audience could not be found out.
    #[error(transparent)]
    Audience(#[from] SegmentError),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn listed(problems: &[TextProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Scheduled, Self::Sending, Self::Paused, Self::Done, Self::Cancelled];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Where a step leads from here; nothing when it cannot be taken.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Draft, Step::Change) => Some(Self::Draft),
            (Self::Draft, Step::Start) | (Self::Paused, Step::Resume) => Some(Self::Sending),
            (Self::Sending, Step::Pause) => Some(Self::Paused),
            (Self::Scheduled, Step::Recall) => Some(Self::Draft),
            (Self::Draft | Self::Scheduled | Self::Sending | Self::Paused, Step::Cancel) => {
                Some(Self::Cancelled)
            }
            _ => None,
        }
    }
}

impl Step {
    /// The word for messages to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Start => "start",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Recall => "be taken back",
            Self::Cancel => "cancel",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_goes_its_way_and_never_back() {
        use State::{Cancelled, Done, Draft, Paused, Scheduled, Sending};
        use Step::{Cancel, Change, Pause, Recall, Resume, Start};
        let steps = [Change, Start, Pause, Resume, Recall, Cancel];
        let table = [
            (Draft, [Some(Draft), Some(Sending), None, None, None, Some(Cancelled)]),
            (Scheduled, [None, None, None, None, Some(Draft), Some(Cancelled)]),
            (Sending, [None, None, Some(Paused), None, None, Some(Cancelled)]),
            (Paused, [None, None, None, Some(Sending), None, Some(Cancelled)]),
            (Done, [None; 6]),
            (Cancelled, [None; 6]),
        ];
        for (state, expected) in table {
            let reached = steps.map(|step| state.after(step));
            assert_eq!(reached, expected, "{}", state.word());
        }
    }
}
