//! One line a customer: how often he came again, when last, and what he spent then.

use std::sync::Arc;

use domain::Day;
use facts::{Fold, Sum};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use stats::Size;
use stats::recurrence::History;

use super::ValueOptions;
use super::options::Model;
use crate::{Calendar, Unit, Vantage};

/// What had been seen of a customer by the end of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Occasions after the first.
    pub n_again: u32,
    /// Number of the day of the last.
    pub last_day: u32,
}

/// The past of one customer. Days are numbered from the first day of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// His number.
    pub customer_no: i64,
    /// The day of his first occasion.
    pub first_day: u32,
    /// Up to the day on which the hold-out begins.
    pub before: Seen,
    /// Up to the end.
    pub seen: Seen,
    /// What the occasions after the first came to, in minor units.
    pub again_amount: i64,
}

impl Past {
    /// His history up to the end of the window, in a unit of so many days.
    pub fn history(&self, window: &Window, unit_days: u32) -> History {
        self.history_until(self.seen, window.n_days, window, unit_days)
    }

    /// His history up to the hold-out.
    pub fn history_before(&self, window: &Window, unit_days: u32) -> History {
        self.history_until(self.before, window.held_out_from, window, unit_days)
    }

    /// The last day is the one before `end`: who first came on it has been watched for 0 days.
    fn history_until(&self, seen: Seen, end: u32, window: &Window, unit_days: u32) -> History {
        let since = |day: u32| day.saturating_sub(self.first_day);
        let in_units = |days: u32| f64::from(days) / f64::from(unit_days);
        History {
            n_again: seen.n_again,
            last_at: if seen.n_again == 0 { 0.0 } else { in_units(since(seen.last_day)) },
            watched_for: in_units(window.whole_chances(since(end.saturating_sub(1)))),
        }
    }

    /// What he spends on an occasion after the first, on average, in major units.
    pub fn size(&self, digits: u32) -> Size {
        let n_times = self.seen.n_again;
        let sum = self.again_amount as f64 / 10_f64.powi(digits.cast_signed());
        Size { n_times, mean: if n_times == 0 { 0.0 } else { sum / f64::from(n_times) } }
    }
}

/// The days that are looked at.
#[derive(Clone, Debug)]
pub struct Window {
    days: Arc<Calendar>,
    /// The first day.
    pub from: Day,
    /// The last day, still seen.
    pub until: Day,
    /// How many days these are.
    pub n_days: u32,
    /// The number of the day from which the past is held out when the model is put to the test.
    pub held_out_from: u32,
    /// So many days from the first on are one chance to come; what falls into one is one occasion.
    chance: u32,
    end: i64,
}

impl Window {
    /// From the day of the first purchase to the last day observed; none before there is one.
    pub fn new(vantage: &Vantage, options: &ValueOptions) -> Option<Self> {
        let first = vantage.first_order_at.filter(|at| *at < vantage.as_of)?;
        let last_seen = vantage.first_unseen_day().saturating_sub(1.day());
        let until = options.observed_through.map_or(last_seen, |day| day.min(last_seen));
        let end = vantage.zone.start_of(until.saturating_add(1.day())).min(vantage.as_of);
        if first >= end {
            return None;
        }
        let days = Calendar::covering(Unit::Day, &vantage.zone, vantage.week_start, first, end);
        let n_days = u32::try_from(days.len()).unwrap_or(u32::MAX);
        // Two thirds to learn from, one third to be told: as much as a season in a year of data.
        let held_out_from = n_days - n_days / 3;
        let from = days.day(0);
        // Every other model counts days; this one asks of each unit whether he came in it.
        let chance = if options.model == Model::BgBb { options.unit.n_days() } else { 1 };
        Some(Self { days: Arc::new(days), from, until, n_days, held_out_from, chance, end: end.0 })
    }

    /// Those of some days that make whole chances to come.
    fn whole_chances(&self, n_days: u32) -> u32 {
        n_days - n_days % self.chance
    }

    /// The last day of the chance into which a day falls; the first day is no chance.
    fn chance_until(&self, first_day: u32, day: u32) -> u32 {
        first_day + (day - first_day).next_multiple_of(self.chance)
    }

    /// The day of a number.
    pub fn day(&self, number: u32) -> Day {
        self.from.saturating_add(i64::from(number).days())
    }
}

/// Everybody's past, and how many came again on each day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSum {
    /// In no order.
    pub customers: Vec<Past>,
    /// How many came again, by the number of the day.
    pub again_by_day: Vec<u32>,
}

impl Sum for PastSum {
    fn add(&mut self, mut other: Self) {
        self.customers.append(&mut other.customers);
        if self.again_by_day.len() < other.again_by_day.len() {
            std::mem::swap(&mut self.again_by_day, &mut other.again_by_day);
        }
        for (mine, more) in self.again_by_day.iter_mut().zip(&other.again_by_day) {
            *mine += more;
        }
    }
}

/// The pasts of a shop's customers as a fold.
#[derive(Clone, Debug)]
pub struct PastFold {
    window: Window,
    current: Option<Past>,
    again_on: Vec<u32>,
}

impl PastFold {
    /// The fold over this window.
    pub fn new(window: &Window) -> Self {
        Self { window: window.clone(), current: None, again_on: Vec::new() }
    }
}

impl Fold for PastFold {
    type Sum = PastSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> PastSum {
        PastSum { customers: Vec::new(), again_by_day: vec![0; self.window.n_days as usize] }
    }

    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.window.end {
            return;
        }
        let day = self.window.days.period_of(at) as u32;
        let Some(past) = &mut self.current else {
            let seen = Seen { n_again: 0, last_day: day };
            self.current = Some(Past { first_day: day, before: seen, seen, ..Past::default() });
            return;
        };
        let until = self.window.chance_until(past.first_day, day);
        // A second order on the day of the first belongs to the first occasion, and a chance that
        // is not over has not been seen.
        if until == past.first_day || until >= self.window.n_days {
            return;
        }
        if until > past.seen.last_day {
            past.seen = Seen { n_again: past.seen.n_again + 1, last_day: until };
            if until < self.window.held_out_from {
                past.before = past.seen;
            }
            self.again_on.push(day);
        }
        past.again_amount += amount;
    }

    fn finish(&mut self, customer_no: i64, sum: &mut PastSum) {
        if let Some(past) = self.current.take() {
            sum.customers.push(Past { customer_no, ..past });
        }
        for day in self.again_on.drain(..) {
            sum.again_by_day[day as usize] += 1;
        }
    }
}

/// The days on which the customers of a fold bought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysSum {
    /// Their numbers, each once, from the first on.
    pub days: Vec<u32>,
}

impl Sum for DaysSum {
    fn add(&mut self, mut other: Self) {
        self.days.append(&mut other.days);
        self.days.sort_unstable();
        self.days.dedup();
    }
}

/// The days on which one customer bought, as a fold over nobody but him.
#[derive(Clone, Debug)]
pub struct DaysFold {
    window: Window,
    days: Vec<u32>,
}

impl DaysFold {
    /// The fold over this window.
    pub fn new(window: &Window) -> Self {
        Self { window: window.clone(), days: Vec::new() }
    }
}

impl Fold for DaysFold {
    type Sum = DaysSum;

    fn empty(&self) -> DaysSum {
        DaysSum::default()
    }

    fn see(&mut self, at: i64, _amount: i64) {
        if at < self.window.end {
            self.days.push(self.window.days.period_of(at) as u32);
        }
    }

    fn finish(&mut self, _customer_no: i64, sum: &mut DaysSum) {
        sum.add(DaysSum { days: std::mem::take(&mut self.days) });
    }
}
