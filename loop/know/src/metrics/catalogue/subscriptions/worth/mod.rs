//! What subscriptions are worth, and how many pay for them.

mod arpa;
mod arr;
mod mrr;
mod subscribers;

pub use arpa::ARPA;
pub use arr::ARR;
pub use mrr::MRR;
pub use subscribers::SUBSCRIBERS;
