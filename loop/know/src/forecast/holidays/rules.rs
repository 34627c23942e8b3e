//! When holidays fall.
//!
//! By the laws of the countries as they were in each year (Ukraine: Labour Code, art. 73, and law
//! 3107-IX of 2023; Russia: Labour Code, art. 112; United States: 5 U.S.C. 6103; the days that most
//! member states of the Union share), and the days on which shops there sell gifts.

use domain::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;

use super::days::Holiday;
use crate::forecast::options::Holidays;

/// How the day of a year is found.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Month and day.
    On(i8, i8),
    /// So many weekdays into a month, from its end where below 0, and so many days further.
    Nth(i8, Weekday, i8, i64),
    /// So many days after Easter in the west.
    Easter(i64),
    /// So many days after Easter in the east.
    EasternEaster(i64),
}

/// A holiday in one country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Falls {
    country: Holidays,
    pub holiday: Holiday,
    rule: Rule,
    /// The first and the last year in which it does.
    years: (i16, i16),
}

const ALWAYS: (i16, i16) = (i16::MIN, i16::MAX);

const fn falls(country: Holidays, holiday: Holiday, rule: Rule) -> Falls {
    Falls { country, holiday, rule, years: ALWAYS }
}

const fn within(country: Holidays, holiday: Holiday, rule: Rule, years: (i16, i16)) -> Falls {
    Falls { country, holiday, rule, years }
}

use Holidays::{Eu, Ru, Ua, Us};
use Rule::{Easter, EasternEaster, Nth, On};

const FRIDAY_OF_SALES: Rule = Nth(11, Weekday::Thursday, 4, 1);

/// Every holiday of every country.
pub(super) const FALLS: &[Falls] = &[
    falls(Ua, Holiday::NewYear, On(1, 1)),
    within(Ua, Holiday::EasternChristmas, On(1, 7), (i16::MIN, 2023)),
    falls(Ua, Holiday::Valentine, On(2, 14)),
    falls(Ua, Holiday::WomensDay, On(3, 8)),
    falls(Ua, Holiday::Easter, EasternEaster(0)),
    falls(Ua, Holiday::Whitsun, EasternEaster(49)),
    falls(Ua, Holiday::LabourDay, On(5, 1)),
    within(Ua, Holiday::VictoryDay, On(5, 9), (i16::MIN, 2023)),
    within(Ua, Holiday::VictoryDay, On(5, 8), (2024, i16::MAX)),
    falls(Ua, Holiday::ConstitutionDay, On(6, 28)),
    within(Ua, Holiday::StatehoodDay, On(7, 28), (2022, 2023)),
    within(Ua, Holiday::StatehoodDay, On(7, 15), (2024, i16::MAX)),
    falls(Ua, Holiday::IndependenceDay, On(8, 24)),
    within(Ua, Holiday::DefendersDay, On(10, 14), (2015, 2022)),
    within(Ua, Holiday::DefendersDay, On(10, 1), (2023, i16::MAX)),
    falls(Ua, Holiday::BlackFriday, FRIDAY_OF_SALES),
    within(Ua, Holiday::Christmas, On(12, 25), (2017, i16::MAX)),
    falls(Ru, Holiday::NewYear, On(1, 1)),
    falls(Ru, Holiday::EasternChristmas, On(1, 7)),
    falls(Ru, Holiday::Valentine, On(2, 14)),
    falls(Ru, Holiday::DefendersDay, On(2, 23)),
    falls(Ru, Holiday::WomensDay, On(3, 8)),
    falls(Ru, Holiday::Easter, EasternEaster(0)),
    falls(Ru, Holiday::LabourDay, On(5, 1)),
    falls(Ru, Holiday::VictoryDay, On(5, 9)),
    within(Ru, Holiday::NationDay, On(6, 12), (1992, i16::MAX)),
    within(Ru, Holiday::UnityDay, On(11, 4), (2005, i16::MAX)),
    falls(Ru, Holiday::BlackFriday, FRIDAY_OF_SALES),
    falls(Us, Holiday::NewYear, On(1, 1)),
    within(Us, Holiday::MartinLutherKingDay, Nth(1, Weekday::Monday, 3, 0), (1986, i16::MAX)),
    falls(Us, Holiday::Valentine, On(2, 14)),
    falls(Us, Holiday::PresidentsDay, Nth(2, Weekday::Monday, 3, 0)),
    falls(Us, Holiday::Easter, Easter(0)),
    falls(Us, Holiday::MothersDay, Nth(5, Weekday::Sunday, 2, 0)),
    falls(Us, Holiday::MemorialDay, Nth(5, Weekday::Monday, -1, 0)),
    within(Us, Holiday::Juneteenth, On(6, 19), (2021, i16::MAX)),
    falls(Us, Holiday::IndependenceDay, On(7, 4)),
    falls(Us, Holiday::LabourDay, Nth(9, Weekday::Monday, 1, 0)),
    falls(Us, Holiday::ColumbusDay, Nth(10, Weekday::Monday, 2, 0)),
    falls(Us, Holiday::VeteransDay, On(11, 11)),
    falls(Us, Holiday::Thanksgiving, Nth(11, Weekday::Thursday, 4, 0)),
    falls(Us, Holiday::BlackFriday, FRIDAY_OF_SALES),
    within(Us, Holiday::CyberMonday, Nth(11, Weekday::Thursday, 4, 4), (2005, i16::MAX)),
    falls(Us, Holiday::Christmas, On(12, 25)),
    falls(Eu, Holiday::NewYear, On(1, 1)),
    falls(Eu, Holiday::Valentine, On(2, 14)),
    falls(Eu, Holiday::GoodFriday, Easter(-2)),
    falls(Eu, Holiday::Easter, Easter(0)),
    falls(Eu, Holiday::EasterMonday, Easter(1)),
    falls(Eu, Holiday::LabourDay, On(5, 1)),
    falls(Eu, Holiday::MothersDay, Nth(5, Weekday::Sunday, 2, 0)),
    falls(Eu, Holiday::Ascension, Easter(39)),
    falls(Eu, Holiday::Whitsun, Easter(50)),
    falls(Eu, Holiday::Assumption, On(8, 15)),
    falls(Eu, Holiday::AllSaints, On(11, 1)),
    falls(Eu, Holiday::BlackFriday, FRIDAY_OF_SALES),
    falls(Eu, Holiday::Christmas, On(12, 25)),
    falls(Eu, Holiday::SecondChristmasDay, On(12, 26)),
];

