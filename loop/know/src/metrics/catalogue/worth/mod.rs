//! What the purchases of a period are worth.

mod average_order;
mod returning_orders;
mod returning_revenue;
mod revenue;
mod revenue_per_buyer;

pub use average_order::AVERAGE_ORDER;
pub use returning_orders::RETURNING_ORDERS;
pub use returning_revenue::RETURNING_REVENUE;
pub use revenue::REVENUE;
pub use revenue_per_buyer::REVENUE_PER_BUYER;
