//! Pareto/NBD: it comes at one rate and ceases at another, at any time.
//!
//! With R = r + x and N = R + s, the history and having ceased at u is
//! `Γ(R)/Γ(r) α^r β^s · s (α+u)^−R (β+u)^−(s+1)`, to be integrated over the silence. The integral
//! from u on is `F(u)/N`, with `F(u) = (M+u)^−p (m+u)^(p−N) G(p, N+1, (M−m)/(M+u))`, where M is the
//! larger and m the smaller of α and β, p is R when α is the larger and s + 1 otherwise, and
//! G(p, q, z) is Gauss' 2F1(1, p; q; z): Fader and Hardie (2005), "A Note on Deriving the
//! Pareto/NBD Model", equations A2 and A3, after Euler's transformation, which leaves a series
//! without a minus sign.

use super::rising::Rising;
use super::{Census, Split, log_sum};
use crate::numeric::{Chebyshev, Slope, Vector, integrals};
use crate::recurrence::model::History;

pub(crate) struct Pareto {
    parameters: Vector,
    log_alpha: f64,
    log_beta: f64,
    times: Rising,
    curves: Vec<Option<Chebyshev<4>>>,
}

/// A curve is worth its nodes when so many rows ask for it.
const ROWS_FOR_A_CURVE: u32 = 40;

impl Pareto {
    pub(super) fn at(parameters: &Vector, census: &Census) -> Self {
        let [r, alpha, _, beta] = *parameters;
        let mut pareto = Self {
            parameters: *parameters,
            log_alpha: alpha.ln(),
            log_beta: beta.ln(),
            times: Rising::of(r, census.n_rows.len()),
            curves: Vec::new(),
        };
        let low = alpha.min(beta);
        let curve = |(n_again, n_rows): (usize, &u32)| {
            // In the log of the smaller of α and β plus the time the curve is nearly straight.
            (*n_rows >= ROWS_FOR_A_CURVE).then(|| {
                Chebyshev::of(low.ln(), (low + census.watched_for).ln(), |log| {
                    pareto.gauss(n_again as f64, log.exp() - low)
                })
            })
        };
        pareto.curves = census.n_rows.iter().enumerate().map(curve).collect();
        pareto
    }

    pub(super) fn of(&self, history: &History) -> Split {
        let [r, alpha, s, beta] = self.parameters;
        let (n_again, n_float) = (history.n_again as usize, f64::from(history.n_again));
        let (log_times, slope_times) = self.times.to(n_again);
        let start = Slope {
            value: log_times + r * self.log_alpha + s * self.log_beta,
            slope: [slope_times + self.log_alpha, r / alpha, self.log_beta, s / beta],
        };
        let (end, end_beta) = (alpha + history.watched_for, beta + history.watched_for);
        let (log_end, log_end_beta) = (end.ln(), end_beta.ln());
        let rate = r + n_float;
        let lived = Slope {
            value: -rate * log_end - s * log_end_beta,
            slope: [-log_end, -rate / end, -log_end_beta, -s / end_beta],
        };
        let alive = plus(&start, &lived);
        if history.last_at >= history.watched_for {
            return Split { alive, whole: alive };
        }
        let all = rate + s;
        let share =
            Slope { value: (s / all).ln(), slope: [-1.0 / all, 0.0, 1.0 / s - 1.0 / all, 0.0] };
        let logs_last = ((alpha + history.last_at).ln(), (beta + history.last_at).ln());
        let from_last = self.tail(n_again, history.last_at, logs_last);
        let from_end = self.tail(n_again, history.watched_for, (log_end, log_end_beta));
        let silence = log_difference(&from_last, &from_end);
        let ceased = plus(&plus(&start, &share), &silence);
        Split { alive, whole: log_sum(&alive, &ceased) }
    }

    /// `ln F(u)`, given the logs of α + u and β + u.
    fn tail(&self, n_again: usize, at: f64, (log_alpha, log_beta): (f64, f64)) -> Slope {
        let [r, alpha, s, beta] = self.parameters;
        let n_float = n_again as f64;
        let is_alpha_larger = alpha >= beta;
        let log_low = if is_alpha_larger { log_beta } else { log_alpha };
        let [gauss, by_p, by_q, by_z] = match self.curves.get(n_again) {
            Some(Some(curve)) => curve.at(log_low),
            _ => self.gauss(n_float, at),
        };
        let (low, high) = (alpha.min(beta) + at, alpha.max(beta) + at);
        let (by_high, by_low) = (by_z * low / (high * high), -by_z / high);
        let rate = r + n_float;
        if is_alpha_larger {
            Slope {
                value: gauss - rate * log_alpha - s * log_beta,
                slope: [
                    by_p + by_q - log_alpha,
                    by_high - rate / high,
                    by_q - log_beta,
                    by_low - s / low,
                ],
            }
        } else {
            Slope {
                value: gauss - (s + 1.0) * log_beta - (rate - 1.0) * log_alpha,
                slope: [
                    by_q - log_alpha,
                    by_low - (rate - 1.0) / low,
                    by_p + by_q - log_beta,
                    by_high - (s + 1.0) / high,
                ],
            }
        }
    }

