//! ABC and XYZ on drawn shops, on a real one, and counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use collect::shop::Language;
use domain::{Currency, Day, Instant, OrderStatus};
use facts::{LineFact, OrderFact, Session, Snapshot, fold_rows};
use jiff::ToSpan;
use proptest::prelude::*;

use super::values::{MonthFold, Months};
use super::*;
use crate::asking::Asked;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};
use crate::{Unit, Vantage};

fn plan_of(vantage: &Vantage, options: &AbcOptions) -> Arc<Plan> {
    Arc::new(Plan::new(options, vantage).expect("a window").expect("orders"))
}

fn divisors(rows: &Rows, vantage: &Vantage, plan: &Plan, options: &AbcOptions) -> Vec<f64> {
    if options.seasonal == Seasonal::Off {
        return plan.undivided();
    }
    let months = Months::new(vantage, plan).expect("a whole month");
    let sum = fold_rows(MonthFold::new(&months), rows);
    months.filled(sum).divisors(plan).0
}

fn ranked(rows: &Rows, vantage: &Vantage, options: &AbcOptions) -> Ranking {
    let plan = plan_of(vantage, options);
    let divisors = divisors(rows, vantage, &plan, options);
    let sum = fold_rows(AbcFold::new(plan.clone(), &divisors), rows);
    Ranking::of(sum.items, options, &plan)
}

fn told(rows: &Rows, vantage: &Vantage, options: &AbcOptions) -> AbcReport {
    let (plan, ranking) = (plan_of(vantage, options), ranked(rows, vantage, options));
    report(options.clone(), vantage, Some(&Found { plan, ranking, caveats: vec![] }), |_| None)
}

fn codes(report: &AbcReport) -> Vec<&str> {
    report.head.caveats.0.iter().map(|caveat| caveat.code.as_str()).collect()
}

#[test]
fn four_customers_out_of_six_bring_the_first_four_fifths() {
    let rows = drawn::shop(
        "
        anna   2024-06-01=4000
        boris  2024-07-01=2000
        vera   2024-08-01=1500
        gleb   2024-09-01=500
        daria  2024-10-01=1500
        emil   2024-11-01=500 2023-01-01=9000
    ",
    );
    let vantage = drawn::vantage(&rows, "2025-01-01");
    let ranking = ranked(&rows, &vantage, &AbcOptions::default());
    let seen: Vec<_> = ranking.listed.iter().map(|one| (one.item.no, one.class)).collect();
    // 40, 60, 75, 90, then 95 and 100 %: Vera came before Daria, Emil before Gleb.
    let classes = [Class::A, Class::A, Class::A, Class::B, Class::B, Class::C];
    let expected: Vec<_> = [1, 2, 3, 5, 6, 4].into_iter().zip(classes).collect();
    assert_eq!(seen, expected);
    let tops: Vec<_> = ranking.tops.iter().map(|top| (top.n, top.gain)).collect();
    assert_eq!(tops, [(1, 4000), (5, 9500), (10, 10_000)]);
}

#[test]
fn the_border_itself_belongs_to_the_class_before_it() {
    let rows = drawn::shop("anna 2024-06-01=80\nboris 2024-06-01=15\nvera 2024-06-01=5");
    let ranking = ranked(&rows, &drawn::vantage(&rows, "2025-01-01"), &AbcOptions::default());
    let classes: Vec<_> = ranking.listed.iter().map(|one| one.class).collect();
    assert_eq!(classes, Class::ALL);
}

#[test]
fn one_who_brings_nearly_all_leaves_class_a_empty_and_it_is_said() {
    let rows = drawn::shop("anna 2024-06-01=900\nboris 2024-06-01=100");
    let report = told(&rows, &drawn::vantage(&rows, "2025-01-01"), &AbcOptions::default());
    assert_eq!(report.classes[0].n, 0);
    assert!(codes(&report).contains(&"largest_is_beyond_a"), "{:?}", codes(&report));
}

/// Boris comes every second Monday and pays the same each time.
fn every_second_monday() -> Rows {
    let first = Day::constant(2022, 1, 3);
    let days = (0..130).map(|n| first.saturating_add((2 * n).weeks()).to_string());
    drawn::shop(&format!("boris {}", days.collect::<Vec<_>>().join(" ")))
}

