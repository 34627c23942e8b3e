//! The judge: what was a season ago comes again.

use super::mended_n;

/// A series that repeats its last season.
#[derive(Clone, Debug)]
pub struct SeasonalNaive {
    /// How far a value scatters around that of a season before.
    pub spread: f64,
    /// What each value was expected to be; the first season is its own.
    pub expected: Vec<f64>,
    last: Vec<f64>,
}

impl SeasonalNaive {
    /// Repeats the last season, or the last value of a series that has no whole season before it;
    /// nothing for no value.
    pub fn of(series: &[f64], period: usize) -> Option<Self> {
        let period = if series.len() > period { period.max(1) } else { 1 };
        let last = series.get(series.len().checked_sub(period)?..)?.to_vec();
        let off = series.iter().zip(&series[period..]).map(|(before, now)| now - before);
        let squares: f64 = off.map(|off| off * off).sum();
        let spread = (squares / mended_n(series.len() - period, 0)).sqrt();
        let first = &series[..period];
        let expected = first.iter().chain(series).take(series.len()).copied().collect();
        Some(Self { spread, expected, last })
    }

    /// What comes when the errors are these, in units of their spread.
    pub(super) fn path(&self, shocks: &[f64]) -> Vec<f64> {
        let mut last = self.last.clone();
        let period = last.len();
        let step = |(nth, shock): (usize, &f64)| {
            let value = &mut last[nth % period];
            *value += shock * self.spread;
            *value
        };
        shocks.iter().enumerate().map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_season_comes_again_and_the_first_is_its_own() {
        let judge = SeasonalNaive::of(&[1.0, 2.0, 3.0, 5.0, 7.0], 2).expect("values");
        assert_eq!(judge.path(&[0.0; 5]), [5.0, 7.0, 5.0, 7.0, 5.0]);
        assert_eq!(judge.expected, [1.0, 2.0, 1.0, 2.0, 3.0]);
        // 2, 3 and 4 more than a season before.
        assert!((judge.spread - (29.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_series_within_its_first_season_repeats_its_last_value() {
        let judge = SeasonalNaive::of(&[1.0, 2.0], 12).expect("values");
        assert_eq!(judge.path(&[0.0; 2]), [2.0, 2.0]);
        assert!(SeasonalNaive::of(&[], 12).is_none());
    }
}