    /// `ln G(p, q, z)` at the time `at`, with its slopes in p, q and z.
    fn gauss(&self, n_again: f64, at: f64) -> [f64; 4] {
        let [r, alpha, s, beta] = self.parameters;
        let p = if alpha >= beta { r + n_again } else { s + 1.0 };
        gauss(p, r + n_again + s + 1.0, (alpha - beta).abs() / (alpha.max(beta) + at))
    }
}

/// `ln 2F1(1, p; q; z)` and its slopes in p, q and z, for 0 ≤ z < 1 and p < q.
fn gauss(p: f64, q: f64, z: f64) -> [f64; 4] {
    // Near 1 the series crawls; from here on the integral is the quicker.
    const SERIES_UNTIL: f64 = 0.98;
    if z < SERIES_UNTIL { gauss_series(p, q, z) } else { gauss_integral(p, q, z) }
}

/// Euler's integral, `(q−1) ∫ v^(q−2) (1 − z + zv)^−p dv` over 0…1.
fn gauss_integral(p: f64, q: f64, z: f64) -> [f64; 4] {
    let sums = integrals(|v, rest| {
        let base = 1.0 - z * rest;
        let (log_v, log_base) = (v.ln(), base.ln());
        let value = ((q - 2.0) * log_v - p * log_base).exp();
        [value, -value * log_base, value * log_v, value * p * rest / base]
    });
    let [sum, by_p, by_q, by_z] = sums;
    [((q - 1.0) * sum).ln(), by_p / sum, by_q / sum + 1.0 / (q - 1.0), by_z / sum]
}

/// The Gauss series, whose terms are all positive.
fn gauss_series(p: f64, q: f64, z: f64) -> [f64; 4] {
    const MOST: u32 = 20_000;
    let (mut term, mut sum) = (1.0, 1.0);
    let (mut harmonic_p, mut harmonic_q) = (0.0, 0.0);
    let (mut by_p, mut by_q, mut by_z) = (0.0, 0.0, 0.0);
    for step in 0..MOST {
        let step = f64::from(step);
        let (over_p, over_q) = (1.0 / (p + step), 1.0 / (q + step));
        term *= (p + step) * over_q * z;
        harmonic_p += over_p;
        harmonic_q += over_q;
        sum += term;
        by_p += term * harmonic_p;
        by_q -= term * harmonic_q;
        by_z += term * (step + 1.0);
        // What is left is at most a geometric series of ratio z, whose slope in z is the heaviest.
        if term * (step + 2.0) < 1e-17 * sum * (1.0 - z) {
            break;
        }
    }
    let by_z = if z > 0.0 { by_z / (z * sum) } else { p / q };
    [sum.ln(), by_p / sum, by_q / sum, by_z]
}

fn plus(left: &Slope, right: &Slope) -> Slope {
    Slope {
        value: left.value + right.value,
        slope: std::array::from_fn(|i| left.slope[i] + right.slope[i]),
    }
}

/// `ln(e^more − e^less)` with its slope; where they are equal it is nothing, the log −∞.
fn log_difference(more: &Slope, less: &Slope) -> Slope {
    let ratio = (less.value - more.value).exp();
    if ratio >= 1.0 {
        return Slope { value: f64::NEG_INFINITY, slope: more.slope };
    }
    let slope = |i: usize| (more.slope[i] - ratio * less.slope[i]) / (1.0 - ratio);
    Slope { value: more.value + (-ratio).ln_1p(), slope: std::array::from_fn(slope) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_and_the_integral_are_one_function() {
        for (p, q, z) in [(0.8, 2.1, 0.5), (3.5, 5.2, 0.9), (40.0, 41.6, 0.9), (1.0002, 1.3, 0.97)]
        {
            let pairs = gauss_series(p, q, z).into_iter().zip(gauss_integral(p, q, z));
            for (series, integral) in pairs {
                assert!(
                    (series - integral).abs() < 1e-9 * (1.0 + series.abs()),
                    "{p} {q} {z}: {series} {integral}"
                );
            }
        }
    }
}