impl Falls {
    /// Whether it is a holiday of that calendar.
    pub fn is_in(&self, calendar: Holidays) -> bool {
        self.country == calendar
    }

    /// The day it falls on in a year; none where it does not.
    pub fn day(&self, year: i16) -> Option<Day> {
        let is_kept = (self.years.0..=self.years.1).contains(&year);
        if !is_kept {
            return None;
        }
        match self.rule {
            On(month, day) => Day::new(year, month, day).ok(),
            Nth(month, weekday, nth, further) => {
                let first = Day::new(year, month, 1).ok()?;
                let day = first.nth_weekday_of_month(nth, weekday).ok()?;
                day.checked_add(further.days()).ok()
            }
            Easter(after) => easter(year)?.checked_add(after.days()).ok(),
            EasternEaster(after) => eastern_easter(year)?.checked_add(after.days()).ok(),
        }
    }
}

/// Easter by the Gregorian calendar (the anonymous rule of 1876; J. Meeus, "Astronomical
/// Algorithms", chapter 8).
fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    civil(year, days / 31, days % 31 + 1)
}

/// Easter by the Julian calendar, named in the Gregorian one (J. Meeus, the same chapter).
fn eastern_easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let days = moon + sunday + 114;
    let behind = i64::from(year / 100 - year / 400 - 2);
    civil(year, days / 31, days % 31 + 1)?.checked_add(behind.days()).ok()
}

fn civil(year: i32, month: i32, day: i32) -> Option<Day> {
    let part = |number: i32| i8::try_from(number).ok();
    Day::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
}

