//! What a merging is, and why there is none.

use domain::{CustomerId, Instant, MergerId};
use records::RecordsError;

/// Two customers who were made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// Its name.
    pub id: MergerId,
    /// The one who stayed.
    pub kept: CustomerId,
    /// His number.
    pub kept_no: i64,
    /// The other.
    pub gone: CustomerId,
    /// The other's number.
    pub gone_no: i64,
    /// What the other was called, or his address.
    pub gone_name: Option<String>,
    /// The how manieth merging of the shop.
    pub no: i64,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// When they were parted again, if they were.
    pub undone_at: Option<Instant>,
    /// By whom.
    pub undone_by: Option<String>,
    /// Why.
    pub undone_why: Option<String>,
}

/// Why two customers are not made one, or not parted.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// There is no such customer, or he has been merged already.
    #[error("there is no customer {0}; whoever was merged into another is not one any more")]
    Nobody(CustomerId),
    /// Both are the same.
    #[error("{0} cannot be merged with itself; name two customers")]
    Same(CustomerId),
    /// The reason is missing or too long.
    #[error("say why in 1 to {REASON_MAX} characters; whoever looks later wants to know")]
    NoReason,
    /// There is no such merging.
    #[error("there is no merging {0}")]
    NoMerger(MergerId),
    /// They were parted before.
    #[error("merging {0} has been undone already")]
    Undone(MergerId),
    /// A newer merging stands on this one.
    #[error("merging {newer} came after it and stands on it; undo that one first")]
    Newer {
        /// The newest, which has to be undone first.
        newer: MergerId,
    },
}

/// The longest reason, in characters.
pub(super) const REASON_MAX: usize = 500;
