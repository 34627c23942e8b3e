//! Rows as a fold sees them, and whose turn it is.

use std::ops::Range;

use datafusion::arrow::buffer::NullBuffer;

/// Neighbouring rows, all of which count, in the order of customers and time.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Whose order each row is.
    pub customers: &'a [i64],
    /// When it was placed, in microseconds since 1970.
    pub moments: &'a [i64],
    amounts: Option<&'a [i64]>,
    /// Which amounts are known; all of them when it is not said.
    known: Option<&'a NullBuffer>,
    /// Where `known` begins to speak of these rows.
    first: usize,
}

impl<'a> Rows<'a> {
    /// Rows by their columns, which are equally long; without amounts all are 0.
    pub fn new(customers: &'a [i64], moments: &'a [i64], amounts: Option<&'a [i64]>) -> Self {
        Self { customers, moments, amounts, known: None, first: 0 }
    }

    /// The same, of which only some amounts are known; the others are 0.
    pub(crate) fn knowing(self, known: Option<&'a NullBuffer>) -> Self {
        Self { known, ..self }
    }

    /// Some of these rows.
    pub(crate) fn part(&self, rows: Range<usize>) -> Self {
        Self {
            customers: &self.customers[rows.clone()],
            moments: &self.moments[rows.clone()],
            amounts: self.amounts.map(|amounts| &amounts[rows.clone()]),
            known: self.known,
            first: self.first + rows.start,
        }
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// The amount of a row in minor units, 0 when it is not known.
    #[inline]
    pub fn amount(&self, row: usize) -> i64 {
        match self.amounts {
            Some(amounts) if self.known.is_none_or(|known| known.is_valid(self.first + row)) => {
                amounts[row]
            }
            _ => 0,
        }
    }
}

/// Whose turn it is while a fold goes over rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turn {
    current: Option<i64>,
    came_back: bool,
}

impl Turn {
    /// Passes the turn to the customer of the next row; answers who is complete by that, if any.
    #[inline]
    pub fn pass_to(&mut self, customer: i64) -> Option<i64> {
        if self.current == Some(customer) {
            return None;
        }
        let before = self.current.replace(customer);
        self.came_back |= before.is_some_and(|before| before > customer);
        before
    }

    /// Nobody comes any more; answers whose turn it was.
    pub fn end(&mut self) -> Option<i64> {
        self.current.take()
    }

    /// Whether a customer came after one with a higher number: then somebody's rows may not have
    /// come together.
    pub fn has_gone_back(&self) -> bool {
        self.came_back
    }
}
