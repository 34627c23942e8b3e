//! Rising factorials, in logs: what a ratio of gamma functions a whole number apart comes to.

/// `ln (p)(p + 1)…(p + n − 1)` and its slope in p, for every n up to a largest.
///
/// Counts are whole, so this sum replaces the gamma function and its derivative, is exact where
/// their difference would lose digits, and costs one logarithm a count.
#[derive(Clone, Debug)]
pub(super) struct Rising {
    steps: Vec<(f64, f64)>,
}

impl Rising {
    /// All rising factorials of `p` up to `n_most` factors.
    pub(super) fn of(p: f64, n_most: usize) -> Self {
        let mut steps = Vec::with_capacity(n_most + 1);
        let (mut log, mut slope) = (0.0, 0.0);
        for n in 0..=n_most {
            steps.push((log, slope));
            let factor = p + n as f64;
            log += factor.ln();
            slope += 1.0 / factor;
        }
        Self { steps }
    }

    /// The log of the product of `n` factors, and its slope.
    pub(super) fn to(&self, n: usize) -> (f64, f64) {
        self.steps[n]
    }
}

/// `ln B(a + m, b + k) / B(a, b)`, with its slopes in a and b.
#[derive(Clone, Debug)]
pub(super) struct BetaRatio {
    first: Rising,
    second: Rising,
    both: Rising,
}

impl BetaRatio {
    /// All ratios of `B(a, b)` with up to `first_most` and `second_most` more.
    pub(super) fn of(a: f64, b: f64, first_most: usize, second_most: usize) -> Self {
        Self {
            first: Rising::of(a, first_most),
            second: Rising::of(b, second_most),
            both: Rising::of(a + b, first_most + second_most),
        }
    }

    /// The log of the ratio, its slope in a and its slope in b.
    pub(super) fn to(&self, first: usize, second: usize) -> (f64, f64, f64) {
        let (log_first, slope_first) = self.first.to(first);
        let (log_second, slope_second) = self.second.to(second);
        let (log_both, slope_both) = self.both.to(first + second);
        (log_first + log_second - log_both, slope_first - slope_both, slope_second - slope_both)
    }
}
