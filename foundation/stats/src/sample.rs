//! What must be kept of many numbers to compare them: count, sum, sum of squares.

use crate::Interval;
use statrs::distribution::{ChiSquared, ContinuousCDF, StudentsT};

/// A sample as a statistic that can be added: two halves make the same whole in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// How many numbers.
    pub n: u64,
    /// Their sum.
    pub sum: f64,
    /// The sum of their squares.
    pub sum_squares: f64,
}

impl Sample {
    /// Takes one more number in.
    pub fn see(&mut self, number: f64) {
        self.n += 1;
        self.sum += number;
        self.sum_squares += number * number;
    }

    /// The mean; nothing of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }

    /// The unbiased variance; nothing of fewer than two.
    pub fn variance(&self) -> Option<f64> {
        let n = self.n as f64;
        let squares = self.sum_squares - self.sum * self.sum / n;
        (self.n > 1).then(|| (squares / (n - 1.0)).max(0.0))
    }
}

impl std::ops::Add for Sample {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            sum: self.sum + other.sum,
            sum_squares: self.sum_squares + other.sum_squares,
        }
    }
}

/// How far two means are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first mean less the second.
    pub value: f64,
    /// Where the true difference lies in 95 of 100 such comparisons.
    pub interval: Interval,
}

/// The difference of two means with Welch's interval of 95 %, which asks for no equal variances.
///
/// Degrees of freedom by Welch–Satterthwaite (Welch 1947). Nothing when a sample has fewer than
/// two numbers, and nothing when no number differs from another: then the samples say nothing
/// about how far the means would move.
pub fn welch(first: &Sample, second: &Sample) -> Option<Difference> {
    let (n_first, n_second) = (first.n as f64, second.n as f64);
    let share_first = first.variance()? / n_first;
    let share_second = second.variance()? / n_second;
    let squared_error = share_first + share_second;
    if squared_error <= 0.0 {
        return None;
    }
    let value = first.mean()? - second.mean()?;
    let freedom = squared_error * squared_error
        / (share_first * share_first / (n_first - 1.0)
            + share_second * share_second / (n_second - 1.0));
    let quantile = StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(0.975);
    let half = quantile * squared_error.sqrt();
    Some(Difference { value, interval: Interval { low: value - half, high: value + half } })
}

/// How likely a split at least this far from the intended one is, by the χ² test.
///
/// `share` of all were meant to be in the second part. Below one in a thousand something other
/// than chance has moved people. Nothing when a part was meant to be empty.
pub fn sample_ratio_p(n_first: u64, n_second: u64, share: f64) -> Option<f64> {
    let n = (n_first + n_second) as f64;
    let (expected_first, expected_second) = (n * (1.0 - share), n * share);
    if expected_first <= 0.0 || expected_second <= 0.0 {
        return None;
    }
    let off = n_second as f64 - expected_second;
    let chi_squared = off * off / expected_first + off * off / expected_second;
    Some(ChiSquared::new(1.0).ok()?.sf(chi_squared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(numbers: &[f64]) -> Sample {
        let mut sample = Sample::default();
        numbers.iter().for_each(|number| sample.see(*number));
        sample
    }

    #[test]
    fn the_interval_is_the_one_of_the_t_distribution() {
        // The bounds were found by numeric integration of the density of Student's t.
        let first = sample(&[2.0, 3.0, 5.0, 7.0, 11.0]);
        let second = sample(&[1.0, 1.0, 2.0, 3.0]);
        let difference = welch(&first, &second).expect("an interval");
        assert!((difference.value - 3.85).abs() < 1e-9, "{difference:?}");
        assert!((difference.interval.low - (-0.527424569)).abs() < 1e-6, "{difference:?}");
        assert!((difference.interval.high - 8.227424569).abs() < 1e-6, "{difference:?}");
    }

    #[test]
    fn samples_that_say_nothing_have_no_interval() {
        assert_eq!(welch(&sample(&[1.0]), &sample(&[1.0, 2.0])), None);
        assert_eq!(welch(&sample(&[0.0, 0.0]), &sample(&[0.0, 0.0])), None);
        assert_eq!(welch(&Sample::default(), &sample(&[1.0, 2.0])), None);
    }

    #[test]
    fn a_split_that_chance_does_not_explain_is_seen() {
        // The golden numbers of GrowthBook's check at one half.
        let near = sample_ratio_p(540, 460, 0.5).expect("p");
        assert!((near - 0.0114).abs() < 1e-4, "{near}");
        let far = sample_ratio_p(5_400, 4_600, 0.5).expect("p");
        assert!(far < 1e-12, "{far}");
        assert_eq!(sample_ratio_p(90, 10, 0.1), Some(1.0));
        assert_eq!(sample_ratio_p(100, 0, 0.0), None);
    }

    proptest! {
        #[test]
        fn two_halves_make_the_same_whole(
            numbers in proptest::collection::vec(-100_i32..100, 2..50),
            cut in 0_usize..50,
        ) {
            let numbers: Vec<f64> = numbers.into_iter().map(f64::from).collect();
            let (left, right) = numbers.split_at(cut.min(numbers.len()));
            prop_assert_eq!(sample(left) + sample(right), sample(&numbers));
        }
    }
}
