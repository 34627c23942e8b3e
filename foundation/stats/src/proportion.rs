//! How far a share seen in a few may be from the share in all.

use crate::{Difference, Z95};

/// The bounds between which the true value lies in 95 of 100 such cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// Wilson's score interval of 95 % for `hits` of `n`; nothing when `n` is 0.
///
/// Unlike the textbook interval it never leaves 0…1 and stays honest for small numbers and for
/// shares near the ends, where most cells of a cohort table live (Wilson 1927).
pub fn wilson(hits: u64, n: u64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let n_float = n as f64;
    let share = hits as f64 / n_float;
    let z2 = Z95 * Z95;
    let scale = 1.0 + z2 / n_float;
    let centre = (share + z2 / (2.0 * n_float)) / scale;
    let spread = share * (1.0 - share) / n_float + z2 / (4.0 * n_float * n_float);
    let half = Z95 * spread.max(0.0).sqrt() / scale;
    // Rounding must not push the bounds past the share itself at 0 and at 1.
    Some(Interval {
        low: (centre - half).clamp(0.0, share),
        high: (centre + half).clamp(share, 1.0),
    })
}

/// The share of the first less that of the second, with an interval of 95 % made of Wilson's
/// intervals of both (Newcombe 1998, method 10); nothing when one of them is nobody.
pub fn wilson_difference(first: (u64, u64), second: (u64, u64)) -> Option<Difference> {
    let (wide_first, wide_second) = (wilson(first.0, first.1)?, wilson(second.0, second.1)?);
    let share = |(hits, n): (u64, u64)| hits as f64 / n as f64;
    let (share_first, share_second) = (share(first), share(second));
    let value = share_first - share_second;
    let below = (share_first - wide_first.low).hypot(wide_second.high - share_second);
    let above = (wide_first.high - share_first).hypot(share_second - wide_second.low);
    let interval = Interval { low: value - below, high: value + above };
    Some(Difference { value, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case((56, 70), (48, 80), 0.0524, 0.3339)]
    #[case((9, 10), (3, 10), 0.1705, 0.8090)]
    #[case((10, 10), (0, 20), 0.6791, 1.0)]
    fn the_interval_of_a_difference_is_the_published_one(
        #[case] first: (u64, u64),
        #[case] second: (u64, u64),
        #[case] low: f64,
        #[case] high: f64,
    ) {
        // Newcombe 1998, table II, method 10.
        let difference = wilson_difference(first, second).expect("somebody was asked");
        assert!((difference.interval.low - low).abs() < 5e-5, "{difference:?}");
        assert!((difference.interval.high - high).abs() < 5e-5, "{difference:?}");
        assert_eq!(wilson_difference(first, (0, 0)), None);
    }

    #[rstest]
    #[case(14, 28, 0.326_331_274_572_934_65, 0.673_668_725_427_065_4)]
    #[case(1000, 10_000, 0.094_272_830_170_630_46, 0.106_034_368_525_910_83)]
    fn the_interval_is_the_one_of_statsmodels(
        #[case] hits: u64,
        #[case] n: u64,
        #[case] low: f64,
        #[case] high: f64,
    ) {
        let interval = wilson(hits, n).expect("somebody was asked");
        assert!((interval.low - low).abs() < 1e-9, "{interval:?}");
        assert!((interval.high - high).abs() < 1e-9, "{interval:?}");
    }

    #[test]
    fn nobody_gives_no_interval_and_the_ends_stay_inside() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(0, 5).expect("five were asked").low, 0.0);
        assert_eq!(wilson(5, 5).expect("five were asked").high, 1.0);
    }
}
