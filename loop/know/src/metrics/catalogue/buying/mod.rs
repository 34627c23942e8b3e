//! Who buys, and how often.

mod buyers;
mod frequency;
mod lifetime_repeat_rate;
mod new_customers;
mod orders;
mod repeat_rate;

pub use buyers::BUYERS;
pub use frequency::FREQUENCY;
pub use lifetime_repeat_rate::LIFETIME_REPEAT_RATE;
pub use new_customers::NEW_CUSTOMERS;
pub use orders::ORDERS;
pub use repeat_rate::REPEAT_RATE;
