//! When a campaign leaves: at once, at a moment, again and again; by the shop's clock or by each
//! person's own.
//!
//! A rule is kept as it was meant, in times of a clock on a wall, so that "every Monday at ten"
//! stays ten o'clock when the clocks change.

use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::contact::PastZones;

/// How often a campaign leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Repeats {
    /// Every day.
    Daily,
    /// On some days of every week.
    Weekly,
    /// Once a month; on the last day of a month that is shorter.
    Monthly,
}

/// When a campaign leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Timing {
    /// The first time, as the clock on the wall shows it; as soon as it is started when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2026-11-27T10:00:00")]
    pub at: Option<DateTime>,
    /// How often after that; once when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// The days of a weekly one, 1 for Monday to 7 for Sunday; the day of the first time when
    /// there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<i8>,
    /// The last day of a repeated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2027-12-31")]
    pub until: Option<Date>,
    /// The zone of that clock, by its IANA name; the shop's at the moment of writing it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Each person by his own clock, with what becomes of those where the time has passed; all at
    /// one moment when left out. Whose clock is not known lives by the shop's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_clock: Option<PastZones>,
}

/// Days looked through for the next time: a month that skips every shorter one is near enough.
const DAYS_LOOKED_THROUGH: i64 = 400;

impl Timing {
    /// What is wrong with the rule, as field and reason.
    pub(in crate::campaigns) fn fault(&self) -> Option<(&'static str, String)> {
        if self.at.is_none() && (self.repeats.is_some() || self.own_clock.is_some()) {
            let reason = "say when it leaves for the first time, as `2026-11-27T10:00:00`";
            return Some(("delivery.timing.at", reason.to_owned()));
        }
        if self.at.is_some_and(|at| !(2000..=2200).contains(&at.year())) {
            return Some(("delivery.timing.at", "is not a year of ours".to_owned()));
        }
        if let Some(day) = self.weekdays.iter().find(|day| !(1..=7).contains(*day)) {
            let reason = format!("{day} is no day of a week; 1 is Monday, 7 is Sunday");
            return Some(("delivery.timing.weekdays", reason));
        }
        let unknown = self.zone.as_ref().filter(|name| ShopZone::named(name).is_err())?;
        Some(("delivery.timing.zone", format!("`{unknown}` is not in the atlas of zones")))
    }

    /// The clock that the times are meant by.
    pub fn clock(&self, of_shop: &ShopZone) -> ShopZone {
        let own = self.zone.as_ref().and_then(|name| ShopZone::named(name).ok());
        own.unwrap_or_else(|| of_shop.clone())
    }

    /// The next time that it leaves after a moment, by the wall and as a moment.
    ///
    /// `clocks` are those by which it may begin: one that is sent by everybody's own clock begins
    /// where the day begins first.
    pub fn next_after(&self, after: Instant, clocks: &[ShopZone]) -> Option<(DateTime, Instant)> {
        let first = self.at?;
        let begins = |wall: DateTime| clocks.iter().filter_map(|zone| zone.at(wall).ok()).min();
        let Some(repeats) = self.repeats else {
            return begins(first).filter(|at| *at > after).map(|at| (first, at));
        };
        // Clocks differ by a day at most, so one begins looking two days before.
        let from = ShopZone::utc().day_of(after).saturating_sub(2.days()).max(first.date());
        (0..DAYS_LOOKED_THROUGH)
            .map(|days| from.saturating_add(days.days()))
            .take_while(|day| self.until.is_none_or(|until| *day <= until))
            .filter(|day| self.falls_on(repeats, first, *day))
            .map(|day| day.to_datetime(first.time()))
            .find_map(|wall| begins(wall).filter(|at| *at > after).map(|at| (wall, at)))
    }

