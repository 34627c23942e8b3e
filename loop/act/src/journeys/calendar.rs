//! Days on which people come into a journey: pure rules of the calendar.

use collect::fields::Value;
use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::plan::{By, Every, Turn};

/// Days looked through for the next one: a year, and a leap day more than that.
const DAYS_LOOKED_THROUGH: i64 = 367;

/// The first moment after another at which somebody may come in by the calendar, and its day.
pub(super) fn next_turn(by: &By, after: Instant, zone: &ShopZone) -> Option<(Date, Instant)> {
    let (first, time) = match by {
        By::Date { time, .. } => (Date::MIN, *time),
        By::Day { turn, .. } => (turn.on, turn.time),
        By::Deed(_) | By::Segment(_) => return None,
    };
    let from = zone.day_of(after).max(first);
    (0..=DAYS_LOOKED_THROUGH)
        .map(|days| from.saturating_add(days.days()))
        .filter(|day| comes_on(by, *day))
        .find_map(|day| Some((day, moment(day, time, zone)?)).filter(|(_, at)| *at > after))
}

/// Whether people may come in on a day.
fn comes_on(by: &By, day: Date) -> bool {
    match by {
        By::Date { .. } => true,
        By::Day { turn, .. } => turn.falls_on(day),
        By::Deed(_) | By::Segment(_) => false,
    }
}

/// The moment of a day at which people come in.
pub(super) fn moment(day: Date, time: Option<Time>, zone: &ShopZone) -> Option<Instant> {
    match time {
        Some(time) => zone.at(day.to_datetime(time)).ok(),
        None => Some(zone.start_of(day)),
    }
}

impl Turn {
    /// Whether it comes on a day.
    fn falls_on(self, day: Date) -> bool {
        let day_of_month = self.on.day().min(day.days_in_month());
        let falls = match self.every {
            None => day == self.on,
            Some(Every::Day) => true,
            Some(Every::Week) => day.weekday() == self.on.weekday(),
            Some(Every::Month) => day.day() == day_of_month,
            Some(Every::Year) => day.month() == self.on.month() && day.day() == day_of_month,
        };
        falls && day >= self.on
    }
}

/// Whether so many days after a day of somebody's own it is this day of the calendar.
pub(super) fn is_day_of(own: &Value, days: i16, day: Date) -> bool {
    let due = |own: Date| own.saturating_add(i64::from(days).days()) == day;
    match own {
        Value::Date(own) => due(*own),
        Value::Anniversary(own) => {
            let years = day.year().saturating_sub(1)..=day.year().saturating_add(1);
            years.filter_map(|year| own.in_year(year)).any(due)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::journeys::plan::Whom;

    fn kyiv() -> ShopZone {
        ShopZone::named("Europe/Kyiv").expect("zone")
    }

    /// The next three times after a moment of the wall in Kyiv.
    fn check(every: Option<Every>, on: &str, after: &str, expected: &[&str]) {
        let turn = Turn { on: on.parse().expect("day"), every, time: Some(time(10, 0, 0, 0)) };
        let by = By::Day { whom: Whom::Arrivals, turn };
        let mut after = kyiv().at(after.parse().expect("time")).expect("moment");
        let mut told = Vec::new();
        while let Some((_, at)) = next_turn(&by, after, &kyiv()).filter(|_| told.len() < 3) {
            told.push(kyiv().wall_of(at).to_string());
            after = at;
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn a_day_comes_once_or_again_and_again() {
        let once = "2026-12-01T10:00:00";
        check(None, "2026-12-01", "2026-11-01T00:00", &[once]);
        check(None, "2026-12-01", "2026-12-01T10:00", &[]);
        let weeks = ["2026-12-08T10:00:00", "2026-12-15T10:00:00", "2026-12-22T10:00:00"];
        check(Some(Every::Week), "2026-12-01", "2026-12-01T10:00", &weeks);
        // The clocks of Kyiv go back on 25 October 2026; ten o'clock stays ten o'clock.
        let days = ["2026-10-24T10:00:00", "2026-10-25T10:00:00", "2026-10-26T10:00:00"];
        check(Some(Every::Day), "2026-01-01", "2026-10-23T10:00", &days);
        let months = ["2027-01-31T10:00:00", "2027-02-28T10:00:00", "2027-03-31T10:00:00"];
        check(Some(Every::Month), "2026-12-31", "2027-01-01T00:00", &months);
        let years = ["2025-02-28T10:00:00", "2026-02-28T10:00:00", "2027-02-28T10:00:00"];
        check(Some(Every::Year), "2024-02-29", "2024-02-29T10:00", &years);
    }

    #[test]
    fn a_day_of_ones_own_comes_every_year_with_so_many_days_between() {
        let anniversary = |text: &str| Value::Anniversary(text.parse().expect(text));
        let anna = anniversary("1990-01-02");
        assert!(is_day_of(&anna, 0, date(2026, 1, 2)));
        assert!(is_day_of(&anna, -3, date(2025, 12, 30)), "three days before, in the old year");
        assert!(!is_day_of(&anna, -3, date(2026, 12, 31)));
        assert!(is_day_of(&anniversary("--12-30"), 5, date(2027, 1, 4)), "and in the new one");
        assert!(is_day_of(&anniversary("2000-02-29"), 0, date(2026, 2, 28)));
        assert!(is_day_of(&Value::Date(date(2026, 5, 1)), -7, date(2026, 4, 24)));
        assert!(!is_day_of(&Value::Date(date(2026, 5, 1)), -7, date(2027, 4, 24)), "once");
        assert!(!is_day_of(&Value::YesNo(true), 0, date(2026, 5, 1)));
    }
}
