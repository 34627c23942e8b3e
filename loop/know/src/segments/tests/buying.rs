//! Figures of whole orders: the fold against straight loops over the orders.

use std::collections::BTreeSet;

use domain::Instant;
use facts::fold_rows;
use proptest::prelude::*;

use crate::Vantage;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};
use crate::segments::crowd::{Answers, Ask, BuyingFold, Crowd, Meant};
use crate::segments::rule::{
    Against, Comparison, Filters, Measure, Quantity, Rule, Source, Window,
};
use crate::segments::text::{Coins, read, tests};

fn rule(text: &str) -> Rule {
    read(text, Coins::of(None)).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn asked(rows: &Rows, vantage: &Vantage, asks: &[Ask]) -> (Answers, Vec<bool>) {
    let fold = BuyingFold::new(vantage, &Meant::at(vantage), asks).expect("orders");
    let of_nobody = fold.holds_of_nobody();
    (fold_rows(fold, rows), of_nobody)
}

/// Who of a drawn shop meets a condition on whole orders.
fn who(rows: &Rows, as_of: &str, text: &str) -> Vec<i64> {
    let vantage = drawn::vantage(rows, as_of);
    let (answers, _) = asked(rows, &vantage, &[Ask::Whether(rule(text))]);
    answers.holds[0].numbers().collect()
}

/// Weekly Anna, Boris who is going quiet, Vera who is new, Gleb who left and came back.
fn cast() -> Rows {
    drawn::shop(
        "
        anna   2025-01-06 2025-01-13 2025-01-20 2025-01-27 2025-02-03=5000
        boris  2024-10-01 2024-11-01 2024-12-02
        vera   2025-02-09=99000
        gleb   2024-02-01 2024-02-01 2025-02-01=200
    ",
    )
}

#[test]
fn whoever_is_quiet_for_longer_than_usual_is_found_by_his_own_habit() {
    let quiet = "days since last order > 1.5 * usual gap";
    assert_eq!(who(&cast(), "2025-02-10", quiet), [2]);
    // Two weeks later Anna is late too; Vera has no gap and is never late.
    assert_eq!(who(&cast(), "2025-02-24", quiet), [1, 2]);
}

#[test]
fn counts_windows_and_money_mean_what_they_say() {
    let on = |text: &str| who(&cast(), "2025-02-10", text);
    assert_eq!(on("orders >= 3"), [1, 2, 4]);
    assert_eq!(on("orders = 0"), [] as [i64; 0]);
    assert_eq!(on("orders in last 9 days >= 1"), [1, 3, 4], "today is the tenth");
    assert_eq!(on("orders in last 8 days >= 1"), [1, 3]);
    assert_eq!(on("orders before last 30 days >= 1"), [1, 2, 4]);
    assert_eq!(on("orders from 2025-01-13 until 2025-01-27 = 2"), [1]);
    assert_eq!(on("revenue >= 90"), [1, 3]);
    assert_eq!(on("average order between 10 and 18"), [1, 2]);
    assert_eq!(on("order days = 2"), [4]);
    assert_eq!(on("longest gap > 300"), [4]);
    assert_eq!(on("revenue in first 2 orders > 15"), [1, 2, 3, 4], "Vera's first is her only one");
    assert_eq!(on("days since first order > 130"), [2, 4]);
    assert_eq!(on("orders in last 45 days > 0.5 * orders"), [1, 3]);
}

/// A figure by a straight loop over one customer's orders.
fn by_hand(orders: &[(i64, i64)], measure: &Measure, vantage: &Vantage) -> Option<f64> {
    let day = |at: i64| vantage.zone.day_of(Instant(at));
    let today = vantage.as_of_day();
    let Window { last_days, before_last_days, from, until, first_orders } = measure.when.clone();
    let mut meant: Vec<(i64, i64)> = Vec::new();
    for &(at, amount) in orders {
        let ago = i64::from((today - day(at)).get_days());
        let is_meant = at < vantage.as_of.0
            && last_days.is_none_or(|n| ago <= i64::from(n))
            && before_last_days.is_none_or(|n| ago > i64::from(n))
            && from.is_none_or(|from| day(at) >= from)
            && until.is_none_or(|until| day(at) < until);
        if is_meant {
            meant.push((at, amount));
        }
    }
    let all = meant.clone();
    meant.retain(|(at, _)| {
        let n_earlier = all.iter().filter(|(other, _)| other < at).count();
        first_orders.is_none_or(|n| n_earlier < n as usize)
    });
    let days: Vec<_> =
        meant.iter().map(|(at, _)| day(*at)).collect::<BTreeSet<_>>().into_iter().collect();
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| (pair[1] - pair[0]).get_days()).collect();
    gaps.sort_unstable();
    let revenue: i64 = meant.iter().map(|(_, amount)| amount).sum();
    let since = |day: jiff::civil::Date| f64::from((today - day).get_days());
    match measure.quantity {
        Quantity::Orders => Some(meant.len() as f64),
        Quantity::Revenue => Some(revenue as f64),
        Quantity::OrderDays => Some(days.len() as f64),
        Quantity::AverageOrder if meant.is_empty() => None,
        Quantity::AverageOrder => Some(revenue as f64 / meant.len() as f64),
        Quantity::DaysSinceFirstOrder => days.first().copied().map(since),
        Quantity::DaysSinceLastOrder => days.last().copied().map(since),
        Quantity::LongestGap => gaps.last().map(|gap| f64::from(*gap)),
        Quantity::UsualGap if gaps.is_empty() => None,
        Quantity::UsualGap => {
            let half = gaps.len() / 2;
            let lower = if gaps.len() % 2 == 0 { gaps[half - 1] } else { gaps[half] };
            Some(f64::from(lower + gaps[half]) / 2.0)
        }
        other => panic!("{other:?} is not told by whole orders"),
    }
}

