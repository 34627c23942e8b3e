//! BG/BB: one chance in each unit of time, and before each it may have ceased.
//!
//! Equation 5 of Fader, Hardie and Shang (2010): the history together with being alive through all
//! n chances, and with having ceased after chance t, t + 1, … n − 1.

use super::rising::BetaRatio;
use super::{Census, Split};
use crate::numeric::{MAX, Slope, Vector};
use crate::recurrence::model::History;

pub(crate) struct Chances {
    parameters: Vector,
    taken: BetaRatio,
    kept: BetaRatio,
}

impl Chances {
    pub(super) fn at(parameters: &Vector, census: &Census) -> Self {
        let [alpha, beta, gamma, delta] = *parameters;
        let n_chances = (census.watched_for.round() as usize).max(census.n_rows.len());
        Self {
            parameters: *parameters,
            taken: BetaRatio::of(alpha, beta, n_chances, n_chances),
            kept: BetaRatio::of(gamma, delta, 1, n_chances),
        }
    }

    pub(super) fn of(&self, history: &History) -> Split {
        let n_again = history.n_again as usize;
        // A chance is taken at most once: times closer than a unit are one after another.
        let n_last = (history.last_at.round() as usize).max(n_again);
        let n_chances = (history.watched_for.round() as usize).max(n_last);
        let alive = self.part(n_again, n_chances - n_again, 0, n_chances);
        if n_chances == n_last {
            return Split { alive, whole: alive };
        }
        let first = self.part(n_again, n_last - n_again, 1, n_last);
        let ceased = self.ceased(&first, n_again, n_last, n_chances);
        Split { alive, whole: super::log_sum(&alive, &ceased) }
    }

    fn part(&self, taken: usize, missed: usize, gone: usize, kept: usize) -> Slope {
        let (log_taken, alpha, beta) = self.taken.to(taken, missed);
        let (log_kept, gamma, delta) = self.kept.to(gone, kept);
        Slope { value: log_taken + log_kept, slope: [alpha, beta, gamma, delta] }
    }

    /// The sum over the chances after which it may have ceased: each term is the one before times
    /// a chance missed and a chance lived through.
    fn ceased(&self, first: &Slope, n_again: usize, n_last: usize, n_chances: usize) -> Slope {
        let [alpha, beta, gamma, delta] = self.parameters;
        let (mut term, mut sum) = (1.0, 0.0);
        let (mut bent, mut slope) = ([0.0; MAX], [0.0; MAX]);
        for chance in n_last..n_chances {
            sum += term;
            for i in 0..MAX {
                slope[i] += term * bent[i];
            }
            let missed = beta + (chance - n_again) as f64;
            let asked = alpha + beta + chance as f64;
            let lived = delta + chance as f64;
            let lasted = gamma + delta + 1.0 + chance as f64;
            term *= missed / asked * (lived / lasted);
            bent[0] -= 1.0 / asked;
            bent[1] += 1.0 / missed - 1.0 / asked;
            bent[2] -= 1.0 / lasted;
            bent[3] += 1.0 / lived - 1.0 / lasted;
        }
        Slope {
            value: first.value + sum.ln(),
            slope: std::array::from_fn(|i| first.slope[i] + slope[i] / sum),
        }
    }
}
