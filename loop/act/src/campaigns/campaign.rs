//! What a campaign is, and what may be done to it when.

use collect::shop::Language;
use domain::{CampaignId, CustomerId, Instant, JourneyId};
use know::segments::SegmentError;
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::audience::Audience;
use crate::channels::{Channel, SettingsProblem};
use crate::contact::HoldOutShare;
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
}

impl Campaign {
    /// Under whose name its arms are dealt.
    pub fn dealt_by(&self) -> CampaignId {
        self.journey.map_or(self.id, |journey| CampaignId(journey.0))
    }
}

/// What a campaign says, and to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name, for the owner.
    pub name: String,
    /// Who is meant.
    pub audience: Audience,
    /// What it travels by.
    pub channel: Channel,
    /// What it says where it is no letter, with blanks.
    pub note: String,
    /// The subject line, with blanks.
    pub subject: String,
    /// The body in MJML, with blanks.
    pub body_mjml: String,
    /// The language of numbers and days in it.
    pub language: Language,
    /// The share held out.
    pub hold_out: HoldOutShare,
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

impl Plan {
    /// Refuses a plan that nobody could find again or read.
    pub(super) fn check(&self) -> Result<(), CampaignError> {
        let empty = |field, text: &str| match text.trim().is_empty() {
            true => Err(CampaignError::Plan { field, reason: "must not be empty".to_owned() }),
            false => Ok(()),
        };
        empty("name", &self.name)?;
        match self.channel {
            Channel::Email => {
                empty("subject", &self.subject)?;
                empty("body_mjml", &self.body_mjml)
            }
            Channel::Sms | Channel::Telegram | Channel::Webhook => empty("note", &self.note),
        }
    }
}

impl State {
    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Draft, Self::Sending, Self::Paused, Self::Done, Self::Cancelled]
            .into_iter()
            .find(|state| state.word() == word)
    }

    /// Where a step leads from here; nothing when it cannot be taken.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Draft, Step::Change) => Some(Self::Draft),
            (Self::Draft, Step::Start) | (Self::Paused, Step::Resume) => Some(Self::Sending),
            (Self::Sending, Step::Pause) => Some(Self::Paused),
            (Self::Draft | Self::Sending | Self::Paused, Step::Cancel) => Some(Self::Cancelled),
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
            Self::Cancel => "cancel",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_goes_its_way_and_never_back() {
        use State::{Cancelled, Done, Draft, Paused, Sending};
        use Step::{Cancel, Change, Pause, Resume, Start};
        let steps = [Change, Start, Pause, Resume, Cancel];
        let table = [
            (Draft, [Some(Draft), Some(Sending), None, None, Some(Cancelled)]),
            (Sending, [None, None, Some(Paused), None, Some(Cancelled)]),
            (Paused, [None, None, None, Some(Sending), Some(Cancelled)]),
            (Done, [None; 5]),
            (Cancelled, [None; 5]),
        ];
        for (state, expected) in table {
            let reached = steps.map(|step| state.after(step));
            assert_eq!(reached, expected, "{}", state.word());
        }
    }
}
