//! The forms of exponential smoothing.

use serde::{Deserialize, Serialize};

/// How errors, seasons and the level are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Whether errors grow with the level.
    pub has_growing_errors: bool,
    /// What the level does by itself.
    pub trend: Trend,
    /// What the season does to the level.
    pub season: Season,
}

/// What the level does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trend {
    /// It stays.
    None,
    /// It goes on as it went.
    Added,
    /// It goes on as it went, less and less.
    Damped,
}

/// What the season does to the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    /// Nothing.
    None,
    /// It adds.
    Added,
    /// It multiplies.
    Times,
}

impl Form {
    /// Every form that holds for a series, the simplest first.
    ///
    /// Trends that multiply are left out, as R leaves them out: they win in the past and run away
    /// in the future. Seasons that multiply want errors that grow, else a state divides by what
    /// may be nothing (Hyndman and others 2008, "Forecasting with Exponential Smoothing", 2.5.1).
    pub fn admissible(is_positive: bool, has_season: bool) -> Vec<Self> {
        let mut forms = Vec::new();
        for season in [Season::None, Season::Added, Season::Times] {
            for trend in [Trend::None, Trend::Added, Trend::Damped] {
                for has_growing_errors in [false, true] {
                    let holds = is_positive || (!has_growing_errors && season != Season::Times);
                    let divides = season == Season::Times && !has_growing_errors;
                    if holds && !divides && (has_season || season == Season::None) {
                        forms.push(Self { has_growing_errors, trend, season });
                    }
                }
            }
        }
        forms
    }

    /// How many weights are sought: of the level, the slope, the season, the damping.
    pub(super) fn n_weights(self) -> usize {
        1 + usize::from(self.has_trend())
            + usize::from(self.has_season())
            + usize::from(self.trend == Trend::Damped)
    }

    /// How many numbers are sought in all.
    pub(super) fn n_parameters(self, period: usize) -> usize {
        let seasons = if self.has_season() { period - 1 } else { 0 };
        self.n_weights() + 1 + usize::from(self.has_trend()) + seasons
    }

    pub(super) fn has_trend(self) -> bool {
        self.trend != Trend::None
    }

    pub(super) fn has_season(self) -> bool {
        self.season != Season::None
    }

    /// What the numbers of a season add up to, over its length.
    pub(super) fn season_mean(self) -> f64 {
        if self.season == Season::Times { 1.0 } else { 0.0 }
    }
}

impl std::fmt::Display for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let error = if self.has_growing_errors { "M" } else { "A" };
        let trend = match self.trend {
            Trend::None => "N",
            Trend::Added => "A",
            Trend::Damped => "Ad",
        };
        let season = match self.season {
            Season::None => "N",
            Season::Added => "A",
            Season::Times => "M",
        };
        write!(f, "ETS({error},{trend},{season})")
    }
}
