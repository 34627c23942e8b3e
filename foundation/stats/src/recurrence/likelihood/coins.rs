//! BG/NBD, MBG/NBD and NBD: a coin is thrown after each time, and on one side it ends.
//!
//! With x times again, m chances to cease before and R = r + x, the likelihood is
//! `Γ(R)/Γ(r) α^r B(a, b+m)/B(a, b) [(α+T)^−R + a/(b+m−1) (α+t)^−R]`, the second term only when
//! m > 0: equations 4 of Fader, Hardie and Lee (2005), where m = x, and of Batislam, Denizel and
//! Filiztekin (2007), where m = x + 1. Without the coin it is the NBD.

use super::rising::{BetaRatio, Rising};
use super::{Census, Split, log_sum};
use crate::numeric::{Slope, Vector};
use crate::recurrence::model::{History, Model};

pub(crate) struct Coins {
    model: Model,
    parameters: Vector,
    log_alpha: f64,
    log_a: f64,
    times: Rising,
    kept: Option<BetaRatio>,
}

impl Coins {
    pub(super) fn at(model: Model, parameters: &Vector, census: &Census) -> Self {
        let n_most = census.n_rows.len();
        let [r, alpha, a, b] = *parameters;
        Self {
            model,
            parameters: *parameters,
            log_alpha: alpha.ln(),
            log_a: a.ln(),
            times: Rising::of(r, n_most),
            kept: (model != Model::Nbd).then(|| BetaRatio::of(a, b, 0, n_most)),
        }
    }

    pub(super) fn of(&self, history: &History) -> Split {
        let [r, alpha, a, b] = self.parameters;
        let n_again = history.n_again as usize;
        let rate = r + f64::from(history.n_again);
        let (log_times, slope_times) = self.times.to(n_again);
        let end = alpha + history.watched_for;
        let log_end = end.ln();
        let mut alive = Slope {
            value: log_times + r * self.log_alpha - rate * log_end,
            slope: [slope_times + self.log_alpha - log_end, r / alpha - rate / end, 0.0, 0.0],
        };
        let Some(kept) = &self.kept else { return Split { alive, whole: alive } };
        let n_chances = self.model.chances(history.n_again);
        let (log_kept, slope_a, slope_b) = kept.to(0, n_chances);
        alive.value += log_kept;
        (alive.slope[2], alive.slope[3]) = (slope_a, slope_b);
        if n_chances == 0 {
            return Split { alive, whole: alive };
        }
        let last = alpha + history.last_at;
        let longer = log_end - last.ln();
        let chance = b + n_chances as f64 - 1.0;
        let ceased = Slope {
            value: alive.value + self.log_a - chance.ln() + rate * longer,
            slope: [
                alive.slope[0] + longer,
                alive.slope[1] + rate * (1.0 / end - 1.0 / last),
                alive.slope[2] + 1.0 / a,
                alive.slope[3] - 1.0 / chance,
            ],
        };
        Split { alive, whole: log_sum(&alive, &ceased) }
    }
}
