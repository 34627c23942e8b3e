//! What orders alone do not tell: promo codes, orders that came to nothing, categories.

use std::collections::HashMap;

use domain::OrderStatus;
use facts::{FactsError, Fold, Session, Sum};
use serde::{Deserialize, Serialize};

use super::fold::Seen;
use super::{CUTS_MOST, Cuts, Feature, N_FEATURES, N_OF_ORDERS};

/// How many of something each customer had by each cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallySum(pub Vec<(i64, [u32; CUTS_MOST])>);

impl Sum for TallySum {
    fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

/// Counts orders by cut.
#[derive(Clone, Debug)]
pub struct TallyFold {
    cuts: Cuts,
    /// An order counts only when it was placed so many days before the cut.
    known_after: u32,
    current: [u32; CUTS_MOST],
}

/// An order is called off or sent back some time after it was placed, and the facts do not say
/// when. Those of the last days before a cut are not asked, because the future would speak.
const UNDONE_AFTER: u32 = 30;

impl TallyFold {
    /// Counts what is known on the day it happens.
    pub fn at_once(cuts: &Cuts) -> Self {
        Self { cuts: cuts.clone(), known_after: 0, current: [0; CUTS_MOST] }
    }

    /// Counts what is known a while later.
    pub fn undone(cuts: &Cuts) -> Self {
        Self { known_after: UNDONE_AFTER, ..Self::at_once(cuts) }
    }

    /// The condition in SQL that an order came to nothing.
    pub fn undone_where() -> String {
        let undone = [
            OrderStatus::Cancelled,
            OrderStatus::Refunded,
            OrderStatus::Returned,
            OrderStatus::Refused,
        ];
        let words: Vec<String> = undone.iter().map(|it| format!("'{}'", it.word())).collect();
        format!("customer_no > 0 and status in ({})", words.join(", "))
    }
}

impl Fold for TallyFold {
    type Sum = TallySum;

    fn empty(&self) -> TallySum {
        TallySum::default()
    }

    fn see(&mut self, at: i64, _amount: i64) {
        let Some(day) = self.cuts.day_of(at) else { return };
        for (count, cut) in self.current.iter_mut().zip(self.cuts.all()) {
            *count += u32::from(day.saturating_add(self.known_after) < cut);
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut TallySum) {
        let counts = std::mem::take(&mut self.current);
        if counts[0] > 0 {
            sum.0.push((customer, counts));
        }
    }
}

/// How many categories each customer had bought of by each cut.
///
/// One question for all cuts: when he bought of each for the first time.
pub async fn first_of_categories(session: &Session, cuts: &Cuts) -> Result<TallySum, FactsError> {
    let question = "select customer_no, cast(cast(min(at) as bigint) as double) from order_lines \
                    where valid and customer_no > 0 and category is not null \
                    group by customer_no, category";
    let mut counts: HashMap<i64, [u32; CUTS_MOST]> = HashMap::new();
    for (customer, at) in session.numbers(question).await? {
        let Some(day) = at.and_then(|at| cuts.day_of(at as i64)) else { continue };
        let his = counts.entry(customer).or_default();
        for (count, cut) in his.iter_mut().zip(cuts.all()) {
            *count += u32::from(day < cut);
        }
    }
    Ok(TallySum(counts.into_iter().collect()))
}

/// The tallies of everybody, found by his number.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    coupons: HashMap<i64, [u32; CUTS_MOST]>,
    undone: HashMap<i64, [u32; CUTS_MOST]>,
    categories: HashMap<i64, [u32; CUTS_MOST]>,
}

impl Tallies {
    /// Puts the three together.
    pub fn new(coupons: TallySum, undone: TallySum, categories: TallySum) -> Self {
        let found = |sum: TallySum| sum.0.into_iter().collect();
        Self { coupons: found(coupons), undone: found(undone), categories: found(categories) }
    }

    /// The whole rows of those who were seen on a cut, one after another.
    pub fn complete(&self, seen: &Seen, cut: usize) -> Vec<f64> {
        let mut rows = Vec::with_capacity(seen.customers.len() * N_FEATURES);
        let his = |tally: &HashMap<i64, [u32; CUTS_MOST]>, customer| {
            f64::from(tally.get(&customer).map_or(0, |counts| counts[cut]))
        };
        for ((customer, n_orders), told) in
            seen.customers.iter().zip(&seen.n_orders).zip(seen.rows())
        {
            let n = f64::from(*n_orders).max(1.0);
            let undone = his(&self.undone, *customer);
            let mut row = [0.0; N_FEATURES];
            row[..N_OF_ORDERS].copy_from_slice(told);
            row[Feature::Coupons as usize] = (his(&self.coupons, *customer) / n).min(1.0);
            row[Feature::Undone as usize] = undone / (undone + n);
            row[Feature::Categories as usize] = his(&self.categories, *customer).ln_1p();
            rows.extend_from_slice(&row);
        }
        rows
    }
}
