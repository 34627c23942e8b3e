//! How far two numbers go together.

/// Pearson's correlation of pairs, −1…1; nothing of fewer than two, and nothing when one of the
/// numbers never varies.
pub fn correlation(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Option<f64> {
    let (mut n, mut left, mut right) = (0.0, 0.0, 0.0);
    for (one, other) in pairs.clone() {
        (n, left, right) = (n + 1.0, left + one, right + other);
    }
    let (mean_left, mean_right) = (left / n, right / n);
    // Around the means, in a second pass: sums of squares of large numbers lose their digits.
    let (mut both, mut squares_left, mut squares_right) = (0.0, 0.0, 0.0);
    for (one, other) in pairs {
        let (off_left, off_right) = (one - mean_left, other - mean_right);
        both += off_left * off_right;
        squares_left += off_left * off_left;
        squares_right += off_right * off_right;
    }
    let scale = (squares_left * squares_right).sqrt();
    (n > 1.0 && scale > 0.0).then(|| (both / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_together_goes_together() {
        let line = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)];
        assert_eq!(correlation(line.into_iter()), Some(1.0));
        // Anscombe's first quartet, printed as 0.816.
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        let found = correlation(x.into_iter().zip(y)).expect("a correlation");
        assert!((found - 0.816).abs() < 5e-4, "{found}");
    }

    #[test]
    fn what_never_varies_goes_with_nothing() {
        assert_eq!(correlation([(1.0, 2.0), (1.0, 3.0)].into_iter()), None);
        assert_eq!(correlation([(1.0, 2.0)].into_iter()), None);
    }
}
