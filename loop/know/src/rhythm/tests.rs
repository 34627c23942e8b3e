//! Rhythm on the golden set, on a real shop, and counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, Instant};
use facts::fold_rows;
use proptest::prelude::*;
use stats::Histogram;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn rhythm(rows: &Rows, vantage: &Vantage) -> RhythmReport {
    let sum = RhythmFold::new(vantage).map(|fold| fold_rows(fold, rows));
    report(RhythmOptions::default(), vantage, sum.as_ref())
}

#[test]
fn the_golden_gaps_and_the_golden_curve() {
    let rows = drawn::golden();
    let report = rhythm(&rows, &drawn::vantage(&rows, "2025-05-01"));
    assert_eq!((report.gaps.count, report.gaps.median), (7, Some(33.0)));
    let returned = |point: &CurvePoint| (point.day, ((1.0 - point.survival) * 1e4).round() / 1e4);
    let curve: Vec<(usize, f64)> = report.curve.iter().map(returned).collect();
    let golden = [
        (1, 0.0714),
        (6, 0.1429),
        (21, 0.2208),
        (33, 0.2987),
        (36, 0.3766),
        (64, 0.4805),
        (92, 0.6537),
    ];
    assert_eq!(curve, golden);
}

#[test]
fn the_gaps_of_those_who_came_back_promise_more_than_the_curve() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    let sum = fold_rows(RhythmFold::new(&vantage).expect("orders"), &rows);
    let of_the_returned = Histogram(&sum.closed()).share_up_to(64).expect("gaps");
    assert!((of_the_returned - 6.0 / 7.0).abs() < 1e-12);
    let report = report(RhythmOptions::default(), &vantage, Some(&sum));
    let of_all = 1.0 - report.curve.iter().find(|point| point.day == 64).expect("day 64").survival;
    assert!((of_all - 0.4805).abs() < 5e-5);
}

#[test]
fn two_orders_on_one_day_of_the_shop_are_one_occasion() {
    // 21:30 and 22:30 in Greenwich are 30 and 31 January in Kyiv; 22:30 and 23:30 are one day.
    let at = |text: &str| text.parse::<Instant>().expect("a moment").0;
    let rows = vec![
        (1, at("2025-01-30T21:30:00Z"), 100),
        (1, at("2025-01-30T22:30:00Z"), 100),
        (1, at("2025-01-30T23:30:00Z"), 100),
    ];
    let report = rhythm(&rows, &drawn::seen_from(&rows, "2025-02-10", "Europe/Kyiv"));
    assert_eq!((report.gaps.count, report.gaps.median), (1, Some(1.0)));
    assert_eq!(report.ladder.iter().map(|step| step.customers).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn the_golden_ladder() {
    let rows = drawn::golden();
    let report = rhythm(&rows, &drawn::vantage(&rows, "2025-05-01"));
    let ladder: Vec<_> = report.ladder.iter().map(|step| (step.n, step.customers)).collect();
    assert_eq!(ladder, [(1, 7), (2, 6), (3, 1)]);
    assert_eq!(report.ladder[1].next_share, Some(1.0 / 6.0));
    assert_eq!(report.ladder[2].next_share, Some(0.0));
}

#[test]
fn a_shop_where_nobody_came_back_has_no_curve_and_says_so() {
    let rows = drawn::shop("anna 2025-01-05");
    let report = rhythm(&rows, &drawn::vantage(&rows, "2025-05-01"));
    assert!(report.curve.is_empty());
    assert_eq!(report.thresholds, Thresholds::default());
    assert_eq!(report.head.caveats.0[0].code, "no_returns");
}

/// The curve by the textbook: for each day, who is still waiting and who comes.
fn by_hand(rows: &Rows, vantage: &Vantage) -> Vec<(usize, u64, u64, f64)> {
    let mut occasions: BTreeMap<i64, BTreeSet<Day>> = BTreeMap::new();
    for row in rows {
        occasions.entry(row.0).or_default().insert(vantage.zone.day_of(Instant(row.1)));
    }
    let apart = |from: Day, until: Day| (until - from).get_days() as usize;
    let mut waits: Vec<(usize, bool)> = Vec::new();
    for days in occasions.values() {
        let days: Vec<Day> = days.iter().copied().collect();
        waits.extend(days.windows(2).map(|pair| (apart(pair[0], pair[1]), true)));
        waits.push((apart(days[days.len() - 1], vantage.as_of_day()), false));
    }
    let returns: BTreeSet<usize> = waits.iter().filter(|wait| wait.1).map(|wait| wait.0).collect();
    let mut away = 1.0;
    let steps = returns.into_iter().map(|day| {
        let at_risk = waits.iter().filter(|wait| wait.0 >= day).count() as u64;
        let events = waits.iter().filter(|wait| **wait == (day, true)).count() as u64;
        away *= 1.0 - events as f64 / at_risk as f64;
        (day, at_risk, events, away)
    });
    steps.collect()
}

fn check_curve(report: &RhythmReport, expected: &[(usize, u64, u64, f64)]) {
    assert_eq!(report.curve.len(), expected.len());
    for (point, (day, at_risk, events, survival)) in report.curve.iter().zip(expected) {
        assert_eq!((point.day, point.at_risk, point.events), (*day, *at_risk, *events));
        assert!((point.survival - survival).abs() < 1e-12, "{point:?}");
    }
}

#[test]
fn the_real_shop_counted_twice_has_the_same_rhythm() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let report = rhythm(&rows, &vantage);
    check_curve(&report, &by_hand(&rows, &vantage));
    assert_eq!(report.ladder[0].customers, 4_338);
    let (quiet, lapsed) = (report.thresholds.quiet_days, report.thresholds.lapsed_days);
    assert!(quiet.expect("quiet") < lapsed.expect("lapsed"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_rhythm(rows in shops()) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        check_curve(&rhythm(&rows, &vantage), &by_hand(&rows, &vantage));
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = RhythmFold::new(&vantage).expect("orders");
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }
}
