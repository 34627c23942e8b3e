//! One pass of smoothing over a series, and the slopes of its likelihood on the way back.
//!
//! The way back walks the tape of the pass from its end (the adjoint), so the slopes in all
//! numbers, those of a whole season among them, cost as much as two passes more. By differences
//! they would cost as many passes as there are numbers.

use super::form::{Form, Season};

/// How fast each part forgets.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights {
    pub level: f64,
    pub slope: f64,
    pub season: f64,
    pub damping: f64,
}

/// What is known at a moment. `seasons` holds the number of each place in the season.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub level: f64,
    pub slope: f64,
    pub seasons: Vec<f64>,
}

/// What a pass leaves behind for the way back.
#[derive(Clone, Debug, Default)]
pub(super) struct Tape {
    /// The level that was expected, the slope and the season before each value; the error.
    steps: Vec<[f64; 4]>,
    /// The squared errors of the whole pass.
    squares: f64,
}

/// What a pass comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passed {
    /// Squared errors, relative ones where errors grow.
    pub squares: f64,
    /// Σ ln of what was expected, where errors grow.
    pub logs: f64,
}

impl Passed {
    /// −2 × the log-likelihood, without constants.
    pub fn loss(&self, n: usize) -> f64 {
        n as f64 * self.squares.max(SQUARES_LEAST).ln() + 2.0 * self.logs
    }
}

/// A series that is met exactly has no likelihood; this is as well as one can be met.
const SQUARES_LEAST: f64 = 1e-18;
/// What must stay above nothing stays above this, in units of the mean of the series.
const LEAST: f64 = 1e-6;

const NONE: u8 = 0;
const ADDED: u8 = 1;
const TIMES: u8 = 2;

impl Tape {
    /// The level that was expected, the slope and the season before each value; the error.
    pub fn steps(&self) -> impl Iterator<Item = [f64; 4]> {
        self.steps.iter().copied()
    }

    /// Smooths a series; `state` is left as it is after the last value. Nothing where the level or
    /// what is expected falls to nothing in a form that divides by it.
    pub fn pass(
        &mut self,
        form: Form,
        weights: &Weights,
        state: &mut State,
        series: &[f64],
    ) -> Option<Passed> {
        match (form.season, form.has_growing_errors) {
            (Season::None, false) => self.pass_as::<NONE, false>(weights, state, series),
            (Season::None, true) => self.pass_as::<NONE, true>(weights, state, series),
            (Season::Added, false) => self.pass_as::<ADDED, false>(weights, state, series),
            (Season::Added, true) => self.pass_as::<ADDED, true>(weights, state, series),
            (Season::Times, _) => self.pass_as::<TIMES, true>(weights, state, series),
        }
    }

    fn pass_as<const SEASON: u8, const GROWS: bool>(
        &mut self,
        weights: &Weights,
        state: &mut State,
        series: &[f64],
    ) -> Option<Passed> {
        self.steps.clear();
        let State { level, slope, seasons } = state;
        let (mut squares, mut logs, mut product) = (0.0, 0.0, 1.0_f64);
        let mut place = 0;
        for value in series {
            let drift = weights.damping * *slope;
            let base = *level + drift;
            let season = if SEASON == NONE { 0.0 } else { seasons[place] };
            let expected = put_on::<SEASON>(base, season);
            let off = value - expected;
            let error = if GROWS { off / expected } else { off };
            if (GROWS && expected < LEAST) || (SEASON == TIMES && (base < LEAST || season < LEAST))
            {
                return None;
            }
            self.steps.push([base, *slope, season, error]);
            squares += error * error;
            if GROWS {
                product *= expected;
                if !(1e-200..1e200).contains(&product) {
                    logs += product.ln();
                    product = 1.0;
                }
            }
            let of_level = if SEASON == TIMES { off / season } else { off };
            *level = base + weights.level * of_level;
            *slope = drift + weights.slope * of_level;
            if SEASON != NONE {
                let of_season = if SEASON == TIMES { off / base } else { off };
                seasons[place] = season + weights.season * of_season;
                place = if place + 1 == seasons.len() { 0 } else { place + 1 };
            }
        }
        logs += product.ln();
        self.squares = squares;
        (squares.is_finite() && logs.is_finite()).then_some(Passed { squares, logs })
    }

