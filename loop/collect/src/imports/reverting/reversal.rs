//! What taking an import back comes to, and why it may not be.

use domain::Instant;
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::imports::ImportError;

/// What taking an import back comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reversal {
    /// Orders that go: the import brought them, and nobody has told of them since.
    pub orders: i64,
    /// Customers who go: only this import knew them.
    pub customers: i64,
    /// Answers and grounds for writing that go.
    pub consents: i64,
    /// Orders that stay although the import brought them: somebody has told of them since.
    pub orders_changed_since: i64,
    /// Orders that were known before and that the import changed; they stay as they are.
    pub orders_known_before: i64,
    /// Customers who stay without an order: something else is known of them.
    pub customers_known_otherwise: i64,
    /// Answers that the import changed; what was said before is not known any more, so they stay.
    pub consents_known_before: i64,
    /// Some of the orders that somebody has told of since, as their source names them.
    pub stays: Vec<String>,
}

/// Why an import is not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReverted {
    /// Nobody knows it.
    #[error("there is no such import")]
    Unknown,
    /// It only counted.
    #[error("this import was only tried out: it wrote nothing that could be taken back")]
    OnlyTried,
    /// It is not over.
    #[error("this import is still running; wait for its end")]
    Running,
    /// It was refused.
    #[error("this import was refused: it wrote nothing that could be taken back")]
    Refused,
    /// It is done.
    #[error("this import was taken back already, {0}")]
    Already(Instant),
}

/// Why taking an import back did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RevertError {
    /// It is not to be taken back.
    #[error(transparent)]
    Not(#[from] NotReverted),
    /// Rows or columns failed.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl From<RecordsError> for RevertError {
    fn from(error: RecordsError) -> Self {
        Self::Import(error.into())
    }
}
