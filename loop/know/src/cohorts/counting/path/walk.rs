//! One walk over the rows of the plain cohort table, customer after customer.
//!
//! Every order of the shop comes by here, and where a customer ends cannot be guessed by a
//! processor: so nothing is decided by it. What a customer has is kept or dropped by a mask and
//! written down at every row; the last word at his place is the whole of it. Periods are found in a
//! loop before and customers are added up in one after, since each alone finds room in the
//! registers of a processor.

use std::sync::Arc;

use facts::{Rows, Turn};

use super::Periods;
use super::hours::Hours;
use crate::Calendar;

/// Rows that are gone over at once.
const BLOCK: usize = 64;

/// Room for the customers among them and the one before: any place that a byte can tell.
const ROOM: usize = 1 << u8::BITS;

/// Goes over rows where periods are those of the calendar and fit into a word, and everybody
/// enters with his first purchase.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    calendar: Arc<Calendar>,
    hours: Hours,
    as_of: i64,
    /// The periods of the customer whose turn it is.
    current: Periods,
    /// Which rows count, 64 in a word.
    counted: Vec<u64>,
}

/// Where a walk has come to.
struct Reached {
    whose: i64,
    /// Below 0 once a customer came after one with a higher number.
    order: i64,
    periods: Periods,
}

impl Walk {
    /// A walk that sees what was bought before a moment.
    pub fn new(calendar: Arc<Calendar>, as_of: i64) -> Self {
        let hours = Hours::of(&calendar, as_of);
        Self { calendar, hours, as_of, current: Periods::default(), counted: Vec::new() }
    }

    /// Goes over rows, and tells of customers who are complete what each bought in; of one whose
    /// rows do not count that is nothing.
    pub fn see(&mut self, turn: &mut Turn, rows: &Rows<'_>, mut add: impl FnMut(&[Periods])) {
        let (Some(&whose), Some(&last)) = (rows.customers.first(), rows.customers.last()) else {
            return;
        };
        if turn.pass_to(whose).is_some() {
            add(&[self.end()]);
        }
        rows.counted_by_64(&mut self.counted);
        let mut reached = Reached { whose, order: 0, periods: self.current };
        let (mut bits, mut met) = ([0; BLOCK], [Periods::default(); ROOM]);
        for (nth, &counted) in self.counted.iter().enumerate() {
            let block = nth * BLOCK..rows.len().min((nth + 1) * BLOCK);
            self.mark(&rows.moments[block.clone()], counted, &mut bits);
            let n_complete = reached.meet(&rows.customers[block], &bits, &mut met);
            add(&met[..n_complete]);
        }
        turn.pass_over_to(last, reached.order >= 0);
        self.current = reached.periods;
    }

    /// The customer whose turn it was is complete.
    pub fn end(&mut self) -> Periods {
        std::mem::take(&mut self.current)
    }

    /// The bit of the period of each purchase; none where a row does not count.
    #[inline(never)]
    fn mark(&self, moments: &[i64], counted: u64, bits: &mut [u64; BLOCK]) {
        for (bit, &at) in bits.iter_mut().zip(moments) {
            *bit = match self.hours.period(at) {
                Some(period) => 1_u64.wrapping_shl(period.into()),
                None => self.bit_searched(at),
            };
        }
        let mut left_out = !counted;
        while left_out != 0 {
            bits[left_out.trailing_zeros() as usize] = 0;
            left_out &= left_out - 1;
        }
    }

    #[cold]
    fn bit_searched(&self, at: i64) -> u64 {
        if at < self.as_of { 1 << self.calendar.period_of(at) } else { 0 }
    }
}

impl Reached {
    /// Writes down what each customer of some rows has; answers how many are complete.
    #[inline(never)]
    fn meet(&mut self, customers: &[i64], bits: &[u64; BLOCK], met: &mut [Periods; ROOM]) -> usize {
        let Self { mut whose, mut order, mut periods } = *self;
        let mut place = 0_u8;
        // Who came last in the rows before may have none among these.
        met[0] = periods;
        for (&customer, &bit) in customers.iter().zip(bits) {
            let further = customer.wrapping_sub(whose);
            order |= further;
            periods = periods.only_if(further == 0);
            periods.mark_bit(bit);
            place = place.wrapping_add(u8::from(further != 0));
            met[usize::from(place)] = periods;
            whose = customer;
        }
        *self = Self { whose, order, periods };
        place.into()
    }
}
