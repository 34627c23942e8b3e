//! The cohort table on the golden set, on a real shop, and against a second way of counting.

use std::collections::{BTreeMap, BTreeSet};

use collect::shop::Language;
use domain::{Day, Instant, ShopZone};
use facts::fold_rows;
use proptest::prelude::*;

use super::*;
use crate::Unit;
use crate::drawn::{self, Rows};
use crate::figure::Figure;

fn table(rows: &Rows, as_of: &str, options: CohortOptions) -> CohortReport {
    let vantage = drawn::vantage(rows, as_of);
    let sum = CohortFold::new(&options, &vantage).map(|fold| fold_rows(fold, rows));
    report(options, &vantage, sum.as_ref())
}

fn january(options: CohortOptions) -> Vec<u32> {
    let report = table(&drawn::golden(), "2025-05-01", options);
    let cohort = report.cohorts.iter().find(|row| row.cohort == "2025-01").expect("January");
    assert_eq!(cohort.size, 5, "A to E; G bought in November already");
    let percent = |rate: f64| (rate * 100.0).round() as u32;
    let later = cohort.cells.iter().skip(1).map(|cell| match cell.value {
        Some(Figure::Number(rate)) => percent(rate),
        other => panic!("a share was expected, not {other:?}"),
    });
    std::iter::once(percent(cohort.cells[0].again.expect("a share"))).chain(later).collect()
}

#[test]
fn the_golden_table_of_january_by_every_rule() {
    let on = CohortOptions::default();
    assert_eq!(january(on.clone()), [0, 40, 40, 20]);
    let or_after = CohortOptions { count: Count::OnOrAfter, ..on.clone() };
    assert_eq!(january(or_after), [80, 80, 60, 20]);
    let or_before = CohortOptions { count: Count::OnOrBefore, ..on.clone() };
    assert_eq!(january(or_before), [0, 40, 60, 80]);
    let streak = CohortOptions { count: Count::Streak, ..on.clone() };
    // A in February and March; C in February only.
    assert_eq!(january(streak), [0, 40, 20, 0]);
    let rolling = CohortOptions { mode: Mode::Rolling, ..on };
    assert_eq!(january(rolling)[..4], [20, 20, 20, 20]);
}

#[test]
fn a_customer_of_november_does_not_become_new_when_the_window_opens_in_january() {
    let first = |entry| {
        let from = Some("2025-01-01".parse().expect("a day"));
        let options = CohortOptions { entry, from, ..CohortOptions::default() };
        let report = table(&drawn::golden(), "2025-05-01", options);
        (report.cohorts[0].cohort.clone(), report.cohorts[0].size)
    };
    assert_eq!(first(Entry::FirstEver), ("2025-01".to_owned(), 5));
    assert_eq!(first(Entry::FirstMatching), ("2025-01".to_owned(), 6));
}

#[test]
fn every_cohort_and_every_period_is_there_even_without_anybody() {
    let report = table(&drawn::golden(), "2025-05-01", CohortOptions::default());
    let shape: Vec<_> =
        report.cohorts.iter().map(|row| (row.cohort.as_str(), row.size, row.cells.len())).collect();
    let expected = [
        ("2024-11", 1, 6),
        ("2024-12", 0, 5),
        ("2025-01", 5, 4),
        ("2025-02", 1, 3),
        ("2025-03", 0, 2),
        ("2025-04", 0, 1),
    ];
    assert_eq!(shape, expected);
    assert!(report.cohorts.iter().flat_map(|row| &row.cells).all(|cell| cell.complete));
    assert_eq!(report.cohorts[1].cells[0].value, None, "no share of nobody");
    assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "empty_cohort"));
}

#[test]
fn a_running_period_is_marked_and_left_out_of_the_mean() {
    let report = table(&drawn::golden(), "2025-04-20", CohortOptions::default());
    let january = &report.cohorts[2];
    let complete: Vec<bool> = january.cells.iter().map(|cell| cell.complete).collect();
    assert_eq!(complete, [true, true, true, false]);
    // k = 1: G and nobody of January's A, C … 2 of 5, F none of 1, G none of 1: 2 of 7.
    assert_eq!(report.mean[1].value, Some(Figure::Number(2.0 / 7.0)));
    // k = 3: January's is not over, so only G is left.
    assert_eq!(report.mean[3].value, Some(Figure::Number(0.0)));
}

