//! Value ahead on drawn shops, on CDNOW as published, and counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, Money};
use facts::fold_rows;
use proptest::prelude::*;
use testkit::real_data;

use super::modelled::checks::HoldOut;
use super::options::{Horizon, Model, TimeUnit};
use super::past::{DaysFold, Past};
use super::*;
use crate::called::Called;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn modelled(rows: &Rows, vantage: &Vantage, options: &ValueOptions) -> Option<Modelled> {
    let window = Window::new(vantage, options)?;
    let sum = fold_rows(PastFold::new(&window), rows);
    Some(Modelled::of(options, window, sum, vantage.currency))
}

fn report_of(rows: &Rows, vantage: &Vantage, options: &ValueOptions) -> ValueReport {
    let modelled = modelled(rows, vantage, options);
    let Told { mut report, listed } = report::tell(options.clone(), vantage, modelled.as_ref());
    if let Some(modelled) = &modelled {
        let row = |one| report::row(&report.head, vantage, modelled, &Called::new(), one);
        report.rows = listed.iter().map(row).collect();
    }
    report
}

fn codes(report: &ValueReport) -> Vec<&str> {
    report.head.caveats.0.iter().map(|caveat| caveat.code.as_str()).collect()
}

fn pasts(rows: &Rows, vantage: &Vantage, options: &ValueOptions) -> Vec<Past> {
    modelled(rows, vantage, options).map_or_else(Vec::new, |modelled| modelled.pasts)
}

#[test]
fn days_count_and_not_orders_and_the_first_day_is_the_start() {
    let rows = drawn::shop(
        "
        anna   2025-01-05=500 2025-01-05=300 2025-02-04=1000 2025-02-04=200 2025-03-06=600
        boris  2025-01-05
    ",
    );
    let options = ValueOptions { unit: TimeUnit::Day, ..ValueOptions::default() };
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-04-05"), &options);
    let anna = report.rows.iter().find(|row| row.x > 0).expect("Anna");
    assert_eq!((anna.x, anna.t_x, anna.t), (2, 60.0, 89.0));
    assert_eq!((report.customers, report.came_again), (2, 1));
    assert_eq!(report.seen_until, Some(Day::constant(2025, 4, 4)));
    // What she spent on the two later days; the first day is not among them.
    let past = pasts(&rows, &drawn::vantage(&rows, "2025-04-05"), &options)[0];
    assert_eq!((past.again_amount, past.size(2).mean), (1800, 9.0));
}

#[test]
fn what_comes_after_the_last_day_observed_is_ignored() {
    let rows = drawn::golden();
    let whole = drawn::vantage(&rows, "2025-05-01");
    let asked = ValueOptions {
        observed_through: Some(Day::constant(2025, 2, 28)),
        ..ValueOptions::default()
    };
    let cut = report_of(&rows, &drawn::vantage(&rows, "2025-03-01"), &ValueOptions::default());
    let observed = report_of(&rows, &whole, &asked);
    assert_eq!(observed.seen_until, Some(Day::constant(2025, 2, 28)));
    assert_eq!(observed.rows, cut.rows);
    assert_eq!(observed.params, cut.params);
}

/// In BG/BB a week is one chance: two days of it are one occasion, and a week that is not over
/// has not been seen.
#[test]
fn of_chances_only_whole_ones_are_seen() {
    let rows = drawn::shop("anna 2025-01-01 2025-01-02 2025-01-08 2025-01-20 2025-01-30");
    let options = ValueOptions { model: Model::BgBb, ..ValueOptions::default() };
    let vantage = drawn::vantage(&rows, "2025-01-31");
    let report = report_of(&rows, &vantage, &options);
    // 2 and 8 January are the first week after the first day, 20 January is in the third; the
    // fifth, into which 30 January falls, lasts into February.
    let row = &report.rows[0];
    assert_eq!((row.x, row.t_x, row.t), (2, 3.0, 4.0));
    let by_day = ValueOptions { unit: TimeUnit::Day, ..options };
    let row = &report_of(&rows, &vantage, &by_day).rows[0];
    assert_eq!((row.x, row.t_x, row.t), (4, 29.0, 29.0));
}

