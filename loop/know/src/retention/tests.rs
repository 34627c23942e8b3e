//! Retention of the whole base on the golden set, on a real shop, and counted a second way.

use collect::shop::Language;
use domain::{Instant, ShopZone};
use facts::fold_rows;
use jiff::ToSpan;
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn retention(rows: &Rows, vantage: &Vantage, options: RetentionOptions) -> RetentionReport {
    let plan = Plan::new(&options, vantage);
    let sum = plan.map(|plan| drawn::fold_in_parts(&RetentionFold::new(&plan), rows, 2));
    report(options, vantage, sum.as_ref())
}

fn within(days: u32) -> RetentionOptions {
    RetentionOptions { activity_window: Days::new(days), ..RetentionOptions::default() }
}

fn golden(as_of: &str) -> RetentionReport {
    let rows = drawn::golden();
    retention(&rows, &drawn::vantage(&rows, as_of), within(60))
}

fn counts(figures: &Figures) -> (u64, u64, u64, u64, u64) {
    let Counts { start, end, new, stayed, reactivated } = figures.counts;
    (start, end, new, stayed, reactivated)
}

#[test]
fn february_march_and_april_of_the_golden_set() {
    let report = golden("2025-05-01");
    let months: Vec<_> = report.periods.iter().map(|row| row.figures.from.to_string()).collect();
    assert_eq!(months.first().map(String::as_str), Some("2024-11-01"));
    assert_eq!(months.last().map(String::as_str), Some("2025-04-01"));
    let [.., february, march, april] = report.periods.as_slice() else { panic!("six months") };
    assert_eq!(counts(&february.figures), (6, 7, 1, 6, 0));
    assert_eq!(counts(&march.figures), (7, 4, 0, 4, 0));
    assert_eq!(counts(&april.figures), (4, 3, 0, 2, 1));
    assert_eq!(february.figures.rates.crr, Some(1.0));
    assert_eq!(march.figures.rates.crr, Some(4.0 / 7.0));
    assert_eq!(april.figures.rates.crr, Some(0.75));
    assert_eq!(april.figures.rates.crr_strict, Some(0.5));
    assert_eq!(april.previous, Some(march.figures));
    assert_eq!(april.last_year, None);
}

#[test]
fn a_running_month_is_compared_with_as_much_of_the_others_as_has_passed() {
    let report = golden("2025-04-11");
    let april = report.periods.last().expect("April");
    assert!(!april.complete);
    assert_eq!(april.figures.until.to_string(), "2025-04-11");
    let march = april.previous.expect("March");
    assert_eq!(
        (march.from.to_string(), march.until.to_string()),
        ("2025-03-01".into(), "2025-03-11".into())
    );
    // A's order of 3 March is seen, B's of 25 March is not: B's window had not closed by then.
    assert_eq!(
        counts(&march),
        counts(&golden("2025-03-11").periods.last().expect("March").figures)
    );
    assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "period_not_over"));
}

#[test]
fn the_same_month_a_year_earlier_stands_beside_a_month() {
    let rows = drawn::shop(
        "
        anna   2024-01-10 2024-02-10 2025-01-10 2025-02-10
        boris  2024-01-20 2025-01-20
    ",
    );
    let report = retention(&rows, &drawn::vantage(&rows, "2025-03-01"), within(60));
    let february = report.periods.last().expect("February");
    let last_year = february.last_year.expect("February 2024");
    assert_eq!(last_year.from.to_string(), "2024-02-01");
    // 2024: both at the start; Boris bought 41 days before 1 March, so he is still there.
    assert_eq!(counts(&last_year), (2, 2, 0, 2, 0));
    assert_eq!(february.seasonal_churn, Some(0.0));
}

#[test]
fn the_last_minute_of_march_in_the_shops_zone_is_march() {
    let late = "2025-03-31T20:59:59Z".parse::<Instant>().expect("a moment").0;
    let rows = vec![(1, late, 100)];
    let vantage = drawn::seen_from(&rows, "2025-05-01", "Europe/Kyiv");
    let report = retention(&rows, &vantage, within(30));
    assert_eq!(report.periods[0].figures.from.to_string(), "2025-03-01");
    assert_eq!(counts(&report.periods[0].figures), (0, 1, 1, 0, 0));
    // 30 days before 1 May is 1 April: the order is a second too old.
    assert_eq!(counts(&report.periods[1].figures), (1, 0, 0, 0, 0));
}

#[test]
fn the_definition_names_its_window_in_every_language() {
    for language in [Language::En, Language::Uk, Language::Ru] {
        assert!(definition(&within(45), language).contains("45"));
    }
}

/// Counts one stretch with nothing but days and comparisons.
fn by_hand(rows: &Rows, zone: &ShopZone, figures: &Figures, window: i64) -> Counts {
    let active = |customer: i64, at: Day| {
        let (from, until) = (zone.start_of(at.saturating_sub(window.days())), zone.start_of(at));
        rows.iter().any(|row| row.0 == customer && row.1 >= from.0 && row.1 < until.0)
    };
    let mut customers: Vec<i64> = rows.iter().map(|row| row.0).collect();
    customers.dedup();
    let mut counts = Counts::default();
    for customer in customers {
        let first =
            rows.iter().find(|row| row.0 == customer).map(|row| zone.day_of(Instant(row.1)));
        let (start, end) = (active(customer, figures.from), active(customer, figures.until));
        let new = first.is_some_and(|day| day >= figures.from && day < figures.until);
        counts.start += u64::from(start);
        counts.end += u64::from(end);
        counts.new += u64::from(end && new);
        counts.stayed += u64::from(start && end);
        counts.reactivated += u64::from(end && !start && !new);
    }
    counts
}

#[test]
fn the_real_shop_counted_twice_gives_the_same_rates() {
    let Some(rows) = drawn::online_retail() else { return };
    let some: Rows = rows.into_iter().filter(|row| row.0 % 10 == 3).collect();
    let vantage = drawn::seen_from(&some, "2011-12-10", "Europe/London");
    let report = retention(&some, &vantage, RetentionOptions::default());
    assert_eq!(report.periods.len(), 13);
    for period in &report.periods {
        for figures in
            [Some(period.figures), period.previous, period.last_year].into_iter().flatten()
        {
            assert_eq!(figures.counts, by_hand(&some, &vantage.zone, &figures, 90), "{figures:?}");
        }
    }
    let december =
        report.periods.last().and_then(|period| period.last_year).expect("last December");
    assert_eq!(
        (december.from.to_string(), december.until.to_string()),
        ("2010-12-01".into(), "2010-12-10".into())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_give_the_same_counts(rows in shops(), days in 1u32..200) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let report = retention(&rows, &vantage, within(days));
        for period in &report.periods {
            let expected = by_hand(&rows, &vantage.zone, &period.figures, i64::from(days));
            prop_assert_eq!(period.figures.counts, expected);
        }
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = RetentionFold::new(&Plan::new(&within(90), &vantage).expect("orders"));
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }
}
