//! One position of an order, as its source tells it and as it is kept.

use serde::{Deserialize, Serialize};

/// One position of an order; kept as JSON inside its order, where absent parts take no room.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The article number.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// What the article is called.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The shelf it stands on.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How many; negative where the source takes something back.
    #[serde(rename = "q")]
    pub quantity: f64,
    /// Price of one, in minor units; none when unknown or not whole in minor units.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<i64>,
    /// What the position brought, in minor units.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// What the position cost the shop, in minor units.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<i64>,
}
