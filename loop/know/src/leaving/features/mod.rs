//! What is known of a customer on a day, as numbers that a model can learn from.
//!
//! Everything here looks at one day and at what was before it. What comes after a day changes
//! nothing that is told of it; that is what [`History::before`] is for, and what the tests shuffle.

mod cuts;
mod fold;
mod history;
mod tallies;
mod words;

use serde::{Deserialize, Serialize};

pub use cuts::{CUTS_MOST, Cuts};
pub use fold::{FeatureFold, FeatureSum, Sample, Seen};
pub use history::History;
pub use tallies::{Tallies, TallyFold, TallySum, first_of_categories};

/// One number that is known of a customer on a day.
///
/// Amounts, counts and days are told to the model as logarithms: the step from 1 to 2 orders says
/// as much as that from 10 to 20.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = LeavingFeature)]
pub enum Feature {
    /// Days since his last order.
    Recency,
    /// Days on which he ordered.
    Occasions,
    /// Days since his first order.
    Tenure,
    /// How long he has been silent, as a multiple of his usual gap; 1 for who came once.
    Overdue,
    /// Whether he ordered on one day only.
    CameOnce,
    /// How unevenly he comes: the spread of his gaps over their mean.
    Unevenness,
    /// Days with an order within twice as many days as are looked ahead.
    Lately,
    /// Those of the nearer half over those of the farther half.
    Trend,
    /// What he spends on an order, on average.
    AverageOrder,
    /// What he spent on his last day with an order, over what he spends on average.
    LastOrder,
    /// Whether he ordered a year before the days that are looked ahead.
    Season,
    /// The share of his orders with a promo code.
    Coupons,
    /// The share of his orders that were called off, sent back or not collected.
    Undone,
    /// Categories he bought of.
    Categories,
}

/// In what a feature is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = LeavingUnit)]
pub enum Unit {
    /// Days.
    Days,
    /// Things that are counted.
    Count,
    /// So many times as much.
    Times,
    /// A share.
    Share,
    /// Yes is 1, no is 0.
    YesNo,
    /// Minor units of the shop's currency.
    Money,
    /// A plain number.
    Number,
}

/// How many features a row has.
pub const N_FEATURES: usize = Feature::ALL.len();
/// How many of them the orders alone tell; the tallies tell the rest.
pub const N_OF_ORDERS: usize = 11;

impl Feature {
    /// Every feature, in the order of a row.
    pub const ALL: [Self; 14] = [
        Self::Recency,
        Self::Occasions,
        Self::Tenure,
        Self::Overdue,
        Self::CameOnce,
        Self::Unevenness,
        Self::Lately,
        Self::Trend,
        Self::AverageOrder,
        Self::LastOrder,
        Self::Season,
        Self::Coupons,
        Self::Undone,
        Self::Categories,
    ];

    /// In what it is counted when it is shown.
    pub fn unit(self) -> Unit {
        match self {
            Self::Recency | Self::Tenure => Unit::Days,
            Self::Occasions | Self::Lately | Self::Categories => Unit::Count,
            Self::Overdue | Self::Trend | Self::LastOrder => Unit::Times,
            Self::CameOnce | Self::Season => Unit::YesNo,
            Self::Unevenness => Unit::Number,
            Self::AverageOrder => Unit::Money,
            Self::Coupons | Self::Undone => Unit::Share,
        }
    }

    /// What a number of a row is in its own unit.
    pub fn shown(self, number: f64) -> f64 {
        match self.unit() {
            Unit::Days | Unit::Count | Unit::Money => number.exp_m1().max(0.0),
            Unit::Times => number.exp(),
            Unit::Share | Unit::YesNo | Unit::Number => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_sees_is_shown_as_people_count_it() {
        let near = |feature: Feature, number: f64, shown: f64| {
            assert!((feature.shown(number) - shown).abs() < 1e-9, "{feature:?}");
        };
        near(Feature::Recency, 31_f64.ln(), 30.0);
        near(Feature::Overdue, 2_f64.ln(), 2.0);
        near(Feature::Coupons, 0.25, 0.25);
        assert_eq!(Feature::ALL[N_OF_ORDERS], Feature::Coupons);
    }
}
