//! What new customers cost and leave, on a drawn shop, and counted a second way on random ones.

use std::collections::BTreeMap;

use collect::shop::Language;
use domain::{Day, Instant};
use facts::fold_rows;
use proptest::prelude::*;

use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, CostedRows, Rows};

/// Every customer came by one of three ways, by his number; of every fifth nothing is told.
fn came_by(customer: i64) -> Option<String> {
    (customer % 5 != 0).then(|| ["web", "Shop", "shop"][(customer % 3) as usize].to_owned())
}

fn spends(told: &[(Option<&str>, &str, &str, i64)]) -> Vec<Spend> {
    let spend = |&(channel, from, until, minor): &(Option<&str>, &str, &str, i64)| Spend {
        id: "spd_00000000000000000000000000000000".parse().expect("an id"),
        channel: channel.map(str::to_owned),
        days: Period::new(from.parse().expect("a day"), until.parse().expect("a day")),
        amount: Money::new(minor, "GBP".parse().expect("a currency")),
        source: String::new(),
    };
    told.iter().map(spend).collect()
}

fn acquisition(costed: &CostedRows, as_of: &str, spend: &[Spend]) -> AcquisitionReport {
    let profit: Rows = costed
        .iter()
        .map(|&(customer, at, amount, cost)| (customer, at, cost.map_or(0, |cost| amount - cost)))
        .collect();
    let vantage = drawn::vantage(&profit, as_of);
    let options = AcquisitionOptions::default();
    let counted = plan(&options, &vantage).map(|plan| {
        let customers: std::collections::BTreeSet<i64> = costed.iter().map(|row| row.0).collect();
        let told = customers.into_iter().map(|customer| (customer, came_by(customer)));
        let groups = Groups::of(told.collect());
        let by_channel = fold_rows(groups.ask(EarningFold::new(&plan)), &profit);
        let knows_costs = costed.iter().any(|row| row.3.is_some());
        Counted { plan, names: groups.names().to_vec(), by_channel, knows_costs }
    });
    report(options, &vantage, counted.as_ref(), spend)
}

fn pounds(minor: i64) -> Money {
    Money::new(minor, "GBP".parse().expect("a currency"))
}

/// Vera (3) came by the web in January, Anna (1) and Boris (2) by the shop, Gleb (4) in February.
const DRAWING: &str = "
    anna   2025-01-02=300-100 2025-02-10=300-100
    boris  2025-01-31=200-100
    vera   2025-01-20=900-300
    gleb   2025-02-05=500-400
";

#[test]
fn a_channel_has_paid_for_itself_when_each_has_left_what_each_cost() {
    let spend = spends(&[
        (Some("SHOP"), "2025-01-01", "2025-02-01", 250),
        (Some("web"), "2025-01-15", "2025-01-16", 700),
        (Some("radio"), "2025-02-01", "2025-03-01", 90),
        (None, "2025-02-01", "2025-03-01", 60),
    ]);
    let report = acquisition(&drawn::shop_with_costs(DRAWING), "2025-05-10", &spend);
    let total = report.total.as_ref().expect("finished months");
    assert_eq!((total.new_customers, total.spend), (4, Some(pounds(1_100))));
    assert_eq!(total.cac, Some(pounds(275)));

    let row = |name: &str| report.channels.iter().find(|row| row.name.to_lowercase() == name);
    let shop = row("shop").expect("a channel");
    // Gleb came by the shop too: three of 250, 1.00 … 83.33 each.
    assert_eq!((shop.new_customers, shop.cac), (3, Some(pounds(83))));
    let worth: Vec<_> = shop.worth.iter().map(|worth| (worth.each, worth.customers)).collect();
    // Month 0: 200 + 100 + 100 of three, month 1: 600 of three; month 2 not of Gleb's month yet.
    assert_eq!(worth[..2], [(pounds(133), 3), (pounds(200), 3)]);
    assert_eq!(shop.payback_month, Some(0));
    let web = row("web").expect("a channel");
    assert_eq!((web.cac, web.payback_month), (Some(pounds(700)), None), "it left 6.00");
    let radio = row("radio").expect("spent on");
    assert_eq!((radio.new_customers, radio.cac, radio.spend), (0, None, Some(pounds(90))));
    let said = report.head.caveats.0.iter().find(|it| it.code == "spend_without_channel");
    assert!(said.is_some_and(|caveat| caveat.text.contains("0.60 GBP")));
}

