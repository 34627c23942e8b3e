//! What the report says before any table: what is going on, and what costs most money.

mod losses;
mod sentences;

pub(super) use losses::dearest;
pub use losses::{Loss, LossCode};
pub use sentences::Told;
pub(super) use sentences::all;