#[test]
fn one_and_the_same_history_is_z_by_week_y_by_month_and_x_by_quarter() {
    let rows = every_second_monday();
    let vantage = drawn::vantage(&rows, "2025-01-01");
    let of = |by| {
        let ranking = ranked(&rows, &vantage, &AbcOptions { by, ..AbcOptions::default() });
        (ranking.listed[0].item.variation, ranking.listed[0].steadiness)
    };
    let (week, month, quarter) = (of(Pace::Week), of(Pace::Month), of(Pace::Quarter));
    assert_eq!((week.1, month.1, quarter.1), (Steadiness::Z, Steadiness::Y, Steadiness::X));
    // Half of the 52 whole weeks hold one purchase. Of twelve months three hold three and the
    // others two; of four quarters three hold seven and one six.
    assert!((week.0 - 1.0).abs() < 1e-9, "{week:?}");
    assert!((month.0 - 0.1875_f64.sqrt() / 2.25).abs() < 1e-9, "{month:?}");
    assert!((quarter.0 - 0.1875_f64.sqrt() / 6.75).abs() < 1e-9, "{quarter:?}");
    let said = |by, word: &str| {
        let options = AbcOptions { by, ..AbcOptions::default() };
        assert!(definition(&options, Language::En).contains(word));
    };
    said(Pace::Week, "by calendar week");
    said(Pace::Quarter, "by calendar quarter");
}

#[test]
fn who_first_came_five_months_ago_is_new_and_has_no_coefficient() {
    let rows = drawn::shop(
        "
        anna   2023-12-01 2024-06-01
        vera   2024-08-01 2024-09-01 2024-10-01 2024-11-01 2024-12-01
        daria  2024-07-31 2024-09-01
    ",
    );
    let report = told(&rows, &drawn::vantage(&rows, "2025-01-01"), &AbcOptions::default());
    let seen: Vec<_> = report.rows.iter().map(|row| (row.id.as_str(), row.xyz)).collect();
    let expected = [("2", Steadiness::N), ("3", Steadiness::Z), ("1", Steadiness::Z)];
    assert_eq!(seen, expected);
    assert_eq!(report.rows[0].cv, None);
    assert!(report.rows[1].cv.is_some());
}

/// Two who buy in the rhythm of the year: most in December, least in January.
fn with_seasons(n_months: i64) -> Rows {
    let month = |n: i64| Day::constant(2022, 1, 1).saturating_add(n.months());
    let orders = |times: i64| {
        (0..n_months).map(move |n| format!("{}={}", month(n), times * (n % 12 + 1) * 100))
    };
    let line =
        |name: &str, times| format!("{name} {}", orders(times).collect::<Vec<_>>().join(" "));
    drawn::shop(&format!("{}\n{}", line("anna", 1), line("boris", 3)))
}

#[test]
fn without_their_seasons_those_who_follow_them_are_steady() {
    let rows = with_seasons(36);
    let vantage = drawn::vantage(&rows, "2025-01-01");
    for by in [Pace::Month, Pace::Quarter] {
        let options = AbcOptions { by, ..AbcOptions::default() };
        let as_it_is = ranked(&rows, &vantage, &options);
        assert!(as_it_is.listed.iter().all(|one| one.steadiness == Steadiness::Z), "{by:?}");
        let options = AbcOptions { seasonal: Seasonal::On, ..options };
        let adjusted = ranked(&rows, &vantage, &options);
        assert!(adjusted.listed.iter().all(|one| one.item.variation < 1e-9), "{by:?}");
        assert!(adjusted.listed.iter().all(|one| one.steadiness == Steadiness::X), "{by:?}");
        assert_eq!(adjusted.total, as_it_is.total, "the value itself stays as it is");
    }
}

#[test]
fn seasons_are_left_in_when_two_years_have_not_been_seen() {
    let options = AbcOptions { seasonal: Seasonal::On, ..AbcOptions::default() };
    for (n_months, as_of, code) in
        [(23, "2023-12-01", Some("season_too_short")), (24, "2024-01-01", None)]
    {
        let rows = with_seasons(n_months);
        let vantage = drawn::vantage(&rows, as_of);
        let plan = plan_of(&vantage, &options);
        let months = Months::new(&vantage, &plan).expect("whole months");
        let sum = fold_rows(MonthFold::new(&months), &rows);
        let (divisors, caveat) = months.filled(sum).divisors(&plan);
        assert_eq!(caveat.map(|caveat| caveat.code).as_deref(), code);
        assert_eq!(divisors == plan.undivided(), code.is_some());
    }
}

