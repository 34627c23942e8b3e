//! The metrics on drawn shops and a real one, and all of them counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use collect::shop::Language;
use collect::spend::Spend;
use domain::{Day, Instant, Money, Period};
use facts::fold_rows;
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};

fn metrics(rows: &Rows, vantage: &Vantage, options: MetricsOptions) -> MetricsReport {
    let plan = options.plan(vantage);
    let sum = plan.map(|plan| {
        drawn::fold_in_parts(&(RetentionFold::new(&plan), BuyingFold::new(&plan)), rows, 3)
    });
    report(options, vantage, sum.as_ref(), &Ledger::default())
}

/// A metric of the newest finished month of a drawn shop.
pub(super) fn of_newest_month(metric: &Metric, drawing: &str, as_of: &str) -> Reckoned {
    let rows = drawn::shop(drawing);
    let vantage = drawn::vantage(&rows, as_of);
    let report = metrics(&rows, &vantage, MetricsOptions::default());
    let row =
        report.metrics.iter().find(|row| row.id == metric.id).expect("it is in the catalogue");
    assert_eq!(row.because.is_some(), row.value.is_none(), "no answer has a reason");
    Reckoned { value: row.value, interval: row.low.zip(row.high), of: row.of, because: None }
}

/// Spend by hand: from a day up to, and without, another, so many pence.
type DrawnSpend<'a> = &'a [(&'a str, &'a str, i64)];

/// A metric of the newest finished month of a drawn shop that knows costs and spend.
pub(super) fn of_books(
    metric: &Metric,
    drawing: &str,
    spend: DrawnSpend<'_>,
    as_of: &str,
) -> Reckoned {
    let until: Day = as_of.parse().expect("a day");
    let last = until.yesterday().expect("a day before").to_string();
    of_books_on(metric, drawing, spend, (as_of, &last))
}

/// The same of the month that holds a day.
pub(super) fn of_books_on(
    metric: &Metric,
    drawing: &str,
    spend: DrawnSpend<'_>,
    (as_of, on): (&str, &str),
) -> Reckoned {
    let costed = drawn::shop_with_costs(drawing);
    let rows = drawn::shop(drawing);
    let vantage = drawn::vantage(&rows, as_of);
    let on: Day = on.parse().expect("a day");
    let plan = MetricsOptions::default().plan(&vantage).expect("orders");
    let ledger = ledger_of(&costed, spend, &plan);
    let seen = counted(&rows, &vantage, &plan, &ledger);
    let month = (0..seen.len()).find(|span| {
        let days = plan.days(*span);
        days.from <= on && on < days.until
    });
    metric.reckon(&seen[month.expect("the month is in the history")]).expect("of a period")
}

/// What was counted of orders whose costs are partly known, as a shop counts it.
fn ledger_of(costed: &drawn::CostedRows, spend: DrawnSpend<'_>, plan: &Plan) -> Ledger {
    let spend = spend.iter().map(|&(from, until, minor)| Spend {
        id: "spd_00000000000000000000000000000000".parse().expect("an id"),
        channel: None,
        days: Period::new(from.parse().expect("a day"), until.parse().expect("a day")),
        amount: Money::new(minor, "GBP".parse().expect("a currency")),
        source: String::new(),
    });
    let fold = ledger::EarningFold::new(plan);
    let profit: Rows = costed
        .iter()
        .map(|&(customer, at, amount, cost)| (customer, at, cost.map_or(0, |cost| amount - cost)))
        .collect();
    let known = costed.iter().filter(|row| row.3.is_some());
    let revenue: Rows = known.map(|&(customer, at, amount, _)| (customer, at, amount)).collect();
    let counted = (!revenue.is_empty()).then(|| {
        let parted = drawn::fold_in_parts(&fold, &profit, 3);
        assert_eq!(parted, fold_rows(fold.clone(), &profit), "parts are the whole");
        (parted, fold_rows(fold.clone(), &revenue))
    });
    Ledger::of(counted, spend.collect())
}

