//! Holidays: days on which a country buys otherwise than on others, known beforehand.
//!
//! Public holidays and the days of gifts around them, by rules, so that no year must be entered.
//! What each of them does to this shop's sales is learnt from its own past, and so is what the day
//! before does.

mod days;
mod rules;

use domain::Day;
use jiff::ToSpan;
use stats::forecast::Occasions;

use super::options::{By, Holidays};
use super::past::Past;
use crate::Unit;

pub use days::Holiday;
use rules::FALLS;

/// A holiday or the day before it: what one number of [`Occasions`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The holiday.
    pub holiday: Holiday,
    /// Whether the day before it is meant.
    pub is_eve: bool,
}

impl Occasion {
    fn number(self) -> u16 {
        2 * self.holiday as u16 + u16::from(self.is_eve)
    }

    /// The occasion of that number.
    pub fn of(number: u16) -> Option<Self> {
        let holiday = *Holiday::ALL.get(usize::from(number / 2))?;
        Some(Self { holiday, is_eve: number % 2 == 1 })
    }
}

/// The calendar that is meant: that of the country whose clock the shop lives by, unless told.
pub fn calendar_of(wished: Holidays, zone: &str) -> Holidays {
    match wished {
        Holidays::Auto => rules::country_of(zone),
        told => told,
    }
}

/// The occasions of each period of the past and of those to come.
///
/// By day each holiday and the day before; by week the holidays in it. Months have none: they would
/// be told from the season of twelve by moving feasts alone, and of these a shop sees too few.
pub fn occasions(calendar: Holidays, by: By, past: &Past, n_ahead: usize) -> Occasions {
    let of_period = |nth: usize| {
        let (from, until) = (past.day(by, nth), past.day(by, nth + 1));
        let mut numbers = Vec::new();
        for occasion in days(calendar, from, until) {
            if by.unit() == Unit::Day || !occasion.is_eve {
                numbers.push(occasion.number());
            }
        }
        numbers
    };
    match by {
        By::Month => Occasions::default(),
        By::Day | By::Week => Occasions::new((0..past.n + n_ahead).map(of_period).collect()),
    }
}

/// The occasions on the days from one to another, without the latter.
fn days(calendar: Holidays, from: Day, until: Day) -> impl Iterator<Item = Occasion> {
    let falls = FALLS.iter().filter(move |falls| falls.is_in(calendar));
    falls.flat_map(move |falls| {
        let last = until.saturating_add(1.day()).year();
        let days = (from.year()..=last).filter_map(|year| falls.day(year));
        days.flat_map(move |day| {
            let eve = day.saturating_sub(1.day());
            [(day, false), (eve, true)].into_iter().filter_map(move |(day, is_eve)| {
                let is_here = (from..until).contains(&day);
                is_here.then_some(Occasion { holiday: falls.holiday, is_eve })
            })
        })
    })
}

/// The first day of an occasion within days to come, if it falls there.
pub fn next(calendar: Holidays, occasion: Occasion, from: Day, until: Day) -> Option<Day> {
    let mut day = from;
    while day < until {
        let next = day.saturating_add(1.day());
        if days(calendar, day, next).any(|here| here == occasion) {
            return Some(day);
        }
        day = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn on(calendar: Holidays, day: Day) -> Vec<(Holiday, bool)> {
        let next = day.saturating_add(1.day());
        days(calendar, day, next).map(|it| (it.holiday, it.is_eve)).collect()
    }

    #[test]
    fn a_day_may_be_a_holiday_and_the_eve_of_another() {
        assert_eq!(
            on(Holidays::Eu, date(2025, 12, 25)),
            [(Holiday::Christmas, false), (Holiday::SecondChristmasDay, true)]
        );
        assert_eq!(on(Holidays::Us, date(2026, 12, 31)), [(Holiday::NewYear, true)]);
        assert_eq!(on(Holidays::None, date(2026, 1, 1)), []);
    }

    #[test]
    fn every_number_is_the_occasion_it_came_from() {
        for holiday in Holiday::ALL {
            for is_eve in [false, true] {
                let occasion = Occasion { holiday, is_eve };
                assert_eq!(Occasion::of(occasion.number()), Some(occasion));
            }
        }
        assert_eq!(Occasion::of(u16::MAX), None);
    }

    #[test]
    fn the_next_easter_is_found_among_the_days_to_come() {
        let easter = Occasion { holiday: Holiday::Easter, is_eve: false };
        let (from, until) = (date(2026, 3, 1), date(2026, 4, 10));
        assert_eq!(next(Holidays::Us, easter, from, until), Some(date(2026, 4, 5)));
        assert_eq!(next(Holidays::Ua, easter, from, until), None);
    }
}
