//! The golden set as every tool would tell it, and a real shop in plain loops.

use std::collections::BTreeMap;

use domain::Instant;

use super::*;
use crate::drawn::{self, Rows};

fn elsewhere(rows: &Rows, vantage: &Vantage, options: ElsewhereOptions) -> ElsewhereReport {
    let pass = pass::Pass::new(&options, vantage);
    let sum = pass.as_ref().map(|pass| drawn::fold_in_parts(&pass.fold(), rows, 3));
    report(options, vantage, pass.as_ref().zip(sum.as_ref()))
}

fn value(report: &ElsewhereReport, called: &str) -> Option<Figure> {
    let variant = report.variants.iter().find(|variant| variant.called == called);
    variant.unwrap_or_else(|| panic!("{called} is told")).value
}

fn close(figure: Option<Figure>, expected: f64) -> bool {
    matches!(figure, Some(Figure::Number(number)) if (number - expected).abs() < 1e-12)
}

#[test]
fn april_of_the_golden_set_is_a_different_number_in_every_tool() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    let options =
        ElsewhereOptions { activity_window: Days::new(60), ..ElsewhereOptions::default() };
    let report = elsewhere(&rows, &vantage, options);
    assert_eq!(report.period.expect("April").from.to_string(), "2025-04-01");
    assert!(close(value(&report, "crr"), 0.75));
    assert!(close(value(&report, "crr-strict"), 0.5));
    // One month after their first: A and C of January's five; neither F nor G.
    assert!(close(value(&report, "customers %"), 2.0 / 7.0));
    // A, B, C, E of January and G of November bought then or later.
    assert!(close(value(&report, "retention rate"), 5.0 / 7.0));
    // A and C of January by the end of February, F of February by the end of March.
    assert!(close(value(&report, "repurchase rate"), 3.0 / 7.0));
    // E alone bought in April, and had bought before.
    assert!(close(value(&report, "returning customer rate"), 1.0));
    // Two of the four who were active when April began are lost, of seven there ever were.
    assert!(close(value(&report, "churn"), 0.5));
    assert!(close(value(&report, "customer churn"), 2.0 / 7.0));
    // None of the four is new, so Stripe divides by them alone.
    assert!(close(value(&report, "subscriber churn"), 0.5));
    // C is lost on the 2nd and F on the 21st, each one of the four active that morning.
    assert!(close(value(&report, "customer churn rate, Shopify family"), 0.5));
}

#[test]
fn nobody_knows_anything_before_a_month_is_over() {
    let rows = drawn::shop(
        "
        anna  2025-01-05
    ",
    );
    let report =
        elsewhere(&rows, &drawn::vantage(&rows, "2025-01-20"), ElsewhereOptions::default());
    assert_eq!((report.period, report.variants.len()), (None, 0));
}

#[test]
fn the_real_shop_in_plain_loops_says_the_same() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let report = elsewhere(&rows, &vantage, ElsewhereOptions::default());
    let start = |day: &str| vantage.zone.start_of(day.parse().expect("a day")).0;
    let mut by_customer: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    rows.iter().for_each(|row| by_customer.entry(row.0).or_default().push(row.1));
    let november = start("2011-11-01")..start("2011-12-01");
    let buyers = by_customer.values().filter(|at| at.iter().any(|at| november.contains(at)));
    let (mut n, mut known) = (0.0, 0.0);
    for at in buyers {
        n += 1.0;
        known += f64::from(at.iter().filter(|at| **at < november.end).count() > 1);
    }
    assert!(close(value(&report, "returning customer rate"), known / n));
    let window = 90 * Instant::DAY;
    let active = |at: &[i64], moment: i64| {
        at.iter().any(|order| *order >= moment - window && *order < moment)
    };
    let daily: f64 = (0..30)
        .map(|day| {
            // London keeps winter time in November, and in the ninety days before only until
            // 30 October: those windows open an hour later.
            let [from, until] = [day, day + 1].map(|day| november.start + day * Instant::DAY);
            let opened = by_customer.values().filter(|at| active(at, from)).count() as f64;
            let both = by_customer.values().filter(|at| active(at, from) && active(at, until));
            (opened - both.count() as f64) / opened
        })
        .sum();
    let Some(Figure::Number(told)) = value(&report, "customer churn rate, Shopify family") else {
        panic!("a rate")
    };
    assert!((told - daily).abs() < 0.002, "{told} {daily}");
}
