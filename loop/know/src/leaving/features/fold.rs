//! Everybody's features on every cut, in one pass over the orders.

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::history::Known;
use super::{Cuts, History, N_OF_ORDERS};

/// Of whom it is learnt: a share of the customers, the same people each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Of so many thousand.
    of_thousand: u64,
}

impl Sample {
    /// Everybody, or so many that about `most` of `n` are left.
    pub fn of(n: u64, most: u64) -> Self {
        Self { of_thousand: if n <= most { 1_000 } else { (most * 1_000 / n).max(1) } }
    }

    /// Whether this customer belongs to it.
    pub fn holds(self, customer: i64) -> bool {
        // SplitMix64 (Steele, Lea and Flood 2014): neighbours do not share their luck.
        let mut lot = customer.cast_unsigned().wrapping_add(0x9e37_79b9_7f4a_7c15);
        lot = (lot ^ (lot >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        lot = (lot ^ (lot >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (lot ^ (lot >> 31)) % 1_000 < self.of_thousand
    }

    /// Whether somebody is left out.
    pub fn is_part(self) -> bool {
        self.of_thousand < 1_000
    }
}

/// Customers as they were on one cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Who.
    pub customers: Vec<i64>,
    /// How many orders each had placed.
    pub n_orders: Vec<u32>,
    /// What their orders tell, one after another.
    pub features: Vec<f64>,
    /// Whether each ordered within the days looked ahead; empty where that is not known.
    pub came: Vec<bool>,
    /// On how many days each had ordered; of the cut whose future is not known.
    pub n_occasions: Vec<u32>,
    /// The last of these days; of the same.
    pub last_day: Vec<u32>,
    /// What each spent within the year before, in minor units; of the same.
    pub year_amount: Vec<i64>,
}

impl Seen {
    fn put(&mut self, customer: i64, known: &Known) {
        self.customers.push(customer);
        self.n_orders.push(known.n_orders);
        self.features.extend_from_slice(&known.features);
    }

    /// The rows of what their orders tell.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.features.chunks_exact(N_OF_ORDERS)
    }

    /// The same by the numbers of the customers: sums then come out alike to the last digit,
    /// whichever part of the files was read first.
    #[must_use]
    pub fn in_order(self) -> Self {
        let mut order: Vec<usize> = (0..self.customers.len()).collect();
        order.sort_by_key(|place| self.customers[*place]);
        let mut sorted = Self::default();
        sorted.customers.extend(order.iter().map(|place| self.customers[*place]));
        sorted.n_orders.extend(order.iter().map(|place| self.n_orders[*place]));
        for place in &order {
            let row = &self.features[place * N_OF_ORDERS..(place + 1) * N_OF_ORDERS];
            sorted.features.extend_from_slice(row);
        }
        let some = |of: &[bool]| order.iter().filter_map(|place| of.get(*place).copied()).collect();
        sorted.came = some(&self.came);
        let some = |of: &[u32]| order.iter().filter_map(|place| of.get(*place).copied()).collect();
        (sorted.n_occasions, sorted.last_day) = (some(&self.n_occasions), some(&self.last_day));
        sorted.year_amount =
            order.iter().filter_map(|place| self.year_amount.get(*place).copied()).collect();
        sorted
    }

    fn add(&mut self, mut other: Self) {
        self.customers.append(&mut other.customers);
        self.n_orders.append(&mut other.n_orders);
        self.features.append(&mut other.features);
        self.came.append(&mut other.came);
        self.n_occasions.append(&mut other.n_occasions);
        self.last_day.append(&mut other.last_day);
        self.year_amount.append(&mut other.year_amount);
    }
}

/// Everybody now, and some of them on the cuts whose future is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeatureSum {
    /// The cuts, the one whose future is not known first.
    pub cuts: Vec<Seen>,
}

impl Sum for FeatureSum {
    fn add(&mut self, other: Self) {
        if self.cuts.is_empty() {
            self.cuts = other.cuts;
            return;
        }
        self.cuts.iter_mut().zip(other.cuts).for_each(|(mine, theirs)| mine.add(theirs));
    }
}

/// The features of a shop's customers as a fold.
#[derive(Clone, Debug)]
pub struct FeatureFold {
    cuts: Cuts,
    sample: Sample,
    history: History,
}

impl FeatureFold {
    /// The fold over these cuts, learning from this sample.
    pub fn new(cuts: &Cuts, sample: Sample) -> Self {
        Self { cuts: cuts.clone(), sample, history: History::default() }
    }
}

impl Fold for FeatureFold {
    type Sum = FeatureSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> FeatureSum {
        FeatureSum { cuts: vec![Seen::default(); self.cuts.known.len() + 1] }
    }

    fn see(&mut self, at: i64, amount: i64) {
        if let Some(day) = self.cuts.day_of(at) {
            self.history.see(day, amount);
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut FeatureSum) {
        let Cuts { end, within, known, .. } = &self.cuts;
        let (now, before) = sum.cuts.split_at_mut(1);
        if let Some(known) = self.history.before(*end, *within) {
            now[0].put(customer, &known);
            now[0].n_occasions.push(known.n_occasions);
            now[0].last_day.push(known.last_day);
            now[0].year_amount.push(known.year_amount);
        }
        if self.sample.holds(customer) {
            for (seen, cut) in before.iter_mut().zip(known) {
                if let Some(known) = self.history.before(*cut, *within) {
                    seen.put(customer, &known);
                    seen.came.push(self.history.ordered(*cut, cut.saturating_add(*within)));
                }
            }
        }
        self.history.clear();
    }
}