    fn falls_on(&self, repeats: Repeats, first: DateTime, day: Date) -> bool {
        match repeats {
            Repeats::Daily => true,
            Repeats::Weekly if self.weekdays.is_empty() => day.weekday() == first.weekday(),
            Repeats::Weekly => self.weekdays.contains(&day.weekday().to_monday_one_offset()),
            Repeats::Monthly => day.day() == first.day().min(day.days_in_month()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(at: &str, repeats: Option<Repeats>) -> Timing {
        Timing { at: Some(at.parse().expect("a time")), repeats, ..Timing::default() }
    }

    fn kyiv() -> ShopZone {
        ShopZone::named("Europe/Kyiv").expect("a zone")
    }

    /// The next times after a moment of the wall in Kyiv, one after the other.
    fn next(timing: &Timing, after: &str, n: usize) -> Vec<String> {
        let mut after = kyiv().at(after.parse().expect("a time")).expect("a moment");
        let mut times = Vec::new();
        for _ in 0..n {
            let Some((wall, at)) = timing.next_after(after, &[kyiv()]) else { break };
            assert_eq!(kyiv().wall_of(at), wall, "the clock on the wall shows what was meant");
            times.push(wall.to_string());
            after = at;
        }
        times
    }

    #[test]
    fn once_is_once() {
        let once = timing("2026-11-27T10:00:00", None);
        assert_eq!(next(&once, "2026-11-20T00:00", 3), ["2026-11-27T10:00:00"]);
        assert_eq!(next(&once, "2026-11-27T10:00", 3), [""; 0], "its moment has passed");
    }

    #[test]
    fn ten_o_clock_stays_ten_o_clock_when_the_clocks_change() {
        // In Kyiv clocks go back on 25 October 2026: that day has 25 hours.
        let daily = timing("2026-10-24T10:00:00", Some(Repeats::Daily));
        let expected = ["2026-10-24T10:00:00", "2026-10-25T10:00:00", "2026-10-26T10:00:00"];
        assert_eq!(next(&daily, "2026-10-01T00:00", 3), expected);
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_still_a_time() {
        // On 28 March 2027 the clocks of Kyiv go from 03:00 to 04:00.
        let daily = timing("2027-03-28T03:30:00", Some(Repeats::Daily));
        let after = kyiv().at("2027-03-27T12:00:00".parse().expect("time")).expect("moment");
        let (_, at) = daily.next_after(after, &[kyiv()]).expect("it leaves");
        assert_eq!(kyiv().wall_of(at).to_string(), "2027-03-28T04:30:00");
    }

    #[test]
    fn a_week_has_the_days_that_were_named() {
        // 27 November 2026 is a Friday.
        let weekly = timing("2026-11-27T10:00:00", Some(Repeats::Weekly));
        assert_eq!(
            next(&weekly, "2026-11-01T00:00", 2),
            ["2026-11-27T10:00:00", "2026-12-04T10:00:00"]
        );
        let twice = Timing { weekdays: vec![1, 4], ..weekly };
        assert_eq!(
            next(&twice, "2026-11-01T00:00", 3),
            ["2026-11-30T10:00:00", "2026-12-03T10:00:00", "2026-12-07T10:00:00"]
        );
    }

    #[test]
    fn a_short_month_has_its_last_day() {
        let monthly = Timing {
            until: Some("2027-04-30".parse().expect("a day")),
            ..timing("2026-12-31T18:30:00", Some(Repeats::Monthly))
        };
        let expected = [
            "2026-12-31T18:30:00",
            "2027-01-31T18:30:00",
            "2027-02-28T18:30:00",
            "2027-03-31T18:30:00",
            "2027-04-30T18:30:00",
        ];
        assert_eq!(next(&monthly, "2026-12-01T00:00", 9), expected, "and then it is over");
    }

    #[test]
    fn by_everybodys_own_clock_it_begins_where_the_day_begins_first() {
        let clocks = ["Europe/Lisbon", "Asia/Almaty", "America/New_York"]
            .map(|name| ShopZone::named(name).expect("a zone"));
        let once = timing("2026-11-27T10:00:00", None);
        let (_, at) = once.next_after(Instant(0), &clocks).expect("it leaves");
        assert_eq!(clocks[1].wall_of(at).to_string(), "2026-11-27T10:00:00");
    }

    #[test]
    fn a_rule_that_means_nothing_is_refused_with_its_field() {
        let fault = |timing: Timing| timing.fault().map(|(field, _)| field);
        let once = timing("2026-11-27T10:00:00", None);
        assert_eq!(fault(Timing::default()), None);
        assert_eq!(fault(once.clone()), None);
        let without = Timing { repeats: Some(Repeats::Daily), ..Timing::default() };
        assert_eq!(fault(without), Some("delivery.timing.at"));
        assert_eq!(fault(timing("9999-12-31T23:59:59", None)), Some("delivery.timing.at"));
        let days = Timing { weekdays: vec![0], ..once.clone() };
        assert_eq!(fault(days), Some("delivery.timing.weekdays"));
        let zone = Timing { zone: Some("Narnia/Lamp_Post".to_owned()), ..once };
        assert_eq!(fault(zone), Some("delivery.timing.zone"));
    }
}
