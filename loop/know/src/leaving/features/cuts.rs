//! The days at which the past is cut.

use std::sync::Arc;

use domain::Day;
use jiff::ToSpan;

use crate::{Calendar, Unit, Vantage};

/// Days whose future is known, and the one whose future is not.
///
/// ```text
/// first order                                                     today
/// |---- past ----|-- within --|-- within --|-- within --|-- within --|  ?
///                3            2            1            0 newest known
/// ```
///
/// What followed the newest known cut is held back to try the models; those before it, whose
/// futures end where it begins, are learnt from.
#[derive(Clone, Debug)]
pub struct Cuts {
    days: Arc<Calendar>,
    /// The day of the first order of all.
    pub from: Day,
    /// The number of the first day that has not been seen.
    pub end: u32,
    /// How many days are looked ahead.
    pub within: u32,
    /// The days whose future is known, newest first.
    pub known: Vec<u32>,
    /// The moment after which nothing is seen.
    as_of: i64,
}

/// The days of a year.
pub(super) const YEAR: u32 = 365;
/// One to try, and as many to learn from as fit into two years of quarters.
const KNOWN_MOST: u32 = 6;
/// With the one whose future is not known.
pub const CUTS_MOST: usize = KNOWN_MOST as usize + 1;

impl Cuts {
    /// The cuts that look so many days ahead; none while nobody has bought.
    pub fn new(vantage: &Vantage, within: u32) -> Option<Self> {
        let first = vantage.first_order_at.filter(|at| *at < vantage.as_of)?;
        let (zone, as_of) = (&vantage.zone, vantage.as_of);
        let days = Calendar::covering(Unit::Day, zone, vantage.week_start, first, as_of);
        let end = u32::try_from(days.len()).unwrap_or(u32::MAX);
        let within = within.max(1);
        // Before a cut lies at least as much past as is looked ahead.
        let back = (1..=KNOWN_MOST).map_while(|nth| end.checked_sub(nth.saturating_mul(within)));
        let known = back.filter(|cut| *cut >= within).collect();
        Some(Self { from: days.day(0), days: Arc::new(days), end, within, known, as_of: as_of.0 })
    }

    /// The number of the day of a moment; none when it has not been seen.
    pub fn day_of(&self, at: i64) -> Option<u32> {
        (at < self.as_of).then(|| self.days.period_of(at) as u32)
    }

    /// All cuts, the one whose future is not known first.
    pub fn all(&self) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(self.end).chain(self.known.iter().copied())
    }

    /// The day of a number.
    pub fn day(&self, number: u32) -> Day {
        self.from.saturating_add(i64::from(number).days())
    }
}
