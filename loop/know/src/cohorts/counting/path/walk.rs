//! One walk over the rows of the plain cohort table, customer after customer.
//!
//! Every order of the shop comes by here, and where a customer ends cannot be guessed by a
//! processor: so nothing is decided by it. What a customer has is kept or dropped by a mask and
//! written down at every row; the last word at his place is the whole of it. A second loop over the
//! customers adds them up.

use std::sync::Arc;

use facts::{Rows, Turn};

use super::Periods;
use super::hours::Hours;
use crate::Calendar;

/// Rows that are gone over at once, and room for the customers among them and the one before.
const BLOCK: usize = 64;
const ROOM: usize = 2 * BLOCK;

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

/// Some rows: whose, when, and which of them count, the first in the lowest bit.
struct Block<'a> {
    customers: &'a [i64],
    moments: &'a [i64],
    counted: u64,
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

    /// Goes over rows, and tells of every customer who is complete what he bought in; of one whose
    /// rows do not count that is nothing.
    pub fn see(&mut self, turn: &mut Turn, rows: &Rows<'_>, mut add: impl FnMut(Periods)) {
        let (Some(&whose), Some(&last)) = (rows.customers.first(), rows.customers.last()) else {
            return;
        };
        if turn.pass_to(whose).is_some() {
            add(self.end());
        }
        rows.counted_by_64(&mut self.counted);
        let mut reached = Reached { whose, order: 0, periods: self.current };
        let mut met = [Periods::default(); ROOM];
        for (nth, &counted) in self.counted.iter().enumerate() {
            let block = nth * BLOCK..rows.len().min((nth + 1) * BLOCK);
            let (customers, moments) = (&rows.customers[block.clone()], &rows.moments[block]);
            let block = Block { customers, moments, counted };
            let n_complete = self.meet(&mut reached, &block, &mut met);
            met[..n_complete].iter().for_each(|periods| add(*periods));
        }
        turn.pass_over_to(last, reached.order >= 0);
        self.current = reached.periods;
    }

    /// The customer whose turn it was is complete.
    pub fn end(&mut self) -> Periods {
        std::mem::take(&mut self.current)
    }

    /// Writes down what each customer of a block has; answers how many are complete.
    // By itself all of it finds room in the registers of a processor.
    #[inline(never)]
    fn meet(&self, reached: &mut Reached, block: &Block<'_>, met: &mut [Periods; ROOM]) -> usize {
        let Reached { mut whose, mut order, mut periods } = *reached;
        let (mut counted, mut place) = (block.counted, 0);
        // Who came last in the block before may have no row in this one.
        met[place] = periods;
        let moments = &block.moments[..block.customers.len()];
        for (row, &customer) in block.customers.iter().enumerate() {
            let bit = match self.hours.period(moments[row]) {
                Some(period) => (counted & 1).wrapping_shl(period.into()),
                None => self.bit_searched(moments[row], counted & 1),
            };
            counted >>= 1;
            let further = customer.wrapping_sub(whose);
            order |= further;
            periods = periods.only_if(further == 0);
            periods.mark_bit(bit);
            place += usize::from(further != 0);
            met[place % ROOM] = periods;
            whose = customer;
        }
        *reached = Reached { whose, order, periods };
        place
    }

    #[cold]
    fn bit_searched(&self, at: i64, counted: u64) -> u64 {
        if at < self.as_of { counted << self.calendar.period_of(at) } else { 0 }
    }
}
