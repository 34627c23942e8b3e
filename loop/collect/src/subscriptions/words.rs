//! How a subscription stands and how often it is paid, in the words of Stripe.

use serde::{Deserialize, Serialize};

/// How a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not paid for yet.
    Trialing,
    /// Paid for.
    Active,
    /// The last payment failed, and is tried again.
    PastDue,
    /// The last payment failed for good.
    Unpaid,
    /// Over.
    #[serde(alias = "cancelled", alias = "expired", alias = "ended")]
    Canceled,
    /// The first payment has not come.
    Incomplete,
    /// The first payment never came.
    IncompleteExpired,
    /// Not charged for a while.
    Paused,
}

impl Status {
    /// Whether its price counts.
    pub fn counts(self) -> bool {
        matches!(self, Self::Active | Self::PastDue)
    }

    /// The status of a word, however large its letters and whatever stands between its parts.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '-'], "_");
        serde_json::from_value(serde_json::Value::String(word)).ok()
    }
}

/// How long the time is that a price is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interval {
    /// A day.
    #[serde(alias = "daily")]
    Day,
    /// Seven days.
    #[serde(alias = "weekly")]
    Week,
    /// A month.
    #[default]
    #[serde(alias = "monthly")]
    Month,
    /// A year.
    #[serde(alias = "yearly", alias = "annual", alias = "annually")]
    Year,
}

impl Interval {
    /// The interval of a word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        serde_json::from_value(serde_json::Value::String(word)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_however_they_are_written() {
        assert_eq!(Status::named("Past due"), Some(Status::PastDue));
        assert_eq!(Status::named(" CANCELLED"), Some(Status::Canceled));
        assert_eq!(Status::named("sleeping"), None);
        assert_eq!(Interval::named("Yearly"), Some(Interval::Year));
        assert_eq!(Interval::named("fortnight"), None);
    }
}