#[test]
fn a_history_of_five_quarters_makes_everybody_new_and_says_so() {
    let rows = drawn::shop("anna 2023-10-01 2024-06-01\nboris 2024-07-01");
    let vantage = drawn::vantage(&rows, "2025-01-01");
    let codes_by = |by| {
        let report = told(&rows, &vantage, &AbcOptions { by, ..AbcOptions::default() });
        codes(&report).contains(&"all_are_new")
    };
    assert!(codes_by(Pace::Quarter) && !codes_by(Pace::Month));
}

#[test]
fn a_shop_without_amounts_has_no_classes_and_says_why() {
    let rows = drawn::shop("anna 2024-06-01=0\nboris 2024-07-01=0");
    let report = told(&rows, &drawn::vantage(&rows, "2025-01-01"), &AbcOptions::default());
    assert_eq!((report.n, report.value, report.n_rows), (2, None, 0));
    assert!(report.classes.is_empty() && report.rows.is_empty() && report.curve.is_empty());
    assert!(codes(&report).contains(&"no_amounts"));
}

#[test]
fn the_definition_names_days_borders_and_length_in_three_languages() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    for language in [Language::En, Language::Uk, Language::Ru] {
        let options = AbcOptions { a_share: "70%".parse().expect("a part"), ..Default::default() };
        let vantage = Vantage { language, ..vantage.clone() };
        let text = told(&rows, &vantage, &options).head.definition;
        for word in ["2024-11-30", "2025-05-01", "70 %", "95 %", "10 %", "25 %"] {
            assert!(text.contains(word), "{word} is not in {text}");
        }
        assert!(!text.contains("  ") && !text.contains('{'), "{text}");
    }
}

/// One row as the sentences of the definition say, by straight loops.
#[derive(Clone, Debug, PartialEq)]
struct ByHand {
    value: i64,
    cumulative_share: f64,
    class: Class,
    variation: f64,
    steadiness: Steadiness,
}

/// The calendar period of a day, told apart from all others.
fn period(by: Pace, day: Day) -> (i64, i64) {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    match by {
        Pace::Month => (year, month),
        Pace::Quarter => (year, (month - 1) / 3),
        Pace::Week => {
            let since = day - Day::constant(1970, 1, 5);
            (i64::from(since.get_days()).div_euclid(7), 0)
        }
    }
}

/// `(key, day, amount)` in any order, each key a customer or a product.
type Sales = Vec<(i64, Day, i64)>;

fn sales(rows: &Rows, vantage: &Vantage) -> Sales {
    rows.iter().map(|row| (row.0, vantage.zone.day_of(Instant(row.1)), row.2)).collect()
}

fn days(from: Day, until: Day) -> impl Iterator<Item = Day> {
    (0..).map(move |n: i64| from.saturating_add(n.days())).take_while(move |day| *day < until)
}

/// The index of each month of the year over the last full years; ones when it cannot be told.
fn index_by_hand(sales: &Sales, opened: Day, until: Day) -> BTreeMap<i8, f64> {
    let mut whole: Vec<(i16, i8)> = Vec::new();
    for day in days(opened, until) {
        let next = Unit::Month.step(day, 1);
        if day.day() == 1 && next <= until {
            whole.push((day.year(), day.month()));
        }
    }
    let n_years = whole.len() / 12;
    let kept = whole.split_off(whole.len() - 12 * n_years);
    let brought = |month: i8| -> i64 {
        let mine = sales.iter().filter(|(_, day, _)| day.month() == month);
        mine.filter(|(_, day, _)| kept.contains(&(day.year(), day.month()))).map(|s| s.2).sum()
    };
    let by_month: BTreeMap<i8, i64> = (1..=12).map(|month| (month, brought(month))).collect();
    let mean = by_month.values().sum::<i64>() as f64 / 12.0;
    let known = n_years >= 2 && by_month.values().all(|value| *value > 0);
    let index = |value: i64| if known { value as f64 / mean } else { 1.0 };
    by_month.into_iter().map(|(month, value)| (month, index(value))).collect()
}

