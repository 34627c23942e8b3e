//! The model put to the test: against what it has seen, and against what was held out of its sight.

use domain::Day;
use serde::Serialize;
use stats::recurrence::{self, Fit, History, Horizon};

use super::{Modelled, prior};
use crate::figure::share;
use crate::value::ValueOptions;
use crate::value::past::{Past, Window};

/// So many times again and more are one bar.
const BARS: usize = 10;
/// So many times again and more are one bin of the calibration.
const BINS: u32 = 7;

/// How many customers came again so often, and how many the model expects.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ReturnsBar)]
pub struct Bar {
    /// How often; the last bar holds all who came more often too.
    pub n_again: usize,
    /// How many customers did.
    pub actual: u64,
    /// How many are expected.
    pub expected: f64,
}

/// How the model does on days that it has not seen.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ValueHoldOut)]
pub struct HoldOut {
    /// The first day held out.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last day held out.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Customers who had bought before.
    pub customers: u64,
    /// How often they came again in these days.
    pub actual: u64,
    /// How often they were expected to.
    pub expected: f64,
    /// How far the expectation is off, as a share of what happened; null when nothing happened.
    pub error: Option<f64>,
    /// The same of the cumulative curve, on average over the weeks held out.
    pub curve_error: Option<f64>,
    /// All who came again, week by week, over the whole window.
    pub weeks: Vec<Week>,
    /// By how often they came before.
    pub bins: Vec<Bin>,
}

/// One week of everybody's repeat purchases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ReturnsWeek)]
pub struct Week {
    /// The last day of the week.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Came again up to the end of the week.
    pub actual: u64,
    /// Expected up to the end of the week.
    pub expected: f64,
    /// Came again in the week.
    pub actual_in_week: u64,
    /// Expected in the week.
    pub expected_in_week: f64,
    /// Whether the model had not seen this week.
    pub held_out: bool,
}

/// Customers who came equally often before the hold-out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ReturnsBin)]
pub struct Bin {
    /// How often they came again before.
    pub n_again: u32,
    /// Whether all who came more often are in it too.
    pub and_more: bool,
    /// How many customers.
    pub customers: u64,
    /// How often one came in the hold-out, on average.
    pub actual: f64,
    /// How often one was expected to.
    pub expected: f64,
}

/// The histogram of how often customers came again; nothing without a fit.
pub fn histogram(options: &ValueOptions, modelled: &Modelled) -> Vec<Bar> {
    let Some(fit) = &modelled.fit else { return Vec::new() };
    let unit_days = options.unit.n_days();
    let history = |past: &Past| past.history(&modelled.window, unit_days);
    let histories: Vec<History> = modelled.pasts.iter().map(history).collect();
    let mut actual = vec![0; BARS + 1];
    for past in &modelled.pasts {
        actual[(past.seen.n_again as usize).min(BARS)] += 1;
    }
    let expected = recurrence::frequencies(fit, &histories, BARS);
    let bar = |(n_again, (actual, expected))| Bar { n_again, actual, expected };
    actual.into_iter().zip(expected).enumerate().map(bar).collect()
}

/// Fits the model to the first two thirds of the window and holds it against the rest; nothing
/// when either part is too short to say anything.
pub fn hold_out(options: &ValueOptions, modelled: &Modelled) -> Option<HoldOut> {
    let window = &modelled.window;
    let unit_days = options.unit.n_days();
    let n_held_out = window.n_days - window.held_out_from;
    let known: Vec<&Past> =
        modelled.pasts.iter().filter(|past| past.first_day < window.held_out_from).collect();
    let histories: Vec<History> =
        known.iter().map(|past| past.history_before(window, unit_days)).collect();
    if n_held_out < 7 {
        return None;
    }
    let fit = recurrence::fit(options.model.into(), &histories, prior(options))?;
    let horizon = Horizon::For(f64::from(n_held_out) / f64::from(unit_days));
    let expected: Vec<f64> = recurrence::outlook(&fit, &histories, horizon)
        .iter()
        .map(|outlook| outlook.expected.value)
        .collect();
    let came = |past: &Past| u64::from(past.seen.n_again - past.before.n_again);
    let actual: u64 = known.iter().map(|past| came(past)).sum();
    let sum: f64 = expected.iter().sum();
    let weeks = weeks(&fit, modelled, unit_days);
    Some(HoldOut {
        from: window.day(window.held_out_from),
        until: window.until,
        customers: known.len() as u64,
        actual,
        expected: sum,
        error: (actual > 0).then(|| sum / actual as f64 - 1.0),
        curve_error: curve_error(&weeks),
        weeks,
        bins: bins(&known, &expected),
    })
}

/// Weeks end on the last day of the window, so that the last one is whole.
fn weeks(fit: &Fit, modelled: &Modelled, unit_days: u32) -> Vec<Week> {
    let Window { n_days, held_out_from, .. } = modelled.window;
    let ends: Vec<u32> = (1..=n_days).filter(|end| (n_days - end) % 7 == 0).collect();
    let in_units = |day: u32| f64::from(day) / f64::from(unit_days);
    // Who first came on a day is watched from its end on.
    let starts: Vec<f64> = modelled.pasts.iter().map(|past| in_units(past.first_day + 1)).collect();
    let moments: Vec<f64> = ends.iter().map(|end| in_units(*end)).collect();
    let expected = recurrence::tracked(fit, &starts, &moments);
    let (mut weeks, mut actual, mut begin): (Vec<Week>, u64, u32) = (Vec::new(), 0, 0);
    for (end, expected) in ends.into_iter().zip(expected) {
        let again = &modelled.again_by_day[begin as usize..end as usize];
        let actual_in_week = again.iter().map(|n| u64::from(*n)).sum();
        actual += actual_in_week;
        let before = weeks.last().map_or(0.0, |week| week.expected);
        weeks.push(Week {
            until: modelled.window.day(end - 1),
            actual,
            expected,
            actual_in_week,
            // Where nobody is expected any more, rounding must not expect fewer than nobody.
            expected_in_week: (expected - before).max(0.0),
            held_out: begin >= held_out_from,
        });
        begin = end;
    }
    weeks
}

fn curve_error(weeks: &[Week]) -> Option<f64> {
    let held_out: Vec<f64> = weeks
        .iter()
        .filter(|week| week.held_out && week.actual > 0)
        .map(|week| (week.expected / week.actual as f64 - 1.0).abs())
        .collect();
    let sum: f64 = held_out.iter().sum();
    (!held_out.is_empty()).then(|| sum / held_out.len() as f64)
}

fn bins(known: &[&Past], expected: &[f64]) -> Vec<Bin> {
    let bin = |n_again: u32| {
        let is_in = |past: &Past| past.before.n_again.min(BINS) == n_again;
        let (mut customers, mut actual, mut sum) = (0, 0, 0.0);
        for (past, expected) in known.iter().zip(expected).filter(|(past, _)| is_in(past)) {
            customers += 1;
            actual += u64::from(past.seen.n_again - past.before.n_again);
            sum += expected;
        }
        let expected = sum / customers as f64;
        let and_more = n_again == BINS;
        share(actual, customers).map(|actual| Bin {
            n_again,
            and_more,
            customers,
            actual,
            expected,
        })
    };
    (0..=BINS).filter_map(bin).collect()
}
