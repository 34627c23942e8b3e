//! One customer's gaps.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use crate::{Calendar, Unit, Vantage};

/// How often each gap was seen, by its days, and how many customers came how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RhythmSum {
    /// Gaps after the first occasion that ended with a second one.
    pub(super) closed_after_first: Vec<u64>,
    /// Gaps after the first occasion that are still open.
    pub(super) open_after_first: Vec<u64>,
    closed_later: Vec<u64>,
    open_later: Vec<u64>,
    /// Customers who came at least once, twice, …
    pub(super) ladder: Vec<u64>,
}

impl Sum for RhythmSum {
    fn add(&mut self, other: Self) {
        add(&mut self.closed_after_first, &other.closed_after_first);
        add(&mut self.open_after_first, &other.open_after_first);
        add(&mut self.closed_later, &other.closed_later);
        add(&mut self.open_later, &other.open_later);
        add(&mut self.ladder, &other.ladder);
    }
}

impl RhythmSum {
    /// All gaps that ended, whichever occasion they followed.
    pub(super) fn closed(&self) -> Vec<u64> {
        let mut closed = self.closed_after_first.clone();
        add(&mut closed, &self.closed_later);
        closed
    }

    /// All gaps that are still open.
    pub(super) fn open(&self) -> Vec<u64> {
        let mut open = self.open_after_first.clone();
        add(&mut open, &self.open_later);
        open
    }
}

fn add(mine: &mut Vec<u64>, theirs: &[u64]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), 0);
    }
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
}

fn count(counts: &mut Vec<u64>, place: usize) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts[place] += 1;
}

/// The rhythm report as a fold over customers.
#[derive(Clone, Debug)]
pub struct RhythmFold {
    /// The days of the shop, numbered.
    days: Arc<Calendar>,
    as_of: i64,
    /// Number of the day the report looks from.
    as_of_day: usize,
    /// The days the customer came on, each once; kept between customers to save allocations.
    occasions: Vec<usize>,
}

impl RhythmFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let as_of_day = days.ordinal_of_end(vantage.as_of);
        Some(Self { days, as_of: vantage.as_of.0, as_of_day, occasions: Vec::new() })
    }
}

impl Fold for RhythmFold {
    type Sum = RhythmSum;

    fn empty(&self) -> RhythmSum {
        RhythmSum::default()
    }

    #[inline]
    fn see(&mut self, at: i64, _amount: i64) {
        if at >= self.as_of {
            return;
        }
        let day = self.days.period_of(at);
        if self.occasions.last() != Some(&day) {
            self.occasions.push(day);
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut RhythmSum) {
        for (step, pair) in self.occasions.windows(2).enumerate() {
            let counts =
                if step == 0 { &mut sum.closed_after_first } else { &mut sum.closed_later };
            count(counts, pair[1] - pair[0]);
        }
        if let Some(last) = self.occasions.last() {
            let one_time = self.occasions.len() == 1;
            let counts = if one_time { &mut sum.open_after_first } else { &mut sum.open_later };
            count(counts, self.as_of_day - last);
        }
        (0..self.occasions.len()).for_each(|step| count(&mut sum.ladder, step));
        self.occasions.clear();
    }
}
