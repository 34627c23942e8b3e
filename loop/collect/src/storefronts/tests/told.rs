//! What is told in whatever order comes to the same end.

use domain::Instant;
use rust_decimal::Decimal;
use testkit::{on_both_engines, on_one_engine};

use super::*;
use crate::consent::{self, Channel, Purpose};
use crate::customers;
use crate::privacy;
use crate::storefronts::deliveries::Replay;
use crate::storefronts::wishes;

/// A story of an order and its buyer at Shopify, as it happened.
fn anna_buys() -> Vec<(&'static str, &'static str, Json)> {
    let placed = shopify_order(5_001, 1, 0, "30.00");
    let mut paid = shopify_order(5_001, 1, 2, "30.00");
    paid["discount_codes"] = json!([{ "code": "SPRING" }]);
    let refund = json!({
        "id": 77, "order_id": 5_001,
        "transactions": [{ "kind": "refund", "status": "success", "amount": "12.50" },
                         { "kind": "refund", "status": "failure", "amount": "99.00" }],
    });
    let mut part_back = shopify_order(5_001, 1, 9, "30.00");
    part_back["financial_status"] = json!("partially_refunded");
    part_back["discount_codes"] = json!([{ "code": "SPRING" }]);
    part_back["refunds"] = json!([refund]);
    let anna = |state: &str, at: &str| {
        json!({ "id": 95_001, "email": "guest5001@example.test", "first_name": "Anna",
                "updated_at": at,
                "email_marketing_consent": { "state": state, "consent_updated_at": at } })
    };
    let second = shopify_order(5_002, 2, 0, "8.00");
    vec![
        ("orders/create", "2026-02-01T09:00:00Z", placed),
        ("orders/paid", "2026-02-01T09:02:00Z", paid),
        ("customers/update", "2026-02-01T09:03:00Z", anna("subscribed", "2026-02-01T09:03:00Z")),
        ("refunds/create", "2026-02-01T09:09:00Z", refund),
        ("orders/updated", "2026-02-01T09:09:00Z", part_back),
        ("customers/update", "2026-02-01T09:20:00Z", anna("unsubscribed", "2026-02-01T09:20:00Z")),
        ("orders/create", "2026-02-02T09:00:00Z", second),
        ("orders/delete", "2026-02-02T12:00:00Z", json!({ "id": 5_002 })),
    ]
}

/// The same lines in another order for each `nth`, by Lehmer's digits.
fn shuffled<T>(mut items: Vec<T>, mut nth: usize) -> Vec<T> {
    let mut shuffled = Vec::with_capacity(items.len());
    while !items.is_empty() {
        shuffled.push(items.remove(nth % items.len()));
        nth /= items.len() + 1;
    }
    shuffled
}

#[tokio::test]
async fn an_order_is_what_it_was_last_whatever_the_network_does() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        for (topic, at, document) in anna_buys() {
            bakery.tells(topic, at, &document).await;
        }
        bakery.works().await;
        let fates = bakery.fates().await;
        assert!(fates.iter().all(|fate| fate == "taken" || fate == "known"), "{fates:?}");
        let expected = bakery.knows().await;
        let order = expected.iter().find(|line| line.contains("#1001")).expect("the order");
        assert!(order.contains("EUR 1750 paid partially_refunded 1250 SPRING Kyiv 1"), "{order}");
        let gone = expected.iter().find(|line| line.contains("#1002")).expect("the other");
        assert!(gone.contains("EUR 800 cancelled deleted"), "{gone}");
        let said = "email denied 1769937600000000 guest5001@example.test".to_owned();
        assert!(expected.contains(&said), "{expected:?}");
    })
    .await;
}

#[tokio::test]
async fn deliveries_in_any_order_and_twice_come_to_the_same_end() {
    let expected = std::cell::RefCell::new(None);
    // 40,320 orders of eight; every 2,003rd of them.
    for nth in (0..40_320).step_by(2_003) {
        on_one_engine(async |stage| {
            let bakery = Bakery::of(&stage, Kind::Shopify).await;
            let story = anna_buys().into_iter().enumerate().collect();
            for (place, (topic, at, document)) in shuffled(story, nth) {
                let name = format!("e{place}");
                bakery.tells_as(&name, topic, at, &document).await;
                bakery.works().await;
                bakery.tells_as(&name, topic, at, &document).await;
            }
            bakery.works().await;
            assert_eq!(bakery.fates().await.len(), 8, "what comes twice is one delivery");
            let knows = bakery.knows().await;
            let mut expected = expected.borrow_mut();
            assert_eq!(expected.get_or_insert_with(|| knows.clone()), &knows, "{nth}");
        })
        .await;
    }
}

