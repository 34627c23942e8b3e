//! What tells one customer from another: how he buys, as numbers that can be compared.
//!
//! Days, counts and money are what the leaving report knows of everybody, as logarithms; the shares
//! of his orders that have something are counted here. Start at [`Gathered::of`].

mod gather;
mod habits;
mod scale;
mod words;

use serde::{Deserialize, Serialize};

pub use gather::{Gathered, Told};
pub use habits::{Habit, HabitFold};
pub use scale::{Scale, Scales};

use crate::leaving::features as leaving;
pub use leaving::Unit;

/// One number that is known of a customer.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PersonaFeature)]
pub enum Feature {
    /// Days since his last order.
    Recency,
    /// Days on which he ordered.
    Occasions,
    /// Days since his first order.
    Tenure,
    /// How long he has been silent, as a multiple of his usual gap; 1 for who came once.
    Overdue,
    /// What he spends on an order, on average.
    AverageOrder,
    /// Pieces in an order, on average.
    Items,
    /// Categories he bought of.
    Categories,
    /// The share of his orders with a promo code.
    Coupons,
    /// The share of his orders that were called off, sent back or not collected.
    Undone,
    /// The share of his orders placed on a Saturday or a Sunday.
    Weekends,
    /// The share of his orders placed between 18:00 and 6:00.
    Evenings,
    /// The share of his orders that came by the channel by which most orders of the shop come.
    Channel,
}

/// How many features a row has.
pub const N_FEATURES: usize = Feature::ALL.len();

impl Feature {
    /// Every feature, in the order of a row.
    pub const ALL: [Self; 12] = [
        Self::Recency,
        Self::Occasions,
        Self::Tenure,
        Self::Overdue,
        Self::AverageOrder,
        Self::Items,
        Self::Categories,
        Self::Coupons,
        Self::Undone,
        Self::Weekends,
        Self::Evenings,
        Self::Channel,
    ];

    /// In what it is counted when it is shown.
    pub fn unit(self) -> Unit {
        match self {
            Self::Recency | Self::Tenure => Unit::Days,
            Self::Occasions | Self::Items | Self::Categories => Unit::Count,
            Self::Overdue => Unit::Times,
            Self::AverageOrder => Unit::Money,
            _ => Unit::Share,
        }
    }

    /// Whether it is a share of his orders, which few orders tell badly.
    pub fn is_share(self) -> bool {
        self.unit() == Unit::Share
    }

    /// What a number of a row is in its own unit.
    pub fn shown(self, number: f64) -> f64 {
        match self.unit() {
            Unit::Days | Unit::Count | Unit::Money => number.exp_m1().max(0.0),
            Unit::Times => number.exp(),
            _ => number.clamp(0.0, 1.0),
        }
    }

    /// The same number in the leaving report, where it is known there.
    fn twin(self) -> Option<leaving::Feature> {
        Some(match self {
            Self::Recency => leaving::Feature::Recency,
            Self::Occasions => leaving::Feature::Occasions,
            Self::Tenure => leaving::Feature::Tenure,
            Self::Overdue => leaving::Feature::Overdue,
            Self::AverageOrder => leaving::Feature::AverageOrder,
            Self::Categories => leaving::Feature::Categories,
            Self::Coupons => leaving::Feature::Coupons,
            Self::Undone => leaving::Feature::Undone,
            Self::Items | Self::Weekends | Self::Evenings | Self::Channel => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_reports_know_is_counted_in_the_same_unit() {
        for feature in Feature::ALL {
            assert_eq!(Feature::ALL[feature as usize], feature);
            let Some(twin) = feature.twin() else { continue };
            assert_eq!(feature.unit(), twin.unit(), "{feature:?}");
            assert!((feature.shown(0.25) - twin.shown(0.25)).abs() < 1e-12, "{feature:?}");
        }
    }
}
