//! Rows as a fold sees them, and whose turn it is.

use std::ops::Range;

use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::util::bit_chunk_iterator::BitChunks;
use datafusion::arrow::util::bit_iterator::BitSliceIterator;

/// Neighbouring rows in the order of customers and time, of which some may not count.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Whose order each row is.
    pub customers: &'a [i64],
    /// When it was placed, in microseconds since 1970.
    pub moments: &'a [i64],
    amounts: Option<&'a [i64]>,
    /// Which amounts are known; all of them when it is not said.
    known: Option<&'a NullBuffer>,
    /// Which rows count; all of them when it is not said.
    counted: Option<&'a BooleanBuffer>,
    /// Where `known` and `counted` begin to speak of these rows.
    first: usize,
}

impl<'a> Rows<'a> {
    /// Rows by their columns, which are equally long; without amounts all are 0.
    pub fn new(customers: &'a [i64], moments: &'a [i64], amounts: Option<&'a [i64]>) -> Self {
        Self { customers, moments, amounts, known: None, counted: None, first: 0 }
    }

    /// The same, of which only some amounts are known; the others are 0.
    pub(crate) fn knowing(self, known: Option<&'a NullBuffer>) -> Self {
        Self { known, ..self }
    }

    /// The same, of which only some count.
    pub(crate) fn counting(self, counted: Option<&'a BooleanBuffer>) -> Self {
        Self { counted, ..self }
    }

    /// The parts that count, one after the other; of each of them every row does.
    pub fn counted(self) -> impl Iterator<Item = Self> {
        let all = self.counted.is_none().then_some((0, self.len()));
        let some = self.counted.into_iter().flat_map(move |counted| {
            let first = counted.offset() + self.first;
            BitSliceIterator::new(counted.values(), first, self.len())
        });
        let stretches = all.into_iter().chain(some);
        stretches.map(move |(start, end)| Self { counted: None, ..self.part(start..end) })
    }

    /// Writes down which rows count, 64 of them in a word, the first of them in its lowest bit.
    pub fn counted_by_64(&self, words: &mut Vec<u64>) {
        words.clear();
        let Some(counted) = self.counted else {
            return words.resize(self.len().div_ceil(64), u64::MAX);
        };
        let bits = BitChunks::new(counted.values(), counted.offset() + self.first, self.len());
        words.extend(bits.iter());
        words.push(bits.remainder_bits());
    }

    /// Some of these rows.
    pub(crate) fn part(&self, rows: Range<usize>) -> Self {
        Self {
            customers: &self.customers[rows.clone()],
            moments: &self.moments[rows.clone()],
            amounts: self.amounts.map(|amounts| &amounts[rows.clone()]),
            known: self.known,
            counted: self.counted,
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

    /// Passes the turn over neighbours to the last of them, who were seen in this order or not.
    #[inline]
    pub fn pass_over_to(&mut self, last: i64, in_order: bool) {
        self.current = Some(last);
        self.came_back |= !in_order;
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
