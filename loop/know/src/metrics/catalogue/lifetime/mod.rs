//! What a customer is worth over his whole time.

mod ltv;
mod ltv_by_churn;
mod relationship;

pub use ltv::LTV;
pub use ltv_by_churn::LTV_BY_CHURN;
pub use relationship::RELATIONSHIP;
