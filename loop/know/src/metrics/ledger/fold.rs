//! One customer's earnings, cut at the moments the metrics ask about and by his own months.

use std::ops::Range;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::MONTH_DAYS;
use crate::Ruler;
use crate::metrics::fold::Cut;
use crate::retention::Plan;

/// What was earned, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarningSum {
    /// By cell: what was earned between one moment and the next.
    pub(super) cells: Vec<i64>,
    /// By the cell of the first purchase: what those customers brought in each of their own
    /// months of thirty days, the first one first.
    pub(super) arrivals: Vec<Vec<i64>>,
    /// By the same cell: how many they are.
    pub(super) came: Vec<u64>,
}

impl EarningSum {
    /// How many customers came in some cells.
    pub fn n_came(&self, cells: Range<usize>) -> u64 {
        self.came.get(cells).unwrap_or_default().iter().sum()
    }

    /// What those who came in some cells have brought up to the end of their own month k.
    pub fn earned_by(&self, cells: Range<usize>, k: usize) -> i64 {
        let arrivals = self.arrivals.get(cells).unwrap_or_default().iter();
        arrivals.flat_map(|months| months.iter().take(k + 1)).sum()
    }

    /// Whether nobody's order was seen.
    pub fn is_of_nobody(&self) -> bool {
        self.came.iter().all(|n| *n == 0)
    }

    /// As many cells with nothing in them.
    pub fn emptied(&self) -> Self {
        Self {
            cells: vec![0; self.cells.len()],
            arrivals: vec![Vec::new(); self.arrivals.len()],
            came: vec![0; self.came.len()],
        }
    }
}

impl Sum for EarningSum {
    fn add(&mut self, other: Self) {
        self.came.iter_mut().zip(other.came).for_each(|(mine, theirs)| *mine += theirs);
        self.cells.iter_mut().zip(other.cells).for_each(|(mine, theirs)| *mine += theirs);
        for (mine, theirs) in self.arrivals.iter_mut().zip(other.arrivals) {
            if mine.len() < theirs.len() {
                mine.resize(theirs.len(), 0);
            }
            mine.iter_mut().zip(theirs).for_each(|(month, more)| *month += more);
        }
    }
}

/// The cells of every stretch of a plan.
pub(crate) fn cells_of(plan: &Plan) -> Vec<Range<usize>> {
    Cut::new(plan).cells
}

/// Adds up what was earned in every stretch of a plan, and by whom.
#[derive(Clone)]
pub struct EarningFold {
    cut: Cut,
    ruler: Ruler,
    /// When the customer came, and in which cell.
    first: Option<(i64, usize)>,
    /// What each of his orders earned: its cell, his own month, the amount.
    earned: Vec<(usize, usize, i64)>,
}

// The engine compares folds by what they print; the rest follows from these.
impl std::fmt::Debug for EarningFold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "earning {:?}, {:?}", self.cut.moments(), self.cut.cells)
    }
}

impl EarningFold {
    /// The fold that counts what the plan compares.
    pub fn new(plan: &Plan) -> Self {
        let cut = Cut::new(plan);
        Self { ruler: cut.ruler(), cut, first: None, earned: Vec::new() }
    }
}

impl Fold for EarningFold {
    type Sum = EarningSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> EarningSum {
        let n_moments = self.cut.moments().len();
        EarningSum {
            cells: vec![0; n_moments],
            arrivals: vec![Vec::new(); n_moments],
            came: vec![0; n_moments],
        }
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.cut.as_of() {
            return;
        }
        let cell = self.ruler.place(at);
        let (first_at, _) = *self.first.get_or_insert((at, cell));
        let month = (at - first_at) / (MONTH_DAYS * domain::Instant::DAY);
        self.earned.push((cell, month as usize, amount));
    }

    fn finish(&mut self, _customer: i64, sum: &mut EarningSum) {
        if let Some((_, arrived)) = self.first.take() {
            sum.came[arrived] += 1;
            let months = &mut sum.arrivals[arrived];
            for &(cell, month, amount) in &self.earned {
                sum.cells[cell] += amount;
                if months.len() <= month {
                    months.resize(month + 1, 0);
                }
                months[month] += amount;
            }
        }
        self.earned.clear();
    }
}
