//! What the rhythm report shows; the report itself is `crate::rhythm`.

mod lapsed_days;
mod median_gap;
mod next_share;
mod quiet_days;

pub use lapsed_days::LAPSED_DAYS;
pub use median_gap::MEDIAN_GAP;
pub use next_share::NEXT_SHARE;
pub use quiet_days::QUIET_DAYS;
