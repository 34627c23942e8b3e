//! When a backup is due by the clock, and how many are kept.

use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How backups are made by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BackupSettings)]
pub struct Settings {
    /// The hour of the shop's day, 0 to 23, at which one is made; none are without it.
    pub daily_at: Option<i8>,
    /// How many are kept in the folder, 1 to 400.
    pub keep: i64,
    /// Where they are put; a folder of the shop's own unless told.
    pub folder: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { daily_at: None, keep: 7, folder: None }
    }
}

/// When the newest backup that is whole was begun, and the newest that was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Newest {
    pub(super) whole: Option<Instant>,
    pub(super) tried: Option<Instant>,
}

/// One that failed is tried again after this long: a full disk is not emptied in a minute.
const PATIENCE: i64 = 60 * 60 * 1_000_000;

impl Settings {
    pub(super) const NAME: &'static str = "backups";

    /// Whether one has to be made now: none was made since the hour last struck.
    pub(super) fn is_due(&self, zone: &ShopZone, now: Instant, newest: Newest) -> bool {
        let Some(struck) = self.daily_at.and_then(|hour| struck(zone, now, hour)) else {
            return false;
        };
        let is_made = newest.whole.is_some_and(|at| at >= struck);
        let is_tried = newest.tried.is_some_and(|at| now.0 - at.0 < PATIENCE);
        !is_made && !is_tried
    }

    /// When the next one is made by itself.
    pub fn next_at(&self, zone: &ShopZone, now: Instant) -> Option<Instant> {
        let time = Time::new(self.daily_at?, 0, 0, 0).ok()?;
        let today = zone.day_of(now);
        let days = [today, today.saturating_add(1.day()), today.saturating_add(2.days())];
        let mut moments = days.into_iter().filter_map(|day| zone.at(day.to_datetime(time)).ok());
        moments.find(|at| *at > now)
    }
}

/// The last moment at which the clock on the wall struck this hour.
fn struck(zone: &ShopZone, now: Instant, hour: i8) -> Option<Instant> {
    let time = Time::new(hour, 0, 0, 0).ok()?;
    let today = zone.day_of(now);
    let days = [today, today.saturating_sub(1.day()), today.saturating_sub(2.days())];
    let mut moments = days.into_iter().filter_map(|day| zone.at(day.to_datetime(time)).ok());
    moments.find(|at| *at <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("a moment")
    }

    /// Whether one is due at three in Kyiv, with the newest whole one and the newest try.
    fn due(now: &str, whole: Option<&str>, tried: Option<&str>) -> bool {
        let settings = Settings { daily_at: Some(3), ..Settings::default() };
        let zone = ShopZone::named("Europe/Kyiv").expect("a zone");
        let newest = Newest { whole: whole.map(at), tried: tried.map(at) };
        settings.is_due(&zone, at(now), newest)
    }

    #[test]
    fn one_is_due_when_the_hour_has_struck_and_none_was_made_since() {
        // Three in Kyiv is one in Greenwich in winter.
        let yesterday = Some("2026-03-01T01:00:05Z");
        assert!(!due("2026-03-02T00:59:59Z", yesterday, yesterday));
        assert!(due("2026-03-02T01:00:00Z", yesterday, yesterday));
        assert!(due("2026-03-02T15:00:00Z", None, None), "the first one at once");
        assert!(!due("2026-03-02T01:10:00Z", Some("2026-03-02T01:00:00Z"), None));
        let failed = Some("2026-03-02T01:00:00Z");
        assert!(!due("2026-03-02T01:59:59Z", yesterday, failed), "a failure rests for an hour");
        assert!(due("2026-03-02T02:00:00Z", yesterday, failed));
        // In summer at midnight in Greenwich.
        assert!(due("2026-07-02T00:00:00Z", Some("2026-07-01T00:00:09Z"), None));
    }

    #[test]
    fn none_is_made_by_itself_until_somebody_wants_it() {
        let (zone, now) = (ShopZone::utc(), at("2026-03-02T12:00:00Z"));
        assert!(!Settings::default().is_due(&zone, now, Newest::default()));
        assert_eq!(Settings::default().next_at(&zone, now), None);
        let at_noon = Settings { daily_at: Some(12), ..Settings::default() };
        assert_eq!(at_noon.next_at(&zone, now), Some(at("2026-03-03T12:00:00Z")));
        let later = Settings { daily_at: Some(13), ..Settings::default() };
        assert_eq!(later.next_at(&zone, now), Some(at("2026-03-02T13:00:00Z")));
        let wrong = Settings { daily_at: Some(77), ..Settings::default() };
        assert!(wrong.next_at(&zone, now).is_none());
    }
}
