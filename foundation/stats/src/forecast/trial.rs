//! The ways tried on ends of the series that were held back.

use super::bands::{Step, Wanted};
use super::fitted::fit_all;
use super::measures::{Measured, mase, smape};
use super::{Dated, Occasions, Patience, Way};

/// How the ways are tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How many values make a season; 1 for none.
    pub period: usize,
    /// How many steps ahead matter.
    pub n_ahead: usize,
    /// At how many ends the series is cut, one value further back each time.
    pub n_cuts: usize,
    /// What no value falls below.
    pub least: f64,
}

/// What was told at one cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// How many values were known.
    pub known: usize,
    /// What was told of those after them.
    pub told: Vec<Step>,
}

/// How one way did.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The way.
    pub way: Way,
    /// How far it was off.
    pub measured: Measured,
    /// What it told at each cut.
    pub cuts: Vec<Cut>,
    /// The mean error at each cut.
    losses: Vec<f64>,
}

/// How the ways did, and which of them is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Every way that could be tried, the simplest first.
    pub tried: Vec<Tried>,
    /// The steadiest, unless another beats it by more than chance.
    pub chosen: Way,
}

/// So many values at least are known at every cut.
const KNOWN_LEAST: usize = 6;
/// The intervals of a trial are rough ones.
const N_PAIRS: usize = 200;
const SEED: u64 = 20_260_401;

impl Trial {
    /// Tries the ways; none where the series is too short to hold anything back.
    ///
    /// When patience ends, fewer cuts and fewer ways are tried; the judge always is.
    pub fn of(series: &[f64], ways: &[Way], plan: Plan, patience: &Patience) -> Option<Self> {
        let dated = Dated { values: series, occasions: &Occasions::default() };
        Self::with(dated, ways, plan, patience)
    }

    /// The same of a series that has occasions; what they did later is not known at a cut.
    pub fn with(series: Dated<'_>, ways: &[Way], plan: Plan, patience: &Patience) -> Option<Self> {
        let cuts = plan.cuts(series.values.len());
        if cuts.is_empty() {
            return None;
        }
        let tried = tried(series, ways, &cuts, plan, patience);
        let chosen = chosen(&tried)?;
        Some(Self { tried, chosen })
    }

    /// How the chosen way did.
    pub fn of_chosen(&self) -> Option<&Tried> {
        self.of_way(self.chosen)
    }

    /// How a way did.
    pub fn of_way(&self, way: Way) -> Option<&Tried> {
        self.tried.iter().find(|tried| tried.way == way)
    }
}

impl Plan {
    /// How many values are known at each cut; two seasons where the series has three.
    fn cuts(&self, n: usize) -> Vec<usize> {
        let seasons = if n >= 3 * self.period { 2 * self.period } else { 0 };
        let least = seasons.max(KNOWN_LEAST);
        let first = n.saturating_sub(self.n_cuts).max(least);
        (first..n).collect()
    }
}

/// Fits every way at every cut; a way that is too long for the first cut, or for patience, is left
/// out.
fn tried(
    series: Dated<'_>,
    ways: &[Way],
    cuts: &[usize],
    plan: Plan,
    patience: &Patience,
) -> Vec<Tried> {
    let values = series.values;
    let mut kept = None;
    let mut told: Vec<(Way, Vec<Cut>)> = ways.iter().map(|way| (*way, Vec::new())).collect();
    for known in cuts {
        let n_steps = plan.n_ahead.min(values.len() - known);
        let wanted = Wanted { n_steps, stretch: 1.0, least: plan.least, seed: SEED };
        let going: Vec<Way> = told.iter().map(|(way, _)| *way).collect();
        let mut fitted = fit_all(&going, series.first(*known), plan.period, &mut kept, patience);
        told.retain_mut(|(way, cuts)| {
            let place = fitted.iter().position(|(fitted, _)| fitted == way);
            place.is_some_and(|place| {
                let told = fitted.swap_remove(place).1.played(wanted, N_PAIRS).steps;
                cuts.push(Cut { known: *known, told });
                true
            })
        });
    }
    let tried = |(way, cuts): (Way, Vec<Cut>)| {
        let losses = cuts.iter().map(|cut| cut.mean_error(values)).collect();
        Tried { way, measured: measured(&cuts, values, plan.period), cuts, losses }
    };
    told.into_iter().map(tried).collect()
}

