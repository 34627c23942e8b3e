//! Weights and the state a form begins with, by maximum likelihood.

use super::form::{Form, Season, Trend};
use super::smoothing::{State, Tape, Weights};
use crate::forecast::line::line;
use crate::forecast::seasons;
use crate::numeric::descend;

/// Between which bounds each weight is sought. That of the slope stays below that of the level,
/// and that of the season below what the level leaves: then every state forgets.
const WEIGHT: (f64, f64) = (1e-4, 0.9999);
/// A damping nearer to 1 cannot be told from none, one further away from none either.
const DAMPING: (f64, f64) = (0.8, 0.98);
const STEPS_MOST: u32 = 200;

/// A form of which the numbers are sought for a series.
pub(super) struct Sought<'a> {
    form: Form,
    series: &'a [f64],
    period: usize,
}

/// The numbers of a place in the search, and how each weight leans on its own.
struct Place {
    weights: Weights,
    /// How fast each weight grows with its own number.
    rates: Weights,
    /// The share of the level's weight that the slope has; of its rest that the season has.
    shares: (f64, f64),
}

impl<'a> Sought<'a> {
    pub fn new(form: Form, series: &'a [f64], period: usize) -> Self {
        Self { form, series, period }
    }

    /// The likeliest weights and beginning.
    pub fn found(&self) -> Option<(Weights, State)> {
        let (mut tape, mut state) = (Tape::default(), State::default());
        let begin = self.beginning();
        let mut loss = |at: &[f64], slope: &mut [f64]| self.loss(at, slope, &mut tape, &mut state);
        let start = [&WEIGHTS_FIRST[..self.form.n_weights()], &begin].concat();
        let found = descend(&mut loss, start, STEPS_MOST);
        let mut begin = State::default();
        let place = self.read(&found.at, &mut begin);
        found.value.is_finite().then_some((place.weights, begin))
    }

    /// −2 × the log-likelihood at a place of the search, and its slopes.
    fn loss(&self, at: &[f64], slope: &mut [f64], tape: &mut Tape, state: &mut State) -> f64 {
        let place = self.read(at, state);
        let Some(passed) = tape.pass(self.form, &place.weights, state, self.series) else {
            return f64::INFINITY;
        };
        let by = tape.slopes(self.form, &place.weights, self.series, state);
        self.write(slope, &place, &by, state);
        passed.loss(self.series.len())
    }

    fn read(&self, at: &[f64], state: &mut State) -> Place {
        let mut rest = at.iter().copied();
        let mut next = || rest.next().unwrap_or_default();
        let (level, level_rate) = within(next(), WEIGHT);
        let share = |number: f64| within(number, WEIGHT);
        let (of_slope, slope_rate) = if self.form.has_trend() { share(next()) } else { (0.0, 0.0) };
        let (of_season, season_rate) =
            if self.form.has_season() { share(next()) } else { (0.0, 0.0) };
        let (damping, damping_rate) = match self.form.trend {
            Trend::None => (0.0, 0.0),
            Trend::Added => (1.0, 0.0),
            Trend::Damped => within(next(), DAMPING),
        };
        state.level = next();
        state.slope = if self.form.has_trend() { next() } else { 0.0 };
        state.seasons.clear();
        if self.form.has_season() {
            state.seasons.extend((1..self.period).map(|_| next()));
            let sum: f64 = state.seasons.iter().sum();
            state.seasons.push(self.form.season_mean() * self.period as f64 - sum);
        }
        let rest = 1.0 - level;
        Place {
            weights: Weights { level, slope: level * of_slope, season: rest * of_season, damping },
            rates: Weights {
                level: level_rate,
                slope: level * slope_rate,
                season: rest * season_rate,
                damping: damping_rate,
            },
            shares: (of_slope, of_season),
        }
    }

    fn write(&self, slope: &mut [f64], place: &Place, by: &Weights, state: &State) {
        let (of_slope, of_season) = place.shares;
        let mut slots = slope.iter_mut();
        let mut put = |number: f64| {
            if let Some(slot) = slots.next() {
                *slot = number;
            }
        };
        put((by.level + by.slope * of_slope - by.season * of_season) * place.rates.level);
        if self.form.has_trend() {
            put(by.slope * place.rates.slope);
        }
        if self.form.has_season() {
            put(by.season * place.rates.season);
        }
        if self.form.trend == Trend::Damped {
            put(by.damping * place.rates.damping);
        }
        put(state.level);
        if self.form.has_trend() {
            put(state.slope);
        }
        if let Some((last, others)) = state.seasons.split_last() {
            others.iter().for_each(|season| put(season - last));
        }
    }

    /// A guess of the state before the first value, from the first seasons.
    fn beginning(&self) -> Vec<f64> {
        let kind = match self.form.season {
            Season::None => None,
            Season::Added => Some(seasons::Kind::Added),
            Season::Times => Some(seasons::Kind::Times),
        };
        let season = kind.map(|kind| seasons::decomposed(self.series, self.period, kind));
        let n_first = (2 * self.period).max(10).min(self.series.len());
        let plain: Vec<f64> = self.series[..n_first]
            .iter()
            .enumerate()
            .map(|(place, value)| season.as_ref().map_or(*value, |it| it.taken_off(*value, place)))
            .collect();
        let mut begin = Vec::new();
        if self.form.has_trend() {
            let (height, slope) = line(&plain);
            begin.extend([height, slope]);
        } else {
            begin.push(plain.iter().sum::<f64>() / n_first as f64);
        }
        if let Some(season) = season {
            begin.extend(&season.pattern[..self.period - 1]);
        }
        begin
    }
}

/// Where the weights set out: of the level, then of what follows in its order.
const WEIGHTS_FIRST: [f64; 4] = [-1.0, -3.0, -3.0, 2.0];

/// A number anywhere as one within bounds, and how fast that grows with it.
fn within(number: f64, (low, high): (f64, f64)) -> (f64, f64) {
    let share = 1.0 / (1.0 + (-number).exp());
    (low + (high - low) * share, (high - low) * share * (1.0 - share))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every slope against a walk to both sides.
    #[test]
    fn the_slopes_of_every_form_are_those_of_its_loss() {
        let series: Vec<f64> = (0..40)
            .map(|t| {
                1.0 + 0.01 * f64::from(t) + 0.2 * f64::from(t % 4) + 0.05 * f64::from(t * 7 % 5)
            })
            .collect();
        for form in Form::admissible(true, true) {
            let sought = Sought::new(form, &series, 4);
            let at = [&[-0.4, -1.0, -0.7, 0.3][..form.n_weights()], &sought.beginning()].concat();
            let (mut tape, mut state) = (Tape::default(), State::default());
            let mut slope = vec![0.0; at.len()];
            let mut ignored = slope.clone();
            sought.loss(&at, &mut slope, &mut tape, &mut state);
            for place in 0..at.len() {
                let mut walked = |step: f64| {
                    let mut at = at.clone();
                    at[place] += step;
                    sought.loss(&at, &mut ignored, &mut tape, &mut state)
                };
                let by_walk = (walked(1e-5) - walked(-1e-5)) / 2e-5;
                let off = (slope[place] - by_walk).abs();
                assert!(
                    off < 1e-4 * by_walk.abs().max(1.0),
                    "{form} {place}: {} {by_walk}",
                    slope[place]
                );
            }
        }
    }
}
