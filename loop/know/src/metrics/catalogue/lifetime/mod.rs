//! What a customer is worth over his whole time.

mod lifetime_by_churn;
mod ltv;
mod ltv_by_churn;
pub(super) mod profit_by_churn;
mod profit_so_far;
mod relationship;

pub use lifetime_by_churn::LIFETIME_BY_CHURN;
pub use ltv::LTV;
pub use ltv_by_churn::LTV_BY_CHURN;
pub use profit_by_churn::PROFIT_BY_CHURN;
pub use profit_so_far::PROFIT_SO_FAR;
pub use relationship::RELATIONSHIP;
