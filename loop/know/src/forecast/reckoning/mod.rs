//! From a series of the past to what it will be, and how far that is to be trusted. Pure.

pub mod unusual;

use stats::forecast::{
    Ahead, Dated, Fitted, Occasions, Patience, Plan, Trial, Wanted, Way, fit, fit_with,
};

/// What is asked of a series.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// How many values make a season.
    pub season: usize,
    /// How many steps ahead.
    pub n_ahead: usize,
    /// At how many ends it is cut to try the ways.
    pub n_cuts: usize,
    /// The way that was told; none where it is left to choose.
    pub way: Option<Way>,
    /// What the calendar knows of the values and of those to come.
    pub occasions: &'a Occasions,
}

/// A series and its future.
#[derive(Clone, Debug)]
pub struct Reckoned {
    /// The way that was taken.
    pub way: Way,
    /// The series under it.
    pub fitted: Fitted,
    /// How the ways did on what was held back; none where nothing could be.
    pub trial: Option<Trial>,
    /// The steps to come.
    pub ahead: Ahead,
    /// Whether time ran out before every way was tried.
    pub is_cut_short: bool,
    /// How far off the simplest way was on what was held back, knowing the occasions and not; none
    /// where they do nothing that can be told, or nothing was held back.
    pub knowing: Option<Knowing>,
}

/// How far off a forecast was that knows the occasions, and one that does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knowing {
    /// Knowing them.
    pub with: f64,
    /// Not knowing them.
    pub without: f64,
}

impl Knowing {
    /// Whether it is better to know them.
    pub fn helps(self) -> bool {
        self.with <= self.without
    }
}

/// Fewer values tell nothing but themselves.
pub const VALUES_LEAST: usize = 4;
/// A run is repeated by its seed, which is the same for all.
pub const SEED: u64 = 2_026;

/// Reckons a series; none where it is shorter than four values, or sold in one of them only.
pub fn reckon(series: &[f64], asking: Asking, patience: &Patience) -> Option<Reckoned> {
    let n_sold = series.iter().filter(|value| **value != 0.0).count();
    if series.len() < VALUES_LEAST || n_sold < 2 {
        return None;
    }
    let least = if series.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::MIN };
    let Asking { season, n_ahead, n_cuts, way, occasions } = asking;
    let plan = Plan { period: season, n_ahead, n_cuts, least };
    let (nothing, dated) = (Occasions::default(), Dated { values: series, occasions });
    let knowing = knowing(dated, plan);
    let helps = knowing.is_none_or(Knowing::helps);
    let dated = Dated { occasions: if helps { occasions } else { &nothing }, ..dated };
    let trial = Trial::with(dated, &Way::ALL, plan, patience);
    let wished = way.or_else(|| trial.as_ref().map(|trial| trial.chosen));
    // Where the wished way wants a longer series, a simpler one takes its place.
    let ways = wished.into_iter().chain([Way::Average, Way::Theta, Way::SeasonalNaive]);
    let fitted = ways.filter_map(|way| Some((way, fit_with(dated, way, season, patience)?)));
    let (way, fitted) = fitted.into_iter().next()?;
    let stretch = trial
        .as_ref()
        .and_then(|trial| trial.of_way(way))
        .map_or(1.0, |tried| tried.measured.stretch);
    let ahead = fitted.ahead(Wanted { n_steps: n_ahead, stretch, least, seed: SEED });
    Some(Reckoned { way, fitted, trial, ahead, is_cut_short: !patience.lasts(), knowing })
}

/// Tries the simplest way with the occasions and without.
fn knowing(series: Dated<'_>, plan: Plan) -> Option<Knowing> {
    let theta = |series| {
        let fitted = fit_with(series, Way::Theta, plan.period, &Patience::endless())?;
        let trial = Trial::with(series, &[Way::Theta], plan, &Patience::endless())?;
        Some((fitted.lifts().is_empty(), trial.of_way(Way::Theta)?.measured.off))
    };
    let bare = Dated { occasions: &Occasions::default(), ..series };
    match theta(series)? {
        (true, _) => None,
        (false, with) => Some(Knowing { with, without: theta(bare)?.1 }),
    }
}

/// What a part of the whole will come to, without a trial: the parts share that of the whole.
pub fn reckon_part(series: &[f64], season: usize, n_ahead: usize) -> f64 {
    let fitted = [Way::Theta, Way::SeasonalNaive]
        .into_iter()
        .find_map(|way| fit(way, series, season, &Patience::endless()));
    fitted.map_or(0.0, |fitted| {
        fitted.path(&vec![0.0; n_ahead]).into_iter().map(|value| value.max(0.0)).sum()
    })
}
