//! Fold: the engine of every retention question.
//!
//! A report is a fold over customers: see each order of one customer in time order, finish the
//! customer, add. What is added is a sufficient statistic whose addition is associative, so the
//! answer is the same on one core, on eight and on a cluster.
//!
//! A fold does no I/O and knows no engine; [`crate::Session::fold`] runs it over the files.

use datafusion::arrow::buffer::BooleanBuffer;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Rows, Turn};

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

    /// The next orders of the current customer, as many calls of `see`; the amount of the nth of
    /// them is asked for.
    ///
    /// A fold that is quicker over many orders than over one at a time says so here.
    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        for (nth, &at) in moments.iter().enumerate() {
            self.see(at, amount(nth));
        }
    }

    /// Rows of neighbouring customers: for each of them as many calls of `see` as rows count, and
    /// `finish` where the next one begins.
    ///
    /// A fold that is quicker over rows than over customers says so here.
    #[inline]
    fn see_rows(&mut self, turn: &mut Turn, rows: &Rows<'_>, sum: &mut Self::Sum) {
        customer_by_customer(self, turn, rows, sum);
    }

    /// The current customer is complete: add him and forget him.
    fn finish(&mut self, customer: i64, sum: &mut Self::Sum);
}

/// Goes over the rows of neighbouring customers, the orders of each in one piece.
#[inline]
pub fn customer_by_customer<F: Fold>(
    fold: &mut F,
    turn: &mut Turn,
    rows: &Rows<'_>,
    sum: &mut F::Sum,
) {
    for rows in rows.counted() {
        let mut row = 0;
        while row < rows.len() {
            if let Some(done) = turn.pass_to(rows.customers[row]) {
                fold.finish(done, sum);
            }
            let end = row + n_alike(&rows.customers[row..]);
            fold.see_many(&rows.moments[row..end], |nth| rows.amount(row + nth));
            row = end;
        }
    }
}

/// How many rows at the front are of the same customer.
#[inline]
fn n_alike(customers: &[i64]) -> usize {
    let other = |customer: &i64| *customer != customers[0];
    customers.iter().position(other).unwrap_or(customers.len())
}

/// Runs a fold over orders held in memory, `(customer, at, amount)` sorted by customer and time.
///
/// For tests and for drawn shops; files go through [`crate::Session::fold`].
pub fn fold_rows<F: Fold>(mut fold: F, rows: &[(i64, i64, i64)]) -> F::Sum {
    let column = |nth: fn(&(i64, i64, i64)) -> i64| rows.iter().map(nth).collect::<Vec<i64>>();
    let (customers, moments) = (column(|row| row.0), column(|row| row.1));
    let amounts = column(|row| row.2);
    let (mut sum, mut turn) = (fold.empty(), Turn::default());
    fold.see_rows(&mut turn, &Rows::new(&customers, &moments, Some(&amounts)), &mut sum);
    if let Some(last) = turn.end() {
        fold.finish(last, &mut sum);
    }
    sum
}

/// The same over rows of which some do not count, so many at a time, as files hand them over.
pub fn fold_batches<F: Fold>(
    mut fold: F,
    rows: &[((i64, i64, i64), bool)],
    at_a_time: usize,
) -> F::Sum {
    let (mut sum, mut turn) = (fold.empty(), Turn::default());
    for batch in rows.chunks(at_a_time) {
        let customers: Vec<i64> = batch.iter().map(|row| row.0.0).collect();
        let moments: Vec<i64> = batch.iter().map(|row| row.0.1).collect();
        let amounts: Vec<i64> = batch.iter().map(|row| row.0.2).collect();
        let counted: BooleanBuffer = batch.iter().map(|row| row.1).collect();
        let rows = Rows::new(&customers, &moments, Some(&amounts)).counting(Some(&counted));
        fold.see_rows(&mut turn, &rows, &mut sum);
    }
    if let Some(last) = turn.end() {
        fold.finish(last, &mut sum);
    }
    sum
}
