//! How many numbers an ARIMA has, and the long polynomials that its short ones make.

use serde::{Deserialize, Serialize};

/// The order of an ARIMA with a season: (p,d,q)(P,D,Q).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Order {
    /// Values before that a value leans on.
    pub ar: usize,
    /// How often differences are taken.
    pub differences: usize,
    /// Errors before that a value leans on.
    pub ma: usize,
    /// The same a season, two seasons … before.
    pub season_ar: usize,
    /// How often differences to the season before are taken.
    pub season_differences: usize,
    /// Errors of seasons before.
    pub season_ma: usize,
    /// Whether the differenced values have a mean of their own.
    pub has_mean: bool,
}

impl Order {
    /// The airline model of Box and Jenkins: (0,1,1)(0,1,1).
    pub const AIRLINE: Self = Self {
        ar: 0,
        differences: 1,
        ma: 1,
        season_ar: 0,
        season_differences: 1,
        season_ma: 1,
        has_mean: false,
    };

    /// How many coefficients are sought, without that of the mean.
    pub fn n_coefficients(self) -> usize {
        self.ar + self.ma + self.season_ar + self.season_ma
    }

    /// How many values are lost to differences.
    pub(super) fn n_lost(self, period: usize) -> usize {
        self.differences + self.season_differences * period
    }

    /// The lags of the differences, one after another.
    fn lags(self, period: usize) -> impl Iterator<Item = usize> {
        std::iter::repeat_n(period, self.season_differences)
            .chain(std::iter::repeat_n(1, self.differences))
    }

    /// The coefficients of values and of errors before, the season's multiplied in:
    /// `w_t = Σ ar_i w_(t-i) + e_t + Σ ma_i e_(t-i)`.
    ///
    /// `coefficients` are those of ar, ma, season ar and season ma, in this order.
    pub(super) fn long(self, coefficients: &[f64], period: usize) -> (Vec<f64>, Vec<f64>) {
        let (ar, rest) = coefficients.split_at(self.ar);
        let (ma, rest) = rest.split_at(self.ma);
        let (season_ar, season_ma) = rest.split_at(self.season_ar);
        (product(ar, season_ar, period, -1.0), product(ma, season_ma, period, 1.0))
    }
}

/// The product of `1 + sign Σ short_i Bⁱ` and `1 + sign Σ long_i B^(i × period)`, in the same form.
fn product(short: &[f64], long: &[f64], period: usize, sign: f64) -> Vec<f64> {
    let mut sum = vec![0.0; short.len() + long.len() * period];
    sum[..short.len()].copy_from_slice(short);
    for (nth, far) in long.iter().enumerate() {
        let lag = (nth + 1) * period;
        sum[lag - 1] += far;
        for (place, near) in short.iter().enumerate() {
            sum[lag + place] += sign * near * far;
        }
    }
    sum
}

/// Differences of a series: first to the season before, then to the value before.
pub(super) fn differenced(series: &[f64], order: Order, period: usize) -> Vec<f64> {
    let difference = |series: Vec<f64>, lag: usize| {
        series.iter().zip(series.iter().skip(lag)).map(|(then, now)| now - then).collect()
    };
    order.lags(period).fold(series.to_vec(), difference)
}

/// Undoes differences: goes on from the end of `series` by what its differences will be.
pub(super) fn summed(series: &[f64], ahead: Vec<f64>, order: Order, period: usize) -> Vec<f64> {
    let mut ends = Vec::new();
    let mut level = series.to_vec();
    for lag in order.lags(period) {
        let next = level.iter().zip(&level[lag..]).map(|(then, now)| now - then).collect();
        ends.push((lag, level.split_off(level.len() - lag)));
        level = next;
    }
    ends.into_iter().rev().fold(ahead, |steps, (lag, end)| onward(end, &steps, lag))
}

/// Each value is that of `lag` before and its difference.
fn onward(end: Vec<f64>, steps: &[f64], lag: usize) -> Vec<f64> {
    let mut all = end;
    for (nth, step) in steps.iter().enumerate() {
        all.push(all[nth] + step);
    }
    all.split_off(lag)
}

impl std::fmt::Display for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { ar, differences, ma, season_ar, season_differences, season_ma, has_mean } = self;
        write!(f, "ARIMA({ar},{differences},{ma})")?;
        if season_ar + season_differences + season_ma > 0 {
            write!(f, "({season_ar},{season_differences},{season_ma})")?;
        }
        if *has_mean { f.write_str(" with mean") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_airline_leans_on_errors_of_one_twelve_and_thirteen_months_before() {
        let (ar, ma) = Order::AIRLINE.long(&[-0.4, -0.6], 12);
        assert!(ar.is_empty());
        assert_eq!((ma[0], ma[11], ma[12], ma.len()), (-0.4, -0.6, 0.24, 13));
        let (ar, _) = Order { ar: 1, season_ar: 1, ..Order::default() }.long(&[0.5, 0.3], 4);
        assert_eq!(ar, [0.5, 0.0, 0.0, 0.3, -0.15]);
    }

    #[test]
    fn what_was_differenced_is_summed_again() {
        let series: Vec<f64> = (0..40).map(|t| f64::from(t * t % 17) + f64::from(t)).collect();
        for (differences, season_differences) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
            let order = Order { differences, season_differences, ..Order::default() };
            let ahead = differenced(&series, order, 4);
            let known = &series[..30];
            let steps = &ahead[30 - order.n_lost(4)..];
            let back = summed(known, steps.to_vec(), order, 4);
            for (found, was) in back.iter().zip(&series[30..]) {
                assert!((found - was).abs() < 1e-9, "{order}: {back:?}");
            }
        }
    }
}