fn by_hand(sales: &Sales, vantage: &Vantage, options: &AbcOptions) -> BTreeMap<i64, ByHand> {
    let window = plan_of(vantage, options).window;
    let by = |day| period(options.by, day);
    let before = window.from.saturating_sub(1.days());
    let mut whole: Vec<(i64, i64)> = days(window.from, window.until).map(by).collect();
    whole.dedup();
    whole.retain(|one| *one != by(before) && *one != by(window.until));
    let opened = vantage.zone.day_of(vantage.first_order_at.expect("an order"));
    let index = match options.seasonal {
        Seasonal::On => index_by_hand(sales, opened, window.until),
        Seasonal::Off => (1..=12).map(|month| (month, 1.0)).collect(),
    };
    let mut values: Vec<(i64, i64, Day)> = Vec::new();
    for key in sales.iter().map(|sale| sale.0).collect::<BTreeSet<_>>() {
        let mine = || sales.iter().filter(move |sale| sale.0 == key);
        let within = || mine().filter(|sale| sale.1 >= window.from && sale.1 < window.until);
        if within().count() > 0 {
            let first = mine().map(|sale| sale.1).min().expect("a sale");
            values.push((key, within().map(|sale| sale.2).sum(), first));
        }
    }
    let positive: i64 = values.iter().map(|value| value.1.max(0)).sum();
    // Whoever is listed before somebody else brings more, or as much and came earlier.
    values.sort_by(|one, other| other.1.cmp(&one.1).then(one.2.cmp(&other.2)));
    let mut reached = 0;
    let mut rows = BTreeMap::new();
    for (key, value, first) in values {
        reached += value.max(0);
        let cumulative_share = if positive > 0 { reached as f64 / positive as f64 } else { 0.0 };
        let class = match value {
            ..=0 => Class::C,
            _ if cumulative_share <= options.a_share.number() => Class::A,
            _ if cumulative_share <= options.b_share.number() => Class::B,
            _ => Class::C,
        };
        let amounts: Vec<f64> = whole
            .iter()
            .map(|one| {
                let mine = sales.iter().filter(|sale| sale.0 == key && by(sale.1) == *one);
                let amount: i64 = mine.map(|sale| sale.2).sum();
                amount as f64 / divisor_by_hand(*one, options.by, &index)
            })
            .collect();
        let n = amounts.len() as f64;
        let mean = amounts.iter().sum::<f64>() / n;
        let squares = amounts.iter().map(|amount| amount * amount).sum::<f64>() / n;
        let variation =
            if mean > 0.0 { (squares - mean * mean).max(0.0).sqrt() / mean } else { f64::INFINITY };
        let last = whole.last().copied();
        let known: BTreeSet<_> = days(first, window.until).map(by).collect();
        let n_known = known.iter().filter(|one| last.is_some_and(|last| **one <= last)).count();
        let steadiness = match variation {
            _ if n_known < 6 || whole.len() < 2 => Steadiness::N,
            variation if variation < options.x_limit.number() => Steadiness::X,
            variation if variation <= options.y_limit.number() => Steadiness::Y,
            _ => Steadiness::Z,
        };
        rows.insert(key, ByHand { value, cumulative_share, class, variation, steadiness });
    }
    rows
}

/// The mean index of the months of a period; a week belongs to that of its Thursday.
fn divisor_by_hand((year, part): (i64, i64), by: Pace, index: &BTreeMap<i8, f64>) -> f64 {
    match by {
        Pace::Month => index[&(part as i8)],
        Pace::Quarter => (1..=3).map(|n| index[&(part as i8 * 3 + n)]).sum::<f64>() / 3.0,
        Pace::Week => {
            let thursday = Day::constant(1970, 1, 8).saturating_add(year.weeks());
            index[&thursday.month()]
        }
    }
}

