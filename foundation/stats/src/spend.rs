//! How large something is each time it comes, when each has a size of its own: Gamma–Gamma.

use crate::Z95;
use crate::numeric::{Bounds, MAX, Slope, Vector, inverse, maximise};
use crate::recurrence::Estimate;
use statrs::function::gamma::{digamma, ln_gamma};

/// How often something came, and how large it was on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// How many times.
    pub n_times: u32,
    /// The mean of their sizes, more than 0.
    pub mean: f64,
}

/// The Gamma–Gamma model fitted to sizes (Fader, Hardie and Lee 2005, "RFM and CLV"; Fader and
/// Hardie 2013, "The Gamma-Gamma Model of Monetary Value").
#[derive(Clone, Debug, PartialEq)]
pub struct SizeFit {
    /// How alike the sizes of one are.
    pub p: f64,
    /// How alike those of different ones are.
    pub q: f64,
    /// The scale.
    pub v: f64,
    /// The standard errors of the three, from the observed information.
    pub errors: Option<[f64; 3]>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// How many came.
    pub n_sizes: u64,
    /// Whether no step promises a gain that matters.
    pub is_converged: bool,
    /// The covariance of the logs of the parameters, from which intervals are made.
    pub covariance: Option<[[f64; MAX]; MAX]>,
}

/// Fits the sizes; nothing when there are none.
///
/// Sizes that are not above 0 or not numbers, and those that never came, tell nothing and are left
/// out. Parameters are kept below 10⁵, beyond which the likelihood loses its digits and grows by
/// rounding alone.
pub fn fit_sizes(sizes: &[Size]) -> Option<SizeFit> {
    let mut known: Vec<Size> = sizes
        .iter()
        .filter(|size| size.n_times > 0 && size.mean > 0.0 && size.mean.is_finite())
        .copied()
        .collect();
    known.sort_unstable_by(|left, right| {
        left.n_times.cmp(&right.n_times).then(left.mean.total_cmp(&right.mean))
    });
    let mean = known.iter().map(|size| size.mean).sum::<f64>() / known.len() as f64;
    if known.is_empty() {
        return None;
    }
    let (low, high) = ((1e-3_f64).ln(), (1e5_f64).ln());
    let around = mean.ln();
    let bounds = Bounds {
        n: 3,
        low: [low, low, around - 14.0, 0.0],
        high: [high, high, around + 14.0, 0.0],
    };
    let mut height = |at: &Vector| total(&known, at);
    let starts = [[1.5, 1.3, around - 0.5, 0.0], [0.0, 0.7, around, 0.0], [3.0, 2.0, around, 0.0]];
    let mut best = maximise(&mut height, &bounds, starts[0], None);
    for start in &starts[1..] {
        let found = maximise(&mut height, &bounds, *start, None);
        if found.slope.value > best.slope.value {
            best = found;
        }
    }
    let covariance = inverse(&crate::numeric::information(&mut height, &best, 3), 3);
    let [p, q, v, _] = best.at.map(f64::exp);
    let errors = covariance
        .map(|matrix| std::array::from_fn(|i| [p, q, v][i] * matrix[i][i].max(0.0).sqrt()));
    let (log_likelihood, n_sizes) = (best.slope.value, known.len() as u64);
    Some(SizeFit {
        p,
        q,
        v,
        errors,
        log_likelihood,
        n_sizes,
        is_converged: best.is_converged,
        covariance,
    })
}

impl SizeFit {
    /// A fit at parameters that are given, without errors: to say what a published table says.
    pub fn given(p: f64, q: f64, v: f64) -> Self {
        let log_likelihood = f64::NAN;
        Self {
            p,
            q,
            v,
            errors: None,
            log_likelihood,
            n_sizes: 0,
            is_converged: true,
            covariance: None,
        }
    }

    /// The log-likelihood of sizes under this fit.
    pub fn log_likelihood_of(&self, sizes: &[Size]) -> f64 {
        total(sizes, &[self.p.ln(), self.q.ln(), self.v.ln(), 0.0]).value
    }

    /// The mean size of one who is not known; nothing when the model has no mean (q ≤ 1).
    pub fn mean_of_all(&self) -> Option<f64> {
        (self.q > 1.0).then(|| self.p * self.v / (self.q - 1.0))
    }

    /// The expected size of what comes next, with the interval by the delta method on its log;
    /// nothing when the model has no mean for it.
    pub fn expected(&self, size: Size) -> Option<Estimate> {
        let value = expected([self.p, self.q, self.v], size)?;
        let interval = self.covariance.and_then(|covariance| {
            let mut slopes = [0.0; 3];
            for i in 0..3 {
                let walk = |step: f64| {
                    let mut parameters = [self.p, self.q, self.v];
                    parameters[i] *= step.exp();
                    expected(parameters, size).map(f64::ln)
                };
                slopes[i] = (walk(1e-4)? - walk(-1e-4)?) / 2e-4;
            }
            let variance: f64 = (0..3)
                .flat_map(|i| (0..3).map(move |k| (i, k)))
                .map(|(i, k)| slopes[i] * covariance[i][k] * slopes[k])
                .sum();
            let factor = (Z95 * variance.max(0.0).sqrt()).min(700.0).exp();
            Some(crate::Interval { low: value / factor, high: value * factor })
        });
        Some(Estimate { value, interval })
    }
}

/// Between the mean of all and the mean of this one, the nearer to his own the more often he came.
fn expected([p, q, v]: [f64; 3], size: Size) -> Option<f64> {
    let n = f64::from(size.n_times);
    let below = p * n + q - 1.0;
    let own = if size.n_times == 0 { 0.0 } else { n * size.mean };
    (below > 0.0).then(|| p * (v + own) / below)
}

/// The log-likelihood of the sizes, with slopes in the logs of the parameters.
///
/// `ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v + px ln(xm) − (px+q) ln(v+xm) − ln m`, for mean m of x
/// times, written with `ln(1 + v/(xm))` so that a large p loses no digits.
fn total(sizes: &[Size], at: &Vector) -> Slope {
    let [p, q, v, _] = at.map(f64::exp);
    let (log_v, log_gamma_q, digamma_q) = (v.ln(), ln_gamma(q), digamma(q));
    let (mut value, mut slope) = (0.0, [0.0; MAX]);
    for same in sizes.chunk_by(|left, right| left.n_times == right.n_times) {
        let n = f64::from(same[0].n_times);
        let shape = p * n;
        let constant = ln_gamma(shape + q) - ln_gamma(shape) - log_gamma_q + q * log_v;
        let digamma_both = digamma(shape + q);
        let by_p = n * (digamma_both - digamma(shape));
        let by_q = digamma_both - digamma_q + log_v;
        for size in same {
            let sum = n * size.mean;
            let log_all = (v + sum).ln();
            let log_share = (v / sum).ln_1p();
            value += constant - shape * log_share - q * log_all - size.mean.ln();
            slope[0] += by_p - n * log_share;
            slope[1] += by_q - log_all;
            slope[2] += q / v - (shape + q) / (v + sum);
        }
    }
    Slope { value, slope: [slope[0] * p, slope[1] * q, slope[2] * v, 0.0] }
}
