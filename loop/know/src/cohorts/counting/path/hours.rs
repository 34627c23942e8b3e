//! Which period every hour belongs to, so that finding that of a purchase costs next to nothing.

use std::sync::Arc;

use crate::Calendar;

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// The periods of the whole hours from the first period to the moment that is looked from.
///
/// Places on a clock mostly change it by whole hours, so a period opens with one: what holds a
/// purchase is then a division by a number known beforehand and one look at a byte.
#[derive(Clone, Debug)]
pub(super) struct Hours {
    origin: i64,
    periods: Arc<[u8]>,
}

impl Hours {
    /// The hours of at most 64 periods; none of them where a period opens within an hour.
    pub fn of(calendar: &Calendar, as_of: i64) -> Self {
        let opens_at = |period| calendar.start(period).0;
        let origin = opens_at(0);
        let mut periods = Vec::new();
        if (0..calendar.len()).all(|period| (opens_at(period) - origin) % HOUR == 0) {
            for period in 0..calendar.len() {
                let end = opens_at(period + 1).min(as_of);
                let n_by_its_end = usize::try_from((end - origin) / HOUR).unwrap_or_default();
                periods.resize(n_by_its_end.max(periods.len()), period as u8);
            }
        }
        Self { origin, periods: periods.into() }
    }

    /// The period that holds a moment; none before the first hour and after the last.
    #[inline(always)]
    pub fn period(&self, at: i64) -> Option<u8> {
        // Before the first hour the difference is below 0 and lies beyond every hour.
        let since = at.wrapping_sub(self.origin).cast_unsigned();
        self.periods.get((since / HOUR.cast_unsigned()) as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;
    use domain::{Instant, ShopZone, WeekStart};
    use proptest::prelude::*;

    fn months(zone: &str, until: &str) -> Calendar {
        let zone = ShopZone::named(zone).expect("a zone");
        let [first, until] =
            ["2010-01-05T12:00:00Z", until].map(|at| at.parse().expect("a moment"));
        Calendar::covering(Unit::Month, &zone, WeekStart::Monday, first, until)
    }

    #[test]
    fn the_hour_that_is_looked_from_is_not_among_them() {
        let as_of: Instant = "2010-03-10T17:20:00Z".parse().expect("a moment");
        let hours = Hours::of(&months("Europe/Kyiv", "2010-03-10T17:20:00Z"), as_of.0);
        let period = |at: &str| hours.period(at.parse::<Instant>().expect("a moment").0);
        assert_eq!(period("2009-12-31T21:59:59Z"), None);
        assert_eq!(period("2009-12-31T22:00:00Z"), Some(0));
        assert_eq!(period("2010-03-10T16:59:59Z"), Some(2));
        assert_eq!(period("2010-03-10T17:00:00Z"), None);
    }

    #[test]
    fn a_clock_that_is_changed_by_half_an_hour_has_none() {
        let until = "2010-12-01T00:00:00Z";
        let as_of: Instant = until.parse().expect("a moment");
        let hours = Hours::of(&months("Australia/Lord_Howe", until), as_of.0);
        assert_eq!(hours.period(as_of.0 - Instant::DAY), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// What an hour says, the calendar says.
        #[test]
        fn hours_agree_with_the_calendar(seconds in 1_262_000_000_i64..1_290_000_000) {
            let as_of: Instant = "2010-11-15T10:30:00Z".parse().expect("a moment");
            for zone in ["UTC", "Europe/Kyiv", "Asia/Kolkata", "America/New_York"] {
                let calendar = months(zone, "2010-11-15T10:30:00Z");
                let at = seconds * 1_000_000;
                if let Some(period) = Hours::of(&calendar, as_of.0).period(at) {
                    prop_assert_eq!(usize::from(period), calendar.period_of(at));
                    prop_assert!(at < as_of.0);
                } else {
                    let near = as_of.0 - HOUR;
                    prop_assert!(at < calendar.start(0).0 || at >= near);
                }
            }
        }
    }
}
