//! How likely a history is under a model, with the slope in each parameter.
//!
//! Each history has a part that is still alive when the watch ends, and parts that ceased before.
//! The chance to be alive is the first part's share of all, and so needs no formula of its own.
//! Every value is the log of a likelihood without the constants that do not depend on parameters.

mod chances;
mod coins;
mod pareto;
mod rising;

use super::model::{History, Model, Row};
use crate::numeric::{MAX, Slope, Vector};

/// The likelihood of one history, in logs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Split {
    /// Of the history together with being alive at the end of the watch.
    pub alive: Slope,
    /// Of the history.
    pub whole: Slope,
}

/// What must be known of all rows before one is asked about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Census {
    /// How many distinct rows came again so many times.
    pub n_rows: Vec<u32>,
    /// The longest watch.
    pub watched_for: f64,
}

impl Census {
    pub(crate) fn of<'a>(histories: impl Iterator<Item = &'a History>) -> Self {
        let mut census = Self::default();
        for history in histories {
            let n_again = history.n_again as usize;
            if census.n_rows.len() <= n_again {
                census.n_rows.resize(n_again + 1, 0);
            }
            census.n_rows[n_again] = census.n_rows[n_again].saturating_add(1);
            census.watched_for = census.watched_for.max(history.watched_for);
        }
        census
    }
}

/// A model at given parameters, ready to be asked about every row of a census.
pub(crate) enum Likelihood {
    Coins(coins::Coins),
    Pareto(pareto::Pareto),
    Chances(chances::Chances),
}

impl Likelihood {
    pub(crate) fn at(model: Model, parameters: &Vector, census: &Census) -> Self {
        match model {
            Model::BgNbd | Model::MbgNbd | Model::Nbd => {
                Self::Coins(coins::Coins::at(model, parameters, census))
            }
            Model::ParetoNbd => Self::Pareto(pareto::Pareto::at(parameters, census)),
            Model::BgBb => Self::Chances(chances::Chances::at(parameters, census)),
        }
    }

    /// The likelihood of one history, with slopes in the parameters themselves.
    pub(crate) fn of(&self, history: &History) -> Split {
        match self {
            Self::Coins(coins) => coins.of(history),
            Self::Pareto(pareto) => pareto.of(history),
            Self::Chances(chances) => chances.of(history),
        }
    }

    /// The sum over all rows, with slopes in the logs of the parameters.
    pub(crate) fn total(&self, parameters: &Vector, rows: &[Row]) -> Slope {
        let (mut value, mut slope) = (0.0, [0.0; MAX]);
        for row in rows {
            let one = self.of(&row.history).whole;
            value += row.weight * one.value;
            for i in 0..MAX {
                slope[i] += row.weight * one.slope[i];
            }
        }
        Slope { value, slope: std::array::from_fn(|i| slope[i] * parameters[i]) }
    }
}

/// `ln(e^first + e^second)` with its slope.
fn log_sum(first: &Slope, second: &Slope) -> Slope {
    let apart = second.value - first.value;
    if apart == f64::NEG_INFINITY {
        return *first;
    }
    // Written by the smaller of the two, so that nothing overflows.
    let odds = (-apart.abs()).exp();
    let value = first.value.max(second.value) + odds.ln_1p();
    let small = odds / (1.0 + odds);
    let share = if apart > 0.0 { 1.0 - small } else { small };
    let slope =
        std::array::from_fn(|i| first.slope[i] + share * (second.slope[i] - first.slope[i]));
    Slope { value, slope }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const HISTORIES: [(u32, f64, f64); 7] = [
        (0, 0.0, 38.0),
        (1, 2.0, 38.0),
        (7, 10.0, 38.0),
        (26, 31.0, 31.0),
        (0, 0.0, 0.0),
        (3, 1.0, 500.0),
        (40, 100.0, 104.0),
    ];

    /// The slopes are those of the values, found by walking a little to both sides.
    #[rstest]
    #[case(Model::BgNbd, [0.25, 4.4, 0.8, 2.4])]
    #[case(Model::MbgNbd, [0.5, 6.2, 0.9, 1.6])]
    #[case(Model::ParetoNbd, [0.55, 10.6, 0.6, 11.7])]
    #[case(Model::ParetoNbd, [0.9, 13.4, 1.5, 58.0])]
    #[case(Model::ParetoNbd, [1.9, 33.4, 0.5, 2.0])]
    #[case(Model::BgBb, [1.2, 0.75, 0.66, 2.8])]
    #[case(Model::Nbd, [0.4, 12.0, 0.0, 0.0])]
    fn the_slopes_are_those_of_the_values(#[case] model: Model, #[case] parameters: Vector) {
        for (n_again, last_at, watched_for) in HISTORIES {
            let history = History { n_again, last_at, watched_for };
            let census = Census::of([history].iter());
            let at = |parameters: &Vector| Likelihood::at(model, parameters, &census).of(&history);
            let split = at(&parameters);
            for i in 0..model.n_parameters() {
                let step = 1e-5 * parameters[i];
                let (mut less, mut more) = (parameters, parameters);
                (less[i], more[i]) = (less[i] - step, more[i] + step);
                let (less, more) = (at(&less), at(&more));
                let whole = (more.whole.value - less.whole.value) / (2.0 * step);
                let alive = (more.alive.value - less.alive.value) / (2.0 * step);
                let near =
                    |found: f64, walked: f64| (found - walked).abs() < 1e-6 * (1.0 + walked.abs());
                assert!(
                    near(split.whole.slope[i], whole),
                    "{model:?} {history:?} {i}: {split:?} {whole}"
                );
                assert!(
                    near(split.alive.slope[i], alive),
                    "{model:?} {history:?} {i}: {split:?} {alive}"
                );
            }
        }
    }

    /// Many rows of a kind are answered from a remembered curve; it must not show.
    #[rstest]
    #[case([0.55, 10.6, 0.6, 11.7])]
    #[case([0.9, 13.4, 1.5, 58.0])]
    #[case([1.9, 33.4, 0.5, 2.0])]
    fn a_crowd_is_answered_as_each_alone(#[case] parameters: Vector) {
        let crowd: Vec<History> = (0..500)
            .map(|i| History {
                n_again: i % 3,
                last_at: f64::from(i % 3 * 7),
                watched_for: f64::from(14 + i % 97),
            })
            .collect();
        let together = Likelihood::at(Model::ParetoNbd, &parameters, &Census::of(crowd.iter()));
        for history in &crowd {
            let alone =
                Likelihood::at(Model::ParetoNbd, &parameters, &Census::of([*history].iter()));
            let (one, other) = (together.of(history).whole, alone.of(history).whole);
            assert!((one.value - other.value).abs() < 1e-10, "{history:?}: {one:?} {other:?}");
            for i in 0..MAX {
                assert!(
                    (one.slope[i] - other.slope[i]).abs() < 1e-8,
                    "{history:?}: {one:?} {other:?}"
                );
            }
        }
    }
}
