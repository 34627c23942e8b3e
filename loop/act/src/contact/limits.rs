//! How often and when people may be written to, whatever the campaign.

use std::num::NonZeroU32;

use collect::shop;
use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::Time;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};

use super::hold_out::HoldOutShare;
use crate::channels::Channel;

/// The shop's own limits on every marketing touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Limits {
    /// The share of people kept without any marketing, to measure all of it.
    pub hold_out_everywhere: HoldOutShare,
    /// How often one person may be written to.
    pub pressure: Pressure,
    /// The hours in which nobody is written to; none by default.
    pub quiet_hours: Option<QuietHours>,
    /// How fast messages leave by each channel.
    pub per_minute: PerMinute,
}

/// The most messages within any minute by each channel, over all campaigns; as many as its line
/// carries where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PerMinute {
    /// Letters.
    #[schema(value_type = Option<u32>, minimum = 1)]
    pub email: Option<NonZeroU32>,
    /// Text messages.
    #[schema(value_type = Option<u32>, minimum = 1)]
    pub sms: Option<NonZeroU32>,
    /// Messages of the bot.
    #[schema(value_type = Option<u32>, minimum = 1)]
    pub telegram: Option<NonZeroU32>,
    /// Calls of the shop's own program.
    #[schema(value_type = Option<u32>, minimum = 1)]
    pub webhook: Option<NonZeroU32>,
}

impl PerMinute {
    /// The limit of one channel.
    pub fn of(&self, channel: Channel) -> Option<NonZeroU32> {
        match channel {
            Channel::Email => self.email,
            Channel::Sms => self.sms,
            Channel::Telegram => self.telegram,
            Channel::Webhook => self.webhook,
        }
    }
}

const SETTING: &str = "contact_limits";

/// The limits of this shop.
pub async fn limits(tx: &mut ShopTx) -> Result<Limits, RecordsError> {
    Ok(shop::setting(tx, SETTING).await?.unwrap_or_default())
}

/// Remembers the limits of this shop.
pub async fn save_limits(tx: &mut ShopTx, limits: &Limits) -> Result<(), RecordsError> {
    shop::save_setting(tx, SETTING, limits).await
}

/// At most so many marketing touches within so many days, counted over all campaigns.
///
/// The window rolls: a touch at 23:00 and one at 00:01 are two touches of one day, which
/// calendar days would forget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Pressure {
    /// The most touches one person gets within the window.
    pub at_most: u16,
    /// Length of the window in days of 24 hours.
    pub within_days: u16,
}

impl Default for Pressure {
    /// Three touches a week: what most people bear from a shop they once chose.
    fn default() -> Self {
        Self { at_most: 3, within_days: 7 }
    }
}

impl Pressure {
    /// The moment from which another touch is allowed; nothing when it is allowed now.
    ///
    /// `touches` are the moments of earlier touches, in any order.
    pub fn waits_until(&self, touches: &[Instant], now: Instant) -> Option<Instant> {
        let window = i64::from(self.within_days);
        let mut recent: Vec<Instant> =
            touches.iter().copied().filter(|at| at.plus_days(window) > now).collect();
        if recent.len() < usize::from(self.at_most) {
            return None;
        }
        recent.sort_unstable_by(|earlier, later| later.cmp(earlier));
        // The touch that must leave the window first: the `at_most`-th newest.
        let leaving = usize::from(self.at_most).checked_sub(1).and_then(|place| recent.get(place));
        Some(leaving.copied().unwrap_or(now).plus_days(window))
    }

    /// The earliest moment whose touches still count at `now`.
    pub fn window_opens(&self, now: Instant) -> Instant {
        now.plus_days(-i64::from(self.within_days))
    }
}

/// From one time of the day until another, over midnight when `from` is the later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuietHours {
    /// When the quiet begins, by the person's clock; by the shop's where his is not known.
    #[schema(value_type = String, example = "21:00:00")]
    pub from: Time,
    /// When it ends, by the same clock.
    #[schema(value_type = String, example = "09:00:00")]
    pub until: Time,
}

