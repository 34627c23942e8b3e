//! What a fitted model says of each history: is it alive, and how often will it come again?

mod future;

use super::fit::Fit;
use super::likelihood::{Census, Likelihood};
use super::model::{History, Model, from_logs, mended};
use crate::numeric::{Chebyshev, MAX, Square, Vector};
use crate::{Interval, Z95};
pub use future::Horizon;
use future::Lives;

/// A number with the interval of 95 % that comes of not knowing the parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Where it would lie in 95 of 100 such fits; nothing when the fit has no errors to tell.
    pub interval: Option<Interval>,
}

/// What is expected of one history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The chance that it has not ceased by the end of the watch. In BG/BB: that it lived through
    /// the last chance, not that it will see the next.
    pub alive: Estimate,
    /// How often it is expected to come again within the horizon.
    pub expected: Estimate,
}

/// The outlook of every history, in the order in which they are given.
///
/// The intervals are by the delta method, on the log odds of being alive and on the log of the
/// expected number, so that they stay where such numbers live. They are of the expectation: a
/// single future scatters around it much more.
pub fn outlook(fit: &Fit, histories: &[History], horizon: Horizon) -> Vec<Outlook> {
    let histories = || histories.iter().map(|history| mended(*history));
    let held: Vec<History> = histories().collect();
    let census = Census::of(held.iter());
    let seer = Seer::of(fit, &census, horizon);
    held.iter().map(|history| seer.outlook(history)).collect()
}

/// How often one that has only just begun is expected to come again within `length`.
pub fn expected_from_start(fit: &Fit, length: f64) -> f64 {
    let history = History { n_again: 0, last_at: 0.0, watched_for: 0.0 };
    let census = Census::of([history].iter());
    let seer = Seer::of(fit, &census, Horizon::For(length.max(0.0)));
    seer.value(&history)
}

/// The chance to be alive at each of `moments`, told from what had been seen by then of what came
/// at `times`, both in units since the first time and sorted.
pub fn alive_over_time(fit: &Fit, times: &[f64], moments: &[f64]) -> Vec<Estimate> {
    let histories: Vec<History> = moments
        .iter()
        .map(|moment| {
            let seen = times.partition_point(|time| time <= moment);
            History {
                n_again: u32::try_from(seen).unwrap_or(u32::MAX),
                last_at: seen.checked_sub(1).map_or(0.0, |last| times[last]),
                watched_for: *moment,
            }
        })
        .collect();
    outlook(fit, &histories, Horizon::For(1.0)).iter().map(|outlook| outlook.alive).collect()
}

/// A curve is worth its nodes when so many histories ask for it.
const ROWS_FOR_A_CURVE: u32 = 60;
/// The walk by which slopes in the logs of parameters are found.
const WALK: f64 = 1e-4;

/// A model made ready to be asked about a million histories.
struct Seer<'a> {
    fit: &'a Fit,
    horizon: Horizon,
    likelihood: Likelihood,
    lives: Lives,
    /// Log of the expected number of the living and its slopes, by how often they came.
    curves: Vec<Option<Chebyshev<5>>>,
}

impl<'a> Seer<'a> {
    fn of(fit: &'a Fit, census: &Census, horizon: Horizon) -> Self {
        let likelihood = Likelihood::at(fit.model, &fit.parameters, census);
        let mut seer =
            Self { fit, horizon, likelihood, lives: Lives::default(), curves: Vec::new() };
        // BG/BB lives in whole units, of which there are few: a curve through them would be wrong.
        if fit.model != Model::BgBb {
            let shift = fit.parameters[1];
            let curve = |(n_again, n_rows): (usize, &u32)| {
                (*n_rows >= ROWS_FOR_A_CURVE).then(|| {
                    let high = (shift + census.watched_for).ln();
                    Chebyshev::of(shift.ln(), high, |log| {
                        seer.living(n_again as u32, (log.exp() - shift).max(0.0))
                    })
                })
            };
            let curves = census.n_rows.iter().enumerate().map(curve).collect();
            seer.curves = curves;
        }
        seer
    }