fn counted(rows: &Rows, vantage: &Vantage, plan: &Plan, ledger: &Ledger) -> Vec<Seen> {
    let sum = fold_rows((RetentionFold::new(plan), BuyingFold::new(plan)), rows);
    table::Table { plan, vantage, sum: &sum, ledger }.seen()
}

pub(super) fn pounds(minor: i64) -> Figure {
    Figure::Money(Money::new(minor, "GBP".parse().expect("a currency")))
}

fn value(report: &MetricsReport, id: &str) -> Option<Figure> {
    report.metrics.iter().find(|row| row.id == id).expect("a metric of the period").value
}

#[test]
fn april_of_the_golden_set_has_both_rates_beside_each_other() {
    let rows = drawn::golden();
    let options = MetricsOptions { activity_window: Days::new(60), ..MetricsOptions::default() };
    let report = metrics(&rows, &drawn::vantage(&rows, "2025-05-01"), options);
    assert_eq!(report.period.expect("April").from.to_string(), "2025-04-01");
    assert_eq!(value(&report, "crr"), Some(Figure::Number(0.75)));
    assert_eq!(value(&report, "crr-strict"), Some(Figure::Number(0.5)));
    assert_eq!(value(&report, "reactivated"), Some(Figure::Count(1)));
    assert_eq!(value(&report, "lifetime-repeat-rate"), Some(Figure::Number(6.0 / 7.0)));
}

#[test]
fn a_month_can_be_chosen_and_stands_beside_the_one_before() {
    let rows = drawn::golden();
    let options =
        MetricsOptions { on: Some("2025-03-09".parse().expect("a day")), ..Default::default() };
    let report = metrics(&rows, &drawn::vantage(&rows, "2025-05-01"), options);
    let orders = report.metrics.iter().find(|row| row.id == "orders").expect("orders");
    // A and B in March; A, C and F twice in February.
    assert_eq!((orders.value, orders.previous), (Some(Figure::Count(2)), Some(Figure::Count(4))));
    assert_eq!(orders.course.len(), 6, "November to April");
}

#[test]
fn a_day_outside_the_history_has_no_metrics_and_says_so() {
    let rows = drawn::golden();
    let options =
        MetricsOptions { on: Some("2020-03-09".parse().expect("a day")), ..Default::default() };
    let report = metrics(&rows, &drawn::vantage(&rows, "2025-05-01"), options);
    assert!(report.metrics.is_empty());
    assert_eq!(report.head.caveats.0[0].code, "no_such_period");
}

#[test]
fn by_weekday_the_year_before_is_moved_by_52_weeks() {
    let rows = drawn::shop(
        "
        anna   2024-01-30 2024-02-29 2024-03-02 2025-02-10 2025-03-10
    ",
    );
    let vantage = drawn::vantage(&rows, "2025-04-01");
    let by = |align| {
        let options = MetricsOptions { align, ..MetricsOptions::default() };
        let report = metrics(&rows, &vantage, options);
        let orders = report.metrics.iter().find(|row| row.id == "orders").expect("orders");
        (report.last_year.expect("a year before"), orders.last_year)
    };
    let days = |from: &str, until: &str| {
        Period::new(from.parse().expect("a day"), until.parse().expect("a day"))
    };
    assert_eq!(by(Align::Date), (days("2024-03-01", "2024-04-01"), Some(Figure::Count(1))));
    // Saturday 1 March 2025 has Saturday 2 March 2024 for its counterpart.
    assert_eq!(by(Align::Weekday), (days("2024-03-02", "2024-04-02"), Some(Figure::Count(1))));
}

#[test]
fn a_shop_without_amounts_has_people_and_no_money() {
    let drawing = "
        anna   2025-02-02=0 2025-03-02=0 2025-03-09=0
    ";
    assert_eq!(of_newest_month(catalogue_metric("revenue"), drawing, "2025-04-01").value, None);
    assert_eq!(
        of_newest_month(catalogue_metric("orders"), drawing, "2025-04-01").value,
        Some(Figure::Count(2))
    );
}