#[test]
fn a_rolling_period_is_over_only_when_it_is_over_for_the_last_who_came() {
    let options = CohortOptions { mode: Mode::Rolling, ..CohortOptions::default() };
    let report = table(&drawn::golden(), "2025-05-01", options);
    let january: Vec<bool> = report.cohorts[2].cells.iter().map(|cell| cell.complete).collect();
    // 1 February and 30, 60, 90, 120 days: 3 March, 2 April, 2 May.
    assert_eq!(january, [true, true, false, false]);
}

#[test]
fn thirty_day_months_are_not_calendar_months_and_the_definition_says_which() {
    let calendar = CohortOptions::default();
    let rolling = CohortOptions { mode: Mode::Rolling, ..CohortOptions::default() };
    assert_ne!(january(calendar.clone()), january(rolling.clone()));
    assert!(definition(&calendar, Language::En).contains("calendar month"));
    assert!(definition(&rolling, Language::En).contains("30 days"));
}

#[test]
fn the_same_word_for_two_numbers_is_told_apart_by_the_definition() {
    let said =
        |count| definition(&CohortOptions { count, ..CohortOptions::default() }, Language::En);
    assert_ne!(said(Count::On), said(Count::OnOrAfter));
    for language in [Language::En, Language::Uk, Language::Ru] {
        let text = definition(&CohortOptions::default(), language);
        assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
    }
}

#[test]
fn money_adds_up_along_a_cohort() {
    let rows = drawn::shop(
        "
        anna   2025-01-05=100 2025-01-20=50 2025-02-10=30
        boris  2025-01-07=200 2025-03-01=20
    ",
    );
    let values = |measure| -> Vec<Option<Figure>> {
        let options = CohortOptions { measure, ..CohortOptions::default() };
        table(&rows, "2025-04-01", options).cohorts[0].cells.iter().map(|cell| cell.value).collect()
    };
    let pounds =
        |minor| Some(Figure::Money(domain::Money::new(minor, "GBP".parse().expect("GBP"))));
    assert_eq!(values(Measure::Revenue), [pounds(350), pounds(30), pounds(20)]);
    assert_eq!(values(Measure::CumulativeRevenue), [pounds(350), pounds(380), pounds(400)]);
    assert_eq!(values(Measure::AverageOrder), [pounds(117), pounds(30), pounds(20)]);
    let count = |n| Some(Figure::Count(n));
    assert_eq!(values(Measure::Orders), [count(3), count(1), count(1)]);
}

#[test]
fn a_shop_without_orders_has_an_empty_table_and_says_why() {
    let report = table(&Vec::new(), "2025-05-01", CohortOptions::default());
    assert!(report.cohorts.is_empty() && report.mean.is_empty());
    assert_eq!(report.head.caveats.0[0].code, "no_orders");
}

/// Orders of each customer as days of London, counted without calendar, fold or table.
fn by_hand(rows: &Rows, zone: &str, count: Count) -> BTreeMap<(String, usize), u64> {
    let zone = ShopZone::named(zone).expect("a zone");
    let month = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let mut months: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for &(customer, at, _) in rows {
        months.entry(customer).or_default().push(month(zone.day_of(Instant(at))));
    }
    let newest = months.values().flatten().max().copied().unwrap_or(0);
    let mut cells = BTreeMap::new();
    for months in months.values() {
        let first = months[0];
        let label = format!("{:04}-{:02}", first / 12, first % 12 + 1);
        let distinct: BTreeSet<i64> = months.iter().copied().collect();
        for k in 1..=(newest - first) {
            let counted = match count {
                Count::On => distinct.contains(&(first + k)),
                Count::OnOrAfter => distinct.iter().any(|month| *month >= first + k),
                Count::OnOrBefore => months[1..].iter().any(|month| *month <= first + k),
                Count::Streak => (0..=k).all(|step| distinct.contains(&(first + step))),
            };
            *cells.entry((label.clone(), k as usize)).or_insert(0) += u64::from(counted);
        }
    }
    cells
}

