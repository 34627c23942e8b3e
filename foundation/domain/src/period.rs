//! Half-open stretches of days.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use crate::{Day, Instant, ShopZone};

/// Days from `from` up to, and without, `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Period {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The day after the last one.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
}

impl Period {
    /// Days from `from` up to, and without, `until`.
    pub fn new(from: Day, until: Day) -> Self {
        Self { from, until }
    }

    /// Number of days; 0 when the period is empty or upside down.
    pub fn n_days(&self) -> i64 {
        i64::from((self.until - self.from).get_days()).max(0)
    }

    /// The equally long period that ends where this one begins.
    #[must_use]
    pub fn before(&self) -> Self {
        Self::new(self.from.saturating_sub(self.n_days().days()), self.from)
    }

    /// The same days one calendar year earlier.
    #[must_use]
    pub fn last_year(&self) -> Self {
        Self::new(self.from.saturating_sub(1.year()), self.until.saturating_sub(1.year()))
    }

    /// The moments this period opens and closes in a zone.
    pub fn instants(&self, zone: &ShopZone) -> (Instant, Instant) {
        (zone.start_of(self.from), zone.start_of(self.until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_period_before_is_as_long_and_touches() {
        let march = Period::new(date(2025, 3, 1), date(2025, 4, 1));
        assert_eq!(march.before(), Period::new(date(2025, 1, 29), date(2025, 3, 1)));
    }
}
