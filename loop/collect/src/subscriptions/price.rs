//! What a subscription is worth a month, by the rules of Stripe's billing glossary.
//!
//! A price is brought to a month: a year's is divided by 12, a week's times 52/12, a day's times
//! 365/12. Active and past-due subscriptions count; trials, free plans, what is metered, paused,
//! unpaid, never begun or over does not. A discount for ever is taken off the price by who tells
//! it; one that ends is not.

use super::Interval;

/// A month as so many of these, as a fraction (source: Stripe).
fn in_a_month(interval: Interval) -> (i128, i128) {
    match interval {
        Interval::Day => (365, 12),
        Interval::Week => (52, 12),
        Interval::Month => (1, 1),
        Interval::Year => (1, 12),
    }
}

/// A price for some time, in minor units, for the whole quantity and less what is off for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// How much each time.
    pub minor: i64,
    /// For how long.
    pub interval: Interval,
    /// So many of them at once; 3 months are a quarter.
    pub n_intervals: u32,
}

impl Price {
    /// The same for a month, rounded half away from zero.
    pub fn monthly(self) -> i64 {
        let (times, of) = in_a_month(self.interval);
        let (minor, of) =
            (i128::from(self.minor) * times, of * i128::from(self.n_intervals.max(1)));
        let rounded = (minor.abs() * 2 + of) / (of * 2) * minor.signum();
        i64::try_from(rounded).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monthly(minor: i64, interval: Interval, n_intervals: u32) -> i64 {
        Price { minor, interval, n_intervals }.monthly()
    }

    #[test]
    fn prices_are_brought_to_a_month_as_stripe_does() {
        assert_eq!(monthly(12_000, Interval::Year, 1), 1_000);
        assert_eq!(monthly(1_000, Interval::Week, 1), 4_333);
        assert_eq!(monthly(100, Interval::Day, 1), 3_042);
        assert_eq!(monthly(3_000, Interval::Month, 3), 1_000);
        assert_eq!(monthly(500, Interval::Month, 0), 500, "no number is one");
        assert_eq!(monthly(i64::MAX, Interval::Day, 1), i64::MAX);
    }
}