impl Cut {
    fn pairs<'a>(&'a self, series: &'a [f64]) -> impl Iterator<Item = (f64, &'a Step)> {
        series[self.known..].iter().copied().zip(&self.told)
    }

    fn mean_error(&self, series: &[f64]) -> f64 {
        let sum: f64 = self.pairs(series).map(|(value, told)| (value - told.value).abs()).sum();
        sum / self.told.len().max(1) as f64
    }
}

/// An interval of no width, or an error far out of it, shall not stretch without end.
const STRETCH_MOST: f64 = 3.0;
/// From the middle to the end of an 80 % interval, in units of the spread.
const Z80: f64 = 1.281_551_565_544_600_4;

fn measured(cuts: &[Cut], series: &[f64], period: usize) -> Measured {
    let pairs = || cuts.iter().flat_map(|cut| cut.pairs(series));
    let n = pairs().count();
    let of_n = |sum: f64| sum / n.max(1) as f64;
    let share = |of: &dyn Fn(f64, &Step) -> bool| {
        of_n(pairs().filter(|(value, told)| of(*value, told)).count() as f64)
    };
    let (values, told): (Vec<f64>, Vec<f64>) =
        pairs().map(|(value, told)| (value, told.value)).unzip();
    let size: f64 = values.iter().map(|value| value.abs()).sum();
    let of_size = |sum: f64| if size > 0.0 { sum / size } else { 0.0 };
    let past = cuts.first().map_or(&[][..], |cut| &series[..cut.known]);
    let squares = pairs().filter_map(|(value, told)| {
        let half =
            if value > told.value { told.high_80 - told.value } else { told.value - told.low_80 };
        (half > 0.0).then(|| ((value - told.value) / half * Z80).powi(2))
    });
    let (n_wide, squares) = squares.fold((0_u32, 0.0), |(n, sum), one| (n + 1, sum + one));
    let stretch = if n_wide > 0 { (squares / f64::from(n_wide)).sqrt() } else { 1.0 };
    Measured {
        n,
        off: of_size(values.iter().zip(&told).map(|(value, told)| (value - told).abs()).sum()),
        smape: smape(&values, &told),
        mase: mase(past, &values, &told, period),
        bias: of_size(told.iter().zip(&values).map(|(told, value)| told - value).sum()),
        within_80: share(&|value, told| (told.low_80..=told.high_80).contains(&value)),
        within_95: share(&|value, told| (told.low_95..=told.high_95).contains(&value)),
        stretch: stretch.clamp(1.0, STRETCH_MOST),
    }
}

/// Neighbouring cuts share most of what they foretell, so their errors are fewer than they seem.
const OVERLAP: f64 = 3.0;

impl Tried {
    fn mean_loss(&self) -> f64 {
        self.losses.iter().sum::<f64>() / self.losses.len().max(1) as f64
    }

    /// Whether this way was off by less than another, cut by cut, by more than chance explains.
    pub fn beats(&self, other: &Self) -> bool {
        let gaps = || other.losses.iter().zip(&self.losses).map(|(other, own)| other - own);
        let n = gaps().count() as f64;
        let gap = gaps().sum::<f64>() / n;
        let squares: f64 = gaps().map(|it| (it - gap).powi(2)).sum();
        // Of one cut nobody can tell what chance does to it.
        n > 1.0 && gap > OVERLAP * (squares / (n - 1.0) / n).sqrt()
    }
}

