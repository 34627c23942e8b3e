//! One customer's way through the cohort table.

mod answers;
mod hours;
mod periods;
mod walk;

use std::sync::Arc;

pub(super) use periods::Periods;
pub(super) use walk::Walk;

use crate::cohorts::steps::Steps;
use crate::cohorts::{CohortOptions, Entry};
use crate::{Calendar, Vantage};

/// The orders of one customer in one period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub k: u32,
    pub orders: u32,
    pub revenue: i64,
}

/// Follows a customer from his first purchase, period by period.
///
/// Where nothing but people is counted and all periods fit into one machine word, the periods
/// he bought in are its bits: no branch, no list.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Whether the bits are used instead of the list of visits.
    compact: bool,
    /// The periods he bought in: those of the calendar, or his own stretches.
    periods: Periods,
    calendar: Arc<Calendar>,
    steps: Steps,
    entry: Entry,
    /// The customer must enter from the first moment up to, and without, the second.
    window: (i64, i64),
    as_of: i64,
    first_at: Option<i64>,
    /// The period he bought first in, chosen dates or not.
    pub opened: Option<usize>,
    /// Number of the cohort, once the customer has entered.
    pub cohort: usize,
    /// The periods he bought in, each once, in order; kept between customers to save allocations.
    pub visits: Vec<Visit>,
}

impl Path {
    pub fn new(options: &CohortOptions, vantage: &Vantage, calendar: Arc<Calendar>) -> Self {
        let start_of = |day| vantage.zone.start_of(day).0;
        let window =
            (options.from.map_or(i64::MIN, start_of), options.until.map_or(i64::MAX, start_of));
        let steps = Steps::of(options);
        let last = steps.place(vantage.as_of.0 - calendar.start(0).0);
        let n_periods = last.map_or(calendar.len(), |last| last + 1);
        let compact = n_periods <= 64 && options.measure.is_people();
        Self {
            compact,
            periods: Periods::default(),
            calendar,
            steps,
            entry: options.entry,
            window,
            as_of: vantage.as_of.0,
            first_at: None,
            opened: None,
            cohort: 0,
            visits: Vec::new(),
        }
    }

    /// Whether the table is the plain one: the periods are bits and those of the calendar, and
    /// everybody enters with his first purchase.
    pub fn is_plain(&self) -> bool {
        self.compact && self.steps.are_calendar() && self.window == (i64::MIN, i64::MAX)
    }

    /// The customer's next order.
    pub fn see(&mut self, at: i64, amount: i64) {
        self.see_many(&[at], |_| amount);
    }

    /// The customer's next orders, in time order.
    pub fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        let in_time = match moments.last() {
            Some(&last) if last >= self.as_of => moments.partition_point(|&at| at < self.as_of),
            _ => moments.len(),
        };
        let entered = match self.first_at {
            Some(_) => 0,
            None => {
                let entry = moments[..in_time].iter().position(|&at| self.enter(at));
                entry.unwrap_or(in_time)
            }
        };
        if self.compact {
            self.mark(&moments[entered..in_time]);
        } else {
            (entered..in_time).for_each(|nth| self.visit(moments[nth], amount(nth)));
        }
    }

    /// Marks the periods of orders.
    #[inline]
    fn mark(&mut self, moments: &[i64]) {
        let mut periods = self.periods;
        match (&self.steps, self.first_at) {
            (Steps::Even(stretch), Some(first_at)) => {
                moments.iter().for_each(|at| periods.mark(((at - first_at) / stretch) as usize));
            }
            (Steps::Ends(ends), Some(first_at)) => moments.iter().for_each(|at| {
                periods.mark(ends.partition_point(|end| *end <= at - first_at));
            }),
            _ => {
                let calendar = &*self.calendar;
                moments.iter().for_each(|at| periods.mark(calendar.period_of(*at)));
            }
        }
        self.periods = periods;
    }

    /// Begins the customer's way, unless the chosen dates want a later purchase.
    #[inline]
    fn enter(&mut self, at: i64) -> bool {
        let period = self.calendar.period_of(at);
        self.opened.get_or_insert(period);
        if self.entry == Entry::FirstMatching && at < self.window.0 {
            return false;
        }
        (self.first_at, self.cohort) = (Some(at), period);
        true
    }

    fn visit(&mut self, at: i64, amount: i64) {
        let own = self.first_at.and_then(|first_at| self.steps.place(at - first_at));
        let k = own.unwrap_or_else(|| self.calendar.period_of(at) - self.cohort) as u32;
        match self.visits.last_mut() {
            Some(visit) if visit.k == k => {
                visit.orders += 1;
                visit.revenue += amount;
            }
            _ => self.visits.push(Visit { k, orders: 1, revenue: amount }),
        }
    }

    /// Whether the customer has entered a cohort within the chosen dates.
    #[inline]
    pub fn has_entered(&self) -> bool {
        self.first_at.is_some_and(|at| at >= self.window.0 && at < self.window.1)
    }

    /// Forgets the customer.
    #[inline]
    pub fn forget(&mut self) {
        self.first_at = None;
        self.opened = None;
        self.periods = Periods::default();
        self.visits.clear();
    }
}