/// The calendar of the country whose clock this is; none where no calendar is known for it.
pub(super) fn country_of(zone: &str) -> Holidays {
    const OF_UKRAINE: [&str; 5] = ["Kyiv", "Kiev", "Uzhgorod", "Zaporozhye", "Simferopol"];
    const OF_RUSSIA: [&str; 9] = [
        "Moscow",
        "Kaliningrad",
        "Samara",
        "Saratov",
        "Volgograd",
        "Ulyanovsk",
        "Astrakhan",
        "Kirov",
        "Yekaterinburg",
    ];
    const OF_AMERICA: [&str; 8] = [
        "New_York",
        "Chicago",
        "Denver",
        "Los_Angeles",
        "Phoenix",
        "Anchorage",
        "Detroit",
        "Boise",
    ];
    const OF_THE_UNION: [&str; 27] = [
        "Amsterdam",
        "Athens",
        "Berlin",
        "Bratislava",
        "Brussels",
        "Bucharest",
        "Budapest",
        "Busingen",
        "Copenhagen",
        "Dublin",
        "Helsinki",
        "Lisbon",
        "Ljubljana",
        "Luxembourg",
        "Madrid",
        "Malta",
        "Paris",
        "Prague",
        "Riga",
        "Rome",
        "Sofia",
        "Stockholm",
        "Tallinn",
        "Vienna",
        "Vilnius",
        "Warsaw",
        "Zagreb",
    ];
    let city = zone.rsplit('/').next().unwrap_or(zone);
    let countries: [(&[&str], Holidays); 4] =
        [(&OF_UKRAINE, Ua), (&OF_RUSSIA, Ru), (&OF_AMERICA, Us), (&OF_THE_UNION, Eu)];
    let found = countries.into_iter().find(|(cities, _)| cities.contains(&city));
    found.map_or(Holidays::None, |(_, country)| country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_published_tables_have_it() {
        // Dates as the U.S. Naval Observatory and the Orthodox Church in America publish them.
        let published = [
            (2010, (4, 4), (4, 4)),
            (2019, (4, 21), (4, 28)),
            (2021, (4, 4), (5, 2)),
            (2022, (4, 17), (4, 24)),
            (2023, (4, 9), (4, 16)),
            (2024, (3, 31), (5, 5)),
            (2025, (4, 20), (4, 20)),
            (2026, (4, 5), (4, 12)),
            (2038, (4, 25), (4, 25)),
        ];
        for (year, west, east) in published {
            assert_eq!(easter(year), Some(date(year, west.0, west.1)), "{year}");
            assert_eq!(eastern_easter(year), Some(date(year, east.0, east.1)), "{year}");
        }
    }

    #[test]
    fn every_easter_is_a_sunday_in_spring() {
        for year in 1900..2100 {
            for day in [easter(year), eastern_easter(year)].map(|day| day.expect("a day")) {
                assert_eq!(day.weekday(), Weekday::Sunday, "{day}");
                assert!((date(year, 3, 22)..=date(year, 5, 8)).contains(&day), "{day}");
            }
        }
    }

    #[test]
    fn days_that_are_counted_into_a_month_fall_as_the_law_has_it() {
        let day = |holiday, year| {
            let of_us = |falls: &&Falls| falls.is_in(Us) && falls.holiday == holiday;
            FALLS.iter().find(of_us).expect("a holiday").day(year)
        };
        assert_eq!(day(Holiday::Thanksgiving, 2025), Some(date(2025, 11, 27)));
        assert_eq!(day(Holiday::BlackFriday, 2025), Some(date(2025, 11, 28)));
        assert_eq!(day(Holiday::CyberMonday, 2025), Some(date(2025, 12, 1)));
        assert_eq!(day(Holiday::MemorialDay, 2026), Some(date(2026, 5, 25)));
        assert_eq!(day(Holiday::Juneteenth, 2020), None);
    }

    #[test]
    fn a_law_that_moved_a_day_is_followed_from_its_year() {
        let days = |holiday, year| -> Vec<Day> {
            let of_ua = FALLS.iter().filter(|it| it.is_in(Ua) && it.holiday == holiday);
            of_ua.filter_map(|falls| falls.day(year)).collect()
        };
        assert_eq!(days(Holiday::DefendersDay, 2022), [date(2022, 10, 14)]);
        assert_eq!(days(Holiday::DefendersDay, 2023), [date(2023, 10, 1)]);
        assert_eq!(days(Holiday::EasternChristmas, 2024), []);
        assert_eq!(days(Holiday::StatehoodDay, 2024), [date(2024, 7, 15)]);
    }

    #[test]
    fn a_shop_has_the_holidays_of_the_country_whose_clock_it_lives_by() {
        let zones = ["Europe/Kyiv", "Asia/Yekaterinburg", "America/Chicago", "Europe/Rome", "UTC"];
        assert_eq!(zones.map(country_of), [Ua, Ru, Us, Eu, Holidays::None]);
    }
}
