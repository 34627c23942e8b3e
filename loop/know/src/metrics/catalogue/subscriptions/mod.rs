//! What the report on subscriptions shows; the counting itself is `crate::subscriptions`.

mod money_kept;
mod money_lost;
mod movements;
mod people_lost;
mod worth;

pub use money_kept::{MRR_GRR, MRR_NRR, MRR_NRR_WITH_REACTIVATION, QUICK_RATIO};
pub use money_lost::{GROSS_MRR_CHURN, GROSS_MRR_CHURN_DAILY, NET_MRR_CHURN, NET_MRR_CHURN_DAILY};
pub use movements::{CHURNED_MRR, CONTRACTION_MRR, EXPANSION_MRR, NEW_MRR, REACTIVATION_MRR};
pub use people_lost::{SUBSCRIBER_CHURN, SUBSCRIPTION_CHURN, SUBSCRIPTION_CHURN_DAILY};
pub use worth::{ARPA, ARR, MRR, SUBSCRIBERS};
