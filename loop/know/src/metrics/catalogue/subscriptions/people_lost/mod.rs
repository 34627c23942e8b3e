//! Customers who do not pay any more, by three ways of counting.

mod by_stripe;
mod daily;
mod whole;

pub use by_stripe::SUBSCRIBER_CHURN;
pub use daily::SUBSCRIPTION_CHURN_DAILY;
pub use whole::SUBSCRIPTION_CHURN;