/// Compares what was ranked with what was counted by hand; who is A and who is B among equals of
/// the same day is the only thing a second way may see otherwise.
fn compare(ranking: &Ranking, hand: &BTreeMap<i64, ByHand>) {
    assert_eq!(ranking.listed.len(), hand.len());
    for one in &ranking.listed {
        let expected = &hand[&one.item.no];
        assert_eq!(one.item.value, expected.value);
        assert_eq!(one.steadiness, expected.steadiness, "{one:?} {expected:?}");
        let (a, b) = (one.item.variation, expected.variation);
        let apart = (a * a - b * b).abs();
        assert!(a == b || apart < 1e-9 * a.mul_add(a, 1.0), "{one:?} {expected:?}");
        let twins = hand.values().filter(|other| other.value == expected.value).count();
        if twins == 1 {
            assert_eq!(one.class, expected.class);
            assert!((one.cumulative_share - expected.cumulative_share).abs() < 1e-9);
        }
    }
    for class in Class::ALL {
        let mine: Vec<_> = hand.values().filter(|row| row.class == class).collect();
        let tally = ranking.of_class(class);
        assert_eq!(tally.n, mine.len() as u64);
        assert_eq!(tally.value, mine.iter().map(|row| row.value).sum::<i64>());
    }
}

fn check(rows: &Rows, vantage: &Vantage, options: &AbcOptions) {
    let hand = by_hand(&sales(rows, vantage), vantage, options);
    compare(&ranked(rows, vantage, options), &hand);
}

/// The classes are disjoint and complete, and add up to the whole.
fn adds_up(report: &AbcReport) {
    let minor = |money: Option<domain::Money>| money.map_or(0, |money| money.minor);
    if report.classes.is_empty() {
        return;
    }
    let total = (report.n, minor(report.value));
    let sum = |rows: Vec<(u64, i64)>| {
        rows.into_iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1))
    };
    assert_eq!(sum(report.classes.iter().map(|one| (one.n, minor(one.value))).collect()), total);
    assert_eq!(sum(report.steadiness.iter().map(|one| (one.n, minor(one.value))).collect()), total);
    assert_eq!(sum(report.matrix.iter().map(|one| (one.n, minor(one.value))).collect()), total);
    assert_eq!(sum(report.rows.iter().map(|one| (1, minor(one.value))).collect()), total);
    let share: f64 = report.classes.iter().filter_map(|one| one.share).sum();
    assert!((share - 1.0).abs() < 1e-9);
    let last = report.curve.last().expect("a curve");
    assert_eq!((last.n, last.share), (report.n, Some(1.0)));
    assert!(report.curve.is_sorted_by(|a, b| a.n < b.n && a.share <= b.share));
}

#[test]
fn the_golden_shop_counted_twice_has_the_same_classes() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    for by in [Pace::Week, Pace::Month, Pace::Quarter] {
        let options = AbcOptions { by, ..AbcOptions::default() };
        check(&rows, &vantage, &options);
        let report = told(&rows, &vantage, &options);
        adds_up(&report);
        // Fourteen orders of 10.00: 30 of the first, 20 each of five, 10 of the last.
        assert_eq!((report.n, report.value.map(|money| money.minor)), (7, Some(14_000)));
        assert_eq!(report.classes.iter().map(|one| one.n).collect::<Vec<_>>(), [5, 1, 1]);
    }
}

#[test]
fn the_real_shop_counted_twice_has_the_same_classes() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    for by in [Pace::Week, Pace::Month, Pace::Quarter] {
        check(&rows, &vantage, &AbcOptions { by, ..AbcOptions::default() });
    }
    let report = told(&rows, &vantage, &AbcOptions::default());
    adds_up(&report);
    let sum: i64 = rows
        .iter()
        .filter(|row| row.1 < vantage.zone.start_of(Day::constant(2011, 12, 1)).0)
        .map(|row| row.2)
        .sum();
    assert_eq!(report.value.map(|money| money.minor), Some(sum));
    assert!(report.matrix.iter().filter(|cell| cell.xyz == Steadiness::Z).all(|cell| cell.n > 0));
}

