//! RFM on a drawn shop, on a real one, and counted a second way.

use std::collections::BTreeMap;

use collect::shop::Language;
use domain::Instant;
use facts::fold_rows;
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn scored(rows: &Rows, vantage: &Vantage, options: &RfmOptions) -> Vec<Scored> {
    let sum = RfmFold::new(vantage).map(|fold| fold_rows(fold, rows)).unwrap_or_default();
    scores::scored(&options.scale(&Scale::default()), sum)
}

#[test]
fn five_customers_take_the_five_scores() {
    let rows = drawn::shop(
        "
        anna   2025-04-30=500 2025-04-01=500 2025-03-01=500 2025-02-01=500 2025-01-01=500
        boris  2025-04-20=400 2025-04-02=400 2025-03-02=400 2025-02-02=400
        vera   2025-04-10=300 2025-04-03=300 2025-03-03=300
        gleb   2025-04-04=200 2025-03-04=200
        daria  2025-03-05=100
    ",
    );
    let scored = scored(&rows, &drawn::vantage(&rows, "2025-05-01"), &RfmOptions::default());
    let seen: Vec<_> =
        scored.iter().map(|c| (c.recency_days, c.orders, c.revenue, c.r, c.f, c.m)).collect();
    let expected = [
        (1, 5, 2500, 5, 5, 5),
        (11, 4, 1600, 4, 4, 4),
        (21, 3, 900, 3, 3, 3),
        (27, 2, 400, 2, 2, 2),
        (57, 1, 100, 1, 1, 1),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn recency_is_counted_in_days_of_the_shop() {
    // Half an hour before and after midnight in Kyiv.
    let at = |text: &str| text.parse::<Instant>().expect("a moment").0;
    let rows = vec![(1, at("2025-04-29T20:30:00Z"), 100), (2, at("2025-04-29T21:30:00Z"), 100)];
    let scored = scored(
        &rows,
        &drawn::seen_from(&rows, "2025-05-01", "Europe/Kyiv"),
        &RfmOptions::default(),
    );
    assert_eq!(scored.iter().map(|c| c.recency_days).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn groups_hold_every_customer_once() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    let options = RfmOptions::default();
    let scored = scored(&rows, &vantage, &options);
    let report = groups_report(options, &vantage, &Scale::default(), &scored, &Groups::shipped());
    assert_eq!(report.groups.len(), 10);
    assert_eq!(report.groups.iter().map(|group| group.customers).sum::<u64>(), 7);
    assert_eq!(report.groups.iter().map(|group| group.orders).sum::<u64>(), 14);
    assert_eq!(report.head.caveats.0[0].code, "few_customers");
    for language in [Language::En, Language::Uk, Language::Ru] {
        assert!(!definition(&Scale::default(), language).contains("  "));
    }
}

/// Scores as the sentence says: five minus the whole fifths of customers who are better.
fn by_hand(rows: &Rows, vantage: &Vantage) -> Vec<(i64, i64, i64, u8, u8, u8)> {
    let mut customers: BTreeMap<i64, (i64, i64, i64)> = BTreeMap::new();
    for row in rows {
        let day = vantage.zone.day_of(Instant(row.1));
        let silent = i64::from((vantage.as_of_day() - day).get_days());
        let customer = customers.entry(row.0).or_insert((i64::MAX, 0, 0));
        *customer = (customer.0.min(silent), customer.1 + 1, customer.2 + row.2);
    }
    let all: Vec<(i64, i64, i64)> = customers.values().copied().collect();
    let score = |better: usize| {
        (1..=5).rev().find(|s| better * 5 < (6 - s) * all.len()).expect("1 to 5") as u8
    };
    let scores = all.iter().map(|&(days, orders, money)| {
        let r = score(all.iter().filter(|other| other.0 < days).count());
        let f = score(all.iter().filter(|other| other.1 > orders).count());
        let m = score(all.iter().filter(|other| other.2 > money).count());
        (days, orders, money, r, f, m)
    });
    scores.collect()
}

fn check(rows: &Rows, vantage: &Vantage) {
    let seen: Vec<_> = scored(rows, vantage, &RfmOptions::default())
        .iter()
        .map(|c| (c.recency_days, c.orders.cast_signed(), c.revenue, c.r, c.f, c.m))
        .collect();
    assert_eq!(seen, by_hand(rows, vantage));
}

#[test]
fn the_real_shop_counted_twice_has_the_same_scores() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    check(&rows, &vantage);
    let options = RfmOptions { breaks: Breaks::Fixed, ..RfmOptions::default() };
    let report = groups_report(
        options.clone(),
        &vantage,
        &Scale::FIXED,
        &scored(&rows, &vantage, &options),
        &Groups::shipped(),
    );
    assert_eq!(report.groups.iter().map(|group| group.customers).sum::<u64>(), 4_338);
    assert_eq!(report.groups.iter().map(|group| group.orders).sum::<u64>(), 18_532);
    assert!(report.groups.iter().all(|group| group.customers > 0), "{:?}", report.groups);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_scores(rows in shops()) {
        check(&rows, &drawn::vantage(&rows, "2026-01-01"));
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = RfmFold::new(&vantage).expect("orders");
        let whole = fold_rows(fold.clone(), &rows);
        let parts = drawn::fold_in_parts(&fold, &rows, n);
        let fifths = Scale::default();
        prop_assert_eq!(scores::scored(&fifths, whole), scores::scored(&fifths, parts));
    }
}
