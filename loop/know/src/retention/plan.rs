//! Which moments the retention report compares.

use domain::{Day, Instant, ShopZone};
use jiff::ToSpan;

use super::fold::Span;
use super::{Figures, PeriodRow, RetentionOptions, RetentionSum};
use crate::{Calendar, Unit, Vantage};

/// The periods of the report and what each is compared with.
///
/// A period that is over is compared with other whole ones. The running one is compared with as
/// much of the others as of it has passed: a full December beside ten days of it would show a
/// fall that is none.
#[derive(Clone, Debug)]
pub struct Plan {
    calendar: Calendar,
    zone: ShopZone,
    as_of: Instant,
    per_year: usize,
    window_days: i64,
    /// The calendar periods, then what the running one is compared with.
    spans: Vec<Span>,
    /// Place of the period before, to date, when the last one is not over.
    previous_to_date: Option<usize>,
    /// Place of the same period a year earlier, to date, when the last one is not over.
    last_year_to_date: Option<usize>,
}

impl Plan {
    /// The plan for these options; none while nobody has bought.
    pub fn new(options: &RetentionOptions, vantage: &Vantage) -> Option<Self> {
        let calendar = vantage.calendar(options.period.unit())?;
        let as_of = vantage.as_of;
        let periods = (0..calendar.len()).map(|period| Span {
            from: calendar.start(period),
            until: calendar.start(period + 1).min(as_of),
        });
        let mut plan = Self {
            spans: periods.collect(),
            calendar,
            zone: vantage.zone.clone(),
            as_of,
            per_year: options.period.per_year(),
            window_days: options.activity_window.count(),
            previous_to_date: None,
            last_year_to_date: None,
        };
        plan.compare_to_date();
        Some(plan)
    }

    /// Adds as much of the period before, and of the same one a year earlier, as has passed of
    /// the running one; nothing when the last period is over.
    fn compare_to_date(&mut self) {
        let running = self.calendar.len() - 1;
        if self.is_complete(running) {
            return;
        }
        if let Some(period) = running.checked_sub(1) {
            let passed = self.calendar.day(period) - self.calendar.day(running);
            let until = moved(&self.zone, self.as_of, |day| day.saturating_add(passed));
            self.previous_to_date = Some(self.add_span(period, until));
        }
        if let Some(period) = running.checked_sub(self.per_year) {
            let until = moved(&self.zone, self.as_of, |day| Unit::Year.step(day, -1));
            self.last_year_to_date = Some(self.add_span(period, until));
        }
    }

    fn add_span(&mut self, period: usize, until: Instant) -> usize {
        let until = until.min(self.calendar.start(period + 1));
        self.spans.push(Span { from: self.calendar.start(period), until });
        self.spans.len() - 1
    }

    /// Every stretch the fold must count.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Length of the activity window.
    pub(super) fn window_days(&self) -> i64 {
        self.window_days
    }

    /// The moment that lies the activity window before another, on the same time of day.
    pub(super) fn window_before(&self, at: Instant) -> Instant {
        moved(&self.zone, at, |day| day.saturating_sub(self.window_days.days()))
    }

    /// Reads every period off the sum; those before the first purchase of all are left out.
    pub(super) fn rows(&self, sum: &RetentionSum) -> Vec<PeriodRow> {
        let Some(first) = sum.first_at.map(|at| self.calendar.period_of(at)) else {
            return Vec::new();
        };
        (first..self.calendar.len()).map(|period| self.row(sum, first, period)).collect()
    }

    fn row(&self, sum: &RetentionSum, first: usize, period: usize) -> PeriodRow {
        let complete = self.is_complete(period);
        let compared = |n: usize, to_date: Option<usize>| {
            let earlier = period.checked_sub(n).filter(|earlier| *earlier >= first)?;
            let span = if complete { Some(earlier) } else { to_date };
            span.map(|span| self.figures(sum, span))
        };
        let figures = self.figures(sum, period);
        let last_year = compared(self.per_year, self.last_year_to_date);
        let churns = (figures.rates.churn, last_year.and_then(|figures| figures.rates.churn));
        PeriodRow {
            figures,
            complete,
            previous: compared(1, self.previous_to_date),
            last_year,
            seasonal_churn: match churns {
                (Some(now), Some(then)) => Some(now - then),
                _ => None,
            },
        }
    }

    fn figures(&self, sum: &RetentionSum, span: usize) -> Figures {
        let counts = sum.counts(span);
        let Span { from, until } = self.spans[span];
        Figures {
            from: self.zone.day_of(from),
            until: self.zone.day_of(Instant(until.0 - 1)).saturating_add(1.day()),
            counts,
            rates: counts.rates(),
        }
    }

    fn is_complete(&self, period: usize) -> bool {
        self.calendar.start(period + 1) <= self.as_of
    }
}

/// The same time of day on another day; never later than the end of that day.
pub(crate) fn moved(zone: &ShopZone, at: Instant, other: impl Fn(Day) -> Day) -> Instant {
    let day = zone.day_of(at);
    let into_day = at.0 - zone.start_of(day).0;
    let target = other(day);
    let end = zone.start_of(target.saturating_add(1.day()));
    Instant(zone.start_of(target).0 + into_day).min(end)
}
