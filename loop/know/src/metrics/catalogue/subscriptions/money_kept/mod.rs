//! Monthly revenue that stayed, and what came per what went.

mod grr;
mod nrr;
mod nrr_with_reactivation;
mod quick_ratio;

pub use grr::MRR_GRR;
pub use nrr::MRR_NRR;
pub use nrr_with_reactivation::MRR_NRR_WITH_REACTIVATION;
pub use quick_ratio::QUICK_RATIO;