#[test]
fn a_shop_where_nobody_came_again_has_no_answer_and_says_so() {
    let rows = drawn::shop("anna 2025-01-05\nboris 2025-02-05 2025-02-05");
    for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd, Model::BgBb, Model::Nbd] {
        let options = ValueOptions { model, ..ValueOptions::default() };
        let report = report_of(&rows, &drawn::vantage(&rows, "2025-05-01"), &options);
        assert_eq!((report.params, report.total), (None, None));
        assert_eq!(report.rows.len(), 2);
        assert_eq!(report.rows[0].p_alive, None);
        assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "no_returns"));
    }
    let nothing = report_of(&vec![], &drawn::vantage(&vec![], "2025-05-01"), &Default::default());
    assert_eq!((nothing.customers, nothing.rows.len()), (0, 0));
}

#[test]
fn all_orders_on_one_day_are_no_history() {
    let rows = drawn::shop("anna 2025-04-30 2025-04-30\nboris 2025-04-30");
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-05-01"), &Default::default());
    assert_eq!((report.customers, report.came_again, report.params.is_some()), (2, 0, false));
    assert!(codes(&report).contains(&"no_returns"), "{:?}", codes(&report));
}

#[test]
fn few_customers_get_an_answer_with_a_caveat() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    for regularise in [false, true] {
        let options = ValueOptions { regularise, ..ValueOptions::default() };
        let report = report_of(&rows, &vantage, &options);
        assert!(codes(&report).contains(&"few_came_again"), "{:?}", codes(&report));
        for row in &report.rows {
            let (alive, orders) = (row.p_alive.expect("a chance"), row.expected_orders);
            assert!((0.0..=1.0).contains(&alive), "{row:?}");
            assert!(orders.is_some_and(|orders| orders.is_finite() && orders >= 0.0), "{row:?}");
        }
    }
}

/// CDNOW's purchases, those of no value too: `id, sample id, day, pieces, dollars`.
fn cdnow() -> Option<Rows> {
    let text = std::fs::read_to_string(real_data("cdnow-sample/CDNOW_sample.txt")?);
    let zone = domain::ShopZone::utc();
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (year, rest) = words[2].split_at(4);
        let (month, day) = rest.split_at(2);
        let day: Day = format!("{year}-{month}-{day}").parse().expect("a day");
        let dollars: f64 = words[4].parse().expect("dollars");
        let customer = words[1].parse().expect("a number");
        (customer, zone.start_of(day).0, (dollars * 100.0).round() as i64)
    };
    let mut rows: Rows = text.expect("the purchases").lines().map(row).collect();
    rows.sort_unstable();
    Some(rows)
}

fn cdnow_until(rows: &Rows, until: Day, model: Model) -> ValueReport {
    let options = ValueOptions {
        model,
        observed_through: Some(until),
        horizon: Horizon::Days(crate::Days::new(39 * 7)),
        ..ValueOptions::default()
    };
    let vantage = Vantage {
        currency: Some("USD".parse().expect("a currency")),
        ..drawn::vantage(rows, "1998-07-01")
    };
    report_of(rows, &vantage, &options)
}

fn close(found: f64, expected: f64, off: f64) {
    assert!((found - expected).abs() <= off, "{found}, not {expected}");
}

