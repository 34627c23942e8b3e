//! When something happened, by a clock that may be wrong.

use domain::{Instant, ShopZone};
use serde_json::Value as Json;

use crate::imports::values::{DateOrder, moment};

/// When a request was heard, and when its sender says it was sent.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// By our clock.
    pub at: Instant,
    /// By the sender's clock.
    pub sent_at: Option<Instant>,
}

/// A moment in a message: ISO 8601, or seconds or milliseconds since 1970.
pub(super) fn read(told: &Json) -> Option<Instant> {
    match told {
        Json::String(text) => {
            text.parse().ok().or_else(|| moment(text, DateOrder::Ymd, &ShopZone::utc()))
        }
        Json::Number(number) => moment(&number.to_string(), DateOrder::Ymd, &ShopZone::utc()),
        _ => None,
    }
}

impl Heard {
    /// When it happened, by our clock, where the sender's clock says `told`.
    ///
    /// The sender's clock may be wrong, but not differently between doing and sending: what counts
    /// is how long before the sending it happened (Segment, common fields: `timestamp` is
    /// `receivedAt − (sentAt − originalTimestamp)`). Nothing happens after it was heard of.
    pub(super) fn happened_at(self, told: Instant) -> Instant {
        let by_our_clock = match self.sent_at {
            Some(sent_at) => self.at.0.saturating_sub(sent_at.0.saturating_sub(told.0)),
            None => told.0,
        };
        Instant(by_our_clock.min(self.at.0))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HEARD: Instant = Instant(1_000_000_000_000_000);

    #[test]
    fn a_clock_that_is_a_day_fast_is_seen_through() {
        let sent = HEARD.plus_days(1);
        let heard = Heard { at: HEARD, sent_at: Some(sent) };
        let an_hour_before_sending = Instant(sent.0 - 3_600_000_000);
        assert_eq!(heard.happened_at(an_hour_before_sending), Instant(HEARD.0 - 3_600_000_000));
    }

    #[test]
    fn history_keeps_its_moments_and_the_future_has_not_happened() {
        let heard = Heard { at: HEARD, sent_at: None };
        assert_eq!(heard.happened_at(HEARD.plus_days(-900)), HEARD.plus_days(-900));
        assert_eq!(heard.happened_at(HEARD.plus_days(900)), HEARD);
    }

    #[test]
    fn moments_come_in_the_forms_that_programs_write() {
        let at: Instant = "2026-03-01T09:30:00Z".parse().expect("a moment");
        for told in [
            json!("2026-03-01T09:30:00Z"),
            json!("2026-03-01T11:30:00+02:00"),
            json!("2026-03-01T09:30:00"),
            json!(1_772_357_400),
            json!(1_772_357_400_000_i64),
        ] {
            assert_eq!(read(&told), Some(at), "{told}");
        }
        assert_eq!([json!("soon"), json!(true), json!(-5)].map(|told| read(&told)), [None; 3]);
    }
}