/// The steadiest way, which is the last, unless the best of the others beats it by more than
/// chance.
///
/// A choice by the least error alone follows noise: on the monthly series of the M3 competition it
/// told worse than the mean of the ways always did.
fn chosen(tried: &[Tried]) -> Option<Way> {
    let steadiest = tried.last()?;
    let best = tried.iter().min_by(|one, other| one.mean_loss().total_cmp(&other.mean_loss()))?;
    Some(if best.beats(steadiest) { best.way } else { steadiest.way })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { period: 4, n_ahead: 4, n_cuts: 8, least: 0.0 };

    fn drawn(n: u32, of: impl Fn(f64) -> f64) -> Vec<f64> {
        (0..n).map(|t| of(f64::from(t))).collect()
    }

    #[test]
    fn a_season_that_only_repeats_is_left_to_the_judge() {
        // Every way meets it; the judge exactly.
        let series = drawn(40, |t| [10.0, 20.0, 40.0, 30.0][t as usize % 4]);
        let trial = Trial::of(&series, &Way::ALL, PLAN, &Patience::endless()).expect("a trial");
        let judge = trial.of_way(Way::SeasonalNaive).expect("the judge");
        assert_eq!((judge.measured.off, judge.measured.n), (0.0, 4 * 5 + 3 + 2 + 1));
        assert!(trial.of_chosen().expect("a way").measured.off < 1e-3, "{trial:?}");
    }

    #[test]
    fn growth_is_told_better_than_by_the_judge() {
        let series = drawn(40, |t| 100.0 + 5.0 * t + (t * 7.0) % 5.0);
        let trial = Trial::of(&series, &Way::ALL, PLAN, &Patience::endless()).expect("a trial");
        let [judge, chosen] =
            [trial.of_way(Way::SeasonalNaive), trial.of_chosen()].map(|it| it.expect("tried"));
        assert!(chosen.beats(judge) && !judge.beats(chosen), "{trial:?}");
        assert!(chosen.measured.off < judge.measured.off / 2.0, "{trial:?}");
        assert!(judge.measured.bias < 0.0, "the judge tells too little: {judge:?}");
    }

    #[test]
    fn the_judge_is_tried_even_when_nobody_waits() {
        let series = drawn(40, |t| 100.0 + t);
        let hurry = || false;
        let patience = Patience::while_it(&hurry);
        let trial = Trial::of(&series, &Way::ALL, PLAN, &patience).expect("a trial");
        assert_eq!((trial.tried.len(), trial.chosen), (1, Way::SeasonalNaive));
    }

    #[test]
    fn a_series_of_a_few_values_is_not_cut() {
        for n in 0..=6 {
            let series = drawn(n, |t| t);
            assert_eq!(Trial::of(&series, &Way::ALL, PLAN, &Patience::endless()), None, "{n}");
        }
    }

    #[test]
    fn who_knows_when_a_feast_comes_tells_it() {
        let feast = |t: usize| t % 30 == 15;
        let series = drawn(240, |t| {
            let usual = [10.0, 20.0, 40.0, 30.0][t as usize % 4] + (t * 7.0) % 3.0;
            if feast(t as usize) { 3.0 * usual } else { usual }
        });
        let occasions = (0..250).map(|t| if feast(t) { vec![0] } else { vec![] }).collect();
        let occasions = Occasions::new(occasions);
        let plan = Plan { n_cuts: 20, ..PLAN };
        let off = |occasions: &Occasions| {
            let trial = {
                let dated = Dated { values: &series, occasions };
                Trial::with(dated, &[Way::Theta], plan, &Patience::endless())
            };
            trial.and_then(|trial| Some(trial.of_way(Way::Theta)?.measured.off)).expect("tried")
        };
        let (with, without) = (off(&occasions), off(&Occasions::default()));
        assert!(with < without / 2.0, "{with} and {without}");
    }
}
