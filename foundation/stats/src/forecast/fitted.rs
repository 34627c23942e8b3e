//! The ways to tell a future, behind one door.

use serde::{Deserialize, Serialize};

use super::ets::{Ets, PERIOD_MOST};
use super::naive::SeasonalNaive;
use super::seasons::Season;
use super::theta::Theta;
use super::{Form, Patience};

/// A way to tell the future of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// The last season comes again.
    SeasonalNaive,
    /// A level, and half of its way along a line.
    Theta,
    /// A level, a slope and a season that learn from errors.
    Ets,
    /// The mean of theta and exponential smoothing.
    Average,
}

impl Way {
    /// Every way, the simplest first.
    pub const ALL: [Self; 4] = [Self::SeasonalNaive, Self::Theta, Self::Ets, Self::Average];
}

/// A series under one way.
#[derive(Clone, Debug)]
pub enum Fitted {
    /// The last season comes again.
    SeasonalNaive(SeasonalNaive),
    /// A level, and half of its way along a line.
    Theta(Theta),
    /// A level, a slope and a season that learn from errors.
    Ets(Ets),
    /// A series whose season is too long to be sought, without it.
    Seasoned(Box<Seasoned>),
    /// The mean of some.
    Average(Vec<Fitted>),
}

/// A season that was taken off, and what is left.
#[derive(Clone, Debug)]
pub struct Seasoned {
    season: Season,
    rest: Fitted,
    expected: Vec<f64>,
}

/// Fits one way; none where the series is too short for it.
pub fn fit(way: Way, series: &[f64], period: usize, patience: &Patience) -> Option<Fitted> {
    match way {
        Way::SeasonalNaive => SeasonalNaive::of(series, period).map(Fitted::SeasonalNaive),
        Way::Theta => Theta::of(series, period).map(Fitted::Theta),
        Way::Ets if period > PERIOD_MOST => without_season(way, series, period, patience),
        Way::Ets => Ets::of(series, period, patience).map(Fitted::Ets),
        Way::Average => {
            let parts = AVERAGED.into_iter().map(|way| fit(way, series, period, patience));
            parts.collect::<Option<Vec<_>>>().map(Fitted::Average)
        }
    }
}

/// The ways whose mean is taken.
const AVERAGED: [Way; 2] = [Way::Theta, Way::Ets];

/// Fits many ways, each once; those are left out for which the series is too short, or for which
/// patience does not last. The judge is always fitted.
pub(super) fn fit_all(
    ways: &[Way],
    series: &[f64],
    period: usize,
    patience: &Patience,
) -> Vec<(Way, Fitted)> {
    let mut all: Vec<(Way, Fitted)> = Vec::new();
    for way in ways {
        if *way != Way::SeasonalNaive && !patience.lasts() {
            continue;
        }
        let part = |way| all.iter().find(|(fitted, _)| *fitted == way).map(|(_, it)| it.clone());
        let fitted = match way {
            Way::Average => AVERAGED.into_iter().map(part).collect::<Option<_>>().map(Fitted::Average),
            _ => fit(*way, series, period, patience),
        };
        all.extend(fitted.map(|fitted| (*way, fitted)));
    }
    all
}

fn without_season(way: Way, series: &[f64], period: usize, patience: &Patience) -> Option<Fitted> {
    let Some(season) = Season::of(series, period) else {
        return fit(way, series, 1, patience);
    };
    let rest = series.iter().enumerate().map(|(place, value)| season.taken_off(*value, place));
    let rest = fit(way, &rest.collect::<Vec<_>>(), 1, patience)?;
    let expected = rest.expected().into_iter().enumerate();
    let expected = expected.map(|(place, value)| season.put_on(value, place)).collect();
    Some(Fitted::Seasoned(Box::new(Seasoned { season, rest, expected })))
}

impl Fitted {
    /// What each value was expected to be, told from those before it.
    pub fn expected(&self) -> Vec<f64> {
        match self {
            Self::SeasonalNaive(fitted) => fitted.expected.clone(),
            Self::Theta(fitted) => fitted.expected.clone(),
            Self::Ets(fitted) => fitted.expected.clone(),
            Self::Seasoned(fitted) => fitted.expected.clone(),
            Self::Average(parts) => mean(parts.iter().map(Self::expected).collect()),
        }
    }

    /// What comes when the errors are these, in units of their spread: the forecast itself where
    /// all of them are 0.
    pub fn path(&self, shocks: &[f64]) -> Vec<f64> {
        match self {
            Self::SeasonalNaive(fitted) => fitted.path(shocks),
            Self::Theta(fitted) => fitted.path(shocks),
            Self::Ets(fitted) => fitted.path(shocks),
            Self::Seasoned(fitted) => {
                let (season, n) = (&fitted.season, fitted.expected.len());
                let rest = fitted.rest.path(shocks).into_iter().enumerate();
                rest.map(|(nth, value)| season.put_on(value, n + nth)).collect()
            }
            Self::Average(parts) => mean(parts.iter().map(|part| part.path(shocks)).collect()),
        }
    }

    /// The form of exponential smoothing that was taken, where that is a part of the way.
    pub fn form(&self) -> Option<Form> {
        match self {
            Self::Ets(fitted) => Some(fitted.form),
            Self::Seasoned(fitted) => fitted.rest.form(),
            Self::Average(parts) => parts.iter().find_map(Self::form),
            Self::SeasonalNaive(_) | Self::Theta(_) => None,
        }
    }
}

fn mean(paths: Vec<Vec<f64>>) -> Vec<f64> {
    let n = paths.len().max(1) as f64;
    let mut paths = paths.into_iter();
    let mut sum = paths.next().unwrap_or_default();
    for path in paths {
        sum.iter_mut().zip(path).for_each(|(sum, value)| *sum += value);
    }
    sum.iter_mut().for_each(|value| *value /= n);
    sum
}
