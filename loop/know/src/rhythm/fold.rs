//! One customer's gaps.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::AfterOccasion;
use crate::{Calendar, Unit, Vantage};

/// Occasions after which gaps are kept apart; the last stands for all later ones too.
pub const N_NUMBERS: usize = 4;

/// How often each gap was seen, by its days, and how many customers came how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RhythmSum {
    /// Gaps after the first occasion, the second, … that ended with another one.
    closed: [Vec<u64>; N_NUMBERS],
    /// Gaps after the first occasion, the second, … that are still open.
    open: [Vec<u64>; N_NUMBERS],
    /// Customers who came at least once, twice, …
    pub(super) ladder: Vec<u64>,
}

impl Sum for RhythmSum {
    fn add(&mut self, other: Self) {
        self.closed.iter_mut().zip(&other.closed).for_each(|(mine, theirs)| add(mine, theirs));
        self.open.iter_mut().zip(&other.open).for_each(|(mine, theirs)| add(mine, theirs));
        add(&mut self.ladder, &other.ladder);
    }
}

impl RhythmSum {
    /// All gaps that ended, whichever occasion they followed.
    pub(super) fn closed(&self) -> Vec<u64> {
        all(&self.closed)
    }

    /// All gaps that are still open.
    pub(super) fn open(&self) -> Vec<u64> {
        all(&self.open)
    }

    /// The gaps after each occasion that anybody has reached.
    pub(super) fn by_order_number(&self) -> Vec<AfterOccasion> {
        let gaps = self.closed.iter().zip(&self.open).zip(1..).take(self.ladder.len());
        gaps.map(|((closed, open), n)| AfterOccasion::new(n, closed, open)).collect()
    }
}

fn all(gaps: &[Vec<u64>; N_NUMBERS]) -> Vec<u64> {
    let mut all = Vec::new();
    gaps.iter().for_each(|some| add(&mut all, some));
    all
}

pub(super) fn add(mine: &mut Vec<u64>, theirs: &[u64]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), 0);
    }
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
}

pub(super) fn count(counts: &mut Vec<u64>, place: usize) {
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
        let number = |step: usize| step.min(N_NUMBERS - 1);
        for (step, pair) in self.occasions.windows(2).enumerate() {
            count(&mut sum.closed[number(step)], pair[1] - pair[0]);
        }
        if let Some(last) = self.occasions.last() {
            let step = number(self.occasions.len() - 1);
            count(&mut sum.open[step], self.as_of_day - last);
        }
        (0..self.occasions.len()).for_each(|step| count(&mut sum.ladder, step));
        self.occasions.clear();
    }
}