#[test]
fn without_costs_there_is_a_price_and_no_worth() {
    let spend = spends(&[(None, "2025-01-01", "2025-02-01", 300)]);
    let rows = drawn::shop_with_costs("anna 2025-01-02=300\n boris 2025-01-05=300");
    let report = acquisition(&rows, "2025-05-10", &spend);
    let total = report.total.expect("finished months");
    assert_eq!((total.cac, total.payback_month), (Some(pounds(150)), None));
    assert!(total.worth.is_empty());
}

#[test]
fn without_spend_the_report_says_so_and_still_tells_the_worth() {
    let report = acquisition(&drawn::shop_with_costs(DRAWING), "2025-05-10", &[]);
    let total = report.total.expect("finished months");
    assert_eq!((total.spend, total.cac, total.payback_month), (None, None, None));
    assert!(!total.worth.is_empty());
    assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "no_spend"));
}

#[test]
fn before_the_first_month_is_over_there_is_nothing_to_tell() {
    let report = acquisition(&drawn::shop_with_costs("anna 2025-01-02=300-1"), "2025-01-10", &[]);
    assert_eq!((report.period, report.total), (None, None));
}

#[test]
fn the_definition_is_whole_in_every_language() {
    for language in [Language::En, Language::Uk, Language::Ru] {
        let text = words::definition(&AcquisitionOptions::default(), language);
        assert!(!text.contains('{') && !text.contains("  "), "{text}");
    }
}

/// By month of arrival and own month k: customers and what they have left, in plain loops.
fn by_hand(costed: &CostedRows, as_of: Day) -> BTreeMap<(String, usize), (u64, i64)> {
    let zone = domain::ShopZone::utc();
    let now = zone.start_of(as_of).0;
    let mut first: BTreeMap<i64, i64> = BTreeMap::new();
    for row in costed.iter().filter(|row| row.1 < now) {
        let came = first.entry(row.0).or_insert(row.1);
        *came = (*came).min(row.1);
    }
    let mut table = BTreeMap::new();
    for (&customer, &came) in &first {
        let day = zone.day_of(Instant(came));
        let over = zone.start_of(day.last_of_month().tomorrow().expect("a day")).0;
        let mut k = 0;
        while over + (k as i64 + 1) * 30 * Instant::DAY <= now {
            let until = came + (k as i64 + 1) * 30 * Instant::DAY;
            let mine = costed.iter().filter(|row| row.0 == customer && row.1 < until.min(now));
            let left: i64 = mine.map(|row| row.3.map_or(0, |cost| row.2 - cost)).sum();
            let name = format!("{:04}-{:02}", day.year(), day.month());
            let cell = table.entry((name, k)).or_insert((0, 0));
            *cell = (cell.0 + 1, cell.1 + left);
            k += 1;
        }
    }
    table
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_shops_counted_twice_leave_the_same(rows in shops(), day in 1i8..28) {
        let as_of = Day::new(2026, 1, day).expect("a day");
        let costed: CostedRows = rows
            .iter()
            .map(|&(customer, at, amount)| (customer, at, amount, Some(amount * (at % 7) / 5)))
            .collect();
        let spend = spends(&[(None, "2025-01-01", "2026-01-01", 36_500)]);
        let report = acquisition(&costed, &as_of.to_string(), &spend);
        let naive = by_hand(&costed, as_of);
        let mut pooled: BTreeMap<usize, (u64, i64)> = BTreeMap::new();
        for month in &report.months {
            for worth in &month.worth {
                let (customers, left) = naive[&(month.name.clone(), worth.k)];
                prop_assert_eq!(worth.customers, customers);
                prop_assert_eq!(Some(worth.each.minor), crate::figure::divided(left, customers));
                let pool = pooled.entry(worth.k).or_default();
                *pool = (pool.0 + customers, pool.1 + left);
            }
        }
        let total = report.total.expect("a year of months");
        for worth in &total.worth {
            let (customers, left) = pooled[&worth.k];
            prop_assert_eq!(worth.customers, customers);
            prop_assert_eq!(Some(worth.each.minor), crate::figure::divided(left, customers));
        }
        let paid = total.worth.iter().position(|worth| {
            let (customers, left) = pooled[&worth.k];
            let cost = total.spend.map_or(0, |spend| spend.minor);
            left * total.new_customers as i64 >= cost * customers as i64
        });
        prop_assert_eq!(total.payback_month, paid);
        let by_channel: u64 = report.channels.iter().map(|row| row.new_customers).sum();
        prop_assert_eq!(by_channel, total.new_customers);
    }
}