impl QuietHours {
    /// The end of the quiet that `now` lies in; nothing when it is not quiet now.
    pub fn waits_until(&self, now: Instant, zone: &ShopZone) -> Option<Instant> {
        let today = zone.day_of(now);
        // The quiet that began yesterday evening may still last this morning.
        [today.saturating_sub(1.day()), today].into_iter().find_map(|evening| {
            let morning = match self.from < self.until {
                true => evening,
                false => evening.saturating_add(1.day()),
            };
            let begins = zone.at(evening.to_datetime(self.from)).ok()?;
            let ends = zone.at(morning.to_datetime(self.until)).ok()?;
            (begins <= now && now < ends).then_some(ends)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    const NIGHT: QuietHours = QuietHours { from: time(21, 0, 0, 0), until: time(9, 0, 0, 0) };

    /// Days of earlier touches, and the day from which the next one is allowed.
    fn check_pressure(at_most: u16, touched_on: &[i64], today: i64, expected: Option<i64>) {
        let day = |n: i64| Instant(n * Instant::DAY);
        let touches: Vec<Instant> = touched_on.iter().map(|n| day(*n)).collect();
        let pressure = Pressure { at_most, within_days: 7 };
        assert_eq!(
            pressure.waits_until(&touches, day(today)),
            expected.map(day),
            "at most {at_most} in 7 days, touched on {touched_on:?}, today {today}"
        );
    }

    #[test]
    fn the_window_of_contact_pressure_rolls() {
        check_pressure(1, &[], 10, None);
        check_pressure(1, &[9], 10, Some(16));
        check_pressure(1, &[3], 10, None);
        check_pressure(2, &[9], 10, None);
        check_pressure(2, &[9, 5], 10, Some(12));
        check_pressure(2, &[9, 5, 8], 10, Some(15));
        check_pressure(2, &[1, 2, 9], 10, None);
    }

    #[test]
    fn nobody_is_written_to_where_nothing_is_allowed() {
        check_pressure(0, &[], 10, Some(17));
    }

    fn check_quiet(hours: QuietHours, now: &str, expected: Option<&str>) {
        let kyiv = ShopZone::named("Europe/Kyiv").expect("zone");
        let now = now.parse().expect("moment");
        let waits = hours.waits_until(now, &kyiv).map(|until| until.to_string());
        assert_eq!(waits.as_deref(), expected, "at {now}");
    }

    #[test]
    fn the_quiet_of_the_night_reaches_over_midnight() {
        check_quiet(NIGHT, "2025-01-10T12:00:00Z", None);
        check_quiet(NIGHT, "2025-01-10T19:00:00Z", Some("2025-01-11T07:00:00Z"));
        check_quiet(NIGHT, "2025-01-11T05:00:00Z", Some("2025-01-11T07:00:00Z"));
        check_quiet(NIGHT, "2025-01-11T07:00:00Z", None);
    }

    #[test]
    fn the_morning_of_the_clock_change_comes_an_hour_earlier() {
        // Kyiv moves its clocks forward on 30 March 2025: 09:00 there is 06:00 UTC.
        check_quiet(NIGHT, "2025-03-29T20:00:00Z", Some("2025-03-30T06:00:00Z"));
    }

    #[test]
    fn a_rest_at_noon_stays_within_the_day() {
        let noon = QuietHours { from: time(12, 0, 0, 0), until: time(13, 0, 0, 0) };
        check_quiet(noon, "2025-01-10T10:30:00Z", Some("2025-01-10T11:00:00Z"));
        check_quiet(noon, "2025-01-10T11:00:00Z", None);
    }

    #[test]
    fn equal_ends_mean_a_whole_quiet_day() {
        let always = QuietHours { from: time(9, 0, 0, 0), until: time(9, 0, 0, 0) };
        check_quiet(always, "2025-01-10T12:00:00Z", Some("2025-01-11T07:00:00Z"));
    }
}
