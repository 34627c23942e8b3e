//! What every report says before its figures: when, where, by which definition, with what doubts.

use std::fmt;
use std::str::FromStr;

use collect::shop::Language;
use domain::{Caveat, Caveats, Currency, Day, Instant, Money, ShopZone, WeekStart};
use jiff::ToSpan;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Calendar, Unit};

/// The head of a report, the same for all of them.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Head<Options> {
    /// The name of the report, as in its address.
    pub report: &'static str,
    /// What the figures mean, in words, for the options that were chosen.
    pub definition: String,
    /// The moment up to which orders were seen.
    pub as_of: Instant,
    /// The zone in which days are cut.
    pub zone: String,
    /// The day on which weeks open.
    pub week_start: WeekStart,
    /// The currency of every amount; none when no file has named one yet.
    pub currency: Option<Currency>,
    /// The options of the report, with those filled in that were not given.
    pub options: Options,
    /// What a reader must know before trusting the figures.
    pub caveats: Caveats,
}

/// The day or the moment up to which a report looks; a day means its first moment, so that
/// orders of that day are not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// 00:00 of this day in the shop's zone.
    Day(Day),
    /// This very moment.
    Moment(Instant),
}

impl AsOf {
    /// The moment that is meant in a zone.
    pub fn instant(self, zone: &ShopZone) -> Instant {
        match self {
            Self::Day(day) => zone.start_of(day),
            Self::Moment(at) => at,
        }
    }
}

/// A text that is neither a day nor a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a day such as 2025-05-01 nor a moment such as 2025-05-01T09:00:00Z")]
pub struct BadAsOf(String);

impl FromStr for AsOf {
    type Err = BadAsOf;

    fn from_str(text: &str) -> Result<Self, BadAsOf> {
        // The shape decides, because the reader of days would quietly drop the time of a moment.
        let read = match text.len() {
            10 => text.parse().ok().map(Self::Day),
            _ => text.parse().ok().map(Self::Moment),
        };
        read.ok_or_else(|| BadAsOf(text.to_owned()))
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Moment(at) => at.fmt(f),
        }
    }
}

impl Serialize for AsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The point from which a report looks at the shop.
#[derive(Clone, Debug)]
pub struct Vantage {
    /// The zone in which days are cut.
    pub zone: ShopZone,
    /// The day on which weeks open.
    pub week_start: WeekStart,
    /// The currency of every amount; none when no file has named one yet.
    pub currency: Option<Currency>,
    /// The moment up to which orders are seen.
    pub as_of: Instant,
    /// When the first purchase of all was made; none before there is one.
    pub first_order_at: Option<Instant>,
    /// The language of the definition.
    pub language: Language,
    /// What is already known to be doubtful.
    pub caveats: Caveats,
}

/// An order history that ended longer ago than this is looked at from its end, not from today.
const STALE_AFTER_DAYS: i64 = 30;

const HOUR: i64 = 3_600_000_000;

/// The last full hour of the shop's day that holds a moment.
fn last_full_hour(zone: &ShopZone, now: Instant) -> Instant {
    let opening = zone.start_of(zone.day_of(now));
    Instant(now.0 - (now.0 - opening.0).rem_euclid(HOUR))
}

/// The moment after the newest order; now, where that order is still to come.
fn after(now: Instant, newest_order_at: Option<Instant>) -> Instant {
    newest_order_at.map_or(Instant(i64::MIN), |at| Instant(at.0 + 1).min(now))
}

impl Vantage {
    /// The same shop as it looked when an earlier day began; a day to come is not seen from.
    #[must_use]
    pub fn seen_on(&self, day: Day) -> Self {
        Self { as_of: self.zone.start_of(day).min(self.as_of), ..self.clone() }
    }

    /// Where to look from when nobody said: now, or the day after the newest purchase when that
    /// is over 30 days old, because a file of last year would else show everybody as gone.
    ///
    /// Now is told as the last full hour of the shop's day, or as the moment after the newest
    /// order where that is later: no order is missed, and as long as none comes the same question
    /// has the same answer.
    pub fn default_as_of(
        zone: &ShopZone,
        now: Instant,
        newest_order_at: Option<Instant>,
    ) -> (Instant, Option<Caveat>) {
        let Some(newest) = newest_order_at.filter(|at| now.days_since(*at) > STALE_AFTER_DAYS)
        else {
            return (last_full_hour(zone, now).max(after(now, newest_order_at)), None);
        };
        let newest_day = zone.day_of(newest);
        let as_of_day = newest_day.saturating_add(1.day());
        let text = format!(
            "the newest order is of {newest_day}, over {STALE_AFTER_DAYS} days ago, so the report \
             looks from {as_of_day}; --as-of chooses another day"
        );
        (zone.start_of(as_of_day), Some(Caveat::new("history_ended", text)))
    }

