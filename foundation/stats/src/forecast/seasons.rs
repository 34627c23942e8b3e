//! What repeats every season: whether it is there, how it looks, a series without it.

use super::line::line;

/// How a season is put upon a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// So much more or less.
    Added,
    /// So many times as much.
    Times,
}

/// The pattern of a season.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// How it is put upon the series.
    pub kind: Kind,
    /// One number for each place in the season, beginning with that of the first value.
    pub pattern: Vec<f64>,
}

/// One-sided 95 % point of the normal distribution: the bar that Assimakopoulos and Nikolopoulos
/// (2000) set a season.
const Z90: f64 = 1.644_853_626_951_472_7;
/// A share of the usual below which dividing would only blow up noise.
const SHARE_LEAST: f64 = 0.01;

impl Season {
    /// The season of a series by classical decomposition; none where there are not two whole ones,
    /// or where the series does not resemble itself a season later by more than chance.
    pub fn of(series: &[f64], period: usize) -> Option<Self> {
        is_seasonal(series, period).then(|| Self::decomposed(series, period)).flatten()
    }

    /// The pattern by classical decomposition, whether it stands out or not.
    ///
    /// Multiplied where the series allows it, which fits the trade of shops, else added.
    pub fn decomposed(series: &[f64], period: usize) -> Option<Self> {
        if period < 2 || series.len() < 2 * period {
            return None;
        }
        let is_positive = series.iter().all(|value| *value > 0.0);
        let times = is_positive.then(|| decomposed(series, period, Kind::Times));
        let holds = |season: &Self| season.pattern.iter().all(|it| *it >= SHARE_LEAST);
        Some(times.filter(holds).unwrap_or_else(|| decomposed(series, period, Kind::Added)))
    }

    /// The pattern of the nth value of the series; beyond its end the season goes on.
    pub fn at(&self, place: usize) -> f64 {
        self.pattern[place % self.pattern.len()]
    }

    /// A value of the series without its season.
    pub fn taken_off(&self, value: f64, place: usize) -> f64 {
        match self.kind {
            Kind::Added => value - self.at(place),
            Kind::Times => value / self.at(place),
        }
    }

    /// A value without a season with that of its place.
    pub fn put_on(&self, value: f64, place: usize) -> f64 {
        match self.kind {
            Kind::Added => value + self.at(place),
            Kind::Times => value * self.at(place),
        }
    }
}

/// Whether a series resembles itself a season later by more than chance.
fn is_seasonal(series: &[f64], period: usize) -> bool {
    let n = series.len();
    if period < 2 || n < 2 * period {
        return false;
    }
    let off = told_from_line(series, period);
    let whole: f64 = off.iter().map(|it| it * it).sum();
    if whole <= 0.0 {
        return false;
    }
    let likeness =
        |lag: usize| off.iter().zip(&off[lag..]).map(|(l, r)| l * r).sum::<f64>() / whole;
    let before: f64 = (1..period).map(|lag| likeness(lag).powi(2)).sum();
    let chance = ((1.0 + 2.0 * before) / n as f64).sqrt();
    likeness(period).abs() > Z90 * chance
}

/// What the test looks at: how far each value lies from the mean. Of a season of weeks there are
/// few in any history, and growth over years would hide it, so a long one is told from the line.
fn told_from_line(series: &[f64], period: usize) -> Vec<f64> {
    let (height, slope) = if period > PERIOD_SHORT {
        line(series)
    } else {
        (series.iter().sum::<f64>() / series.len() as f64, 0.0)
    };
    let told = |(nth, value): (usize, &f64)| value - height - slope * (nth + 1) as f64;
    series.iter().enumerate().map(told).collect()
}

/// The longest season that is seen often enough to be told in spite of a trend.
const PERIOD_SHORT: usize = 24;

/// The pattern by classical decomposition; the series holds at least two seasons.
pub(super) fn decomposed(series: &[f64], period: usize, kind: Kind) -> Season {
    let trend = centred_mean(series, period);
    let half = period / 2;
    let (mut sums, mut counts) = (vec![0.0; period], vec![0_u32; period]);
    for (place, (value, trend)) in series.iter().skip(half).zip(&trend).enumerate() {
        let place = (place + half) % period;
        sums[place] += match kind {
            Kind::Added => value - trend,
            Kind::Times => value / trend,
        };
        counts[place] += 1;
    }
    let mut pattern: Vec<f64> =
        sums.iter().zip(&counts).map(|(sum, n)| sum / f64::from((*n).max(1))).collect();
    if period > PERIOD_SHORT {
        pattern = smoothed(&pattern);
    }
    let mean = pattern.iter().sum::<f64>() / period as f64;
    pattern.iter_mut().for_each(|it| match kind {
        Kind::Added => *it -= mean,
        Kind::Times => *it /= mean,
    });
    Season { kind, pattern }
}

/// Each place of a long season has been seen twice or thrice; its neighbours know half as much.
fn smoothed(pattern: &[f64]) -> Vec<f64> {
    let n = pattern.len();
    let at = |place: usize| pattern[place % n];
    (0..n).map(|place| (at(place + n - 1) + 2.0 * at(place) + at(place + 1)) / 4.0).collect()
}

/// The mean over one season around each value; half a season is missing at each end.
fn centred_mean(series: &[f64], period: usize) -> Vec<f64> {
    let is_even = period.is_multiple_of(2);
    let width = if is_even { period + 1 } else { period };
    let mean = |window: &[f64]| {
        let sum: f64 = window.iter().sum();
        let ends = if is_even { (window[0] + window[width - 1]) / 2.0 } else { 0.0 };
        (sum - ends) / period as f64
    };
    series.windows(width).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(n: usize, of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..n).map(of).collect()
    }

    #[test]
    fn a_pattern_that_was_put_on_a_line_is_found_again() {
        let pattern = [0.5, 1.0, 1.5, 1.0];
        let series = drawn(24, |t| 100.0 * pattern[t % 4]);
        let season = Season::of(&series, 4).expect("a season");
        assert_eq!(season.kind, Kind::Times);
        for (found, put) in season.pattern.iter().zip(pattern) {
            assert!((found - put).abs() < 1e-12, "{season:?}");
        }
        assert!((season.put_on(season.taken_off(50.0, 4), 8) - 50.0).abs() < 1e-12);
    }

    #[test]
    fn a_season_around_nothing_is_added() {
        let series = drawn(24, |t| [-3.0, 1.0, 2.0][t % 3]);
        let season = Season::of(&series, 3).expect("a season");
        assert_eq!(season.kind, Kind::Added);
        assert!((season.pattern[0] + 3.0).abs() < 1e-12, "{season:?}");
    }

    #[test]
    fn a_line_a_constant_and_a_short_series_have_no_season() {
        assert_eq!(Season::of(&drawn(36, |t| t as f64), 12), None);
        assert_eq!(Season::of(&[5.0; 36], 12), None);
        assert_eq!(Season::of(&drawn(23, |t| (t % 12) as f64), 12), None);
        assert_eq!(Season::of(&[], 12), None);
    }
}
