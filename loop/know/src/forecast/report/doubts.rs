//! What must be known before a forecast is trusted.

use domain::Caveat;

use crate::forecast::options::By;
use crate::forecast::reckoning::{Reckoned, VALUES_LEAST};

/// Errors that much larger than the intervals told are worth a word.
const STRETCHED: f64 = 1.15;

/// The doubts of a series without a future.
pub(super) fn of_nothing(series: &[f64], by: By) -> Caveat {
    let n_sold = series.iter().filter(|value| **value != 0.0).count();
    let (n, called) = (series.len(), called(by));
    let text = if n < VALUES_LEAST {
        format!("{n} whole {called} are too few to tell the next: it takes {VALUES_LEAST}")
    } else {
        format!("of {n} whole {called} only {n_sold} saw a sale, so there is nothing to go on from")
    };
    Caveat::new("few_periods", text)
}

/// The doubts of one forecast, gravest first.
pub(super) fn of(series: &[f64], by: By, reckoned: &Reckoned) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    let (n, called) = (series.len(), called(by));
    let n_empty = series.iter().filter(|value| **value == 0.0).count();
    if n_empty > 0 && by != By::Day {
        let text = format!("{n_empty} of {n} {called} saw no sale; they count as 0");
        doubts.push(Caveat::new("empty_periods", text));
    }
    if series.iter().all(|value| *value == series[0]) {
        let text = format!("all {n} {called} came to the same, so the intervals are bare");
        doubts.push(Caveat::new("never_varies", text));
    }
    if n < 2 * by.season() {
        let text = format!(
            "{n} {called} are less than two seasons of {}: what repeats every season is not known",
            by.season()
        );
        doubts.push(Caveat::new("season_unknown", text));
    }
    doubts.extend(of_trial(n, called, reckoned));
    doubts
}

/// What the forecast's own trial leaves in doubt.
fn of_trial(n: usize, called: &str, reckoned: &Reckoned) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    if reckoned.is_cut_short {
        let text = "time ran out before every way was tried";
        doubts.push(Caveat::new("trial_cut_short", text));
    }
    let Some(trial) = &reckoned.trial else {
        let text =
            format!("{n} {called} are too few to hold some back and try the forecast on them");
        doubts.push(Caveat::new("untried", text));
        return doubts;
    };
    let tried = trial.of_way(reckoned.way);
    if let Some(stretch) = tried.map(|it| it.measured.stretch).filter(|it| *it > STRETCHED) {
        let text = format!(
            "on what was held back, errors went {stretch:.1} times as far as the past told; the \
             intervals are stretched by that"
        );
        doubts.push(Caveat::new("stretched", text));
    }
    doubts
}

fn called(by: By) -> &'static str {
    match by {
        By::Day => "days",
        By::Week => "weeks",
        By::Month => "months",
    }
}