    /// The shop's day at the moment the report looks from.
    pub fn as_of_day(&self) -> Day {
        self.zone.day_of(self.as_of)
    }

    /// The first day of which nothing has been seen yet.
    pub fn first_unseen_day(&self) -> Day {
        let day = self.as_of_day();
        if self.zone.start_of(day) < self.as_of { day.saturating_add(1.day()) } else { day }
    }

    /// The calendar from the first purchase to the moment the report looks from; none while
    /// nobody has bought by then.
    pub fn calendar(&self, unit: Unit) -> Option<Calendar> {
        let first = self.first_order_at.filter(|at| *at < self.as_of)?;
        Some(Calendar::covering(unit, &self.zone, self.week_start, first, self.as_of))
    }

    /// Minor units as money of the shop; no answer while the currency is unknown.
    pub fn money(&self, minor: i64) -> Option<Money> {
        self.currency.map(|currency| Money::new(minor, currency))
    }

    /// Writes the head of a report, saying when there is nothing to report on.
    pub fn head<Options>(
        &self,
        report: &'static str,
        definition: String,
        options: Options,
    ) -> Head<Options> {
        let mut caveats = self.caveats.clone();
        if self.first_order_at.is_none_or(|at| at >= self.as_of) {
            caveats.say(Caveat::new("no_orders", format!("no purchase before {}", self.as_of)));
        }
        Head {
            report,
            definition,
            as_of: self.as_of,
            zone: self.zone.name().to_owned(),
            week_start: self.week_start,
            currency: self.currency,
            options,
            caveats,
        }
    }
}

/// Said where money was asked for and no order has any.
pub(crate) fn no_amounts() -> Caveat {
    Caveat::new("no_amounts", "the orders have no amounts, so money has no answer")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_living_shop_is_looked_at_from_now() {
        let now = at("2025-05-20T10:00:00Z");
        let newest = Some(at("2025-04-20T11:00:00Z"));
        assert_eq!(Vantage::default_as_of(&ShopZone::utc(), now, newest), (now, None));
    }

    #[test]
    fn now_is_the_last_full_hour_unless_an_order_came_since() {
        let looks_from = |zone: &str, newest: Option<&str>| {
            let zone = ShopZone::named(zone).expect("a zone");
            let now = at("2025-05-20T10:20:00Z");
            Vantage::default_as_of(&zone, now, newest.map(at)).0
        };
        assert_eq!(looks_from("UTC", None), at("2025-05-20T10:00:00Z"));
        let newest = Some("2025-05-20T10:07:00Z");
        assert_eq!(looks_from("UTC", newest), at("2025-05-20T10:07:00.000001Z"));
        let to_come = Some("2025-05-20T10:40:00Z");
        assert_eq!(looks_from("UTC", to_come), at("2025-05-20T10:20:00Z"));
        // There the day and its hours open half an hour later.
        assert_eq!(looks_from("Asia/Kolkata", None), at("2025-05-20T09:30:00Z"));
    }

    #[test]
    fn a_history_that_ended_is_looked_at_from_the_day_after_its_last_order() {
        let now = at("2026-05-20T10:00:00Z");
        let newest = Some(at("2011-12-09T12:50:00Z"));
        let (as_of, caveat) = Vantage::default_as_of(&ShopZone::utc(), now, newest);
        assert_eq!(as_of, at("2011-12-10T00:00:00Z"));
        assert_eq!(caveat.map(|caveat| caveat.code), Some("history_ended".to_owned()));
    }

    #[test]
    fn a_day_is_its_first_moment_in_the_shops_zone_and_nonsense_is_refused() {
        let kyiv = ShopZone::named("Europe/Kyiv").expect("a zone");
        let day: AsOf = "2025-05-01".parse().expect("a day");
        assert_eq!(day.instant(&kyiv), at("2025-04-30T21:00:00Z"));
        assert!("yesterday".parse::<AsOf>().is_err());
        assert!("2025-02-30".parse::<AsOf>().is_err());
    }
}