/// Fader, Hardie and Lee (2005): tables 2 and 3; the expected totals, and all figures on exact
/// weeks, are those of CLVTools 0.12.1 on the same purchases.
#[test]
fn cdnow_is_told_as_in_the_papers_from_the_purchases_on() {
    let Some(rows) = cdnow() else { return };
    let until = Day::constant(1997, 9, 30);
    let bg = cdnow_until(&rows, until, Model::BgNbd);
    assert_eq!((bg.customers, bg.came_again, bg.rows.len()), (2357, 946, 2357));
    let params = bg.params.as_ref().expect("a fit");
    for (name, printed) in [("r", 0.243), ("alpha", 4.414), ("a", 0.793), ("b", 2.426)] {
        close(params[name], printed, 5.1e-4);
    }
    close(bg.log_likelihood.expect("a fit"), -9_582.429_21, 1e-4);
    let total = bg.total.expect("a fit");
    close(total.alive, 1_917.277, 0.02);
    close(total.expected_orders, 1_653.408, 0.02);
    let spend = bg.spend.as_ref().expect("amounts");
    assert_eq!(spend.customers, 946);
    for (name, printed) in [("p", 6.25), ("q", 3.74), ("v", 15.44)] {
        close(spend.params[name], printed, 0.01);
    }
    let pareto = cdnow_until(&rows, until, Model::ParetoNbd);
    close(pareto.log_likelihood.expect("a fit"), -9_594.976_18, 1e-4);
    // CLVTools ends a hair below the top of this flat hill, and tells 1,665.69.
    close(pareto.total.expect("a fit").expected_orders, 1_665.5, 0.2);
}

#[test]
fn the_weeks_of_cdnow_add_up_to_what_was_published() {
    let Some(rows) = cdnow() else { return };
    let whole = cdnow_until(&rows, Day::constant(1998, 6, 30), Model::BgNbd);
    let held = whole.hold_out.expect("a hold-out");
    assert_eq!(held.weeks.len(), 78);
    for (week, returns) in [(13, 828), (26, 1746), (39, 2457), (52, 3183), (78, 4339)] {
        assert_eq!(held.weeks[week - 1].actual, returns, "week {week}");
    }
    // The last 26 weeks are held out; nobody is new in them, so all returns are of the known.
    assert_eq!((held.from, held.customers), (Day::constant(1997, 12, 31), 2357));
    assert_eq!(held.actual, 4339 - 3183);
    close(held.error.expect("returns"), 0.0, 0.1);
    close(held.curve_error.expect("returns"), 0.0, 0.05);
    hangs_together(&held);
}

fn hangs_together(held: &HoldOut) {
    let in_weeks: u64 = held.weeks.iter().map(|week| week.actual_in_week).sum();
    assert_eq!(held.weeks.last().map(|week| week.actual), Some(in_weeks));
    assert_eq!(held.bins.iter().map(|bin| bin.customers).sum::<u64>(), held.customers);
    let actual: f64 = held.bins.iter().map(|bin| bin.actual * bin.customers as f64).sum();
    let expected: f64 = held.bins.iter().map(|bin| bin.expected * bin.customers as f64).sum();
    close(actual, held.actual as f64, 1e-6);
    close(expected, held.expected, 1e-6 * held.expected.max(1.0));
    for pair in held.weeks.windows(2) {
        assert!(pair[1].expected >= pair[0].expected - 1e-9, "{pair:?}");
        assert_eq!(pair[1].until, pair[0].until.saturating_add(jiff::ToSpan::days(7)));
    }
}

/// The card says of a customer what the report says of him, and its curve ends where he stands.
#[test]
fn the_card_agrees_with_the_report() {
    let Some(rows) = cdnow() else { return };
    let options = ValueOptions::default();
    let vantage = drawn::vantage(&rows, "1998-07-01");
    let modelled = modelled(&rows, &vantage, &options).expect("a fit");
    let report = report_of(&rows, &vantage, &options);
    for place in [0, 7, 100] {
        let past = modelled.pasts[place];
        let his: Rows = rows.iter().filter(|row| row.0 == past.customer_no).copied().collect();
        let days = fold_rows(DaysFold::new(&modelled.window), &his).days;
        let card = card::card(&options, &vantage, &modelled, place, &days);
        let id = past.customer_no.to_string();
        let row = report.rows.iter().find(|row| row.customer_id == id).expect("his row");
        let [month, quarter, year] = &card.horizons[..] else { panic!("{:?}", card.horizons) };
        close(card.p_alive.expect("a chance"), row.p_alive.expect("a chance"), 1e-9);
        // The report tells many at once off a curve, the card each by himself.
        close(year.expected_orders / row.expected_orders.expect("orders"), 1.0, 1e-6);
        assert!(month.expected_orders < quarter.expected_orders);
        assert!(quarter.expected_orders < year.expected_orders);
        let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
        assert!(minor(year.value_low) < minor(year.expected_value), "{year:?}");
        assert!(minor(year.expected_value) < minor(year.value_high), "{year:?}");
        let last = card.history.last().expect("a curve");
        assert_eq!(last.on, Day::constant(1998, 6, 30));
        close(last.p_alive, card.p_alive.expect("a chance"), 1e-9);
        let bought = card.history.iter().filter(|moment| moment.bought).count();
        assert_eq!(bought, past.seen.n_again as usize + 1);
    }
}

