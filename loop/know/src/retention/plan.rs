//! Which moments the retention report compares.

use std::ops::Range;

use domain::{Day, Instant, Period, ShopZone};
use jiff::ToSpan;

use super::fold::Span;
use super::{Align, Figures, PeriodRow, RetentionOptions, RetentionSum};
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
    window_days: i64,
    /// The calendar periods, then other stretches they are compared with.
    spans: Vec<Span>,
    /// By stretch, the calendar period before it; none for one cut at other days.
    before: Vec<Option<usize>>,
    /// By period, the place of the stretch before it.
    previous: Vec<Option<usize>>,
    /// By period, the place of the same stretch a year earlier.
    last_year: Vec<Option<usize>>,
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
            window_days: options.activity_window.count(),
            before: Vec::new(),
            previous: Vec::new(),
            last_year: Vec::new(),
        };
        let n_periods = plan.calendar.len();
        plan.before = (0..n_periods).map(|period| period.checked_sub(1)).collect();
        for period in 0..n_periods {
            let previous = plan.find_previous(period);
            let last_year = plan.find_last_year(period, options);
            plan.previous.push(previous);
            plan.last_year.push(last_year);
        }
        Some(plan)
    }

    /// A plan of nothing but the last days before the moment looked from, then each day of a
    /// period; none while nobody has bought.
    pub(crate) fn of_days(
        options: &RetentionOptions,
        vantage: &Vantage,
        last_days: i64,
        days: Period,
    ) -> Option<Self> {
        let calendar = vantage.calendar(Unit::Day)?;
        let zone = vantage.zone.clone();
        let from = moved(&zone, vantage.as_of, |day| day.saturating_sub(last_days.days()));
        let mut spans = vec![Span { from, until: vantage.as_of }];
        let each = days.from.series(1.days()).take_while(|day| *day < days.until);
        spans.extend(each.map(|day| Span {
            from: zone.start_of(day),
            until: zone.start_of(day.saturating_add(1.day())),
        }));
        let window_days = options.activity_window.count();
        let before = vec![None; spans.len()];
        let (previous, last_year) = (Vec::new(), Vec::new());
        let as_of = vantage.as_of;
        Some(Self { calendar, zone, as_of, window_days, spans, before, previous, last_year })
    }

    /// The stretch before a period: as much of it as has passed of a running one.
    fn find_previous(&mut self, period: usize) -> Option<usize> {
        let before = period.checked_sub(1)?;
        if self.is_complete(period) {
            return Some(before);
        }
        let passed = self.calendar.day(before) - self.calendar.day(period);
        let until = moved(&self.zone, self.as_of, |day| day.saturating_add(passed));
        Some(self.add_part(before, until))
    }

    /// The same stretch a year earlier, by its dates or by the days of the week.
    fn find_last_year(&mut self, period: usize, options: &RetentionOptions) -> Option<usize> {
        if options.align == Align::Weekday {
            return self.find_52_weeks_earlier(period);
        }
        let earlier = period.checked_sub(options.period.per_year())?;
        if self.is_complete(period) {
            return Some(earlier);
        }
        let until = moved(&self.zone, self.as_of, |day| Unit::Year.step(day, -1));
        Some(self.add_part(earlier, until))
    }

    /// Fifty-two weeks back a Saturday is compared with a Saturday.
    fn find_52_weeks_earlier(&mut self, period: usize) -> Option<usize> {
        let earlier = |at| moved(&self.zone, at, |day| day.saturating_sub(52.weeks()));
        let Span { from, until } = self.spans[period];
        let span = Span { from: earlier(from), until: earlier(until) };
        if span.from < self.calendar.start(0) {
            return None;
        }
        Some(self.add_span(span, None))
    }

    /// As much of an earlier period as lies before a moment.
    fn add_part(&mut self, period: usize, until: Instant) -> usize {
        let until = until.min(self.calendar.start(period + 1));
        let span = Span { from: self.calendar.start(period), until };
        self.add_span(span, period.checked_sub(1))
    }

    fn add_span(&mut self, span: Span, before: Option<usize>) -> usize {
        self.spans.push(span);
        self.before.push(before);
        self.spans.len() - 1
    }

    /// Every stretch the fold must count.
    pub(crate) fn spans(&self) -> &[Span] {
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

    /// The calendar periods from the one of the first purchase on; each is a stretch of the same
    /// place.
    pub(crate) fn periods(&self, first_at: Option<i64>) -> Range<usize> {
        let n_periods = self.calendar.len();
        first_at.map_or(n_periods, |at| self.calendar.period_of(at))..n_periods
    }

    /// The whole calendar period before a stretch.
    pub(crate) fn before(&self, span: usize) -> Option<usize> {
        self.before[span]
    }

    /// The place of the stretch before a period, unless it lies before `first`.
    pub(crate) fn previous(&self, period: usize, first: usize) -> Option<usize> {
        self.previous[period].filter(|span| self.reaches_back_to(*span, first))
    }

    /// The place of the same stretch a year earlier, unless it lies before `first`.
    pub(crate) fn last_year(&self, period: usize, first: usize) -> Option<usize> {
        self.last_year[period].filter(|span| self.reaches_back_to(*span, first))
    }

    fn reaches_back_to(&self, span: usize, first: usize) -> bool {
        self.spans[span].from >= self.calendar.start(first)
    }

    /// Reads every period off the sum; those before the first purchase of all are left out.
    pub(super) fn rows(&self, sum: &RetentionSum) -> Vec<PeriodRow> {
        let periods = self.periods(sum.first_at);
        periods.clone().map(|period| self.row(sum, periods.start, period)).collect()
    }

    fn row(&self, sum: &RetentionSum, first: usize, period: usize) -> PeriodRow {
        let figures = self.figures(sum, period);
        let compared = |span: Option<usize>| span.map(|span| self.figures(sum, span));
        let last_year = compared(self.last_year(period, first));
        let churns = (figures.rates.churn, last_year.and_then(|figures| figures.rates.churn));
        PeriodRow {
            figures,
            complete: self.is_complete(period),
            previous: compared(self.previous(period, first)),
            last_year,
            seasonal_churn: match churns {
                (Some(now), Some(then)) => Some(now - then),
                _ => None,
            },
        }
    }

    /// The days of a stretch: the first, and the one after the last.
    pub(crate) fn days(&self, span: usize) -> Period {
        let Span { from, until } = self.spans[span];
        let last = self.zone.day_of(Instant(until.0 - 1));
        Period::new(self.zone.day_of(from), last.saturating_add(1.day()))
    }

    /// Whole days from the end of a stretch to the moment looked from.
    pub(crate) fn days_since(&self, span: usize) -> i64 {
        self.as_of.days_since(self.spans[span].until)
    }

    fn figures(&self, sum: &RetentionSum, span: usize) -> Figures {
        let counts = sum.counts(span);
        let Period { from, until } = self.days(span);
        Figures { from, until, counts, rates: counts.rates() }
    }

    /// Whether a calendar period is over.
    pub(crate) fn is_complete(&self, period: usize) -> bool {
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
