//! One customer's value, and how much it varies.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::plan::{Place, Plan};

/// A customer or a product with its value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Number of the customer, or place of the product.
    pub no: i64,
    /// What it brought in the window, in minor units.
    pub value: i64,
    /// The first purchase ever, in microseconds since 1970.
    pub first_at: i64,
    /// Coefficient of variation over the whole periods; without end where the mean is not above
    /// zero, as it grows without end while the mean falls to zero.
    pub variation: f64,
}

/// Everybody who bought in the window. The periods of a customer end with him: a million
/// customers are 32 MB, and would be twelve times that with their months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AbcSum {
    /// One a customer, in no order.
    pub items: Vec<Item>,
}

impl Sum for AbcSum {
    fn add(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
    }
}

/// The values of the whole periods, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Purse {
    divisors: Arc<[f64]>,
    by_period: Vec<f64>,
}

impl Purse {
    /// An empty purse; each period is divided by its own divisor.
    pub fn new(divisors: &[f64]) -> Self {
        Self { divisors: divisors.into(), by_period: vec![0.0; divisors.len()] }
    }

    /// Puts an amount into a whole period.
    #[inline]
    pub fn put(&mut self, period: usize, amount: i64) {
        self.by_period[period] += amount as f64;
    }

    /// How much the periods vary; the purse is empty after it.
    pub fn variation(&mut self) -> f64 {
        for (value, divisor) in self.by_period.iter_mut().zip(self.divisors.iter()) {
            *value /= divisor;
        }
        let variation = stats::coefficient_of_variation(&self.by_period);
        self.by_period.fill(0.0);
        variation.unwrap_or(f64::INFINITY)
    }
}

/// The ABC report as a fold over customers.
#[derive(Clone, Debug)]
pub struct AbcFold {
    plan: Arc<Plan>,
    first_at: Option<i64>,
    /// What the customer brought in the window; none while he has bought nothing there.
    value: Option<i64>,
    purse: Purse,
}

impl AbcFold {
    /// The fold for a plan; each whole period is divided by its own divisor.
    pub fn new(plan: Arc<Plan>, divisors: &[f64]) -> Self {
        Self { plan, first_at: None, value: None, purse: Purse::new(divisors) }
    }
}

impl Fold for AbcFold {
    type Sum = AbcSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> AbcSum {
        AbcSum::default()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.first_at.get_or_insert(at);
        match self.plan.place(at) {
            Place::Before | Place::After => return,
            Place::Beside => {}
            Place::Whole(period) => self.purse.put(period, amount),
        }
        *self.value.get_or_insert(0) += amount;
    }

    fn finish(&mut self, customer: i64, sum: &mut AbcSum) {
        if let (Some(value), Some(first_at)) = (self.value.take(), self.first_at) {
            let variation = self.purse.variation();
            sum.items.push(Item { no: customer, value, first_at, variation });
        }
        self.first_at = None;
    }
}
