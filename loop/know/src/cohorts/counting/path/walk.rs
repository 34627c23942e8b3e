//! One walk over the rows of the plain cohort table, customer after customer.
//!
//! Every order of the shop comes by here, and where a customer ends cannot be guessed by a
//! processor: so nothing is decided by it. What a customer has is kept or dropped by a mask and
//! written down at every row; the last word at his place is the whole of it. A second loop over the
//! customers adds them up.

use std::sync::Arc;

use facts::{Rows, Turn};

use super::Periods;
use crate::{Calendar, Glance};

/// Goes over rows where periods are those of the calendar and fit into a word, and everybody
/// enters with his first purchase.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    calendar: Arc<Calendar>,
    as_of: i64,
    /// The periods of the customers who were met in these rows; the last of them may go on.
    met: Vec<Periods>,
    /// Those of the customer whose turn it is.
    current: Periods,
}

impl Walk {
    /// A walk that sees what was bought before a moment.
    pub fn new(calendar: Arc<Calendar>, as_of: i64) -> Self {
        Self { calendar, as_of, met: Vec::new(), current: Periods::default() }
    }

    /// Goes over rows, and tells of every customer who is complete what he bought in; of one whose
    /// rows do not count that is nothing.
    pub fn see(&mut self, turn: &mut Turn, rows: &Rows<'_>, mut add: impl FnMut(Periods)) {
        let (Some(&first), Some(&last)) = (rows.customers.first(), rows.customers.last()) else {
            return;
        };
        if turn.pass_to(first).is_some() {
            add(std::mem::take(&mut self.current));
        }
        let mut met = std::mem::take(&mut self.met);
        let (n_complete, in_order) = match self.calendar.glance() {
            Some(glance) => self.meet(&mut met, first, rows, |at| self.bit_at(glance, at)),
            None => self.meet(&mut met, first, rows, |at| self.bit_searched(at)),
        };
        turn.pass_over_to(last, in_order);
        met[..n_complete].iter().for_each(|periods| add(*periods));
        (self.current, self.met) = (met[n_complete], met);
    }

    /// The customer whose turn it was is complete.
    pub fn end(&mut self) -> Periods {
        std::mem::take(&mut self.current)
    }

    /// Writes down what each customer of the rows has; answers how many are complete, and whether
    /// each came after those with lower numbers.
    #[inline(always)]
    fn meet(
        &self,
        met: &mut Vec<Periods>,
        mut whose: i64,
        rows: &Rows<'_>,
        bit_of: impl Fn(i64) -> u64,
    ) -> (usize, bool) {
        met.resize(rows.len() + 1, Periods::default());
        let (mut place, mut periods, mut in_order) = (0, self.current, true);
        // The bits of a block are found first: all at once is more than a processor has room for.
        let mut bits = [0; 64];
        let blocks = rows.customers.chunks(64).zip(rows.moments.chunks(64));
        for ((customers, moments), mut counted) in blocks.zip(rows.counted_by_64()) {
            for (bit, &at) in bits.iter_mut().zip(moments) {
                *bit = bit_of(at) & 0_u64.wrapping_sub(counted & 1);
                counted >>= 1;
            }
            for (&customer, &bit) in customers.iter().zip(&bits) {
                let goes_on = customer == whose;
                in_order &= customer >= whose;
                periods = periods.only_if(goes_on);
                periods.mark_bit(bit);
                place += usize::from(!goes_on);
                met[place] = periods;
                whose = customer;
            }
        }
        (place, in_order)
    }

    #[inline(always)]
    fn bit_at(&self, glance: Glance<'_>, at: i64) -> u64 {
        match glance.place(at) {
            Some(period) if at < self.as_of => 1_u64.wrapping_shl(period as u32),
            _ => self.bit_searched(at),
        }
    }

    #[cold]
    fn bit_searched(&self, at: i64) -> u64 {
        if at < self.as_of { 1 << self.calendar.period_of(at) } else { 0 }
    }
}