#[test]
fn the_real_shop_counted_twice_gives_the_same_table() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    for count in [Count::On, Count::OnOrAfter, Count::OnOrBefore, Count::Streak] {
        let options =
            CohortOptions { count, measure: Measure::Customers, ..CohortOptions::default() };
        let fold = CohortFold::new(&options, &vantage).expect("orders");
        let report = report(options, &vantage, Some(&drawn::fold_in_parts(&fold, &rows, 3)));
        let mut cells = BTreeMap::new();
        for row in &report.cohorts {
            for cell in &row.cells[1..] {
                cells.insert((row.cohort.clone(), cell.k), cell.customers);
            }
        }
        assert_eq!(cells, by_hand(&rows, "Europe/London", count), "{count:?}");
    }
}

#[test]
fn the_real_shop_has_885_customers_of_december_and_4338_in_all() {
    let Some(rows) = drawn::online_retail() else { return };
    assert_eq!(rows.len(), 18_532);
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let options = CohortOptions::default();
    let sum = fold_rows(CohortFold::new(&options, &vantage).expect("orders"), &rows);
    let report = report(options, &vantage, Some(&sum));
    assert_eq!((report.cohorts[0].cohort.as_str(), report.cohorts[0].size), ("2010-12", 885));
    assert_eq!(report.cohorts.iter().map(|row| row.size).sum::<u64>(), 4_338);
    assert_eq!(report.cohorts.len(), 13);
    assert!(!report.cohorts[0].cells[12].complete, "December 2011 ends on the 9th");
}

/// Random shops: up to 12 customers with up to 8 orders within two years.
pub fn shops() -> impl Strategy<Value = Rows> {
    let orders = prop::collection::vec((0i64..730 * 24, 1i64..5000), 1..8);
    prop::collection::vec(orders, 1..12).prop_map(|customers| {
        let rows = customers.into_iter().zip(1..).flat_map(|(orders, customer)| {
            orders.into_iter().map(move |(hour, amount)| {
                (customer, 1_700_000_000_000_000 + hour * 3_600_000_000, amount)
            })
        });
        let mut rows: Rows = rows.collect();
        rows.sort_unstable();
        rows
    })
}

/// Options of every kind; orders are counted by another way than people, see `Path`.
fn any_options() -> impl Strategy<Value = CohortOptions> {
    let unit =
        prop::sample::select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year]);
    let count =
        prop::sample::select(vec![Count::On, Count::OnOrAfter, Count::OnOrBefore, Count::Streak]);
    let mode = prop::sample::select(vec![Mode::Calendar, Mode::Rolling]);
    let measure = prop::sample::select(vec![Measure::Rate, Measure::Orders, Measure::Revenue]);
    let of = prop::sample::select(vec![ShareOf::Cohort, ShareOf::Previous]);
    let brackets = prop::sample::select(vec![None, "7,30,90,365".parse().ok(), "40".parse().ok()]);
    let cut = (unit, mode, brackets);
    (cut, count, measure, of).prop_map(|((by, mode, brackets), count, measure, of)| CohortOptions {
        by,
        count,
        mode,
        measure,
        of,
        brackets,
        ..CohortOptions::default()
    })
}