/// The positions of drawn orders: up to three of four products, some of unknown cost, some sold
/// at a loss, some to nobody, some without a name.
fn with_lines(rows: &Rows) -> Vec<(OrderFact, Vec<LineFact>)> {
    let euro: Currency = "GBP".parse().expect("a currency");
    let mut orders: Vec<_> = rows
        .iter()
        .map(|&(customer, at, amount)| {
            let nobody = amount % 11 == 0;
            let order = OrderFact {
                customer_no: if nobody { -customer } else { customer },
                customer_id: None,
                order_id: format!("{customer}-{at}"),
                at: Instant(at),
                amount: Some(amount),
                currency: euro,
                status: OrderStatus::Paid,
                valid: amount % 13 > 0,
                source: "drawn".to_owned(),
                channel: None,
                country: None,
                city: None,
                coupon: None,
                first_at: None,
            };
            let line = |n: i64| LineFact {
                sku: (amount % 5 > 0).then(|| format!("P{}", (amount + n) % 4)),
                product: (amount % 10 > 0).then(|| format!("P{}", (amount + n) % 3)),
                category: None,
                quantity: 1.0,
                amount: Some(amount / (n + 1)),
                cost: ((amount + n) % 3 > 0).then_some(amount * (amount % 17) / 10),
            };
            (order, (0..=amount % 3).map(line).collect::<Vec<_>>())
        })
        .collect();
    orders.sort_by_key(|(order, _)| (order.customer_no, order.at));
    orders
}

/// What is asked, read off the orders by loops: products are numbered by their keys.
fn sales_of_lines(
    orders: &[(OrderFact, Vec<LineFact>)],
    vantage: &Vantage,
    options: &AbcOptions,
) -> (Vec<String>, Sales) {
    let key = |line: &LineFact| line.sku.clone().or_else(|| line.product.clone());
    let valid = || orders.iter().filter(|(order, _)| order.valid);
    let names: BTreeSet<String> =
        valid().flat_map(|(_, lines)| lines.iter().filter_map(key)).collect();
    let names: Vec<String> = names.into_iter().collect();
    let mut sales = Sales::new();
    for (order, lines) in valid() {
        let day = vantage.zone.day_of(order.at);
        for line in lines {
            let (amount, cost) = (line.amount.expect("an amount"), line.cost);
            let worth = match options.value {
                Worth::Revenue => amount,
                Worth::Profit => cost.map_or(0, |cost| amount - cost),
            };
            match (options.of, key(line)) {
                (Whose::Customers, _) if order.customer_no > 0 => {
                    sales.push((order.customer_no, day, worth));
                }
                (Whose::Products, Some(name)) => {
                    let no = names.binary_search(&name).expect("a known name") as i64;
                    sales.push((no, day, worth));
                }
                _ => {}
            }
        }
    }
    (names, sales)
}

/// Asks a shop whose orders have positions, and compares with the loops.
fn check_lines(rows: &Rows, options: &AbcOptions) {
    let vantage = drawn::vantage(rows, "2026-01-01");
    let orders = with_lines(rows);
    let (names, sales) = sales_of_lines(&orders, &vantage, options);
    let hand = by_hand(&sales, &vantage, options);
    let snapshot = Snapshot { dirty_orders: orders, ..Snapshot::default() };
    let session = Session::open(snapshot).expect("it opens");
    let asked = Asked { vantage, session, kept: None };
    let plan = plan_of(&asked.vantage, options);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let values = runtime.block_on(values::of_shop(&asked, options, &plan)).expect("values");
    let mut ranking = Ranking::of(values.items, options, &plan);
    if options.of == Whose::Products {
        // Products are numbered among those sold in the window; by hand among all.
        for one in &mut ranking.listed {
            let key = &values.products[one.item.no as usize].key;
            one.item.no = names.binary_search(key).expect("a known name") as i64;
        }
    }
    compare(&ranking, &hand);
}

#[test]
fn a_product_has_the_name_it_was_last_sold_under_and_caveats_say_what_is_missing() {
    let rows: Rows = vec![
        (1, 1_735_700_000_000_000, 3),
        (1, 1_750_000_000_000_000, 6),
        (2, 1_760_000_000_000_000, 20),
    ];
    let options = AbcOptions { of: Whose::Products, value: Worth::Profit, ..Default::default() };
    let snapshot = Snapshot { dirty_orders: with_lines(&rows), ..Snapshot::default() };
    let session = Session::open(snapshot).expect("it opens");
    let asked = Asked { vantage: drawn::vantage(&rows, "2026-01-01"), session, kept: None };
    let plan = plan_of(&asked.vantage, &options);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let values = runtime.block_on(values::of_shop(&asked, &options, &plan)).expect("values");
    let codes: Vec<_> = values.caveats.iter().map(|caveat| caveat.code.as_str()).collect();
    assert_eq!(codes, ["lines_unknown", "lines_unnamed"]);
    let names: Vec<_> = values.products.iter().map(|product| product.key.as_str()).collect();
    assert_eq!(names, ["P2", "P3"]);
    assert_eq!(values.products[0].name.as_deref(), Some("P0"));
}