fn catalogue_metric(id: &str) -> &'static Metric {
    catalogue::find(id).expect("it is in the catalogue")
}

#[test]
fn the_definition_is_whole_in_every_language() {
    for language in [Language::En, Language::Uk, Language::Ru] {
        let text = catalogue::definition(&MetricsOptions::default(), language);
        assert!(!text.contains('{') && !text.contains("  "), "{text}");
    }
}

/// The metrics of one stretch in plain loops over the orders.
struct ByHand {
    buyers: u64,
    orders: u64,
    new: u64,
    repeaters: u64,
    from_before: u64,
    known: u64,
    revenue: i64,
    customers: i64,
    ever_repeaters: i64,
    seconds: i64,
}

fn by_hand(rows: &Rows, vantage: &Vantage, days: Period, before: Option<Period>) -> ByHand {
    let moments = |days: Period| {
        let (from, until) = days.instants(&vantage.zone);
        (from.0, until.0.min(vantage.as_of.0))
    };
    let (from, until) = moments(days);
    let mut by_customer: BTreeMap<i64, Vec<(i64, i64)>> = BTreeMap::new();
    for &(customer, at, amount) in rows.iter().filter(|row| row.1 < until) {
        by_customer.entry(customer).or_default().push((at, amount));
    }
    let within = |at: i64, (from, until): (i64, i64)| at >= from && at < until;
    let before: BTreeSet<i64> = before
        .map(moments)
        .map(|ends| rows.iter().filter(|row| within(row.1, ends)).map(|row| row.0).collect())
        .unwrap_or_default();
    let mut all = ByHand {
        buyers: 0,
        orders: 0,
        new: 0,
        repeaters: 0,
        from_before: 0,
        known: 0,
        revenue: 0,
        customers: by_customer.len() as i64,
        ever_repeaters: 0,
        seconds: 0,
    };
    for (customer, orders) in by_customer {
        let here: Vec<_> = orders.iter().filter(|order| within(order.0, (from, until))).collect();
        all.buyers += u64::from(!here.is_empty());
        all.repeaters += u64::from(here.len() > 1);
        all.orders += here.len() as u64;
        all.revenue += here.iter().map(|order| order.1).sum::<i64>();
        all.new += u64::from(orders[0].0 >= from);
        all.from_before += u64::from(!here.is_empty() && before.contains(&customer));
        all.known += u64::from(!here.is_empty() && orders.len() > 1);
        all.ever_repeaters += i64::from(orders.len() > 1);
        let lasted = (orders[orders.len() - 1].0 - orders[0].0) / 1_000_000;
        all.seconds += lasted.max(2_629_800);
    }
    all
}

fn check(rows: &Rows, vantage: &Vantage, options: MetricsOptions) {
    let plan = options.plan(vantage).expect("orders");
    let costed: drawn::CostedRows = rows
        .iter()
        .map(|&(customer, at, amount)| (customer, at, amount, cost_of(amount)))
        .collect();
    let ledger = ledger_of(&costed, &SPEND, &plan);
    let seen = counted(rows, vantage, &plan, &ledger);
    for (span, seen) in seen.iter().enumerate() {
        let before = plan.before(span).map(|before| plan.days(before));
        let naive = by_hand(rows, vantage, plan.days(span), before);
        let fast = (seen.buyers.all, seen.bought.orders, seen.bought.first_orders);
        assert_eq!(fast, (naive.buyers, naive.orders, naive.new), "{:?}", plan.days(span));
        let fast = (seen.buyers.repeaters, seen.buyers.from_before, seen.bought.revenue);
        assert_eq!(fast, (naive.repeaters, naive.from_before, naive.revenue));
        assert_eq!(seen.buyers.known, naive.known);
        let fast = (seen.known.customers, seen.known.repeaters, seen.known.seconds);
        assert_eq!(fast, (naive.customers, naive.ever_repeaters, naive.seconds));
        check_books(&costed, vantage, plan.days(span), seen);
    }
}