#[test]
fn brackets_cut_each_customer_s_own_time_at_the_days_told() {
    let rows = drawn::shop(
        "
        anna   2025-01-05 2025-01-11 2025-01-12 2025-02-03
        boris  2025-01-07 2025-02-06 2025-04-06
        vera   2025-01-09 2025-06-01
    ",
    );
    let brackets: Option<Brackets> = "7,30,90".parse().ok();
    let of = |count| {
        let brackets = brackets.clone();
        let options = CohortOptions { brackets, count, ..CohortOptions::default() };
        let report = table(&rows, "2025-07-01", options);
        let cells = report.cohorts[0].cells.iter();
        cells.map(|cell| cell.customers).collect::<Vec<_>>()
    };
    // Anna on days 6, 7 and 29; Boris on day 30 and 89; Vera beyond every bracket.
    assert_eq!(of(Count::On), [3, 1, 1]);
    assert_eq!(of(Count::OnOrAfter), [3, 3, 2], "Vera has not left: she comes later");
    assert_eq!(of(Count::OnOrBefore), [3, 1, 2]);
    assert_eq!(of(Count::Streak), [3, 1, 0]);
    let options = CohortOptions { brackets, ..CohortOptions::default() };
    let text = definition(&options, Language::En);
    assert!(text.contains("in days: 0–6, 7–29, 30–89."), "{text}");
}

#[test]
fn a_share_of_the_period_before_shows_where_most_are_lost() {
    let options = CohortOptions {
        of: ShareOf::Previous,
        count: Count::OnOrAfter,
        ..CohortOptions::default()
    };
    let report = table(&drawn::golden(), "2025-05-01", options);
    let january: Vec<_> =
        report.cohorts[2].cells.iter().map(|cell| (cell.value, cell.of)).collect();
    // 5 came, 4 were there later, then 3, then 1.
    let share = |hits: f64, of: u64| (Some(Figure::Number(hits / of as f64)), Some(of));
    let expected = [
        (Some(Figure::Number(1.0)), None),
        (Some(Figure::Number(0.8)), None),
        share(3.0, 4),
        share(1.0, 3),
    ];
    assert_eq!(january, expected);
    // January (3 of 4), February (0 of 0) and November, whose G came back in January (1 of 1).
    assert_eq!(report.mean[2].value, Some(Figure::Number(0.8)));
    assert!(report.cohorts[2].cells[2].low.is_some());
    let bounded = CohortOptions { of: ShareOf::Previous, ..CohortOptions::default() };
    let report = table(&drawn::golden(), "2025-05-01", bounded);
    assert_eq!(report.cohorts[2].cells[2].low, None, "those of k = 2 are no part of those before");
}

#[test]
fn profit_adds_up_along_a_cohort_as_money_does_and_may_fall() {
    let rows = drawn::shop_with_costs(
        "
        anna   2025-01-05=1000-400 2025-02-10=500-700
        boris  2025-01-07=900
    ",
    );
    let profit: Rows =
        rows.iter().map(|row| (row.0, row.1, row.3.map_or(0, |cost| row.2 - cost))).collect();
    let values = |measure| -> Vec<Option<Figure>> {
        let options = CohortOptions { measure, ..CohortOptions::default() };
        table(&profit, "2025-04-01", options).cohorts[0].cells.iter().map(|it| it.value).collect()
    };
    let pounds =
        |minor| Some(Figure::Money(domain::Money::new(minor, "GBP".parse().expect("GBP"))));
    assert_eq!(values(Measure::Profit), [pounds(600), pounds(-200), pounds(0)]);
    assert_eq!(values(Measure::CumulativeProfit), [pounds(600), pounds(400), pounds(400)]);
    assert_eq!(values(Measure::LifetimeProfit), [pounds(300), pounds(200), pounds(200)]);
}

