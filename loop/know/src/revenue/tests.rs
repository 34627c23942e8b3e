//! The bridge on the golden set, on a real shop, and counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, Instant, Period};
use facts::fold_rows;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Vantage;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn quarter(from: Day, until: Day) -> RevenueOptions {
    RevenueOptions { from: Some(from), until: Some(until), ..RevenueOptions::default() }
}

fn revenue(rows: &Rows, vantage: &Vantage, options: RevenueOptions) -> RevenueReport {
    let ends = Ends::new(&options, vantage).expect("two periods");
    let bridge = fold_rows(RevenueFold::new(&ends, vantage), rows);
    assert!(bridge.holds());
    report(options, vantage, &ends, &bridge)
}

fn minor(money: Option<Money>) -> i64 {
    money.expect("money").minor
}

#[test]
fn the_golden_bridge() {
    let rows = drawn::shop(
        "
        a    2025-01-10=100 2025-02-10=120
        b    2025-01-12=80  2025-02-11=60
        c    2025-01-14=50
        d    2025-01-16=30
        old  2024-06-01=10  2025-02-20=40
        new  2025-02-22=25
    ",
    );
    let options = RevenueOptions {
        base_from: Some(date(2025, 1, 1)),
        base_until: Some(date(2025, 2, 1)),
        ..quarter(date(2025, 2, 1), date(2025, 3, 1))
    };
    let report = revenue(&rows, &drawn::vantage(&rows, "2025-03-01"), options);
    let parts = [report.base_revenue, report.churned, report.contraction, report.expansion];
    assert_eq!(parts.map(minor), [260, 80, 20, 20]);
    let parts = [report.new, report.reactivated, report.period_revenue];
    assert_eq!(parts.map(minor), [25, 40, 245]);
    let percent = |rate: Option<f64>| (rate.expect("a rate") * 1e4).round() / 1e2;
    assert_eq!((percent(report.grr), percent(report.nrr)), (61.54, 69.23));
}

#[test]
fn net_retention_leaves_out_who_returned_and_the_definition_says_so() {
    let rows = drawn::shop(
        "
        stays    2025-01-10=100 2025-02-10=100
        returns  2024-01-10=100 2025-02-10=900
    ",
    );
    let vantage = drawn::vantage(&rows, "2025-03-01");
    let report = revenue(&rows, &vantage, quarter(date(2025, 2, 1), date(2025, 3, 1)));
    assert_eq!(report.nrr, Some(1.0));
    assert!(report.head.definition.contains("reactivated and new are not in it"));
}

#[test]
fn ten_days_of_a_month_are_compared_with_ten_days() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-03-11");
    let ends = Ends::new(&quarter(date(2025, 3, 1), date(2025, 4, 1)), &vantage).expect("periods");
    assert_eq!(ends.period, Period::new(date(2025, 3, 1), date(2025, 3, 11)));
    assert_eq!(ends.base, Period::new(date(2025, 2, 19), date(2025, 3, 1)));
    let last_year =
        RevenueOptions { base: Base::LastYear, ..quarter(date(2025, 3, 1), date(2025, 4, 1)) };
    let ends = Ends::new(&last_year, &vantage).expect("periods");
    assert_eq!(ends.base, Period::new(date(2024, 3, 1), date(2024, 3, 11)));
}

#[test]
fn impossible_periods_are_refused_with_their_reason() {
    let vantage = drawn::vantage(&drawn::golden(), "2025-05-01");
    let upside_down = Ends::new(&quarter(date(2025, 3, 1), date(2025, 2, 1)), &vantage);
    assert!(matches!(upside_down, Err(NoBridge::Empty { .. })));
    let overlapping = RevenueOptions {
        base_from: Some(date(2025, 2, 1)),
        base_until: Some(date(2025, 3, 15)),
        ..quarter(date(2025, 3, 1), date(2025, 4, 1))
    };
    assert!(matches!(Ends::new(&overlapping, &vantage), Err(NoBridge::Overlap { .. })));
    let half = RevenueOptions { base_from: Some(date(2025, 2, 1)), ..RevenueOptions::default() };
    assert_eq!(Ends::new(&half, &vantage), Err(NoBridge::HalfBase));
}

#[test]
fn a_shop_without_amounts_gets_no_answer_instead_of_nought() {
    let rows = drawn::shop("anna 2025-01-10=0 2025-02-10=0");
    let vantage = drawn::vantage(&rows, "2025-03-01");
    let report = revenue(&rows, &vantage, quarter(date(2025, 2, 1), date(2025, 3, 1)));
    assert_eq!((report.base_revenue, report.grr), (None, None));
    assert_eq!(report.head.caveats.0[0].code, "no_amounts");
}

/// The bridge from sums by customer, each part by its own sentence.
fn by_hand(rows: &Rows, vantage: &Vantage, ends: &Ends) -> [i64; 7] {
    let day = |row: &(i64, i64, i64)| vantage.zone.day_of(Instant(row.1));
    let within = |period: &Period, day: Day| day >= period.from && day < period.until;
    let mut paid: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    let mut old: BTreeSet<i64> = BTreeSet::new();
    for row in rows {
        let (base, period) = paid.entry(row.0).or_default();
        *base += if within(&ends.base, day(row)) { row.2 } else { 0 };
        *period += if within(&ends.period, day(row)) { row.2 } else { 0 };
        if day(row) < ends.period.from {
            old.insert(row.0);
        }
    }
    let total = |part: &dyn Fn(i64, i64, bool) -> i64| {
        paid.iter().map(|(customer, (b, p))| part(*b, *p, old.contains(customer))).sum()
    };
    [
        total(&|b, _, _| b),
        total(&|b, p, _| if p == 0 { b } else { 0 }),
        total(&|b, p, _| if p > 0 { (b - p).max(0) } else { 0 }),
        total(&|b, p, _| if b > 0 && p > 0 { (p - b).max(0) } else { 0 }),
        total(&|_, p, old| if old { 0 } else { p }),
        total(&|b, p, old| if b == 0 && old { p } else { 0 }),
        total(&|_, p, _| p),
    ]
}

#[test]
fn the_real_shop_counted_twice_has_the_same_bridge() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let ends = Ends::new(&quarter(date(2011, 9, 1), date(2011, 12, 1)), &vantage).expect("periods");
    let bridge = drawn::fold_in_parts(&RevenueFold::new(&ends, &vantage), &rows, 3);
    assert_eq!(bridge.columns(), by_hand(&rows, &vantage, &ends));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_bridge_always_adds_up(rows in shops(), length in 1i64..400) {
        let vantage = drawn::vantage(&rows, "2025-12-01");
        let until = vantage.as_of_day();
        let options = quarter(until.saturating_sub(length.days()), until);
        let ends = Ends::new(&options, &vantage).expect("periods");
        let fold = RevenueFold::new(&ends, &vantage);
        let bridge = fold_rows(fold.clone(), &rows);
        prop_assert!(bridge.holds());
        prop_assert_eq!(bridge.columns(), by_hand(&rows, &vantage, &ends));
        prop_assert_eq!(bridge, drawn::fold_in_parts(&fold, &rows, 3));
    }
}
