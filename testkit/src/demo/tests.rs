//! The demo shop is what it promises to be.

use std::collections::HashMap;

use domain::OrderStatus;
use jiff::civil::date;

use super::*;

const TODAY: Day = date(2026, 3, 2);

/// Treats who may be written to, except every fifth, as a campaign with a hold-out would.
fn dealt(person: &Person) -> Arm {
    let number: u32 = person.number[2..].parse().unwrap_or_default();
    if person.email_consent == Some(true) && number % 5 != 0 {
        Arm::Treated
    } else {
        Arm::NotTreated
    }
}

fn all_orders(shop: &DemoShop) -> Vec<Order> {
    let mut orders = shop.orders_before_campaign();
    orders.extend(shop.orders_after_campaign(dealt));
    orders
}

#[test]
fn the_usual_shop_has_about_as_many_orders_as_promised() {
    let shop = DemoShop::make(Plan::usual(TODAY));
    let orders = all_orders(&shop);
    assert_eq!(shop.people().len(), 20_006);
    assert!((115_000..125_000).contains(&orders.len()), "{} orders", orders.len());
    assert!(orders.is_sorted_by_key(|order| order.at));
    assert!(orders.iter().all(|order| order.at <= shop.plan().now()));
    assert!(orders[0].at >= shop.plan().opening());
}

#[test]
fn the_same_plan_makes_the_same_shop() {
    let told = |shop: DemoShop| format!("{:?}", all_orders(&shop));
    assert!(told(DemoShop::make(Plan::small(TODAY))) == told(DemoShop::make(Plan::small(TODAY))));
}

#[test]
fn those_written_to_return_as_often_as_was_put_in() {
    let shop = DemoShop::make(Plan::usual(TODAY));
    let closes_at = shop.plan().campaign_at().plus_days(TRUTH.window_days);
    let mut returned: HashMap<usize, bool> = HashMap::new();
    for order in shop.orders_after_campaign(dealt) {
        *returned.entry(order.place).or_default() |= order.at < closes_at;
    }
    let place_of: HashMap<&str, usize> =
        shop.people().iter().enumerate().map(|(place, p)| (p.number.as_str(), place)).collect();
    for (arm, expected) in
        [(Arm::Treated, TRUTH.returns_treated), (Arm::NotTreated, TRUTH.returns_held_out)]
    {
        let quiet = shop.quiet_at_campaign();
        let people: Vec<_> = quiet.iter().filter(|person| dealt(person) == arm).collect();
        let n_returned = people
            .iter()
            .filter(|p| returned.get(&place_of[p.number.as_str()]) == Some(&true))
            .count();
        let n = people.len() as f64;
        let share = n_returned as f64 / n;
        let error = (expected * (1.0 - expected) / n).sqrt();
        assert!(n > 1_000.0, "{arm:?} has {n} people");
        assert!((share - expected).abs() < 3.0 * error, "{arm:?}: {share} instead of {expected}");
    }
}

#[test]
fn the_cast_lives_as_written() {
    let shop = DemoShop::make(Plan::small(TODAY));
    let orders = all_orders(&shop);
    let of = |name: &str| -> Vec<&Order> {
        let place =
            shop.people().iter().position(|p| p.name.starts_with(name)).expect("in the cast");
        orders.iter().filter(|order| order.place == place).collect()
    };
    let zone = shop.plan().zone();
    let saturday =
        |order: &&Order| zone.day_of(order.at).weekday() == jiff::civil::Weekday::Saturday;
    assert!(of("Anna").len() > 150 && of("Anna").iter().all(saturday));
    let quiet_days =
        |name: &str| shop.plan().now().days_since(of(name).last().expect("everybody bought").at);
    assert_eq!(quiet_days("Boris"), 42);
    assert_eq!(of("Vera").len(), 2);
    assert!(of("Gleb").windows(2).any(|pair| pair[1].at.days_since(pair[0].at) > 400));
    assert!(of("Daria").iter().all(|order| order.promo_code.is_some() && order.discount() > 0));
    assert!(of("Emil").iter().any(|order| order.status == OrderStatus::Returned));
}

#[test]
fn one_in_four_or_so_bought_once_only() {
    let shop = DemoShop::make(Plan::usual(TODAY));
    let once = shop.lives.iter().filter(|life| life.purchases().len() == 1).count();
    let share = once as f64 / shop.lives.len() as f64;
    assert!((0.2..0.3).contains(&share), "{share}");
}

#[tokio::test]
async fn it_fills_a_real_shop_on_both_engines() {
    crate::on_both_engines(async |stage| {
        let shop = stage.shop().await;
        let demo = DemoShop::make(Plan::small(TODAY));
        let n_before = demo.fill_before_campaign(&shop).await.expect("a new shop can be filled");
        let n_after = demo.fill_after_campaign(&shop, dealt).await.expect("and filled on");

        let mut tx = shop.read().await.expect("the shop is open");
        let span = collect::orders::span(&mut tx).await.expect("orders can be counted");
        assert_eq!(span.n_orders, i64::try_from(n_before + n_after).expect("it is small"));
        let yes = demo.people().iter().filter(|person| person.email_consent == Some(true)).count();
        let (purpose, channel) =
            (collect::consent::Purpose::Marketing, collect::consent::Channel::Email);
        let n_granted = collect::consent::n_granted(&mut tx, purpose, channel).await;
        assert_eq!(n_granted.expect("consents can be counted"), yes as i64);
    })
    .await;
}
