//! Logistic regression: the log-odds of a yes as a sum of weighted numbers.
//!
//! Fitted by Newton's rule on features that were moved to mean 0 and spread 1, so that features of
//! any size are sought alike; coefficients are told in the units that were given. Formulas:
//! McCullagh and Nelder, "Generalized Linear Models", chapter 4.

use serde::{Deserialize, Serialize};

use super::Examples;
use crate::numeric::Symmetric;

/// A fitted regression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    /// The log-odds where every feature is 0.
    pub intercept: f64,
    /// How much the log-odds grow with one unit of each feature; 0 where it never varies.
    pub coefficients: Vec<f64>,
    /// Standard errors: of the intercept, then of the coefficients; none where the examples leave
    /// a direction open.
    pub errors: Option<Vec<f64>>,
    /// The mean of each feature.
    pub means: Vec<f64>,
    /// The spread of each feature: its standard deviation.
    pub spreads: Vec<f64>,
    /// The log-likelihood, without what holds the coefficients.
    pub log_likelihood: f64,
    /// Steps that were made.
    pub n_steps: u32,
    /// Whether the last step changed nothing that matters.
    pub is_converged: bool,
}

const STEPS_MOST: u32 = 60;
/// The search ends when no standardised coefficient moves by more.
const MOVE_LEAST: f64 = 1e-10;

/// Fits a regression; none without examples, or when nothing can be told from them.
///
/// `ridge` holds the standardised coefficients, never the intercept, towards 0. Where a feature
/// tells the answers apart without fail there is no maximum without it, and the search says that
/// it has not converged.
pub fn logistic(examples: &Examples, ridge: f64) -> Option<Logistic> {
    if examples.is_empty() {
        return None;
    }
    let hill = Hill { examples, scale: Scale::of(examples), ridge };
    let mut at = vec![0.0; examples.n_features + 1];
    let mut here = hill.place(&at);
    let (mut n_steps, mut is_converged) = (0, false);
    while n_steps < STEPS_MOST && !is_converged {
        let step = here.step()?;
        let longest = step.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
        let Some((next, there)) = hill.climb(&at, &here, &step) else {
            // Rounding hides the rest of the way up.
            is_converged = longest < 1e-6;
            break;
        };
        (at, here) = (next, there);
        n_steps += 1;
        is_converged = longest < MOVE_LEAST;
    }
    Some(hill.scale.told(&at, &here, n_steps, is_converged))
}

/// What is climbed: the penalised likelihood of the examples.
struct Hill<'e> {
    examples: &'e Examples,
    scale: Scale,
    ridge: f64,
}

impl Hill<'_> {
    /// Goes along the step, halving it until the penalised likelihood has not fallen.
    fn climb(&self, at: &[f64], here: &Place, step: &[f64]) -> Option<(Vec<f64>, Place)> {
        let mut share = 1.0;
        for _ in 0..30 {
            let next: Vec<f64> = at.iter().zip(step).map(|(at, step)| at + share * step).collect();
            let there = self.place(&next);
            // Near the top a full step changes the sum by no more than rounding does.
            if there.height >= here.height - 1e-12 * here.height.abs() {
                return Some((next, there));
            }
            share *= 0.5;
        }
        None
    }

    fn place(&self, at: &[f64]) -> Place {
        let n = at.len();
        let mut log_likelihood = 0.0;
        let (mut slope, mut information) = (vec![0.0; n], Symmetric::new(n));
        let mut row = vec![1.0; n];
        for (raw, yes) in self.examples.rows().zip(&self.examples.answers) {
            self.scale.put(raw, &mut row[1..]);
            let log_odds: f64 = row.iter().zip(at).map(|(x, b)| x * b).sum();
            // ln(1 + e^−|z|) keeps its digits at both ends.
            let lost = (-log_odds.abs()).exp().ln_1p();
            let chance = 1.0 / (1.0 + (-log_odds).exp());
            log_likelihood -= lost + if *yes { (-log_odds).max(0.0) } else { log_odds.max(0.0) };
            let off = f64::from(*yes) - chance;
            slope.iter_mut().zip(&row).for_each(|(slope, x)| *slope += off * x);
            information.add(chance * (1.0 - chance), &row);
        }
        let mut height = log_likelihood;
        for nth in 1..n {
            height -= 0.5 * self.ridge * at[nth] * at[nth];
            slope[nth] -= self.ridge * at[nth];
            // A feature that never varies stays at 0: its row would else be empty.
            let still = if self.scale.spreads[nth - 1] > 0.0 { self.ridge } else { 1.0 };
            information.add_at(nth, still);
        }
        Place { log_likelihood, height, slope, information }
    }
}

/// The likelihood at one place, with its slopes and its curvature.
struct Place {
    log_likelihood: f64,
    /// The likelihood less what holds the coefficients.
    height: f64,
    slope: Vec<f64>,
    information: Symmetric,
}

impl Place {
    /// Newton's step. Where two features say the same no direction between them is better, and the
    /// step is the short one that a hair of curvature in every direction makes of it.
    fn step(&self) -> Option<Vec<f64>> {
        let step = self.information.clone().solve(&self.slope);
        step.or_else(|| {
            let mut bent = self.information.clone();
            let largest =
                (0..self.slope.len()).fold(0.0_f64, |most, nth| most.max(bent.at(nth, nth)));
            (0..self.slope.len()).for_each(|nth| bent.add_at(nth, 1e-7 * largest));
            bent.solve(&self.slope)
        })
    }
}

/// Where the features lie and how far they spread.
struct Scale {
    means: Vec<f64>,
    spreads: Vec<f64>,
}

