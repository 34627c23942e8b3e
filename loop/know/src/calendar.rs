//! The shop's calendar: which day, week, month, quarter or year a moment falls in.
//!
//! Days are cut in the shop's zone, so a day has 23 or 25 hours twice a year. A report asks this
//! of every order, so the periods are the stretches of a [`Ruler`].

use domain::{Day, Instant, ShopZone, WeekStart};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use crate::Ruler;

/// A kind of calendar period.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// From midnight to midnight.
    Day,
    /// Seven days from the day the shop's week opens on.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Unit {
    /// The first day of the period that holds `day`.
    pub fn first_day(self, day: Day, week_start: WeekStart) -> Day {
        let month_of_quarter = (day.month() - 1) / 3 * 3 + 1;
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(days_into_week(day, week_start).days()),
            Self::Month => day.first_of_month(),
            Self::Quarter => Day::constant(day.year(), month_of_quarter, 1),
            Self::Year => day.first_of_year(),
        }
    }

    /// The day that lies `n` periods after `day`, before it when `n` is negative.
    pub fn step(self, day: Day, n: i64) -> Day {
        let span = match self {
            Self::Day => n.days(),
            Self::Week => n.weeks(),
            Self::Month => n.months(),
            Self::Quarter => (3 * n).months(),
            Self::Year => n.years(),
        };
        day.saturating_add(span)
    }

    /// Length of the period where every one must be equally long: a month is 30 days.
    pub fn rolling_days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// How the period that opens on `first` is called: `2010-12`, `2010-W49`, `2010-Q4`, `2010`.
    pub fn label(self, first: Day) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                // A week that opens on Sunday bears the number of the ISO week of its Monday.
                let week = first.saturating_add(1.day()).iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Quarter => format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", first.year()),
        }
    }
}

fn days_into_week(day: Day, week_start: WeekStart) -> i64 {
    let offset = match week_start {
        WeekStart::Monday => day.weekday().to_monday_zero_offset(),
        WeekStart::Sunday => day.weekday().to_sunday_zero_offset(),
    };
    i64::from(offset)
}

/// All periods of one kind from the first one that matters to the last, numbered from 0.
#[derive(Clone)]
pub struct Calendar {
    /// What kind of periods these are.
    pub unit: Unit,
    days: Vec<Day>,
    ruler: Ruler,
}

// The engine compares folds by what they print; thousands of days would make that slow.
impl std::fmt::Debug for Calendar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = self.ruler.len();
        write!(f, "{:?}s {}..{}", self.unit, self.ruler.start(0), self.ruler.start(end))
    }
}

impl Calendar {
    /// The periods from the one that holds `first` to the last one that opens before `until`.
    ///
    /// There is always at least the one that holds `first`.
    pub fn covering(
        unit: Unit,
        zone: &ShopZone,
        week_start: WeekStart,
        first: Instant,
        until: Instant,
    ) -> Self {
        let opening = unit.first_day(zone.day_of(first), week_start);
        let mut days = vec![opening];
        let mut starts = vec![zone.start_of(opening).0];
        // Counted from the first day, not from the one before: 31 January, 28 February, 31 March.
        for n in 1.. {
            let day = unit.step(opening, n);
            days.push(day);
            starts.push(zone.start_of(day).0);
            if starts[starts.len() - 1] >= until.0 || day == Day::MAX {
                break;
            }
        }
        Self { unit, days, ruler: Ruler::new(starts) }
    }

    /// How many periods there are.
    pub fn len(&self) -> usize {
        self.ruler.len()
    }

    /// Never: a calendar has at least one period.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The number of the period that holds a moment.
    #[inline(always)]
    pub fn period_of(&self, at: i64) -> usize {
        self.ruler.place(at)
    }

    /// The number of the period that opens at, or holds, the moment the calendar was made up to.
    ///
    /// When a period opens exactly then, it is one past the last: nothing of it has been seen.
    pub fn ordinal_of_end(&self, until: Instant) -> usize {
        let last = self.len() - 1;
        if self.start(last + 1) <= until { last + 1 } else { last }
    }