/// Every third amount has no known cost; some goods are sold at a loss.
fn cost_of(amount: i64) -> Option<i64> {
    (amount % 3 > 0).then(|| amount * (amount % 13) / 10)
}

const SPEND: [(&str, &str, i64); 3] = [
    ("2010-12-15", "2025-03-01", 1_234_567),
    ("2025-01-15", "2025-03-02", 777),
    ("2025-02-01", "2025-02-02", 5),
];

/// Profit, what newcomers brought and the spend of a stretch, in plain loops.
fn check_books(costed: &drawn::CostedRows, vantage: &Vantage, days: Period, seen: &Seen) {
    let (from, until) = days.instants(&vantage.zone);
    let (from, until) = (from.0, until.0.min(vantage.as_of.0));
    let mut first: BTreeMap<i64, i64> = BTreeMap::new();
    for row in costed {
        let came = first.entry(row.0).or_insert(row.1);
        *came = (*came).min(row.1);
    }
    let known = costed.iter().filter_map(|&(who, at, amount, cost)| Some((who, at, amount, cost?)));
    let known: Vec<_> = known.filter(|row| row.1 < vantage.as_of.0).collect();
    let here = known.iter().filter(|row| row.1 >= from && row.1 < until);
    let naive = here.fold((0, 0), |sum, row| (sum.0 + row.2 - row.3, sum.1 + row.2));
    let so_far: i64 = known.iter().filter(|row| row.1 < until).map(|row| row.2 - row.3).sum();
    let earned = seen.earned.unwrap_or_default();
    assert_eq!((earned.profit, earned.revenue), naive, "{days:?}");
    assert_eq!(earned.profit_so_far, so_far);

    let came = |who| first[who] >= from && first[who] < until;
    let newcomers = seen.newcomers.clone().unwrap_or_default();
    for month in 0..4 {
        let within = (month as i64 + 1) * 30 * Instant::DAY;
        let theirs = known.iter().filter(|row| came(&row.0) && row.1 - first[&row.0] < within);
        let naive: i64 = theirs.map(|row| row.2 - row.3).sum();
        assert_eq!(newcomers.up_to(month), naive, "{days:?} month {month}");
        let last_over = until + within <= vantage.as_of.0;
        assert_eq!(month < newcomers.n_complete, last_over && seen.newcomers.is_some());
    }
    let mut spent = 0.0;
    for (from, until, minor) in SPEND {
        let all = Period::new(from.parse().expect("a day"), until.parse().expect("a day"));
        let mut day = all.from;
        while day < all.until {
            let falls_here = days.from <= day && day < days.until;
            spent += if falls_here { minor as f64 / all.n_days() as f64 } else { 0.0 };
            day = day.tomorrow().expect("a day after");
        }
    }
    let told = seen.spent.map_or(0, |money| money.minor);
    assert!((told as f64 - spent).abs() <= SPEND.len() as f64, "{days:?}: {told} of {spent}");
}

#[test]
fn the_real_shop_counted_twice_has_the_same_metrics() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    for align in [Align::Date, Align::Weekday] {
        check(&rows, &vantage, MetricsOptions { align, ..MetricsOptions::default() });
    }
    let report = metrics(&rows, &vantage, MetricsOptions::default());
    assert_eq!(report.period.map(|days| days.from.to_string()), Some("2011-11-01".to_owned()));
    assert_eq!(value(&report, "buyers"), Some(Figure::Count(1_664)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_metrics(
        rows in shops(),
        day in 1i8..28,
        quarters in any::<bool>(),
        weekday in any::<bool>(),
    ) {
        let vantage = drawn::vantage(&rows, &format!("2026-01-{day:02}"));
        prop_assume!(rows.iter().any(|row| Instant(row.1) < vantage.as_of));
        let period = if quarters { Length::Quarter } else { Length::Month };
        let align = if weekday { Align::Weekday } else { Align::Date };
        check(&rows, &vantage, MetricsOptions { period, align, ..MetricsOptions::default() });
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let plan = MetricsOptions::default().plan(&vantage).expect("orders");
        let fold = BuyingFold::new(&plan);
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }
}