    /// The slopes of the loss of the last pass in each weight, and in each number of the state
    /// that it began with.
    pub fn slopes(
        &self,
        form: Form,
        weights: &Weights,
        series: &[f64],
        begin: &mut State,
    ) -> Weights {
        match (form.season, form.has_growing_errors) {
            (Season::None, false) => self.back::<NONE, false>(weights, series, begin),
            (Season::None, true) => self.back::<NONE, true>(weights, series, begin),
            (Season::Added, false) => self.back::<ADDED, false>(weights, series, begin),
            (Season::Added, true) => self.back::<ADDED, true>(weights, series, begin),
            (Season::Times, _) => self.back::<TIMES, true>(weights, series, begin),
        }
    }

    /// In names that end in `_by` stand the slopes of the loss in what the name says.
    fn back<const SEASON: u8, const GROWS: bool>(
        &self,
        weights: &Weights,
        series: &[f64],
        begin: &mut State,
    ) -> Weights {
        let n = series.len();
        let each = if self.squares > SQUARES_LEAST { 2.0 * n as f64 / self.squares } else { 0.0 };
        let mut found = Weights::default();
        let (mut level_by, mut slope_by) = (0.0, 0.0);
        let seasons_by = &mut begin.seasons;
        seasons_by.fill(0.0);
        let period = seasons_by.len().max(1);
        let mut place = (n + period - 1) % period;
        for (value, &[base, slope, season, error]) in series.iter().zip(&self.steps).rev() {
            let expected = put_on::<SEASON>(base, season);
            let off = value - expected;
            let season_by = if SEASON == NONE { 0.0 } else { seasons_by[place] };
            let of_level = if SEASON == TIMES { off / season } else { off };
            let of_season = if SEASON == TIMES { off / base } else { off };
            found.level += level_by * of_level;
            found.slope += slope_by * of_level;
            found.season += season_by * of_season;
            let of_level_by = weights.level * level_by + weights.slope * slope_by;
            let of_season_by = weights.season * season_by;
            let (mut base_by, mut old_season_by) = (level_by, season_by);
            let mut off_by = if SEASON == TIMES {
                old_season_by -= of_level_by * of_level / season;
                base_by -= of_season_by * of_season / base;
                of_level_by / season + of_season_by / base
            } else {
                of_level_by + of_season_by
            };
            let mut expected_by = 0.0;
            if GROWS {
                expected_by = (2.0 - each * error * (1.0 + error)) / expected;
            } else {
                off_by += each * error;
            }
            expected_by -= off_by;
            base_by += if SEASON == TIMES { expected_by * season } else { expected_by };
            if SEASON != NONE {
                let rate = if SEASON == TIMES { base } else { 1.0 };
                seasons_by[place] = old_season_by + expected_by * rate;
                place = if place == 0 { period - 1 } else { place - 1 };
            }
            let drift_by = base_by + slope_by;
            found.damping += slope * drift_by;
            (level_by, slope_by) = (base_by, weights.damping * drift_by);
        }
        (begin.level, begin.slope) = (level_by, slope_by);
        found
    }
}

#[inline(always)]
fn put_on<const SEASON: u8>(base: f64, season: f64) -> f64 {
    match SEASON {
        NONE => base,
        ADDED => base + season,
        _ => base * season,
    }
}

/// Goes on from a state with errors that are given; answers what comes.
pub(super) fn go_on(
    form: Form,
    weights: &Weights,
    mut state: State,
    place: usize,
    errors: impl Iterator<Item = f64>,
) -> Vec<f64> {
    let period = state.seasons.len().max(1);
    let step = |(nth, error): (usize, f64)| {
        let place = (place + nth) % period;
        let drift = weights.damping * state.slope;
        let base = state.level + drift;
        let season = state.seasons.get(place).copied().unwrap_or_default();
        let expected = match form.season {
            Season::None => base,
            Season::Added => base + season,
            Season::Times => base * season,
        };
        let off = if form.has_growing_errors { expected * error } else { error };
        let is_times = form.season == Season::Times;
        let of_level = if is_times { error * base } else { off };
        state.level = base + weights.level * of_level;
        state.slope = drift + weights.slope * of_level;
        if let Some(kept) = state.seasons.get_mut(place) {
            *kept += weights.season * if is_times { error * season } else { off };
        }
        expected + off
    };
    errors.enumerate().map(step).collect()
}
