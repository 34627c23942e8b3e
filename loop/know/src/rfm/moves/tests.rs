//! Movement on a drawn shop, on a real one, and counted a second way.

use std::collections::BTreeMap;

use facts::fold_rows;
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};
use crate::rfm;

fn scored(rows: &Rows, vantage: &Vantage) -> Vec<Scored> {
    let sum = RfmFold::new(vantage).map(|fold| fold_rows(fold, rows)).unwrap_or_default();
    scores::scored(&Scale::default(), sum)
}

fn moves(rows: &Rows, from: &str, vantage: &Vantage) -> MovesReport {
    let earlier = vantage.seen_on(from.parse().expect("a day"));
    let lists = [scored(rows, &earlier), scored(rows, vantage)];
    report(MovesOptions::default(), vantage, &Scale::default(), &lists, &Groups::shipped())
}

fn customers(report: &MovesReport, from: Option<&str>, until: &str) -> u64 {
    let cell = report.cells.iter().find(|cell| cell.from.as_deref() == from && cell.until == until);
    cell.expect("every pair has its cell").customers
}

#[test]
fn who_fell_silent_moved_down_and_who_came_first_had_no_group() {
    let rows = drawn::shop(
        "
        anna   2025-01-10 2025-02-10 2025-03-10 2025-04-10 2025-05-10 2025-06-10
        boris  2025-01-05 2025-02-05 2025-03-05 2025-03-30
        vera   2025-06-20
        gleb   2025-01-20
        daria  2025-03-20 2025-05-25
    ",
    );
    let report = moves(&rows, "2025-04-01", &drawn::vantage(&rows, "2025-07-01"));
    // On the first day Boris bought two days ago and as often as anybody; on the last he is
    // fourth of five by recency.
    assert_eq!(customers(&report, Some("champions"), "at-risk"), 1);
    assert_eq!(customers(&report, None, "new"), 1);
    let worst = report.worsening.expect("somebody fell");
    assert_eq!((worst.from.as_deref(), worst.until.as_str()), (Some("champions"), "at-risk"));
    assert_eq!(worst.revenue.map(|money| money.minor), Some(4_000));
    // Anna gained a point of recency and one of frequency, and was loyal before and after.
    assert_eq!(report.improvement, None);
}

#[test]
fn days_that_stand_the_wrong_way_round_are_refused_with_both() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    let day = |text: &str| Some(text.parse().expect("a day"));
    let backwards = MovesOptions { from: day("2025-05-01"), ..MovesOptions::default() };
    assert!(earlier_day(&backwards, &vantage).is_err());
    let usual = earlier_day(&MovesOptions::default(), &vantage).expect("a day");
    assert_eq!(usual.to_string(), "2025-01-31");
}

/// Two RFM reports joined by hand: the number, its group then, its group now.
fn check(rows: &Rows, from: &str, vantage: &Vantage) {
    let groups = Groups::shipped();
    let earlier = vantage.seen_on(from.parse().expect("a day"));
    let named = |list: &[Scored]| -> BTreeMap<i64, (String, i64)> {
        let told =
            list.iter().map(|one| (one.customer_no, (groups.name_of(one).to_owned(), one.revenue)));
        told.collect()
    };
    let (then, now) = (scored(rows, &earlier), scored(rows, vantage));
    let mut by_hand: BTreeMap<(Option<String>, String), (u64, i64)> = BTreeMap::new();
    for (number, (group, revenue)) in named(&now) {
        let was = named(&then).get(&number).map(|(group, _)| group.clone());
        let cell = by_hand.entry((was, group)).or_default();
        *cell = (cell.0 + 1, cell.1 + revenue);
    }
    let report = moves(rows, from, vantage);
    for cell in &report.cells {
        let hand = by_hand.remove(&(cell.from.clone(), cell.until.clone())).unwrap_or_default();
        assert_eq!((cell.customers, cell.revenue.map_or(0, |money| money.minor)), hand, "{cell:?}");
    }
    assert!(by_hand.is_empty(), "{by_hand:?}");
    let sums = |list: &[Scored], vantage: &Vantage| {
        let (options, fifths) = (RfmOptions::default(), Scale::default());
        let report = rfm::groups_report(options, vantage, &fifths, list, &groups);
        report.groups.into_iter().map(|row| (row.group, row.customers)).collect::<Vec<_>>()
    };
    let of = |is: &dyn Fn(&MoveCell) -> bool| -> u64 {
        report.cells.iter().filter(|cell| is(cell)).map(|cell| cell.customers).sum()
    };
    for (group, customers) in sums(&then, &earlier) {
        assert_eq!(of(&|cell| cell.from.as_ref() == Some(&group)), customers, "row {group}");
    }
    for (group, customers) in sums(&now, vantage) {
        assert_eq!(of(&|cell| cell.until == group), customers, "column {group}");
    }
}

#[test]
fn the_golden_and_the_real_shop_counted_twice_move_alike() {
    let rows = drawn::golden();
    check(&rows, "2025-02-01", &drawn::vantage(&rows, "2025-05-01"));
    let Some(rows) = drawn::online_retail() else { return };
    let small: Rows = rows.into_iter().filter(|row| row.0 % 7 == 0).collect();
    check(&small, "2011-09-01", &drawn::seen_from(&small, "2011-12-10", "Europe/London"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_shops_counted_twice_move_alike(rows in shops()) {
        check(&rows, "2025-06-01", &drawn::vantage(&rows, "2026-01-01"));
    }
}
