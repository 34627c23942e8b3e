//! What was bought, and by whom: the counts that the metrics are made of.

use facts::Sum;
use serde::{Deserialize, Serialize};

/// What was bought in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bought {
    /// Orders.
    pub orders: u64,
    /// What they came to, in minor units.
    pub revenue: i64,
    /// The squares of their amounts, to tell how far an average may be off.
    pub squares: i128,
    /// Orders that were their customer's first ever.
    pub first_orders: u64,
    /// What those came to.
    pub first_revenue: i64,
}

impl Bought {
    pub(super) fn add(&mut self, other: &Self) {
        self.orders += other.orders;
        self.revenue += other.revenue;
        self.squares += other.squares;
        self.first_orders += other.first_orders;
        self.first_revenue += other.first_revenue;
    }
}

/// Who bought in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyers {
    /// Customers who bought.
    pub all: u64,
    /// Those who bought at least twice.
    pub repeaters: u64,
    /// Those who had also bought in the stretch before it.
    pub from_before: u64,
    /// Those who have bought at least twice by its end, whenever the first time was.
    pub known: u64,
}

/// Everybody who has bought up to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Customers who have bought.
    pub customers: i64,
    /// Those who have bought at least twice.
    pub repeaters: i64,
    /// Seconds from the first purchase to the last one, at least a month each, of all together.
    pub seconds: i64,
}

impl Known {
    pub(super) fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.repeaters += other.repeaters;
        self.seconds += other.seconds;
    }
}

/// The counts of every stretch that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyingSum {
    /// By cell: what was bought between one moment and the next.
    pub(super) cells: Vec<Bought>,
    /// By stretch.
    pub(super) buyers: Vec<Buyers>,
    /// By moment: by how much more is known then than at the moment before.
    pub(super) rises: Vec<Known>,
}

impl Sum for BuyingSum {
    fn add(&mut self, other: Self) {
        self.cells.iter_mut().zip(&other.cells).for_each(|(mine, theirs)| mine.add(theirs));
        self.rises.iter_mut().zip(&other.rises).for_each(|(mine, theirs)| mine.add(theirs));
        for (mine, theirs) in self.buyers.iter_mut().zip(other.buyers) {
            mine.all += theirs.all;
            mine.repeaters += theirs.repeaters;
            mine.from_before += theirs.from_before;
            mine.known += theirs.known;
        }
    }
}