#[tokio::test]
async fn playing_everything_again_changes_nothing() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        for (topic, at, document) in anna_buys() {
            bakery.tells(topic, at, &document).await;
        }
        bakery.works().await;
        let (before, n_before) = (bakery.knows().await, bakery.n_happenings().await);
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let news = crate::shop::news::last(&mut tx).await.expect("a number");
        assert_eq!(deliveries::replay(&mut tx, bakery.id, Replay::All).await.expect("played"), 8);
        tx.commit().await.expect("kept");
        bakery.works().await;
        assert_eq!((bakery.knows().await, bakery.n_happenings().await), (before, n_before));
        let mut tx = bakery.shop.read().await.expect("a transaction");
        assert_eq!(crate::shop::news::last(&mut tx).await.expect("a number"), news);
        let fates = bakery.fates().await;
        assert!(fates.iter().all(|fate| ["known", "older"].contains(&&**fate)), "{fates:?}");
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_sense_is_kept_with_its_reason_and_does_not_hold_up_the_rest() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        let at = "2026-02-01T09:00:00Z";
        let mut no_currency = shopify_order(5_001, 1, 0, "1.00");
        no_currency["currency"] = json!("EURO");
        let mut bad_money = shopify_order(5_002, 1, 0, "1.00");
        bad_money["subtotal_price"] = json!("a lot");
        let mut huge = shopify_order(5_003, 1, 0, "1.00");
        huge["line_items"][0]["price"] = json!("1e27");
        let mut no_date = shopify_order(5_004, 1, 0, "1.00");
        no_date["created_at"] = json!("yesterday");
        let mut nul = shopify_order(5_005, 1, 0, "1.00");
        nul["line_items"][0]["name"] = json!("Rye\u{0}bread");
        for (topic, document) in [
            ("orders/create", no_currency),
            ("orders/create", bad_money),
            ("orders/create", huge),
            ("orders/create", no_date),
            ("orders/create", nul),
            ("orders/create", json!({ "currency": "EUR" })),
            ("orders/create", json!([1, 2])),
            ("orders/create", json!("'; drop table orders; --")),
            ("refunds/create", json!({ "id": 1 })),
            ("horoscopes/create", json!({ "id": 1 })),
            ("orders/edited", json!({ "order_edit": {} })),
            ("orders/delete", json!({ "id": 404 })),
            ("orders/create", shopify_order(5_009, 1, 0, "9.00")),
        ] {
            assert_eq!(bakery.tells(topic, at, &document).await, 200);
        }
        let signature = signature::of(Kind::Shopify, SECRET, b"<xml>");
        let envelope =
            [("X-Shopify-Topic", "orders/create"), ("X-Shopify-Hmac-SHA256", &*signature)];
        stage.clock().set(Instant(stage.clock_now().0 + 1_000));
        assert_eq!(bakery.sends(&envelope, "<xml>").await.0, 200);
        bakery.works().await;
        assert_eq!(
            bakery.fates().await,
            [
                "failed unknown_currency: currency",
                "failed bad_money: subtotal_price",
                "failed bad_money: price",
                "failed no_date: created_at",
                "taken",
                "failed no_number: id",
                "failed not_an_object",
                "failed not_an_object",
                "failed no_number: order_id",
                "passed not_needed",
                "passed told_elsewhere",
                "passed never_heard_of",
                "taken",
                "failed not_json",
            ]
        );
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let counts = deliveries::counts(&mut tx, bakery.id).await.expect("counts");
        assert_eq!((counts.n_waiting, counts.n_failed), (0, 9));
        // A month later the bodies of what was understood are gone, the others are still there.
        drop(tx);
        stage.clock().advance_days(31);
        bakery.tells("orders/create", at, &shopify_order(5_010, 1, 0, "9.00")).await;
        bakery.works().await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let n = deliveries::replay(&mut tx, bakery.id, Replay::All).await.expect("played");
        assert_eq!(n, 10, "nine that failed and the one of today");
    })
    .await;
}

