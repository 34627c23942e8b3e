//! Which days are counted, which of their periods are whole, and who is too new to be judged.

use std::ops::Range;

use domain::{Caveat, Instant, Period};
use jiff::ToSpan;

use crate::abc::{AbcOptions, NoAbc};
use crate::{Calendar, Unit, Vantage};

/// Where a moment lies for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the window: it tells only that a customer or a product is not new.
    Before,
    /// In the window but in none of its whole periods: it has value and no say in steadiness.
    Beside,
    /// In the whole period of this number.
    Whole(usize),
    /// After the window: not seen.
    After,
}

/// The days of the report, cut into periods.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The days whose purchases are valued.
    pub window: Period,
    from: i64,
    until: i64,
    calendar: Calendar,
    /// Numbers of the periods that lie in the window from their first to their last moment.
    whole: Range<usize>,
    /// Who first bought from this moment on is new.
    new_from: i64,
    /// Whether days were asked for that the orders do not cover.
    clipped: bool,
}

/// Below so many periods a history says nothing about steadiness.
const PERIODS_MIN: i64 = 6;

/// One period cannot vary.
const WHOLE_MIN: usize = 2;

/// Months of the window when its first day was not given.
const DEFAULT_MONTHS: i64 = 12;

impl Plan {
    /// The plan for these options; none while nobody has bought.
    pub fn new(options: &AbcOptions, vantage: &Vantage) -> Result<Option<Self>, NoAbc> {
        let Some((window, clipped)) = window(options, vantage)? else { return Ok(None) };
        let (from, until) = window.instants(&vantage.zone);
        let unit = options.by.unit();
        let calendar = Calendar::covering(unit, &vantage.zone, vantage.week_start, from, until);
        let first = usize::from(calendar.start(0) < from);
        let end = calendar.ordinal_of_end(until);
        let new_from = unit.step(calendar.day(end), 1 - PERIODS_MIN);
        Ok(Some(Self {
            window,
            from: from.0,
            until: until.min(vantage.as_of).0,
            whole: first..end.max(first),
            new_from: vantage.zone.start_of(new_from).0,
            calendar,
            clipped,
        }))
    }

    /// Where a moment lies.
    #[inline]
    pub fn place(&self, at: i64) -> Place {
        if at < self.from {
            return Place::Before;
        }
        if at >= self.until {
            return Place::After;
        }
        let period = self.calendar.period_of(at);
        match self.whole.contains(&period) {
            true => Place::Whole(period - self.whole.start),
            false => Place::Beside,
        }
    }

    /// How many whole periods there are.
    pub fn n_whole(&self) -> usize {
        self.whole.len()
    }

    /// Divides no whole period by anything.
    pub fn undivided(&self) -> Vec<f64> {
        vec![1.0; self.n_whole()]
    }

    /// Whether steadiness can be told at all.
    pub fn tells_steadiness(&self) -> bool {
        self.n_whole() >= WHOLE_MIN
    }

    /// Whether who first bought then is too new to be judged: fewer than six periods lie between
    /// then and the end, that of the first purchase among them.
    pub fn is_new(&self, first_at: i64) -> bool {
        first_at >= self.new_from || !self.tells_steadiness()
    }

    /// The months that each whole period stands for, 1 to 12: one for a week or a month, three
    /// for a quarter.
    pub(super) fn months(&self) -> Vec<Vec<usize>> {
        let months_of = |period: usize| {
            let first = self.calendar.day(period);
            match self.calendar.unit {
                Unit::Week => vec![first.saturating_add(MIDDLE_OF_WEEK.days())],
                Unit::Quarter => (0..3).map(|n| Unit::Month.step(first, n)).collect(),
                _ => vec![first],
            }
        };
        let numbered = |days: Vec<domain::Day>| {
            days.into_iter().map(|day| day.month().unsigned_abs() as usize).collect()
        };
        self.whole.clone().map(months_of).map(numbered).collect()
    }

    /// The end of what is seen.
    pub(super) fn until(&self) -> Instant {
        Instant(self.until)
    }

