//! The forecast with its intervals, played.

use serde::{Deserialize, Serialize};

use super::Fitted;
use crate::numeric::Chance;

/// What is wanted of a forecast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// How many steps.
    pub n_steps: usize,
    /// How much further errors go than the fit believes, as a trial has shown; 1 for as far.
    pub stretch: f64,
    /// What no value falls below, such as 0 where none ever did.
    pub least: f64,
    /// The seed of the chances that are played.
    pub seed: u64,
}

/// A number to come, with where it will lie in 80 and in 95 of 100 cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The forecast.
    pub value: f64,
    /// Lower bound of the 80 % interval.
    pub low_80: f64,
    /// Upper bound of the 80 % interval.
    pub high_80: f64,
    /// Lower bound of the 95 % interval.
    pub low_95: f64,
    /// Upper bound of the 95 % interval.
    pub high_95: f64,
}

/// The steps to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    /// One after another.
    pub steps: Vec<Step>,
    /// All of them together.
    pub total: Step,
}

/// Twice so many futures are played: each chance once as it falls and once the other way round,
/// which keeps the middle where the forecast is.
const N_PAIRS: usize = 4_000;

impl Fitted {
    /// The forecast with its intervals.
    pub fn ahead(&self, wanted: Wanted) -> Ahead {
        self.played(wanted, N_PAIRS)
    }

    pub(super) fn played(&self, wanted: Wanted, n_pairs: usize) -> Ahead {
        let Wanted { n_steps, stretch, least, seed } = wanted;
        let mut chance = Chance::new(seed);
        let mut columns = vec![Vec::with_capacity(2 * n_pairs); n_steps + 1];
        let mut shocks = vec![0.0; n_steps];
        for _ in 0..n_pairs {
            for pair in shocks.chunks_mut(2) {
                let normals = chance.normals();
                pair.iter_mut().zip(normals).for_each(|(shock, normal)| *shock = stretch * normal);
            }
            for _ in 0..2 {
                shocks.iter_mut().for_each(|shock| *shock = -*shock);
                let mut total = 0.0;
                for (column, value) in columns.iter_mut().zip(self.path(&shocks)) {
                    let value = value.max(least);
                    column.push(value);
                    total += value;
                }
                columns[n_steps].push(total);
            }
        }
        let middle = self.path(&vec![0.0; n_steps]).into_iter().map(|value| value.max(least));
        let middle: Vec<f64> = middle.collect();
        let total = middle.iter().sum();
        let mut steps: Vec<Step> = middle
            .into_iter()
            .chain([total])
            .zip(&mut columns)
            .map(|(at, all)| step(at, all))
            .collect();
        let total = steps.pop().unwrap_or_default();
        Ahead { steps, total }
    }
}

fn step(value: f64, played: &mut [f64]) -> Step {
    played.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (played.len() - 1) as f64;
        let (below, above) = (played[place.floor() as usize], played[place.ceil() as usize]);
        below + (above - below) * place.fract()
    };
    Step {
        value,
        low_80: at(0.1).min(value),
        high_80: at(0.9).max(value),
        low_95: at(0.025).min(value),
        high_95: at(0.975).max(value),
    }
}