    /// Log of what is expected of the living, and its slopes in the logs of the parameters.
    fn living(&self, n_again: u32, watched_for: f64) -> [f64; 5] {
        let Fit { model, parameters, .. } = self.fit;
        let at = |parameters: &Vector| {
            let value = future::expected(
                *model,
                parameters,
                (n_again, watched_for),
                self.horizon,
                &self.lives,
            );
            value.max(f64::MIN_POSITIVE).ln()
        };
        let mut found = [at(parameters), 0.0, 0.0, 0.0, 0.0];
        if self.fit.covariance.is_some() {
            for i in 0..model.n_parameters() {
                let (mut less, mut more) = (*parameters, *parameters);
                (less[i], more[i]) = (less[i] * (-WALK).exp(), more[i] * WALK.exp());
                found[i + 1] = (at(&more) - at(&less)) / (2.0 * WALK);
            }
        }
        found
    }

    fn value(&self, history: &History) -> f64 {
        let split = self.likelihood.of(history);
        let alive = (split.alive.value - split.whole.value).exp().min(1.0);
        let seen = (history.n_again, history.watched_for);
        alive
            * future::expected(
                self.fit.model,
                &self.fit.parameters,
                seen,
                self.horizon,
                &self.lives,
            )
    }

    fn outlook(&self, history: &History) -> Outlook {
        let split = self.likelihood.of(history);
        let log_alive = (split.alive.value - split.whole.value).min(0.0);
        let curve = self.curves.get(history.n_again as usize).and_then(Option::as_ref);
        let [log_living, slopes @ ..] = match curve {
            Some(curve) => curve.at((self.fit.parameters[1] + history.watched_for).ln()),
            None => self.living(history.n_again, history.watched_for),
        };
        let (alive, expected) = (log_alive.exp(), (log_alive + log_living).exp());
        let Some(covariance) = &self.fit.covariance else {
            let plain = |value| Estimate { value, interval: None };
            return Outlook { alive: plain(alive), expected: plain(expected) };
        };
        // Slopes of the log of the chance, in the logs of the parameters.
        let bent: Vector = std::array::from_fn(|i| {
            (split.alive.slope[i] - split.whole.slope[i]) * self.fit.parameters[i]
        });
        let error_alive = spread(covariance, &bent);
        let both: Vector = std::array::from_fn(|i| bent[i] + slopes[i]);
        let factor = (Z95 * spread(covariance, &both)).min(700.0).exp();
        let expected_interval = Interval { low: expected / factor, high: expected * factor };
        Outlook {
            alive: Estimate { value: alive, interval: Some(odds_interval(log_alive, error_alive)) },
            expected: Estimate { value: expected, interval: Some(expected_interval) },
        }
    }
}

/// The interval of a chance whose log has this error, made on its log odds.
fn odds_interval(log_chance: f64, error: f64) -> Interval {
    let chance = log_chance.exp();
    let rest = -log_chance.exp_m1();
    if rest <= 0.0 || chance <= 0.0 {
        return Interval { low: chance, high: chance };
    }
    let factor = (Z95 * error / rest).min(700.0).exp();
    let odds = chance / rest;
    let share = |odds: f64| odds / (1.0 + odds);
    let high = if odds * factor > 1e300 { 1.0 } else { share(odds * factor) };
    Interval { low: share(odds / factor), high }
}

fn spread(covariance: &Square, slopes: &Vector) -> f64 {
    let mut sum = 0.0;
    for row in 0..MAX {
        for column in 0..MAX {
            sum += slopes[row] * covariance[row][column] * slopes[column];
        }
    }
    sum.max(0.0).sqrt()
}

/// The log-likelihood of histories under a fit, without constants that do not depend on parameters.
pub fn log_likelihood(fit: &Fit, histories: &[History]) -> f64 {
    let held: Vec<History> = histories.iter().map(|history| mended(*history)).collect();
    let likelihood = Likelihood::at(fit.model, &fit.parameters, &Census::of(held.iter()));
    held.iter().map(|history| likelihood.of(history).whole.value).sum()
}

/// A fit at parameters that are given, without errors: to say what a published table says.
pub fn given(model: Model, parameters: &[f64]) -> Fit {
    let logs: Vector = std::array::from_fn(|i| parameters.get(i).map_or(0.0, |one| one.ln()));
    Fit::given(model, from_logs(&logs, model.n_parameters()))
}
