//! What came to monthly revenue and went from it.

mod churned;
mod contraction;
mod expansion;
mod new;
mod reactivation;

pub use churned::CHURNED_MRR;
pub use contraction::CONTRACTION_MRR;
pub use expansion::EXPANSION_MRR;
pub use new::NEW_MRR;
pub use reactivation::REACTIVATION_MRR;