/// x, t_x, T and the money of each customer, by sets of days and nothing else.
fn naive(rows: &Rows, end: i64) -> BTreeMap<i64, (u32, i64, i64, i64)> {
    const DAY: i64 = 86_400_000_000;
    let mut days: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (customer, at, _) in rows.iter().filter(|row| row.1 < end) {
        days.entry(*customer).or_default().insert(at.div_euclid(DAY));
    }
    let one = |(customer, days): (i64, BTreeSet<i64>)| {
        let (first, last) = (*days.first().expect("a day"), *days.last().expect("a day"));
        let later = |row: &&(i64, i64, i64)| {
            row.0 == customer && row.1 < end && row.1.div_euclid(DAY) > first
        };
        let amount = rows.iter().filter(later).map(|row| row.2).sum();
        let watched = end.div_euclid(DAY) - 1 - first;
        (customer, (days.len() as u32 - 1, last - first, watched, amount))
    };
    days.into_iter().map(one).collect()
}

proptest! {
    #[test]
    fn the_fold_counts_what_sets_of_days_count(rows in shops(), until in 1i64..800) {
        let first = rows.iter().map(|row| row.1).min().expect("orders");
        let end = (first.div_euclid(86_400_000_000) + until) * 86_400_000_000;
        let vantage = Vantage { as_of: Instant(end), ..drawn::vantage(&rows, "2030-01-01") };
        let options = ValueOptions { unit: TimeUnit::Day, ..ValueOptions::default() };
        let Some(window) = Window::new(&vantage, &options) else {
            prop_assert!(first >= end);
            return Ok(());
        };
        let fold = PastFold::new(&window);
        let mut sum = drawn::fold_in_parts(&fold, &rows, 3);
        sum.customers.sort_unstable_by_key(|past| past.customer_no);
        let counted: BTreeMap<_, _> = sum.customers.iter().map(|past| {
            let history = past.history(&window, 1);
            let (last, watched) = (history.last_at as i64, history.watched_for as i64);
            (past.customer_no, (history.n_again, last, watched, past.again_amount))
        }).collect();
        let expected = naive(&rows, end);
        let again: u32 = expected.values().map(|one| one.0).sum();
        prop_assert_eq!(sum.again_by_day.iter().sum::<u32>(), again);
        prop_assert_eq!(counted, expected);
    }

    /// Whatever a shop looks like, what is said of it hangs together.
    #[test]
    fn every_shop_gets_numbers_that_can_be(rows in shops(), model in 0usize..5) {
        let models = [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd, Model::BgBb, Model::Nbd];
        let options = ValueOptions { model: models[model], ..ValueOptions::default() };
        let report = report_of(&rows, &drawn::vantage(&rows, "2026-01-01"), &options);
        for row in &report.rows {
            let possible = |share: Option<f64>| share.is_none_or(|it| (0.0..=1.0).contains(&it));
            prop_assert!(possible(row.p_alive) && possible(row.p_alive_low), "{:?}", row);
            let (low, high) = (row.low.unwrap_or(0.0), row.high.unwrap_or(f64::MAX));
            let orders = row.expected_orders.unwrap_or(0.0);
            prop_assert!(low <= orders && orders <= high, "{:?}", row);
        }
        let bars: u64 = report.histogram.iter().map(|bar| bar.actual).sum();
        prop_assert!(report.histogram.is_empty() || bars == report.customers);
        if let Some(held) = &report.hold_out {
            hangs_together(held);
        }
    }
}
