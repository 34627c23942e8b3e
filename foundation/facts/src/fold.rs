//! Fold: the engine of every retention question.
//!
//! A report is a fold over customers: see each order of one customer in time order, finish the
//! customer, add. What is added is a sufficient statistic whose addition is associative, so the
//! answer is the same on one core, on eight and on a cluster.
//!
//! A fold does no I/O and knows no engine; [`crate::Session::fold`] runs it over the files.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a fold adds up: a sufficient statistic.
///
/// `add` must be associative and must not depend on the order of customers.
pub trait Sum: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Adds what another partition has seen.
    fn add(&mut self, other: Self);
}

/// A question asked of every customer's own orders.
///
/// The rows of one customer arrive together and in time order; `finish` is called once per
/// customer, with at least one `see` before it.
pub trait Fold: Clone + std::fmt::Debug + Send + Sync + 'static {
    /// What all customers together come to.
    type Sum: Sum;

    /// Whether `see` looks at the amount; when not, the column is never read.
    fn reads_amount(&self) -> bool {
        false
    }

    /// The statistic of nobody.
    fn empty(&self) -> Self::Sum;

    /// The next order of the current customer: moment in microseconds since 1970, amount in
    /// minor units (0 when unknown or when [`Fold::reads_amount`] is false).
    fn see(&mut self, at: i64, amount: i64);

    /// The orders at the front of these rows, which are of the current customer: as many calls of
    /// `see`. Answers how many they were.
    ///
    /// A fold that is quicker over many orders than over one at a time says so here.
    #[inline]
    fn see_front(
        &mut self,
        customers: &[i64],
        moments: &[i64],
        amount: impl Fn(usize) -> i64,
    ) -> usize {
        let n = n_alike(customers);
        for (nth, &at) in moments[..n].iter().enumerate() {
            self.see(at, amount(nth));
        }
        n
    }

    /// The current customer is complete: add him and forget him.
    fn finish(&mut self, customer: i64, sum: &mut Self::Sum);
}

/// How many rows at the front are of the same customer.
#[inline]
pub fn n_alike(customers: &[i64]) -> usize {
    let other = |customer: &i64| *customer != customers[0];
    customers.iter().position(other).unwrap_or(customers.len())
}

/// Runs a fold over orders held in memory, `(customer, at, amount)` sorted by customer and time.
///
/// For tests and for drawn shops; files go through [`crate::Session::fold`].
pub fn fold_rows<F: Fold>(mut fold: F, rows: &[(i64, i64, i64)]) -> F::Sum {
    let mut sum = fold.empty();
    let mut current = None;
    for &(customer, at, amount) in rows {
        if current.is_some_and(|seen| seen != customer) {
            fold.finish(current.unwrap_or_default(), &mut sum);
        }
        current = Some(customer);
        fold.see(at, amount);
    }
    if let Some(customer) = current {
        fold.finish(customer, &mut sum);
    }
    sum
}
