//! Moments and the shop's zone.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment, as whole microseconds since 1970-01-01T00:00Z.
///
/// One integer in rows and in columns alike: comparing, subtracting and indexing mean the same
/// on every engine, and a file of orders stays a plain array of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// Microseconds in a day of 24 hours.
    pub const DAY: i64 = 86_400_000_000;

    /// The moment this many seconds after 1970.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// The same moment in jiff's type, for calendars and printing.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::MAX)
    }

    /// This moment plus whole days of 24 hours; may be negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * Self::DAY)
    }

    /// Whole days of 24 hours from `earlier` to this moment, rounded down.
    pub fn days_since(self, earlier: Instant) -> i64 {
        (self.0 - earlier.0).div_euclid(Self::DAY)
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl std::str::FromStr for Instant {
    type Err = jiff::Error;

    /// Reads RFC 3339, for example `2026-03-01T09:30:00Z`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Timestamp>().map(Self::from)
    }
}

impl utoipa::PartialSchema for Instant {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        crate::text_schema("a moment in RFC 3339")
    }
}

impl utoipa::ToSchema for Instant {}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The zone a shop keeps its days in; every day, week and month of a report is cut by it.
#[derive(Clone, Debug)]
pub struct ShopZone(TimeZone);

impl ShopZone {
    /// The zone of a shop that never said where it is.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone of an IANA name such as `Europe/Kyiv`.
    pub fn named(name: &str) -> Result<Self, jiff::Error> {
        TimeZone::get(name).map(Self)
    }

    /// The IANA name, as printed with every figure.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The shop's calendar day at a moment.
    pub fn day_of(&self, at: Instant) -> Date {
        at.timestamp().to_zoned(self.0.clone()).date()
    }

    /// What the clock on the wall of the shop shows at a moment.
    pub fn wall_of(&self, at: Instant) -> jiff::civil::DateTime {
        at.timestamp().to_zoned(self.0.clone()).datetime()
    }

    /// The moment a day opens: 00:00 local, or the first moment after it where clocks skip it.
    pub fn start_of(&self, day: Date) -> Instant {
        match day.to_zoned(self.0.clone()) {
            Ok(zoned) => Instant::from(zoned.timestamp()),
            Err(_) => Instant(i64::MAX),
        }
    }

    /// The moment of a wall-clock time in this zone.
    pub fn at(&self, wall: jiff::civil::DateTime) -> Result<Instant, jiff::Error> {
        wall.to_zoned(self.0.clone()).map(|zoned| Instant::from(zoned.timestamp()))
    }

    /// The moments at which each of `n_days` days from `first` opens, and the end of the last.
    pub fn day_starts(&self, first: Date, n_days: usize) -> Vec<Instant> {
        let mut day = first;
        let mut starts = Vec::with_capacity(n_days + 1);
        for _ in 0..=n_days {
            starts.push(self.start_of(day));
            day = day.saturating_add(1.day());
        }
        starts
    }
}

/// The day a shop's week opens on; printed with weekly figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// ISO 8601 weeks.
    #[default]
    Monday,
    /// As in the United States.
    Sunday,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_opens_at_local_midnight() {
        let kyiv = ShopZone::named("Europe/Kyiv").expect("zone");
        assert_eq!(kyiv.start_of(date(2025, 7, 1)).to_string(), "2025-06-30T21:00:00Z");
        assert_eq!(kyiv.day_of("2025-06-30T21:00:00Z".parse().expect("time")), date(2025, 7, 1));
    }

    #[test]
    fn days_are_rounded_down_even_backwards() {
        let noon = Instant(Instant::DAY / 2);
        assert_eq!(noon.days_since(Instant(Instant::DAY)), -1);
    }
}
