//! A time of day that everybody's own clock shows at another moment.

use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A time that everybody's own clock shows at another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnTime {
    /// What the clock on his wall shows.
    pub wall: DateTime,
    /// What becomes of those whose clock had shown it before the touch began.
    pub past: PastZones,
    /// When the touch began.
    pub began_at: Instant,
}

/// What becomes of somebody in whose zone the time has passed when the campaign begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PastZones {
    /// He is written to as soon as the campaign begins.
    AtOnce,
    /// He is written to at the same time of his next day.
    NextDay,
    /// He is not written to.
    LeftOut,
}

impl OwnTime {
    /// When it is for somebody who lives by that clock; never, when his time passed before.
    pub(super) fn moment(&self, zone: &ShopZone) -> Option<Instant> {
        let own = zone.at(self.wall).ok()?;
        match self.past {
            _ if own >= self.began_at => Some(own),
            PastZones::AtOnce => Some(self.began_at),
            PastZones::NextDay => zone.at(self.wall.saturating_add(1.day())).ok(),
            PastZones::LeftOut => None,
        }
    }
}