    /// The first day of a period; one past the last gives the day after the end.
    pub fn day(&self, period: usize) -> Day {
        self.days[period]
    }

    /// The moment a period opens; one past the last gives the end.
    pub fn start(&self, period: usize) -> Instant {
        self.ruler.start(period)
    }

    /// How a period is called.
    pub fn label(&self, period: usize) -> String {
        self.unit.label(self.days[period])
    }

    /// The number of the period called so.
    pub fn find(&self, label: &str) -> Option<usize> {
        (0..self.len()).find(|period| self.label(*period) == label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("a moment")
    }

    fn calendar(unit: Unit, zone: &str, first: &str, until: &str) -> Calendar {
        let zone = ShopZone::named(zone).expect("a zone");
        Calendar::covering(unit, &zone, WeekStart::Monday, at(first), at(until))
    }

    #[test]
    fn a_late_evening_order_belongs_to_the_shops_day_not_to_that_of_greenwich() {
        let kyiv =
            calendar(Unit::Month, "Europe/Kyiv", "2025-01-05T00:00:00Z", "2025-06-01T00:00:00Z");
        assert_eq!(kyiv.label(kyiv.period_of(at("2025-01-31T21:59:59Z").0)), "2025-01");
        assert_eq!(kyiv.label(kyiv.period_of(at("2025-01-31T22:00:00Z").0)), "2025-02");
        // Summer time: midnight is an hour earlier.
        assert_eq!(kyiv.label(kyiv.period_of(at("2025-04-30T21:00:00Z").0)), "2025-05");
    }

    #[test]
    fn the_short_day_of_spring_and_the_long_day_of_autumn_are_one_day_each() {
        let days =
            calendar(Unit::Day, "Europe/London", "2025-03-29T12:00:00Z", "2025-10-29T00:00:00Z");
        let label = |text| days.label(days.period_of(at(text).0));
        assert_eq!(label("2025-03-30T22:59:59Z"), "2025-03-30");
        assert_eq!(label("2025-03-30T23:00:00Z"), "2025-03-31");
        assert_eq!(label("2025-10-25T23:00:00Z"), "2025-10-26");
        assert_eq!(label("2025-10-26T23:59:59Z"), "2025-10-26");
    }

    #[test]
    fn the_period_that_would_open_at_the_end_is_not_there() {
        let months = calendar(Unit::Month, "UTC", "2025-01-05T00:00:00Z", "2025-05-01T00:00:00Z");
        assert_eq!(months.len(), 4);
        assert_eq!(months.find("2025-04"), Some(3));
    }

    #[test]
    fn weeks_and_quarters_are_called_as_people_call_them() {
        let label = |unit: Unit, day, opens| unit.label(unit.first_day(day, opens));
        let monday = WeekStart::Monday;
        assert_eq!(label(Unit::Week, date(2010, 12, 12), monday), "2010-W49");
        assert_eq!(label(Unit::Week, date(2010, 12, 12), WeekStart::Sunday), "2010-W50");
        assert_eq!(label(Unit::Week, date(2021, 1, 3), monday), "2020-W53");
        assert_eq!(label(Unit::Quarter, date(2010, 12, 12), monday), "2010-Q4");
        assert_eq!(label(Unit::Year, date(2010, 12, 12), monday), "2010");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// The fast way agrees with asking the zone for the day of the moment.
        #[test]
        fn the_ruler_agrees_with_the_zone(seconds in 1_262_400_000_i64..1_900_000_000) {
            for name in ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"] {
                let zone = ShopZone::named(name).expect("a zone");
                let moment = Instant::from_seconds(seconds);
                let first = at("2010-01-01T12:00:00Z");
                for unit in [Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
                    let until = moment.plus_days(3);
                    let calendar =
                        Calendar::covering(unit, &zone, WeekStart::Sunday, first, until);
                    let expected = unit.first_day(zone.day_of(moment), WeekStart::Sunday);
                    prop_assert_eq!(calendar.day(calendar.period_of(moment.0)), expected);
                }
            }
        }
    }
}
