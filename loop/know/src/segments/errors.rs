//! Why a segment cannot be told or saved, and how that looks on the wire.

use std::fmt;

use axum::http::StatusCode;
use collect::problems;
use domain::Instant;
use records::RecordsError;
use wire::Problem;

use super::crowd::NoField;
use super::rule::Excess;
use super::saved::Tangle;
use super::sql::Unsayable;
use super::text::Fault;
use crate::asking::ReportError;

/// Why a segment cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    /// The shop could not be asked.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The text is no rule.
    #[error("the rule cannot be read: {0}")]
    Fault(#[from] Fault),
    /// The rule is too large, or its parts do not fit together.
    #[error(transparent)]
    Excess(#[from] Excess),
    /// The segments it stands on cannot be spelled out.
    #[error(transparent)]
    Tangle(#[from] Tangle),
    /// A field it names cannot be asked so.
    #[error(transparent)]
    NoField(#[from] NoField),
    /// SQL cannot say it.
    #[error(transparent)]
    Unsayable(#[from] Unsayable),
    /// It cannot be saved.
    #[error(transparent)]
    NotSaved(#[from] NotSaved),
    /// There is no segment of that name.
    #[error("there is no segment `{0}`")]
    NoSegment(String),
    /// Who was in it then is not known.
    #[error(transparent)]
    NotKept(#[from] NotKept),
}

/// Who was in a segment at a moment is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotKept {
    /// The segment.
    pub name: String,
    /// Since when it is known; none while the segment has not been kept.
    pub from: Option<Instant>,
}

impl std::error::Error for NotKept {}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, from } = self;
        match from {
            Some(from) => write!(f, "who was in `{name}` is known from {from} on"),
            None => write!(f, "who is in `{name}` has not been kept yet"),
        }
    }
}

/// Why a rule cannot be saved under a name, or removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    /// The name is empty, too long or taken.
    #[error(
        "`{0}` cannot be the name of a segment: it has 1 to 100 characters, no blank at either \
         end, and is not `new`, `words`, `read`, `preview` or \
         `sql`"
    )]
    Name(String),
    /// The name it was to get is that of another.
    #[error("there is a segment `{0}` already")]
    Taken(String),
    /// Others stand on it.
    #[error("`{name}` is needed by {}", .by.join(", "))]
    Needed {
        /// The segment.
        name: String,
        /// Those that stand on it.
        by: Vec<String>,
    },
    /// A question in SQL that was not written from a rule.
    #[error("this SQL does not open with the rule it was written from")]
    NoOpening,
    /// A question in SQL that says something else than its rule.
    #[error("this SQL was changed by hand: it no longer says what the rule in front of it says")]
    ChangedByHand,
    /// No form of a rule, or several.
    #[error("a segment needs either `rule`, `text` or `sql`")]
    OneOfThree,
}

impl SegmentError {
    /// Whether the question is at fault, not the shop.
    pub fn is_wrong_question(&self) -> bool {
        match self {
            Self::Report(error) => error.is_wrong_question(),
            Self::Records(_) => false,
            _ => true,
        }
    }
}

impl From<SegmentError> for Problem {
    fn from(error: SegmentError) -> Self {
        let said = error.to_string();
        match error {
            SegmentError::Report(error) => error.into(),
            SegmentError::Records(error) => problems::of_records(error),
            SegmentError::Fault(fault) => {
                Problem::field("text", &super::word(&fault.code), fault.to_string())
            }
            SegmentError::Excess(_) => Problem::field("rule", "does_not_fit", said),
            SegmentError::Tangle(Tangle::Circle(_)) => Problem::conflict("segment_circle", said),
            SegmentError::Tangle(_) => Problem::field("rule", "no_segment", said),
            SegmentError::NoField(_) => Problem::field("rule", "no_field", said),
            SegmentError::Unsayable(_) => Problem::invalid("unsayable", said),
            SegmentError::NotSaved(NotSaved::Needed { .. }) => {
                Problem::conflict("segment_needed", said)
            }
            SegmentError::NotSaved(NotSaved::Taken(_)) => Problem::conflict("name_taken", said),
            SegmentError::NotKept(_) => Problem::conflict("not_kept", said),
            SegmentError::NotSaved(NotSaved::Name(_)) => Problem::field("name", "bad_name", said),
            SegmentError::NotSaved(_) => Problem::field("rule", "no_rule", said),
            SegmentError::NoSegment(_) => Problem::new(StatusCode::NOT_FOUND, "no_segment", said),
        }
    }
}