fn options() -> impl Strategy<Value = AbcOptions> {
    let by = prop_oneof![Just(Pace::Week), Just(Pace::Month), Just(Pace::Quarter)];
    (by, 1..4_u8, 1..3_u8).prop_map(|(by, x, a)| AbcOptions {
        by,
        // With a handful of orders a year nearly everybody varies by more than the usual limits.
        x_limit: Part::new(f64::from(x) * 0.7 + 0.013),
        y_limit: Part::new(f64::from(x) * 0.9 + 0.017),
        a_share: Part::new(f64::from(a) * 0.31),
        ..AbcOptions::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_classes(rows in shops(), options in options()) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        check(&rows, &vantage, &options);
        adds_up(&told(&rows, &vantage, &options));
    }

    #[test]
    fn random_seasons_counted_twice_are_the_same(
        amounts in prop::collection::vec(1_i64..900, 72..=72),
        options in options(),
    ) {
        let month = |n: usize| Day::constant(2022, 1, 1).saturating_add((n as i64).months());
        let zone = domain::ShopZone::utc();
        let orders = amounts.iter().enumerate();
        let mut rows: Rows = orders
            .map(|(n, amount)| ((n / 36 + 1) as i64, zone.start_of(month(n % 36)).0, *amount))
            .collect();
        rows.sort_unstable();
        let options = AbcOptions { seasonal: Seasonal::On, ..options };
        check(&rows, &drawn::vantage(&rows, "2025-01-01"), &options);
    }

    #[test]
    fn products_and_profit_counted_twice_have_the_same_classes(
        rows in shops(),
        options in options(),
        of in prop_oneof![Just(Whose::Customers), Just(Whose::Products)],
        seasonal in prop_oneof![Just(Seasonal::On), Just(Seasonal::Off)],
    ) {
        check_lines(&rows, &AbcOptions { of, value: Worth::Profit, seasonal, ..options.clone() });
        let products = Whose::Products;
        check_lines(&rows, &AbcOptions { of: products, seasonal, ..options });
    }

    #[test]
    fn the_order_of_arrival_changes_nothing(rows in shops()) {
        let (options, vantage) = (AbcOptions::default(), drawn::vantage(&rows, "2026-01-01"));
        let plan = plan_of(&vantage, &options);
        let sum = fold_rows(AbcFold::new(plan.clone(), &plan.undivided()), &rows);
        let turned: Vec<Item> = sum.items.iter().rev().copied().collect();
        let (one, other) =
            (Ranking::of(sum.items, &options, &plan), Ranking::of(turned, &options, &plan));
        prop_assert_eq!(one.listed, other.listed);
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let (options, vantage) = (AbcOptions::default(), drawn::vantage(&rows, "2026-01-01"));
        let plan = plan_of(&vantage, &options);
        let fold = AbcFold::new(plan.clone(), &plan.undivided());
        let parts = drawn::fold_in_parts(&fold, &rows, n);
        let whole = fold_rows(fold, &rows);
        let (whole, parts) =
            (Ranking::of(whole.items, &options, &plan), Ranking::of(parts.items, &options, &plan));
        prop_assert_eq!(&whole.listed, &parts.listed);
        prop_assert_eq!(whole.matrix, parts.matrix);
        let months = Months::new(&vantage, &plan).expect("whole months");
        let fold = MonthFold::new(&months);
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
    }

    #[test]
    fn a_list_of_one_class_holds_that_class_and_a_limit_tells_how_many_there_are(rows in shops()) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let whole = ranked(&rows, &vantage, &AbcOptions::default());
        for class in Class::ALL {
            let options =
                AbcOptions { class: Some(class), limit: Some(1), ..AbcOptions::default() };
            let some = ranked(&rows, &vantage, &options);
            prop_assert_eq!(some.n_matching, whole.of_class(class).n);
            prop_assert!(some.listed.len() <= 1);
            prop_assert!(some.listed.iter().all(|one| one.class == class));
            prop_assert_eq!(some.matrix, whole.matrix);
        }
    }
}