    /// What must be known about the days before the figures are trusted.
    pub(in crate::abc) fn caveats(&self) -> Vec<Caveat> {
        let Period { from, until } = self.window;
        let clipped = self.clipped.then(|| {
            let text = format!("the orders cover only {from} until {until} of the days asked for");
            Caveat::new("window_clipped", text)
        });
        let few = (!self.tells_steadiness()).then(|| {
            let n = self.n_whole();
            let text = format!("the window holds {n} whole periods, so steadiness has no answer");
            Caveat::new("few_whole_periods", text)
        });
        clipped.into_iter().chain(few).collect()
    }
}

/// A week that lies in two months belongs to that of its fourth day.
const MIDDLE_OF_WEEK: i64 = 3;

/// The days that are meant, as far as the orders reach; and whether some had to be left out.
fn window(options: &AbcOptions, vantage: &Vantage) -> Result<Option<(Period, bool)>, NoAbc> {
    if let (Some(from), Some(until)) = (options.from, options.until)
        && from >= until
    {
        return Err(NoAbc::Empty { from, until });
    }
    let Some(first) = vantage.first_order_at.filter(|at| *at < vantage.as_of) else {
        return Ok(None);
    };
    let (first, seen_until) = (vantage.zone.day_of(first), vantage.first_unseen_day());
    let month = vantage.as_of_day().first_of_month();
    // A shop younger than its first whole month is looked at as far as it has come.
    let usual_until = if month > options.from.unwrap_or(first) { month } else { seen_until };
    let until = options.until.unwrap_or(usual_until);
    let from = options.from.unwrap_or_else(|| until.saturating_sub(DEFAULT_MONTHS.months()));
    if from >= until {
        return Err(NoAbc::Empty { from, until });
    }
    let seen = Period::new(from.max(first), until.min(seen_until));
    let asked = Period::new(from, until);
    // Days without any order stay as they were asked for: they hold nothing, and say so.
    let window = if seen.n_days() > 0 { seen } else { asked };
    Ok(Some((window, seen != asked)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abc::Pace;
    use crate::drawn;

    fn plan(options: &AbcOptions, first: &str, as_of: &str) -> Plan {
        let rows = drawn::shop(&format!("anna {first}"));
        let vantage = drawn::seen_from(&rows, as_of, "Europe/Kyiv");
        Plan::new(options, &vantage).expect("a window").expect("an order")
    }

    fn days(plan: &Plan) -> String {
        format!("{} {}", plan.window.from, plan.window.until)
    }

    #[test]
    fn twelve_whole_months_are_looked_at_and_the_running_one_is_not() {
        let options = AbcOptions::default();
        let usual = plan(&options, "2022-03-05", "2025-05-20");
        assert_eq!((days(&usual).as_str(), usual.n_whole()), ("2024-05-01 2025-05-01", 12));
        assert!(!usual.clipped);
        let young = plan(&options, "2025-01-10", "2025-05-01");
        // January was not whole.
        assert_eq!((days(&young).as_str(), young.n_whole()), ("2025-01-10 2025-05-01", 3));
        assert!(young.clipped);
        let newborn = plan(&options, "2025-05-03", "2025-05-20");
        assert_eq!((days(&newborn).as_str(), newborn.n_whole()), ("2025-05-03 2025-05-20", 0));
        assert!(newborn.is_new(i64::MIN));
    }

    #[test]
    fn only_weeks_and_quarters_that_fit_into_the_window_are_whole() {
        let of = |by| AbcOptions { by, ..AbcOptions::default() };
        // From Wednesday 2024-05-01 to Wednesday 2025-04-30.
        let weeks = plan(&of(Pace::Week), "2022-03-05", "2025-05-20");
        assert_eq!(weeks.n_whole(), 51);
        // April to June 2024 is cut, and so is April 2025.
        assert_eq!(plan(&of(Pace::Quarter), "2022-03-05", "2025-05-20").n_whole(), 3);
    }

    #[test]
    fn who_came_six_months_ago_is_judged_and_who_came_five_months_ago_is_new() {
        let plan = plan(&AbcOptions::default(), "2022-03-05", "2025-05-20");
        let at = |text: &str| text.parse::<Instant>().expect("a moment").0;
        // Midnight of the first of December in Kyiv.
        assert!(!plan.is_new(at("2024-11-30T21:59:59Z")));
        assert!(plan.is_new(at("2024-11-30T22:00:00Z")));
    }
}
