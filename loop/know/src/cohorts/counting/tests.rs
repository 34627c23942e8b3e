//! Groups of how customers came, counted a second way: the table of each group's customers alone.

use std::collections::BTreeSet;

use clap::ValueEnum;
use facts::{fold_batches, fold_rows};
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::cohorts::{CohortOptions, CohortReport, Count, Measure, Mode, report, split_report};
use crate::drawn::{self, Rows};
use crate::figure::Figure;

/// Every customer came by one of three ways, by his number; of every seventh nothing is told.
fn came_by(customer: i64) -> Option<String> {
    (customer % 7 != 0).then(|| ["web", "shop", "fair"][(customer % 3) as usize].to_owned())
}

fn groups(rows: &Rows) -> Groups {
    let customers: BTreeSet<i64> = rows.iter().map(|row| row.0).collect();
    Groups::of(customers.into_iter().map(|customer| (customer, came_by(customer))).collect())
}

fn split(rows: &Rows, as_of: &str, options: &CohortOptions) -> CohortReport {
    let vantage = drawn::vantage(rows, as_of);
    let fold = CohortFold::new(options, &vantage).expect("orders");
    let groups = groups(rows);
    let sums = fold_rows(groups.ask(fold), rows);
    split_report(options.clone(), &vantage, &groups, sums)
}

/// The customers of one group, as if nobody else had ever bought.
fn alone(rows: &Rows, group: &str) -> Rows {
    let belongs = |customer| came_by(customer).unwrap_or_default() == group;
    rows.iter().copied().filter(|row| belongs(row.0)).collect()
}

/// Of the cohorts that have period k behind them: who is counted, and of how many.
fn counted(table: &CohortReport, k: usize) -> (u64, u64) {
    let cells = table.cohorts.iter().filter_map(|row| Some((row.size, row.cells.get(k)?)));
    let complete = cells.filter(|(size, cell)| cell.complete && *size > 0);
    complete.fold((0, 0), |sum, (size, cell)| (sum.0 + cell.customers, sum.1 + size))
}

#[test]
fn a_channel_opened_late_is_not_blamed_for_what_nobody_can_know_yet() {
    // Customers 1 and 4 came by the shop in January, 2 and 5 at the fair in April.
    let rows = drawn::shop(
        "
        anna   2025-01-05=100 2025-02-05=100 2025-04-05=100
        boris  2025-04-06=100
        gleb   2025-03-01=500
        daria  2025-01-20=100
        vera   2025-04-20=100 2025-05-01=100
    ",
    );
    let report = split(&rows, "2025-05-10", &CohortOptions::default());
    let row = |name: &str| report.cohorts.iter().find(|row| row.cohort == name).expect("a group");
    let shares: Vec<_> = row("shop").cells.iter().map(|cell| (cell.k, cell.value)).collect();
    let expected = [(0, 1.0), (1, 0.5), (2, 0.0), (3, 0.5)];
    assert_eq!(shares, expected.map(|(k, share)| (k, Some(Figure::Number(share)))));
    assert_eq!(row("fair").cells.len(), 1, "May is not over");
    assert_eq!((row("fair").size, row("web").size), (2, 1));
}

#[test]
fn what_a_customer_has_been_worth_counts_those_who_left_too() {
    let rows = drawn::shop("anna 2025-01-05=100 2025-02-05=200\n boris 2025-01-06=100");
    let vantage = drawn::vantage(&rows, "2025-04-01");
    let options = CohortOptions { measure: Measure::LifetimeValue, ..CohortOptions::default() };
    let sum = fold_rows(CohortFold::new(&options, &vantage).expect("orders"), &rows);
    let report = report(options, &vantage, Some(&sum));
    let money = |minor| vantage.money(minor).map(Figure::Money);
    let values: Vec<_> = report.cohorts[0].cells.iter().map(|cell| cell.value).collect();
    assert_eq!(values, [money(100), money(200), money(200)]);
    assert_eq!(report.mean[1].value, money(200));
}

#[test]
fn who_ends_where_sixty_four_rows_end_is_counted_as_the_others() {
    // Eight customers of so many orders each, nine days apart: rows are gone over 64 at a time.
    for n in [16, 32, 64, 63, 65] {
        let order =
            |customer: i64, nth: i64| (customer, 1_735_700_000_000_000 + nth * NINE_DAYS, 1);
        let rows: Rows = (1..=8).flat_map(|who| (0..n).map(move |nth| order(who, nth))).collect();
        let vantage = drawn::vantage(&rows, "2026-12-01");
        let fold = CohortFold::new(&CohortOptions::default(), &vantage).expect("orders");
        let singly: Vec<_> = rows.iter().map(|row| (*row, true)).collect();
        assert_eq!(fold_rows(fold.clone(), &rows), fold_batches(fold, &singly, 1), "{n}");
    }
}

const NINE_DAYS: i64 = 9 * 86_400_000_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_group_is_what_its_customers_alone_would_be(
        rows in shops(),
        rolls in any::<bool>(),
    ) {
        let mode = if rolls { Mode::Rolling } else { Mode::Calendar };
        let options = CohortOptions { mode, ..CohortOptions::default() };
        let vantage = drawn::vantage(&rows, "2026-01-01");
        for row in split(&rows, "2026-01-01", &options).cohorts {
            let own = alone(&rows, &row.cohort);
            let fold = CohortFold::new(&options, &drawn::vantage(&own, "2026-01-01"));
            let sum = fold_rows(fold.expect("orders"), &own);
            let table = report(options.clone(), &drawn::vantage(&own, "2026-01-01"), Some(&sum));
            let customers: BTreeSet<i64> = own.iter().map(|row| row.0).collect();
            prop_assert_eq!(row.size, customers.len() as u64);
            for cell in &row.cells {
                prop_assert_eq!((cell.customers, cell.of), {
                    let (hits, of) = counted(&table, cell.k);
                    (hits, Some(of))
                });
                let group = groups(&rows).find(&row.cohort).expect("a group");
                let fold = CellMembers::of_group(&options, &vantage, group, cell.k);
                let members = fold_rows(fold.expect("orders"), &rows).sorted();
                prop_assert_eq!(members.len() as u64, cell.customers);
            }
        }
    }

    /// Files are read in batches, and cancelled orders lie between the others.
    #[test]
    fn rows_that_do_not_count_and_ends_of_batches_change_nothing(
        rows in shops(),
        marks in prop::collection::vec(prop::bool::weighted(0.7), 96),
        (at_a_time, count) in (1_usize..70, prop::sample::select(Count::value_variants())),
    ) {
        let options = CohortOptions { count, ..CohortOptions::default() };
        let vantage = drawn::vantage(&rows, "2024-12-15");
        prop_assume!(vantage.first_order_at < Some(vantage.as_of), "nobody has bought yet");
        let fold = CohortFold::new(&options, &vantage).expect("orders");
        let marked: Vec<_> = rows.iter().copied().zip(marks).collect();
        let counted: Rows = marked.iter().filter(|row| row.1).map(|row| row.0).collect();
        prop_assert_eq!(fold_batches(fold.clone(), &marked, at_a_time), fold_rows(fold, &counted));
    }

    #[test]
    fn groups_added_up_in_parts_are_the_whole(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = CohortFold::new(&CohortOptions::default(), &vantage).expect("orders");
        let fold = groups(&rows).ask(fold);
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }
}