#[tokio::test]
async fn what_people_answer_follows_the_rules_of_consent() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Woocommerce).await;
        let agreed = |mut order: Json, word: &str| {
            order["meta_data"] = json!([{ "key": "newsletter", "value": word }]);
            order
        };
        // anna ticks the box, orders again without, then her account says no;
        // boris never ticks it; vera's plug-in uses another word for it.
        let anna = |mut order: Json| {
            order["billing"]["email"] = json!("anna@example.test");
            order
        };
        let boris = woo_order(3, 3, 0, "5.00");
        for order in [
            agreed(anna(woo_order(1, 1, 0, "5.00")), "1"),
            agreed(anna(woo_order(2, 2, 0, "5.00")), "0"),
            agreed(boris, "no"),
        ] {
            bakery.tells("order.created", "", &order).await;
        }
        bakery.works().await;
        let states = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let way = (Purpose::Marketing, Channel::Email);
            let mut states = Vec::new();
            for address in ["anna@example.test", "guest3@example.test"] {
                let numbers = customers::search(&mut tx, address).await.expect("numbers");
                let found = customers::of_numbers(&mut tx, &numbers).await.expect("customers");
                let state = consent::state_of(&mut tx, found[0].id, way.0, way.1).await;
                states.push(state.expect("a state"));
            }
            states
        };
        assert_eq!(states().await, [Some(consent::State::Granted), None]);
        let account = json!({ "id": 25, "email": "anna@example.test",
            "date_modified_gmt": "2026-02-05T10:00:00",
            "meta_data": [{ "key": "newsletter", "value": false }] });
        bakery.tells("customer.updated", "", &account).await;
        bakery.works().await;
        assert_eq!(states().await, [Some(consent::State::Denied), None]);
        let gone = json!({ "id": 25 });
        bakery.tells("customer.deleted", "", &gone).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await.last().map(String::as_str), Some("taken"));
        assert_eq!(
            bakery.knows().await.iter().filter(|it| it.contains("woocommerce 1 ")).count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_wish_by_the_law_is_written_down_with_its_day_and_silences_at_once() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        for (topic, at, document) in anna_buys().into_iter().take(3) {
            bakery.tells(topic, at, &document).await;
        }
        let who = json!({ "id": 95_001, "email": "guest5001@example.test", "phone": null });
        let shop = json!({ "shop_id": 1, "shop_domain": "bakery.myshopify.com" });
        let mut asks = shop.clone();
        asks["customer"] = who.clone();
        asks["orders_requested"] = json!([5_001]);
        let mut forget = shop.clone();
        forget["customer"] = who;
        forget["orders_to_redact"] = json!([5_001, 5_002]);
        let at = "2026-02-03T09:00:00Z";
        for (topic, document) in [
            ("customers/data_request", &asks),
            ("customers/redact", &forget),
            ("shop/redact", &shop),
        ] {
            assert_eq!(bakery.tells_as(topic, topic, at, document).await, 200);
            assert_eq!(bakery.tells_as(topic, topic, at, document).await, 200);
            bakery.works().await;
        }
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let all = wishes::list(&mut tx, bakery.id).await.expect("wishes");
        let topics: Vec<&str> = all.iter().map(|wish| wish.topic.as_str()).collect();
        assert_eq!(topics, ["customers/data_request", "customers/redact", "shop/redact"]);
        assert_eq!(all[1].due_at, all[1].asked_at.plus_days(30));
        assert_eq!((all[1].n_orders, all[1].email.as_deref()), (2, Some("guest5001@example.test")));
        let anna = all[1].customer.expect("we know her");
        let email = (Purpose::Marketing, Channel::Email);
        let state = consent::state_of(&mut tx, anna, email.0, email.1).await.expect("a state");
        assert_eq!(state, Some(consent::State::Denied), "she is not written to from now on");
        assert!(wishes::done(&mut tx, bakery.id, all[1].id, "owner").await.expect("done"));
        assert!(!wishes::done(&mut tx, bakery.id, all[1].id, "owner").await.expect("once"));
        let all = wishes::list(&mut tx, bakery.id).await.expect("wishes");
        let done = all.last().expect("it is the last now");
        assert_eq!((done.email.as_deref(), done.n_orders), (None, 0), "and she is forgotten here");
    })
    .await;
}

#[tokio::test]
async fn who_wishes_to_be_forgotten_is_and_a_late_delivery_does_not_bring_him_back() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        for (topic, at, document) in anna_buys().into_iter().take(3) {
            bakery.tells(topic, at, &document).await;
        }
        let forget = json!({ "shop_id": 1, "shop_domain": "bakery.myshopify.com",
            "customer": { "id": 95_001, "email": "guest5001@example.test", "phone": null },
            "orders_to_redact": [5_001] });
        bakery.tells("customers/redact", "2026-02-03T09:00:00Z", &forget).await;
        bakery.works().await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let asked = privacy::list(&mut tx, None, 10).await.expect("a list");
        assert_eq!((asked.len(), asked[0].state), (1, privacy::State::Asked), "it waits for a yes");
        assert_eq!(asked[0].due_at, Some(asked[0].asked_at.plus_days(30)));
        drop(tx);
        privacy::carry_out(&bakery.shop, asked[0].id).await.expect("done");
        let proven = privacy::verify(&bakery.shop, asked[0].id).await.expect("searched");
        assert_eq!(proven.state, privacy::State::Verified, "{:?}", proven.receipt.found);
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let wishes = wishes::list(&mut tx, bakery.id).await.expect("wishes");
        assert!(wishes[0].done_at.is_some() && wishes[0].customer.is_none());
        drop(tx);

        let late = shopify_order(5_001, 1, 59, "9.00");
        bakery.tells("orders/updated", "2026-02-04T09:00:00Z", &late).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await.last().map(String::as_str), Some("passed forgotten"));
        let knows = bakery.knows().await.join("\n");
        assert!(!knows.contains("guest5001") && !knows.contains("#1001"), "{knows}");
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let bodies = "select count(*) from storefront_body";
        assert_eq!(tx.number(bodies, vec![]).await.expect("a number"), 0, "no body is left");
    })
    .await;
}

#[test]
fn a_sum_that_is_absurd_is_no_sum() {
    let accent = crate::storefronts::telling::Accent {
        kind: Kind::Shopify,
        currency: None,
        consent_field: None,
    };
    for sum in ["79228162514264337593543950335", "1e28", "-99999999999999"] {
        let mut order = shopify_order(5_001, 1, 0, sum);
        order["line_items"][0]["quantity"] = json!(Decimal::MAX.to_string());
        let read = crate::storefronts::telling::document_of(accent, "orders/create", &order);
        assert!(read.is_err(), "{sum}");
    }
}
