//! What customers did, through the whole house.

use collect::customers;
use collect::shop::Shop;
use domain::Instant;
use records::{Actor, Happening, ShopTx, happenings};
use serde_json::{Value, json};
use testkit::on_both_engines;

use super::house;
use crate::AsOf;
use crate::segments::keeping::{self, Keeper};
use crate::segments::text::{Coins, read};
use crate::segments::{self, saved, words};

/// Noon of a day of May 2025.
fn noon(day: i64) -> Instant {
    "2025-05-01T12:00:00Z".parse::<Instant>().expect("a moment").plus_days(day - 1)
}

/// A customer did something that is written down as an event of the shop's own or as any other.
async fn does(shop: &Shop, no: i64, deed: (&'static str, &str), at: Instant) {
    being_told(shop, no, deed, at).await.commit().await.expect("kept");
}

/// A deed in a transaction that has not ended.
async fn being_told(
    shop: &Shop,
    no: i64,
    (kind, name): (&'static str, &str),
    at: Instant,
) -> ShopTx {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let found = customers::of_numbers(&mut tx, &[no]).await.expect("customers");
    let happening = Happening {
        customer: Some(found[0].id.0),
        at,
        kind,
        source: "web".to_owned(),
        key: format!("{no} {kind} {name} {}", at.0),
        payload: json!({ "name": name }),
    };
    happenings::note(&mut tx, happening).await.expect("noted");
    tx
}

async fn who(shop: &Shop, text: &str) -> Vec<i64> {
    let as_of = Some("2025-06-01".parse::<AsOf>().expect("a day"));
    let rule = read(text, Coins::of(None)).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let members = segments::members_of(shop, &rule, as_of).await.expect("members");
    members.crowd.numbers().collect()
}

const REVIEWED: (&str, &str) = ("product_reviewed", "Product Reviewed");
const SHARED: (&str, &str) = ("product_shared", "Product Shared");
const OWN: (&str, &str) = ("event_heard", "Loyalty card lost");

#[tokio::test]
async fn who_did_what_how_often_and_what_then_is_found() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        for (no, deed, day) in [
            (1, REVIEWED, 3),
            (1, REVIEWED, 9),
            (1, SHARED, 10),
            (2, REVIEWED, 9),
            (3, REVIEWED, 30),
            (4, OWN, 12),
        ] {
            does(&shop, no, deed, noon(day)).await;
        }
        let reviewed = "did \"product_reviewed\"";
        assert_eq!(who(&shop, reviewed).await, [1, 2, 3]);
        assert_eq!(who(&shop, &format!("{reviewed} at least 2 times")).await, [1]);
        assert_eq!(who(&shop, &format!("{reviewed} in last 5 days")).await, [3]);
        assert_eq!(who(&shop, &format!("{reviewed} before last 5 days")).await, [1, 2]);
        let shared = |not: &str| format!("{reviewed} then {not}\"product_shared\" within 3 days");
        assert_eq!(who(&shop, &shared("")).await, [1]);
        // The first review of `c1` was followed by nothing; the time of `c3` is not over.
        assert_eq!(who(&shop, &shared("not ")).await, [1, 2]);
        assert_eq!(who(&shop, "did \"Loyalty card lost\"").await, [4]);
        assert_eq!(who(&shop, &format!("number is \"c7\" and not {reviewed}")).await, [7]);
        let words = serde_json::to_value(words::of_shop(&shop).await.expect("words"));
        let words = words.expect("JSON");
        let deeds = words["deeds"].as_array().expect("a list");
        for known in ["order_placed", "product_reviewed", "Loyalty card lost"] {
            assert!(deeds.contains(&Value::from(known)), "{deeds:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_told_of_a_deed_decides_whether_it_counts() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        let views = [
            (1, json!({ "category": "shoes", "price": 120 }), 10),
            (1, json!({ "category": "shoes", "price": "150.00" }), 12),
            (2, json!({ "category": "shoes", "price": 120 }), 10),
            (2, json!({ "category": "shoes", "price": 90 }), 12),
            (3, json!({ "category": "hats", "price": 500, "sale": true }), 12),
            (4, json!({ "category": "shoes" }), 12),
        ];
        for (no, told, day) in views {
            let mut tx = shop.write(Actor::System).await.expect("a transaction");
            let found = customers::of_numbers(&mut tx, &[no]).await.expect("customers");
            let happening = Happening {
                customer: Some(found[0].id.0),
                at: noon(day),
                kind: "event_heard",
                source: "web".to_owned(),
                key: format!("{no} {told}"),
                payload: json!({ "name": "viewed product", "properties": told }),
            };
            happenings::note(&mut tx, happening).await.expect("noted");
            tx.commit().await.expect("kept");
        }
        let viewed = "did \"viewed product\" where properties";
        let dear = format!("{viewed}.category = \"shoes\" and properties.price > 100");
        assert_eq!(who(&shop, &dear).await, [1, 2]);
        assert_eq!(who(&shop, &format!("{dear} at least 2 times in last 30 days")).await, [1]);
        assert_eq!(who(&shop, &format!("{viewed}.price is missing")).await, [4]);
        assert_eq!(who(&shop, &format!("{viewed}.sale = yes")).await, [3]);
        assert_eq!(who(&shop, &format!("{viewed}.sale != no")).await, [3]);
        assert_eq!(who(&shop, &format!("{viewed}.price >= 120 and orders >= 0")).await, [1, 2, 3]);
        let then = format!("did \"viewed product\" then {} within 3 days", &dear[4..]);
        assert_eq!(who(&shop, &then).await, [1]);
        let words = serde_json::to_value(words::of_shop(&shop).await.expect("words"));
        let words = words.expect("JSON");
        let told = words["properties"].as_array().expect("a list");
        let viewed = json!({ "deed": "viewed product", "names": ["category", "price", "sale"] });
        assert!(told.contains(&viewed), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn what_somebody_does_brings_him_into_a_segment_at_once() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        let rule = read("did \"product_shared\"", Coins::of(None)).expect("a rule");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        saved::save(&mut tx, "Friends", rule).await.expect("saved");
        tx.commit().await.expect("kept");
        let mut keeper = Keeper::default();
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        assert!(!keeper.keep_up(&shop).await.expect("kept"), "nothing has happened");
        does(&shop, 5, SHARED, noon(2)).await;
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        assert_eq!(entered(&shop).await, 1);
        if stage.server().is_none() {
            return; // One writer at a time: nothing is being told beside another.
        }
        let slow = being_told(&shop, 6, SHARED, noon(2)).await;
        does(&shop, 7, SHARED, noon(2)).await;
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        assert_eq!(entered(&shop).await, 2);
        slow.commit().await.expect("kept");
        assert!(keeper.keep_up(&shop).await.expect("kept"), "told earlier, seen later");
        assert_eq!(entered(&shop).await, 3);
    })
    .await;
}

/// How many came into the segment of friends this week.
async fn entered(shop: &Shop) -> i64 {
    let mut tx = shop.read().await.expect("a transaction");
    let week = keeping::moves_of_week(&mut tx).await.expect("moves");
    week.get("Friends").map_or(0, |moved| moved.entered)
}

#[tokio::test]
async fn what_somebody_does_counts_anew_only_the_segments_that_ask_for_it() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        for (name, text) in [
            ("Buyers", "orders >= 1"),
            ("Friends", "did \"product_shared\""),
            ("Friends of friends", "in segment \"Friends\" or in segment \"Buyers\""),
        ] {
            let rule = read(text, Coins::of(None)).expect("a rule");
            saved::save(&mut tx, name, rule).await.expect("saved");
        }
        tx.commit().await.expect("kept");
        let mut keeper = Keeper::default();
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        let before = counted(&shop).await;
        // Later on the same day, so that nothing but the deed has changed.
        stage.clock().set(Instant(testkit::Stage::OPENING.0 + 1_000_000));
        does(&shop, 5, SHARED, noon(2)).await;
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        let anew: Vec<bool> =
            before.iter().zip(counted(&shop).await).map(|(was, is)| *was < is).collect();
        assert_eq!(anew, [false, true, true], "Buyers, Friends, Friends of friends");
    })
    .await;
}

/// When each segment was last counted, by name.
async fn counted(shop: &Shop) -> Vec<Instant> {
    let saved = saved::list(&mut shop.read().await.expect("a transaction")).await.expect("rules");
    saved.into_iter().map(|it| it.last_counted.expect("counted").at).collect()
}
