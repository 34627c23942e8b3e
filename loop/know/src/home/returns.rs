//! Who came back within 90 days of the first purchase, by the month of that purchase.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use crate::figure::share;
use crate::{Calendar, Unit, Vantage};

/// Newcomers of each month, and how many of them came back in time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnsSum(Vec<(u64, u64)>);

impl Sum for ReturnsSum {
    fn add(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
    }
}

/// Looks whether a newcomer came on another day within 90 days.
#[derive(Clone, Debug)]
pub struct ReturnsFold {
    months: Arc<Calendar>,
    days: Arc<Calendar>,
    as_of: i64,
    /// Month and day of the first purchase.
    first: Option<(usize, usize)>,
    came_back: bool,
}

impl ReturnsFold {
    /// Days a newcomer has to come back.
    pub const DAYS: i64 = 90;

    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage) -> Option<Self> {
        Some(Self {
            months: Arc::new(vantage.calendar(Unit::Month)?),
            days: Arc::new(vantage.calendar(Unit::Day)?),
            as_of: vantage.as_of.0,
            first: None,
            came_back: false,
        })
    }
}

impl Fold for ReturnsFold {
    type Sum = ReturnsSum;

    fn empty(&self) -> ReturnsSum {
        ReturnsSum(vec![(0, 0); self.months.len()])
    }

    #[inline]
    fn see(&mut self, at: i64, _amount: i64) {
        if at >= self.as_of {
            return;
        }
        let day = self.days.period_of(at);
        match self.first {
            None => self.first = Some((self.months.period_of(at), day)),
            Some((_, first)) => {
                self.came_back |= day > first && (day - first) as i64 <= Self::DAYS;
            }
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut ReturnsSum) {
        if let Some((month, _)) = self.first.take() {
            let (newcomers, returned) = &mut sum.0[month];
            *newcomers += 1;
            *returned += u64::from(self.came_back);
        }
        self.came_back = false;
    }
}

/// The newest month whose newcomers have all had their 90 days, beside the same a year earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct CameBack {
    /// Name of the month.
    pub month: String,
    /// Its newcomers.
    pub size: u64,
    /// The share of them who came back in time.
    pub share: f64,
    /// The share of the same month a year earlier.
    pub last_year: Option<f64>,
}

/// The newest month that can be told; none while no newcomer has had his 90 days.
pub fn newest(sum: &ReturnsSum, vantage: &Vantage) -> Option<CameBack> {
    let months = vantage.calendar(Unit::Month)?;
    let told = |month: usize| sum.0.get(month).and_then(|&(size, back)| share(back, size));
    let over = |month: &usize| {
        // One day more than 90: the last newcomer of the month may have come on its last evening.
        months.start(month + 1).plus_days(ReturnsFold::DAYS + 1) <= vantage.as_of
    };
    let month = (0..months.len()).rev().filter(over).find(|month| told(*month).is_some())?;
    Some(CameBack {
        month: months.label(month),
        size: sum.0[month].0,
        share: told(month)?,
        last_year: month.checked_sub(12).and_then(told),
    })
}
