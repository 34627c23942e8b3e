//! Days that come back every year: a birthday, with its year or without.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// The first and the last year that somebody may mean.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// A day that comes back every year; its year may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    month: i8,
    day: i8,
    year: Option<i16>,
}

/// A text that is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no day such as 1990-05-17, or --05-17 without the year")]
pub struct NoDay;

impl Anniversary {
    /// A day of the calendar, with its year where it is known; none where there is no such day.
    pub fn new(year: Option<i16>, month: i8, day: i8) -> Option<Self> {
        // A leap year has every day that any year has.
        Date::new(year.unwrap_or(2000), month, day).ok()?;
        let is_sound = year.is_none_or(|year| YEARS.contains(&year));
        is_sound.then_some(Self { month, day, year })
    }

    /// Month and day as one number: 517 is the 17th of May.
    pub fn month_and_day(self) -> i64 {
        i64::from(self.month) * 100 + i64::from(self.day)
    }

    /// The day itself; none where its year is not known.
    pub fn whole(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The day it is kept on in a year: the 29th of February on the 28th where there is none.
    pub fn in_year(self, year: i16) -> Option<Date> {
        let kept = Date::new(year, self.month, self.day);
        kept.or_else(|_| Date::new(year, self.month, self.day - 1)).ok()
    }

    /// The next time it is kept: this day, or a later one.
    pub fn next(self, from: Date) -> Option<Date> {
        let this_year = self.in_year(from.year()).filter(|day| *day >= from);
        this_year.or_else(|| self.in_year(from.year() + 1))
    }

    /// The last time it was kept: this day, or an earlier one.
    pub fn last(self, until: Date) -> Option<Date> {
        let this_year = self.in_year(until.year()).filter(|day| *day <= until);
        this_year.or_else(|| self.in_year(until.year() - 1))
    }
}

/// A day of the calendar in a year that somebody may mean.
pub(super) fn day(text: &str) -> Option<Date> {
    let day: Date = date_of(text).parse().ok()?;
    YEARS.contains(&day.year()).then_some(day)
}

/// The day of a text that may go on with the time of the day.
fn date_of(text: &str) -> &str {
    let text = text.trim();
    text.split_once(['T', ' ']).map_or(text, |(day, _)| day)
}

impl FromStr for Anniversary {
    type Err = NoDay;

    /// Reads `1990-05-17` or `--05-17` (ISO 8601, as vCard writes it); also `05-17`.
    fn from_str(text: &str) -> Result<Self, NoDay> {
        let text = date_of(text);
        if let Some(day) = day(text) {
            return Self::new(Some(day.year()), day.month(), day.day()).ok_or(NoDay);
        }
        let bare = text.strip_prefix("--").unwrap_or(text);
        let (month, day) = bare.split_once('-').ok_or(NoDay)?;
        let number = |text: &str| match text.len() {
            1 | 2 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().map_err(|_| NoDay)
            }
            _ => Err(NoDay),
        };
        Self::new(None, number(month)?, number(day)?).ok_or(NoDay)
    }
}

impl fmt::Display for Anniversary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn anniversary(text: &str) -> Anniversary {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn a_day_is_read_with_and_without_its_year_and_shown_as_it_was() {
        for (text, shown) in [
            ("1990-05-17", "1990-05-17"),
            ("1990-05-17T00:00:00Z", "1990-05-17"),
            ("--05-17", "--05-17"),
            ("5-7", "--05-07"),
            ("--02-29", "--02-29"),
            ("2000-02-29", "2000-02-29"),
        ] {
            assert_eq!(anniversary(text).to_string(), shown);
        }
        for bad in ["", "1990-02-29", "--02-30", "--13-01", "1700-01-01", "17.05", "--+5-1", "x"] {
            assert_eq!(bad.parse::<Anniversary>(), Err(NoDay), "{bad}");
        }
    }

    #[test]
    fn the_next_time_is_today_or_later_and_the_last_today_or_earlier() {
        let may = anniversary("1990-05-17");
        assert_eq!(may.next(date(2025, 5, 17)), Some(date(2025, 5, 17)));
        assert_eq!(may.next(date(2025, 5, 18)), Some(date(2026, 5, 17)));
        assert_eq!(may.last(date(2025, 5, 17)), Some(date(2025, 5, 17)));
        assert_eq!(may.last(date(2025, 5, 16)), Some(date(2024, 5, 17)));
        assert_eq!(anniversary("--01-01").next(date(2025, 12, 31)), Some(date(2026, 1, 1)));
    }

    #[test]
    fn who_was_born_on_the_29th_of_february_is_greeted_every_year() {
        let leap = anniversary("2000-02-29");
        let kept: Vec<_> = (2023..=2025).filter_map(|year| leap.in_year(year)).collect();
        assert_eq!(kept, [date(2023, 2, 28), date(2024, 2, 29), date(2025, 2, 28)]);
        assert_eq!(leap.next(date(2024, 2, 28)), Some(date(2024, 2, 29)));
        assert_eq!(leap.next(date(2025, 3, 1)), Some(date(2026, 2, 28)));
        assert_eq!(leap.last(date(2025, 2, 27)), Some(date(2024, 2, 29)));
    }
}
