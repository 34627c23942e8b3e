//! One customer's purchases, cut at every moment the metrics ask about.

use std::ops::Range;

use domain::Instant;
use facts::Fold;

use super::bought::{Bought, Buyers, BuyingSum, Known};
use crate::Ruler;
use crate::retention::Plan;

/// A month where every month must be equally long: the twelfth part of 365.25 days.
pub const MONTH_SECONDS: i64 = 2_629_800;

/// Cuts time at the ends of all stretches, so that each stretch is some neighbouring cells.
#[derive(Clone)]
pub(super) struct Cut {
    /// The moments, rising; a last cell holds what lies after all of them and is never asked for.
    moments: Vec<Instant>,
    /// The cells of each stretch.
    pub(super) cells: Vec<Range<usize>>,
    /// The stretches that hold each cell.
    stretches: Vec<Vec<usize>>,
    /// By stretch, the one before it where that is asked for.
    before: Vec<Option<usize>>,
}

impl Cut {
    pub(super) fn new(plan: &Plan) -> Self {
        let ends = plan.spans().iter().flat_map(|span| [span.from, span.until]);
        let mut moments: Vec<Instant> = ends.collect();
        moments.sort_unstable();
        moments.dedup();
        let place = |at: Instant| moments.partition_point(|moment| *moment < at);
        let cells: Vec<_> =
            plan.spans().iter().map(|span| place(span.from)..place(span.until)).collect();
        let mut stretches = vec![Vec::new(); moments.len()];
        for (stretch, cells) in cells.iter().enumerate() {
            cells.clone().for_each(|cell| stretches[cell].push(stretch));
        }
        let before = (0..cells.len()).map(|stretch| plan.before(stretch)).collect();
        Self { moments, cells, stretches, before }
    }

    /// The moments, rising.
    pub(super) fn moments(&self) -> &[Instant] {
        &self.moments
    }

    /// The last moment; what comes after it is not seen.
    pub(super) fn as_of(&self) -> i64 {
        self.moments[self.moments.len() - 1].0
    }

    /// The cells between the moments; what lies before the first one falls into the first.
    pub(super) fn ruler(&self) -> Ruler {
        let beyond = self.moments[self.moments.len() - 1].0 + 1;
        Ruler::new(self.moments.iter().map(|at| at.0).chain([beyond]).collect())
    }
}

/// What one customer bought in one cell.
#[derive(Clone, Copy, Debug)]
struct Visit {
    cell: usize,
    last_at: i64,
    bought: Bought,
}

/// Counts what was bought, and by whom, in every stretch of a plan.
#[derive(Clone)]
pub struct BuyingFold {
    cut: Cut,
    ruler: Ruler,
    as_of: i64,
    first_at: i64,
    /// The cell of the second purchase.
    second: Option<usize>,
    /// The cells the customer bought in, in order; kept between customers to save allocations.
    visits: Vec<Visit>,
    /// By stretch, how many orders he has placed in it; all 0 between customers.
    orders: Vec<u64>,
}

// The engine compares folds by what they print; the rest follows from these.
impl std::fmt::Debug for BuyingFold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "buying {:?}, {:?}, {}", self.cut.moments, self.cut.cells, self.as_of)
    }
}

impl BuyingFold {
    /// The fold that counts what the plan compares.
    pub fn new(plan: &Plan) -> Self {
        let cut = Cut::new(plan);
        Self {
            ruler: cut.ruler(),
            as_of: cut.as_of(),
            orders: vec![0; cut.cells.len()],
            cut,
            first_at: 0,
            second: None,
            visits: Vec::new(),
        }
    }

    fn count_buyers(&mut self, buyers: &mut [Buyers]) {
        for visit in &self.visits {
            for &stretch in &self.cut.stretches[visit.cell] {
                self.orders[stretch] += visit.bought.orders;
            }
        }
        // Every stretch he bought in is counted at the first of its cells that he bought in.
        for (nth, visit) in self.visits.iter().enumerate() {
            let earlier = nth.checked_sub(1).map(|before| self.visits[before].cell);
            for &stretch in &self.cut.stretches[visit.cell] {
                let counted = earlier.is_some_and(|cell| self.cut.cells[stretch].contains(&cell));
                if !counted {
                    let before = self.cut.before[stretch].is_some_and(|one| self.orders[one] > 0);
                    let again = self.orders[stretch] > 1;
                    let earlier = self.visits[0].cell < self.cut.cells[stretch].start;
                    let counts = &mut buyers[stretch];
                    counts.all += 1;
                    counts.repeaters += u64::from(again);
                    counts.known += u64::from(again || earlier);
                    counts.from_before += u64::from(before);
                }
            }
        }
        for visit in &self.visits {
            for &stretch in &self.cut.stretches[visit.cell] {
                self.orders[stretch] = 0;
            }
        }
    }

    /// A customer is known from the moment after his first purchase; from then on he has been
    /// one for as long as lies between his first purchase and the last one before that moment.
    fn count_known(&self, rises: &mut [Known]) {
        let mut rise = |cell: usize, known: Known| {
            if let Some(moment) = rises.get_mut(cell + 1) {
                moment.add(&known);
            }
        };
        let mut told = 0;
        for visit in &self.visits {
            let seconds = ((visit.last_at - self.first_at) / 1_000_000).max(MONTH_SECONDS);
            let is_new = i64::from(told == 0);
            rise(visit.cell, Known { customers: is_new, repeaters: 0, seconds: seconds - told });
            told = seconds;
        }
        if let Some(cell) = self.second {
            rise(cell, Known { repeaters: 1, ..Known::default() });
        }
    }
}

impl Fold for BuyingFold {
    type Sum = BuyingSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> BuyingSum {
        let n_moments = self.cut.moments.len();
        BuyingSum {
            cells: vec![Bought::default(); n_moments],
            buyers: vec![Buyers::default(); self.cut.cells.len()],
            rises: vec![Known::default(); n_moments],
        }
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.as_of {
            return;
        }
        let cell = self.ruler.place(at);
        let is_first = self.visits.is_empty();
        if is_first {
            self.first_at = at;
        } else {
            self.second.get_or_insert(cell);
        }
        if self.visits.last().is_none_or(|visit| visit.cell != cell) {
            self.visits.push(Visit { cell, last_at: at, bought: Bought::default() });
        }
        let last = self.visits.len() - 1;
        let visit = &mut self.visits[last];
        visit.last_at = at;
        visit.bought.add(&Bought {
            orders: 1,
            revenue: amount,
            squares: i128::from(amount) * i128::from(amount),
            first_orders: u64::from(is_first),
            first_revenue: if is_first { amount } else { 0 },
        });
    }

    fn finish(&mut self, _customer: i64, sum: &mut BuyingSum) {
        for visit in &self.visits {
            sum.cells[visit.cell].add(&visit.bought);
        }
        self.count_buyers(&mut sum.buyers);
        self.count_known(&mut sum.rises);
        self.visits.clear();
        self.second = None;
    }
}
