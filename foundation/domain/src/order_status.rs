//! What became of an order.

use serde::{Deserialize, Serialize};

/// What became of an order, in our words; the shop system's own word is kept beside it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum OrderStatus {
    /// Money received, wholly or in part.
    Paid,
    /// Handed over to the customer.
    Delivered,
    /// Placed, neither paid nor delivered yet.
    Open,
    /// A parcel the customer did not collect.
    Refused,
    /// Came back after delivery.
    Returned,
    /// Paid back in full.
    Refunded,
    /// Called off by the customer or the shop.
    Cancelled,
    /// A payment that was never captured.
    Voided,
    /// Placed by the shop itself to try something out.
    Test,
}

impl OrderStatus {
    /// Every status, purchases first.
    pub const ALL: [Self; 9] = [
        Self::Paid,
        Self::Delivered,
        Self::Open,
        Self::Refused,
        Self::Returned,
        Self::Refunded,
        Self::Cancelled,
        Self::Voided,
        Self::Test,
    ];

    /// Whether an order in this state is a purchase: paid or delivered, and not undone since.
    pub fn is_purchase(self) -> bool {
        matches!(self, Self::Paid | Self::Delivered)
    }

    /// The word used in files, columns and the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Delivered => "delivered",
            Self::Open => "open",
            Self::Refused => "refused",
            Self::Returned => "returned",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
            Self::Voided => "voided",
            Self::Test => "test",
        }
    }

    /// The status of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}
