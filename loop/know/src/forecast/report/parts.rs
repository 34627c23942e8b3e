//! The forecast by parts that add up to the whole.

use stats::forecast::Ahead;

use super::{PartOut, Telling, reckon_part};
use crate::forecast::options::By;
use crate::forecast::past::{PartOf, Past};

/// So many parts are told alone.
const TOLD_MOST: usize = 8;

struct Part<'a> {
    name: Option<&'a str>,
    is_rest: bool,
    series: Vec<f64>,
}

/// Each part is told by itself, and all of them are stretched alike to fit the whole, which is told
/// best: together they come to as much of it as in the last season. That is all of it, but for
/// orders by category: one with goods of two categories counts in both.
pub(super) fn told(
    telling: &Telling,
    past: &Past,
    of: PartOf,
    by: By,
    ahead: &Ahead,
) -> Vec<PartOut> {
    let n_ahead = ahead.steps.len();
    let parts = parts(telling, past, of);
    let alone: Vec<f64> =
        parts.iter().map(|part| reckon_part(&part.series, by.season(), n_ahead)).collect();
    let sum: f64 = alone.iter().sum();
    let last =
        |series: &[f64], n: usize| -> f64 { series[series.len().saturating_sub(n)..].iter().sum() };
    let whole = last(&past.whole.series(telling.of), by.season());
    let seen: f64 = parts.iter().map(|part| last(&part.series, by.season())).sum();
    let share = |alone: f64| (sum > 0.0 && whole > 0.0).then(|| alone / sum * seen / whole);
    let told = parts.iter().zip(alone).map(|(part, alone)| PartOut {
        name: part.name.map(str::to_owned),
        is_rest: part.is_rest,
        before: telling.figure(last(&part.series, n_ahead)),
        ahead: share(alone).and_then(|share| telling.figure(share * ahead.total.value)),
        share: share(alone),
    });
    told.collect()
}

/// The largest parts, and one that stands for the others.
fn parts<'a>(telling: &Telling, past: &'a Past, of: PartOf) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = past
        .parts_of(of)
        .map(|(name, tally)| Part { name, is_rest: false, series: tally.series(telling.of) })
        .collect();
    let size = |part: &Part| part.series.iter().sum::<f64>();
    parts.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let small = parts.split_off(parts.len().min(TOLD_MOST));
    if !small.is_empty() {
        let add = |sum: Vec<f64>, part: Part| {
            sum.iter().zip(part.series).map(|(sum, value)| sum + value).collect()
        };
        let series = small.into_iter().fold(vec![0.0; past.n], add);
        parts.push(Part { name: None, is_rest: true, series });
    }
    parts
}