impl Scale {
    fn of(examples: &Examples) -> Self {
        let n = examples.len().max(1) as f64;
        let mut means = vec![0.0; examples.n_features];
        for row in examples.rows() {
            means.iter_mut().zip(row).for_each(|(mean, x)| *mean += x / n);
        }
        let mut squares = vec![0.0; examples.n_features];
        for row in examples.rows() {
            let off = row.iter().zip(&means).map(|(x, mean)| x - mean);
            squares.iter_mut().zip(off).for_each(|(sum, off)| *sum += off * off / n);
        }
        let spread = |(square, mean): (&f64, &f64)| {
            let spread = square.sqrt();
            // Less than rounding makes of equal numbers is no spread.
            if spread > 1e-9 * mean.abs() && spread.is_finite() { spread } else { 0.0 }
        };
        let spreads = squares.iter().zip(&means).map(spread).collect();
        Self { means, spreads }
    }

    /// Writes a row in spreads from the mean; a feature that never varies becomes 0.
    fn put(&self, raw: &[f64], row: &mut [f64]) {
        let places = self.means.iter().zip(&self.spreads);
        for ((place, x), (mean, spread)) in row.iter_mut().zip(raw).zip(places) {
            *place = if *spread > 0.0 { (x - mean) / spread } else { 0.0 };
        }
    }

    /// The fit in the units that were given.
    fn told(self, at: &[f64], place: &Place, n_steps: u32, is_converged: bool) -> Logistic {
        let per_unit = |spread: &f64| if *spread > 0.0 { 1.0 / spread } else { 0.0 };
        let units: Vec<f64> = self.spreads.iter().map(per_unit).collect();
        let coefficients: Vec<f64> = at[1..].iter().zip(&units).map(|(b, unit)| b * unit).collect();
        let at_mean: f64 = coefficients.iter().zip(&self.means).map(|(b, mean)| b * mean).sum();
        let errors = place.information.clone().inverse().map(|covariance| {
            // The intercept is the one at the means less what the means make up.
            let mut weights = vec![1.0];
            weights.extend(units.iter().zip(&self.means).map(|(unit, mean)| -unit * mean));
            let of_intercept = covariance.quadratic(&weights).max(0.0).sqrt();
            let of_each = units.iter().zip(1..);
            let of_each = of_each.map(|(unit, nth)| covariance.at(nth, nth).max(0.0).sqrt() * unit);
            std::iter::once(of_intercept).chain(of_each).collect()
        });
        Logistic {
            intercept: at[0] - at_mean,
            coefficients,
            errors,
            means: self.means,
            spreads: self.spreads,
            log_likelihood: place.log_likelihood,
            n_steps,
            is_converged,
        }
    }
}

impl Logistic {
    /// The log-odds of a yes for a row.
    pub fn log_odds(&self, row: &[f64]) -> f64 {
        let sum: f64 = self.coefficients.iter().zip(row).map(|(b, x)| b * x).sum();
        self.intercept + sum
    }

    /// How far each number moves the log-odds away from those of the mean.
    pub fn reasons(&self, row: &[f64]) -> Vec<f64> {
        let parts = self.coefficients.iter().zip(row).zip(&self.means);
        parts.map(|((b, x), mean)| b * (x - mean)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a dose was enough: 10 of 100 at dose 0, 40 of 100 at dose 1. With one feature of two
    /// values the maximum is at the log-odds of the shares.
    #[test]
    fn two_shares_are_met_exactly() {
        let mut examples = Examples::new(1);
        for nth in 0..100 {
            examples.add(&[0.0], nth < 10);
            examples.add(&[1.0], nth < 40);
        }
        let fit = logistic(&examples, 0.0).expect("a fit");
        let (low, high) = ((1.0_f64 / 9.0).ln(), (4.0_f64 / 6.0).ln());
        assert!(fit.is_converged && (fit.intercept - low).abs() < 1e-9, "{fit:?}");
        assert!((fit.coefficients[0] - (high - low)).abs() < 1e-9, "{fit:?}");
        // The variance of a log odds ratio: the sum of one over each count.
        let error = (1.0 / 10.0 + 1.0 / 90.0 + 1.0 / 40.0 + 1.0 / 60.0_f64).sqrt();
        let errors = fit.errors.expect("errors");
        assert!((errors[1] - error).abs() < 1e-7, "{errors:?}");
        assert!((errors[0] - (1.0 / 10.0 + 1.0 / 90.0_f64).sqrt()).abs() < 1e-7, "{errors:?}");
    }

    #[test]
    fn what_is_told_apart_without_fail_has_no_maximum_unless_it_is_held() {
        let mut examples = Examples::new(1);
        for nth in -50..50 {
            examples.add(&[f64::from(nth)], nth >= 0);
        }
        let held = logistic(&examples, 1.0).expect("a fit");
        assert!(held.is_converged && held.coefficients[0].is_finite(), "{held:?}");
        let free = logistic(&examples, 0.0);
        assert!(free.is_none_or(|fit| !fit.is_converged || fit.log_likelihood > -1e-6));
    }

    #[test]
    fn the_same_feature_twice_is_shared_when_it_is_held() {
        let mut examples = Examples::new(2);
        for nth in 0..200 {
            let x = f64::from(nth % 10);
            examples.add(&[x, x], nth % 10 + nth % 3 > 6);
        }
        let fit = logistic(&examples, 1.0).expect("a fit");
        assert!((fit.coefficients[0] - fit.coefficients[1]).abs() < 1e-6, "{fit:?}");
    }
}