/// By cohort and bracket: who bought between its days, in plain loops.
fn brackets_by_hand(rows: &Rows, days: &[i64]) -> BTreeMap<(String, usize), u64> {
    let mut own: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for &(customer, at, _) in rows {
        own.entry(customer).or_default().push(at);
    }
    let mut cells = BTreeMap::new();
    for moments in own.values() {
        let day = ShopZone::utc().day_of(Instant(moments[0]));
        let label = format!("{:04}-{:02}", day.year(), day.month());
        let mut opens = 0;
        for (k, ends) in days.iter().enumerate() {
            let within = |at: &i64| {
                let since = (at - moments[0]) as f64 / Instant::DAY as f64;
                since >= opens as f64 && since < *ends as f64
            };
            let bought = k == 0 || moments.iter().any(within);
            *cells.entry((label.clone(), k)).or_insert(0) += u64::from(bought);
            opens = *ends;
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn brackets_counted_twice_give_the_same_table(rows in shops()) {
        let options = CohortOptions {
            brackets: "7,30,90,365".parse().ok(),
            measure: Measure::Customers,
            ..CohortOptions::default()
        };
        let report = table(&rows, "2027-01-01", options);
        let naive = brackets_by_hand(&rows, &[7, 30, 90, 365]);
        let mut cells = BTreeMap::new();
        for row in report.cohorts.iter().filter(|row| row.size > 0) {
            for cell in &row.cells {
                cells.insert((row.cohort.clone(), cell.k), cell.customers);
            }
        }
        prop_assert_eq!(cells, naive);
    }

    #[test]
    fn a_share_of_the_period_before_is_one_count_divided_by_the_other(
        rows in shops(),
        options in any_options(),
    ) {
        let rate = CohortOptions { measure: Measure::Rate, of: ShareOf::Previous, ..options };
        let report = table(&rows, "2026-01-01", rate);
        for row in &report.cohorts {
            for pair in row.cells.windows(2) {
                let share = match pair[0].customers {
                    0 => None,
                    before => Some(Figure::Number(pair[1].customers as f64 / before as f64)),
                };
                prop_assert_eq!(pair[1].value, share);
            }
        }
    }

    #[test]
    fn counting_orders_counts_the_same_people(rows in shops(), options in any_options()) {
        let people = |measure| -> Vec<Vec<u64>> {
            let report = table(&rows, "2026-01-01", CohortOptions { measure, ..options.clone() });
            let counts = |row: &super::table::CohortRow| {
                row.cells.iter().map(|cell| cell.customers).collect()
            };
            report.cohorts.iter().map(counts).collect()
        };
        prop_assert_eq!(people(Measure::Rate), people(Measure::Orders));
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(
        rows in shops(),
        options in any_options(),
        n in 1i64..5,
    ) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = CohortFold::new(&options, &vantage).expect("orders");
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }

    #[test]
    fn the_cohort_itself_is_whole_and_nobody_is_counted_twice(
        rows in shops(),
        options in any_options(),
    ) {
        let report = table(&rows, "2026-01-01", options.clone());
        let n_customers = rows.iter().map(|row| row.0).collect::<BTreeSet<_>>().len() as u64;
        prop_assert_eq!(report.cohorts.iter().map(|row| row.size).sum::<u64>(), n_customers);
        for row in &report.cohorts {
            prop_assert_eq!(row.cells[0].customers, row.size);
            prop_assert!(row.cells.iter().all(|cell| cell.customers <= row.size));
            let hits: Vec<u64> = row.cells.iter().map(|cell| cell.customers).skip(1).collect();
            match options.count {
                Count::OnOrAfter | Count::Streak => prop_assert!(hits.is_sorted_by(|a, b| a >= b)),
                Count::OnOrBefore => prop_assert!(hits.is_sorted()),
                Count::On => {}
            }
        }
    }

    #[test]
    fn behind_every_cell_stand_as_many_customers_as_it_says(
        rows in shops(),
        options in any_options(),
    ) {
        let options = CohortOptions { by: Unit::Quarter, ..options };
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let report = table(&rows, "2026-01-01", options.clone());
        for row in &report.cohorts {
            for cell in &row.cells {
                let fold = CellMembers::new(&options, &vantage, &row.cohort, cell.k);
                let fold = fold.expect("a cell");
                prop_assert_eq!(fold_rows(fold, &rows).sorted().len() as u64, cell.customers);
            }
        }
    }

    #[test]
    fn an_order_after_as_of_changes_nothing(rows in shops(), options in any_options()) {
        let seen: Rows = {
            let as_of = drawn::vantage(&rows, "2024-06-01").as_of.0;
            rows.iter().copied().filter(|row| row.1 < as_of).collect()
        };
        let whole = table(&rows, "2024-06-01", options.clone());
        let cut = table(&seen, "2024-06-01", options);
        prop_assert_eq!(whole.cohorts, cut.cohorts);
    }
}