/// The orders of every customer, and of one who never bought.
fn customers(rows: &Rows) -> Vec<(i64, Vec<(i64, i64)>)> {
    let numbers: BTreeSet<i64> = rows.iter().map(|row| row.0).chain([9_999]).collect();
    let orders =
        |no: i64| rows.iter().filter(|row| row.0 == no).map(|row| (row.1, row.2)).collect();
    numbers.into_iter().map(|no| (no, orders(no))).collect()
}

/// Every condition, asked of everybody by the fold and by hand.
fn check(rows: &Rows, vantage: &Vantage, conditions: &[Rule]) {
    if rows.iter().all(|row| row.1 >= vantage.as_of.0) {
        return;
    }
    let asks: Vec<Ask> = conditions.iter().cloned().map(Ask::Whether).collect();
    let (answers, of_nobody) = asked(rows, vantage, &asks);
    let customers = customers(rows);
    for (nth, condition) in conditions.iter().enumerate() {
        let by_hand = customers.iter().filter(|(_, orders)| {
            let figures: Vec<Option<f64>> =
                condition.measures().iter().map(|it| by_hand(orders, it, vantage)).collect();
            match condition {
                Rule::Between(it) => figures[0].is_some_and(|x| x >= it.least && x <= it.most),
                Rule::Compare(Comparison { is, than: Against::Number(number), .. }) => {
                    figures[0].is_some_and(|x| is.holds(x, *number))
                }
                Rule::Compare(Comparison { is, than: Against::Own(own), .. }) => {
                    figures[0].zip(figures[1]).is_some_and(|(x, y)| is.holds(x, own.times * y))
                }
                other => panic!("{other:?}"),
            }
        });
        let mut seen = answers.holds[nth].clone();
        if of_nobody[nth] {
            seen = seen.or(&Crowd::of([9_999]));
        }
        assert_eq!(seen, Crowd::of(by_hand.map(|(no, _)| *no)), "{condition:?}");
    }
}

/// Conditions that one pass over all orders answers.
fn conditions() -> impl Strategy<Value = Vec<Rule>> {
    let of_orders = tests::figures().prop_filter_map("of whole orders", |mut condition| {
        for measure in measures_mut(&mut condition) {
            measure.of = Filters::default();
        }
        let is_of_orders = condition.measures().iter().all(|it| it.source() == Source::Orders);
        (is_of_orders && !matches!(condition, Rule::Rank(_))).then_some(condition)
    });
    prop::collection::vec(of_orders, 1..8)
}

fn measures_mut(condition: &mut Rule) -> Vec<&mut Measure> {
    match condition {
        Rule::Compare(Comparison { measure, than: Against::Own(own), .. }) => {
            vec![measure, &mut own.measure]
        }
        Rule::Compare(it) => vec![&mut it.measure],
        Rule::Between(it) => vec![&mut it.measure],
        _ => vec![],
    }
}

#[test]
fn the_golden_shop_counted_twice_has_the_same_members() {
    let rows = drawn::golden();
    let conditions = [
        "orders >= 2",
        "orders = 0",
        "usual gap <= 30",
        "days since last order > 60",
        "revenue in last 90 days between 10 and 20",
        "orders != 1",
    ];
    check(&rows, &drawn::vantage(&rows, "2025-05-01"), &conditions.map(rule));
}

#[test]
fn the_real_shop_counted_twice_has_the_same_members() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let conditions = [
        "orders >= 3",
        "revenue >= 500",
        "days since last order > 90",
        "days since last order > 1.5 * usual gap",
        "average order > 300.50",
        "revenue in first 2 orders > 0.5 * revenue",
        "longest gap between 30 and 60",
        "orders in last 30 days = 0",
    ];
    check(&rows, &vantage, &conditions.map(rule));
    let loyal = [Ask::Whether(rule("orders >= 3"))];
    assert_eq!(asked(&rows, &vantage, &loyal).0.seen.len(), 4_338);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_members(rows in shops(), asked in conditions()) {
        check(&rows, &drawn::seen_from(&rows, "2025-03-01", "Europe/Kyiv"), &asked);
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(
        rows in shops(), conditions in conditions(), n in 1i64..5,
    ) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let asks: Vec<Ask> = conditions.into_iter().map(Ask::Whether).collect();
        let fold = BuyingFold::new(&vantage, &Meant::at(&vantage), &asks).expect("orders");
        let whole = fold_rows(fold.clone(), &rows);
        prop_assert_eq!(whole, drawn::fold_in_parts(&fold, &rows, n));
    }

    #[test]
    fn a_window_and_its_complement_hold_every_order_once(rows in shops(), n in 1u32..400) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let told = |when: Window| {
            let measure = Measure { quantity: Quantity::Orders, of: Filters::default(), when };
            let (answers, _) = asked(&rows, &vantage, &[Ask::Tell(measure)]);
            answers.told[0].iter().map(|(_, orders)| *orders).sum::<f64>()
        };
        let (last, before) = (
            told(Window { last_days: Some(n), ..Window::default() }),
            told(Window { before_last_days: Some(n), ..Window::default() }),
        );
        prop_assert_eq!(last + before, told(Window::default()));
    }
}
