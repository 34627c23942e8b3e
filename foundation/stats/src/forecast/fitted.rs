//! The ways to tell a future, behind one door.

use serde::{Deserialize, Serialize};

use super::Patience;
use super::arima::{Arima, Order};
use super::ets::{Ets, PERIOD_MOST};
use super::naive::SeasonalNaive;
use super::occasions::{Dated, Lift, Lifts};
use super::seasons::Season;
use super::theta::Theta;

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
    /// A value leans on values and errors before it.
    Arima,
    /// The mean of theta, exponential smoothing and ARIMA.
    Average,
}

impl Way {
    /// Every way, the simplest first.
    pub const ALL: [Self; 5] =
        [Self::SeasonalNaive, Self::Theta, Self::Ets, Self::Arima, Self::Average];
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
    /// A value leans on values and errors before it.
    Arima(Box<Arima>),
    /// A series whose season is too long to be sought, without it.
    Seasoned(Box<Seasoned>),
    /// The mean of some.
    Average(Vec<Fitted>),
    /// A series without its occasions, and what these do.
    Lifted(Box<Lifted>),
}

/// A season that was taken off, and what is left.
#[derive(Clone, Debug)]
pub struct Seasoned {
    season: Season,
    rest: Fitted,
    expected: Vec<f64>,
}

/// A series whose occasions were taken off, and what they do.
#[derive(Clone, Debug)]
pub struct Lifted {
    lifts: Lifts,
    rest: Fitted,
    expected: Vec<f64>,
}

/// Fits one way to a series that has occasions; none where the series is too short for it.
pub fn fit_with(series: Dated<'_>, way: Way, period: usize, patience: &Patience) -> Option<Fitted> {
    let Some(lifts) = series.learn(step(period)) else {
        return fit(way, series.values, period, patience);
    };
    let fitted = fit(way, &lifts.taken_off(series.values), period, patience)?;
    Some(fitted.lifted(lifts))
}

/// How far apart neighbours of a kind lie: Mondays are a week apart, weeks are all alike.
fn step(period: usize) -> usize {
    if period > PERIOD_MOST { 1 } else { period.max(1) }
}

/// Fits one way; none where the series is too short for it.
pub fn fit(way: Way, series: &[f64], period: usize, patience: &Patience) -> Option<Fitted> {
    match way {
        Way::SeasonalNaive => SeasonalNaive::of(series, period).map(Fitted::SeasonalNaive),
        Way::Theta => Theta::of(series, period).map(Fitted::Theta),
        Way::Ets | Way::Arima if period > PERIOD_MOST => {
            without_season(way, series, period, patience)
        }
        Way::Ets => Ets::of(series, period, patience).map(Fitted::Ets),
        Way::Arima => Arima::of(series, period, patience).map(Box::new).map(Fitted::Arima),
        Way::Average => {
            averaged(AVERAGED.into_iter().filter_map(|way| fit(way, series, period, patience)))
        }
    }
}

/// The ways whose mean is taken.
const AVERAGED: [Way; 3] = [Way::Theta, Way::Ets, Way::Arima];

/// The mean of two ways or more; one alone is no mean.
fn averaged(parts: impl Iterator<Item = Fitted>) -> Option<Fitted> {
    let parts: Vec<Fitted> = parts.collect();
    (parts.len() > 1).then_some(Fitted::Average(parts))
}

/// Fits many ways, each once; those are left out for which the series is too short, or for which
/// patience does not last. The judge is always fitted.
///
/// An order of ARIMA that was chosen for the beginning of the series is kept, because a choice
/// takes thirty times as long as a fit.
pub(super) fn fit_all(
    ways: &[Way],
    series: Dated<'_>,
    period: usize,
    kept: &mut Option<(Order, usize)>,
    patience: &Patience,
) -> Vec<(Way, Fitted)> {
    let Some(lifts) = series.learn(step(period)) else {
        return fit_plain(ways, series.values, period, kept, patience);
    };
    let fitted = fit_plain(ways, &lifts.taken_off(series.values), period, kept, patience);
    fitted.into_iter().map(|(way, fitted)| (way, fitted.lifted(lifts.clone()))).collect()
}

