//! Periods that came out unlike what was expected of them, and which parts moved most.

use std::collections::BTreeMap;

/// A period unlike what was expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unusual<Part> {
    /// The number of the period.
    pub nth: usize,
    /// What came.
    pub value: f64,
    /// What was expected, told from the periods before.
    pub expected: f64,
    /// Between which bounds nearly every period falls.
    pub usual: (f64, f64),
    /// The parts that moved most in the same direction.
    pub movers: Vec<Mover<Part>>,
}

/// A part of the whole that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover<Part> {
    /// Which part.
    pub part: Part,
    /// What it came to.
    pub value: f64,
    /// What it would have come to with its usual share of what was expected.
    pub expected: f64,
}

/// So many robust spreads away: of a hundred normal numbers less than one lies there.
const FAR: f64 = 3.0;
/// Of normal numbers, the spread for each median distance from 0.
const SPREAD_OF_MEDIAN: f64 = 1.482_6;
/// So many at most are told, the newest.
const TOLD_MOST: usize = 8;
const MOVERS_MOST: usize = 3;
/// A part that moved by less than this share of the whole's move explains nothing.
const MOVE_LEAST: f64 = 0.15;

/// The unusual periods, the newest first; `skip` at the beginning had nothing to be told from.
///
/// Errors are taken as shares of what was expected, because a shop that doubles scatters twice as
/// much; the spread by the median of their sizes, so that what is unusual does not hide itself.
pub fn unusual<Part: Clone + Ord>(
    series: &[f64],
    expected: &[f64],
    skip: usize,
    parts: &BTreeMap<Part, Vec<f64>>,
    season: usize,
) -> Vec<Unusual<Part>> {
    let floor = series.iter().map(|value| value.abs()).sum::<f64>() / series.len().max(1) as f64;
    let size = |nth: usize| expected[nth].abs().max(0.1 * floor);
    let off = |nth: usize| (series[nth] - expected[nth]) / size(nth);
    let places = skip..series.len();
    let Some(median) = stats::median(places.clone().map(|nth| off(nth).abs()).collect()) else {
        return Vec::new();
    };
    let far = FAR * SPREAD_OF_MEDIAN * median;
    if far <= 1e-6 {
        return Vec::new();
    }
    let told = places.rev().filter(|nth| off(*nth).abs() > far).take(TOLD_MOST);
    told.map(|nth| Unusual {
        nth,
        value: series[nth],
        expected: expected[nth],
        usual: (expected[nth] - far * size(nth), expected[nth] + far * size(nth)),
        movers: movers(nth, series, expected[nth], parts, season),
    })
    .collect()
}

/// The parts that moved in the direction of the whole, the furthest first.
fn movers<Part: Clone + Ord>(
    nth: usize,
    series: &[f64],
    expected: f64,
    parts: &BTreeMap<Part, Vec<f64>>,
    season: usize,
) -> Vec<Mover<Part>> {
    let before = nth.saturating_sub(season.min(SHARE_OF))..nth;
    let whole: f64 = series[before.clone()].iter().sum();
    if whole <= 0.0 {
        return Vec::new();
    }
    let moved = series[nth] - expected;
    let mover = |(part, numbers): (&Part, &Vec<f64>)| {
        let share = numbers[before.clone()].iter().sum::<f64>() / whole;
        Mover { part: part.clone(), value: numbers[nth], expected: share * expected }
    };
    let mut movers: Vec<Mover<Part>> = parts.iter().map(mover).collect();
    movers.retain(|it| (it.value - it.expected) / moved >= MOVE_LEAST);
    let distance = |it: &Mover<Part>| (it.value - it.expected).abs();
    movers.sort_by(|one, other| distance(other).total_cmp(&distance(one)));
    movers.truncate(MOVERS_MOST);
    movers
}

/// The usual share of a part is that of so many periods before, or of a season where that is less.
const SHARE_OF: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fallen_month_is_found_and_the_channel_that_fell() {
        //            web 60, till 40; in month 20 the web brings 5.
        let web: Vec<f64> =
            (0..30).map(|t| if t == 20 { 5.0 } else { 60.0 + f64::from(t % 3) }).collect();
        let till: Vec<f64> = (0..30).map(|t| 40.0 + f64::from(t % 2)).collect();
        let whole: Vec<f64> = web.iter().zip(&till).map(|(web, till)| web + till).collect();
        let parts = BTreeMap::from([("till", till), ("web", web)]);
        let found = unusual(&whole, &[102.0; 30], 4, &parts, 12);
        assert_eq!(found.len(), 1, "{found:?}");
        let fallen = &found[0];
        assert_eq!((fallen.nth, fallen.value), (20, 45.0));
        assert!(fallen.usual.0 > 90.0 && fallen.usual.1 < 115.0, "{fallen:?}");
        assert_eq!(fallen.movers.len(), 1, "the till did not move: {fallen:?}");
        assert_eq!((fallen.movers[0].part, fallen.movers[0].value), ("web", 5.0));
        assert!((fallen.movers[0].expected - 61.2).abs() < 1.0, "{fallen:?}");
    }

    #[test]
    fn nothing_is_unusual_where_nothing_ever_varies() {
        let parts: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        assert_eq!(unusual(&[5.0; 20], &[5.0; 20], 2, &parts, 12), []);
        assert_eq!(unusual(&[0.0; 20], &[0.0; 20], 2, &parts, 12), []);
        assert_eq!(unusual(&[], &[], 0, &parts, 12), []);
        assert_eq!(unusual(&[1.0], &[1.0], 4, &parts, 12), []);
    }
}
