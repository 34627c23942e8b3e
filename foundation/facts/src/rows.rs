//! Facts as plain rows, before they become columns.

use domain::{Currency, Instant, OrderStatus};

/// One order as it is kept for analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderFact {
    /// Dense number of the customer; below zero for a sale without one.
    pub customer_no: i64,
    /// The customer's id as reports show it.
    pub customer_id: Option<String>,
    /// The order's name at its source.
    pub order_id: String,
    /// When it was placed.
    pub at: Instant,
    /// Net value in minor units.
    pub amount: Option<i64>,
    /// What its positions cost the shop, in minor units; none when that of any is not known.
    pub cost: Option<i64>,
    /// Currency of the value.
    pub currency: Currency,
    /// What became of it.
    pub status: OrderStatus,
    /// Whether it counts as a purchase in reports.
    pub valid: bool,
    /// Who told us.
    pub source: String,
    /// Where it was sold.
    pub channel: Option<String>,
    /// Country it went to.
    pub country: Option<String>,
    /// City it went to.
    pub city: Option<String>,
    /// Promo code used.
    pub coupon: Option<String>,
    /// The customer's first valid order ever.
    pub first_at: Option<Instant>,
}

/// One position of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct LineFact {
    /// Article number.
    pub sku: Option<String>,
    /// What it is called.
    pub product: Option<String>,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// How many.
    pub quantity: f64,
    /// What it brought, in minor units.
    pub amount: Option<i64>,
    /// What it cost the shop, in minor units.
    pub cost: Option<i64>,
}

/// One customer in a line: what all his orders come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerFact {
    /// Dense number.
    pub customer_no: i64,
    /// His id as reports show it.
    pub customer_id: String,
    /// Country of his latest order.
    pub country: Option<String>,
    /// First valid order.
    pub first_order_at: Option<Instant>,
    /// Last valid order.
    pub last_order_at: Option<Instant>,
    /// Valid orders.
    pub orders: i64,
    /// Their net value in minor units; none when it is not known.
    pub revenue: Option<i64>,
    /// Currency of the value.
    pub currency: Option<Currency>,
}
