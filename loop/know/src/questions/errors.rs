//! Why a question is not answered or kept, and how that looks on the wire.

use collect::problems;
use facts::FactsError;
use records::RecordsError;
use wire::Problem;

use crate::asking::ReportError;
use crate::segments::SegmentError;

/// Why a question is not answered or kept.
#[derive(Debug, thiserror::Error)]
pub enum QuestionError {
    /// The shop could not be asked.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// What stands beside the facts could not be told.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// The question is wrong, or wants more than it may have.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// It was stopped.
    #[error(
        "the question was stopped after {seconds} seconds: narrow it with `where`, or join the \
         tables by what they have in common; in a terminal `regulars sql` has no limit of time"
    )]
    TooSlow {
        /// What it may take.
        seconds: u64,
    },
    /// It has too many characters.
    #[error("a question has at most {characters} characters")]
    TooLong {
        /// What it may have.
        characters: usize,
    },
    /// The name is empty or too long.
    #[error(
        "`{0}` cannot be the name of a question: it has 1 to 100 characters and no blank at either \
         end"
    )]
    Name(String),
    /// Nothing is kept under that name.
    #[error("there is no question `{0}`; `regulars question list` names those that are kept")]
    NoQuestion(String),
}

impl QuestionError {
    /// Whether the question is at fault, not the shop.
    pub fn is_wrong_question(&self) -> bool {
        match self {
            Self::Report(error) => error.is_wrong_question(),
            Self::Segment(error) => error.is_wrong_question(),
            Self::Facts(error) => !matches!(error, FactsError::Engine(_) | FactsError::Files(_)),
            Self::Records(_) => false,
            _ => true,
        }
    }
}

impl From<QuestionError> for Problem {
    fn from(error: QuestionError) -> Self {
        let said = error.to_string();
        match error {
            QuestionError::Report(error) => error.into(),
            QuestionError::Segment(error) => error.into(),
            QuestionError::Records(error) => problems::of_records(error),
            QuestionError::Facts(FactsError::Question(_)) => Self::invalid("wrong_question", said),
            QuestionError::Facts(FactsError::TooHungry { .. }) => {
                Self::invalid("question_too_hungry", said)
            }
            QuestionError::Facts(FactsError::TooWide { .. }) => {
                Self::invalid("answer_too_large", said)
            }
            QuestionError::Facts(other) => Self::internal(other),
            QuestionError::TooSlow { .. } => Self::invalid("question_too_slow", said),
            QuestionError::TooLong { .. } => Self::field("sql", "too_long", said),
            QuestionError::Name(_) => Self::field("name", "bad_name", said),
            QuestionError::NoQuestion(name) => Self::not_found(format!("question `{name}`")),
        }
    }
}
