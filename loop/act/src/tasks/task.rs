//! What a task is: pure rules.

use domain::{CustomerId, Instant, JourneyId, TaskId};
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The roles that a task may be given to: those who may write to customers.
///
/// Roles belong to a room above this one; a test of the server keeps the two lists alike.
pub const ROLES: [&str; 3] = ["owner", "marketer", "sales"];

/// The longest title, details and note, in letters.
const TITLE_MAX: usize = 200;
const DETAILS_MAX: usize = 4_000;
const NOTE_MAX: usize = 2_000;

/// Something that somebody of the shop is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its name.
    pub id: TaskId,
    /// What is to be done, in some words.
    pub title: String,
    /// What helps to do it.
    pub details: String,
    /// About whom, where it is about a customer.
    pub customer: Option<CustomerId>,
    /// Whose it is.
    pub assigned_to: Assignee,
    /// Until when.
    pub due_at: Option<Instant>,
    /// Where it stands.
    pub state: State,
    /// What was said when it ended.
    pub note: Option<String>,
    /// When it ended, and who ended it.
    pub closed: Option<(Instant, String)>,
    /// The step of the journey that asks for it.
    pub way: Option<OnTheWay>,
    /// When it was made.
    pub created_at: Instant,
    /// Who made it.
    pub created_by: String,
}

/// A task about to be written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct New {
    /// What is to be done.
    pub title: String,
    /// What helps to do it.
    pub details: String,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// Whose it is.
    pub assigned_to: Assignee,
    /// Until when.
    pub due_at: Option<Instant>,
    /// The step of the journey that asks for it.
    pub way: Option<OnTheWay>,
}

/// The step of a journey that asks for a task, and who on his way through it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheWay {
    /// The journey.
    pub journey: JourneyId,
    /// The passage.
    pub passage: Uuid,
    /// The step.
    pub step: String,
}

/// Whose a task is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Assignee {
    /// Whoever comes to it first.
    #[default]
    Anybody,
    /// Everybody of a role.
    Role(String),
    /// One of the staff, by his address.
    Person(String),
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = TaskState)]
pub enum State {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Not to be done any more.
    Dropped,
}

/// How somebody ends a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done.
    Done,
    /// Nobody needs to do it.
    Dropped,
}

/// Why something cannot be done with a task.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// There is none of this id.
    #[error("there is no task {0}")]
    Unknown(TaskId),
    /// It has ended.
    #[error("this task is {} already; look at the list once more", .0.word())]
    NotOpen(State),
    /// A word of it cannot be taken.
    #[error("{reason}")]
    Bad {
        /// Which.
        field: &'static str,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// The customer is not known.
    #[error("there is no customer {0}")]
    UnknownCustomer(CustomerId),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl New {
    /// Refuses what nobody could do or read.
    pub(super) fn check(&self) -> Result<(), TaskError> {
        if self.title.trim().is_empty() {
            let reason = "say in a few words what is to be done".to_owned();
            return Err(TaskError::Bad { field: "title", reason });
        }
        at_most("title", &self.title, TITLE_MAX)?;
        at_most("details", &self.details, DETAILS_MAX)
    }
}

pub(super) fn check_note(note: Option<&str>) -> Result<(), TaskError> {
    at_most("note", note.unwrap_or_default(), NOTE_MAX)
}

fn at_most(field: &'static str, text: &str, most: usize) -> Result<(), TaskError> {
    let n = text.chars().count();
    if n <= most {
        return Ok(());
    }
    let reason = format!("has {n} letters; at most {most} are kept");
    Err(TaskError::Bad { field, reason })
}

impl Assignee {
    /// Whose a task is, by a word: a role, an address, or nobody's name for anybody.
    pub fn of_word(word: Option<&str>) -> Result<Self, String> {
        let word = word.map(str::trim).filter(|word| !word.is_empty());
        match word {
            None => Ok(Self::Anybody),
            Some(role) if ROLES.contains(&role) => Ok(Self::Role(role.to_owned())),
            Some(address) if address.contains('@') => Ok(Self::Person(address.to_lowercase())),
            Some(other) => Err(format!(
                "`{other}` is nobody; a task is given to a role ({}) or to the address of somebody \
                 of the staff",
                ROLES.join(", ")
            )),
        }
    }

    /// The word kept in rows and shown to programs; none for anybody.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Anybody => None,
            Self::Role(word) | Self::Person(word) => Some(word),
        }
    }
}

impl State {
    const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl Ending {
    pub(super) fn state(self) -> State {
        match self {
            Self::Done => State::Done,
            Self::Dropped => State::Dropped,
        }
    }

    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Done => super::DONE,
            Self::Dropped => super::DROPPED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_a_roles_a_persons_or_anybodys() {
        let of = |word: &str| Assignee::of_word(Some(word));
        assert_eq!(of("sales"), Ok(Assignee::Role("sales".to_owned())));
        assert_eq!(of(" Olha@Shop.test "), Ok(Assignee::Person("olha@shop.test".to_owned())));
        assert_eq!(of(" "), Ok(Assignee::Anybody));
        assert_eq!(Assignee::of_word(None), Ok(Assignee::Anybody));
        let refused = of("the boss").expect_err("nobody");
        assert!(refused.contains("owner, marketer, sales"), "{refused}");
    }

    #[test]
    fn a_task_says_what_is_to_be_done_and_not_a_novel() {
        let task = |title: &str, n: usize| New {
            title: title.to_owned(),
            details: "ї".repeat(n),
            ..New::default()
        };
        assert!(task("Call", DETAILS_MAX).check().is_ok());
        for bad in [task(" ", 0), task("Call", DETAILS_MAX + 1), task(&"x".repeat(201), 0)] {
            assert!(matches!(bad.check(), Err(TaskError::Bad { .. })), "{bad:?}");
        }
    }
}
