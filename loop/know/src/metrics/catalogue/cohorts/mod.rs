//! What the cohort table shows; the table itself is `crate::cohorts`.

mod on;
mod on_or_after;
mod on_or_before;
mod streak;

pub use on::COHORT_ON;
pub use on_or_after::COHORT_ON_OR_AFTER;
pub use on_or_before::COHORT_ON_OR_BEFORE;
pub use streak::COHORT_STREAK;
