//! Who stays and who leaves.

mod active;
mod bought_again;
mod churn;
mod crr;
mod crr_strict;
mod reactivated;

pub use active::ACTIVE;
pub use bought_again::BOUGHT_AGAIN;
pub use churn::CHURN;
pub use crr::CRR;
pub use crr_strict::CRR_STRICT;
pub use reactivated::REACTIVATED;
