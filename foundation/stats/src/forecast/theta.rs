//! Theta: a level that follows the series, and half of its way along a line.
//!
//! The model that won the M3 competition (Assimakopoulos and Nikolopoulos 2000), in the dynamic
//! form whose line is drawn anew with every value, its share sought with the weight of the level
//! (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016). For a given weight both the
//! first level and the share of the line enter the errors linearly, so they are told by a
//! regression, and only one number is left to be sought.

use super::mended_n;
use super::seasons::Season;

/// A series under the theta model.
#[derive(Clone, Debug)]
pub struct Theta {
    /// How fast the level follows.
    pub weight: f64,
    /// The share of the line: 1 − 1/θ, which was a half in the model of 2000.
    pub share: f64,
    /// How far the next value scatters, in the series without its season.
    pub spread: f64,
    /// What each value was expected to be, told from those before it.
    pub expected: Vec<f64>,
    season: Option<Season>,
    end: Known,
}

/// Fewer values than this leave nothing to tell a weight from.
const VALUES_LEAST: usize = 4;
/// The first errors speak of the beginning and not of the model.
const SKIPPED: usize = 3;
/// Between which bounds the weight is sought, as its authors do.
const WEIGHT: (f64, f64) = (0.1, 0.99);

impl Theta {
    /// Fits the model to a series, its season taken off where it has one; none for fewer than
    /// four values.
    pub fn of(series: &[f64], period: usize) -> Option<Self> {
        if series.len() < VALUES_LEAST {
            return None;
        }
        let season = Season::of(series, period);
        let told = |(place, value): (usize, &f64)| {
            season.as_ref().map_or(*value, |season| season.taken_off(*value, place))
        };
        let plain: Vec<f64> = series.iter().enumerate().map(told).collect();
        let best = sought(&plain);
        let (mut known, mut expected) = (Known::new(best.first), Vec::with_capacity(plain.len()));
        for value in &plain {
            expected.push(known.next(best.weight, best.share));
            known.see(*value, best.weight);
        }
        if let Some(season) = &season {
            for (place, value) in expected.iter_mut().enumerate() {
                *value = season.put_on(*value, place);
            }
        }
        let n_told = plain.len() - SKIPPED;
        let spread = (best.squares / mended_n(n_told, 3)).sqrt();
        let Regressed { weight, share, .. } = best;
        Some(Self { weight, share, spread, expected, season, end: known })
    }

    /// What comes when the errors are these, in units of their spread.
    pub(super) fn path(&self, shocks: &[f64]) -> Vec<f64> {
        let mut known = self.end;
        let step = |(nth, shock): (usize, &f64)| {
            let value = known.next(self.weight, self.share) + shock * self.spread;
            known.see(value, self.weight);
            let place = self.expected.len() + nth;
            self.season.as_ref().map_or(value, |season| season.put_on(value, place))
        };
        shocks.iter().enumerate().map(step).collect()
    }
}

/// What is known after some values: the level, and the line through them.
#[derive(Clone, Copy, Debug)]
struct Known {
    n: f64,
    level: f64,
    mean: f64,
    slope: f64,
    /// (1 − weight)ⁿ.
    kept: f64,
}

impl Known {
    fn new(level: f64) -> Self {
        Self { n: 0.0, level, mean: 0.0, slope: 0.0, kept: 1.0 }
    }

    /// What is expected next.
    fn next(&self, weight: f64, share: f64) -> f64 {
        self.level + share * self.of_line(weight)
    }

    /// What the line adds to the level where its share is whole.
    fn of_line(&self, weight: f64) -> f64 {
        let height = self.mean - f64::midpoint(self.n, 1.0) * self.slope;
        let rest = (1.0 - self.kept * (1.0 - weight)) / weight;
        self.kept * height + rest * self.slope
    }

    fn see(&mut self, value: f64, weight: f64) {
        self.n += 1.0;
        let n = self.n;
        self.slope = if n > 1.0 {
            ((n - 2.0) * self.slope + 6.0 / n * (value - self.mean)) / (n + 1.0)
        } else {
            0.0
        };
        self.mean += (value - self.mean) / n;
        self.level += weight * (value - self.level);
        self.kept *= 1.0 - weight;
    }
}

/// The best first level and share of the line for a weight.
#[derive(Clone, Copy, Debug)]
struct Regressed {
    weight: f64,
    first: f64,
    share: f64,
    squares: f64,
}

/// Seeks the weight: a walk over the whole range, then by golden section around the best.
fn sought(series: &[f64]) -> Regressed {
    const N_WALKED: u32 = 12;
    let (low, high) = WEIGHT;
    let stride = (high - low) / f64::from(N_WALKED);
    let walked = (0..=N_WALKED).map(|nth| regressed(series, low + stride * f64::from(nth)));
    let best = walked.min_by(|one, other| one.squares.total_cmp(&other.squares));
    let mut best = best.unwrap_or_else(|| regressed(series, low));
    let (mut left, mut right) = ((best.weight - stride).max(low), (best.weight + stride).min(high));
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let inner = |from: f64, to: f64| regressed(series, to + (from - to) * golden);
    let (mut one, mut other) = (inner(left, right), inner(right, left));
    for _ in 0..14 {
        if one.squares < other.squares {
            (right, other) = (other.weight, one);
            one = inner(left, right);
        } else {
            (left, one) = (one.weight, other);
            other = inner(right, left);
        }
        for found in [one, other] {
            if found.squares < best.squares {
                best = found;
            }
        }
    }
    best
}

/// The errors of a weight are `off − first × kept − share × line`: a regression in two numbers,
/// the share held between 0 and 1.
fn regressed(series: &[f64], weight: f64) -> Regressed {
    let mut known = Known::new(0.0);
    let (mut kk, mut kl, mut ll, mut ko, mut lo, mut oo) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (place, value) in series.iter().enumerate() {
        if place >= SKIPPED {
            let (kept, line) = (known.kept, known.of_line(weight));
            let off = value - known.level;
            kk += kept * kept;
            kl += kept * line;
            ll += line * line;
            ko += kept * off;
            lo += line * off;
            oo += off * off;
        }
        known.see(*value, weight);
    }
    // Of a level that is soon forgotten little is known: it is held to the first value, lightly.
    let hold = 1e-9 * kk.max(1e-30);
    let (kk, ko) = (kk + hold, ko + hold * series[0]);
    let determinant = kk * ll - kl * kl;
    let share = if determinant > 1e-12 * kk * ll { (kk * lo - kl * ko) / determinant } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    let first = (ko - share * kl) / kk;
    let squares = oo - 2.0 * first * ko - 2.0 * share * lo
        + first * first * kk
        + 2.0 * first * share * kl
        + share * share * ll;
    Regressed { weight, first, share, squares: squares.max(0.0) }
}