fn fit_plain(
    ways: &[Way],
    series: &[f64],
    period: usize,
    kept: &mut Option<(Order, usize)>,
    patience: &Patience,
) -> Vec<(Way, Fitted)> {
    let mut all: Vec<(Way, Fitted)> = Vec::new();
    for way in ways {
        if *way != Way::SeasonalNaive && !patience.lasts() {
            continue;
        }
        let part = |way| all.iter().find(|(fitted, _)| *fitted == way).map(|(_, it)| it.clone());
        let fitted = match way {
            Way::Average => averaged(AVERAGED.into_iter().filter_map(part)),
            Way::Arima if period <= PERIOD_MOST => arima(series, period, kept, patience),
            _ => fit(*way, series, period, patience),
        };
        all.extend(fitted.map(|fitted| (*way, fitted)));
    }
    all
}

fn arima(
    series: &[f64],
    period: usize,
    kept: &mut Option<(Order, usize)>,
    patience: &Patience,
) -> Option<Fitted> {
    let again = kept.and_then(|(order, period)| Arima::of_order(order, series, period));
    let fitted = again.or_else(|| Arima::of(series, period, patience))?;
    *kept = Some((fitted.order, fitted.period()));
    Some(Fitted::Arima(Box::new(fitted)))
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
            Self::Arima(fitted) => fitted.expected.clone(),
            Self::Seasoned(fitted) => fitted.expected.clone(),
            Self::Average(parts) => mean(parts.iter().map(Self::expected).collect()),
            Self::Lifted(fitted) => fitted.expected.clone(),
        }
    }

    /// With what occasions do put on again.
    fn lifted(self, lifts: Lifts) -> Self {
        let expected = self.expected().into_iter().enumerate();
        let expected = expected.map(|(place, value)| value * lifts.factor(place)).collect();
        Self::Lifted(Box::new(Lifted { lifts, rest: self, expected }))
    }

    /// What occasions do; nothing where they do nothing that can be told from chance.
    pub fn lifts(&self) -> &[Lift] {
        match self {
            Self::Lifted(fitted) => &fitted.lifts.known,
            _ => &[],
        }
    }

    /// What comes when the errors are these, in units of their spread: the forecast itself where
    /// all of them are 0.
    pub fn path(&self, shocks: &[f64]) -> Vec<f64> {
        match self {
            Self::SeasonalNaive(fitted) => fitted.path(shocks),
            Self::Theta(fitted) => fitted.path(shocks),
            Self::Ets(fitted) => fitted.path(shocks),
            Self::Arima(fitted) => fitted.path(shocks),
            Self::Seasoned(fitted) => {
                let (season, n) = (&fitted.season, fitted.expected.len());
                let rest = fitted.rest.path(shocks).into_iter().enumerate();
                rest.map(|(nth, value)| season.put_on(value, n + nth)).collect()
            }
            Self::Average(parts) => mean(parts.iter().map(|part| part.path(shocks)).collect()),
            Self::Lifted(fitted) => {
                let (lifts, n) = (&fitted.lifts, fitted.expected.len());
                let rest = fitted.rest.path(shocks).into_iter().enumerate();
                rest.map(|(nth, value)| value * lifts.factor(n + nth)).collect()
            }
        }
    }

    /// The forms that were found, as their papers write them.
    pub fn forms(&self) -> Vec<String> {
        match self {
            Self::Ets(fitted) => vec![fitted.form.to_string()],
            Self::Arima(fitted) => vec![fitted.order.to_string()],
            Self::Seasoned(fitted) => fitted.rest.forms(),
            Self::Average(parts) => parts.iter().flat_map(Self::forms).collect(),
            Self::Lifted(fitted) => fitted.rest.forms(),
            Self::SeasonalNaive(_) | Self::Theta(_) => Vec::new(),
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
