//! Whatever is told: nothing breaks, and telling it again in any mix changes nothing.

use domain::Instant;
use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};

use super::Site;
use crate::events::message::{Heard, read};

/// Words that mean something here, and others.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "track",
        "identify",
        "alias",
        "Order Completed",
        "Order Refunded",
        "Unsubscribed",
        "anna",
        "a@b.test",
        "order_id",
        "products",
        "price",
        "email",
        "null",
        "0",
        "\u{0}",
        "2026-01-01",
        "EUR",
        "1e9",
        "99999999999999999999",
        "-5",
    ]);
    prop_oneof![known.prop_map(str::to_owned), ".{0,8}"]
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            hash_map(word(), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Something that looks like a message in some of its fields.
fn message() -> impl Strategy<Value = Value> {
    let field = prop::sample::select(vec![
        "type",
        "event",
        "userId",
        "anonymousId",
        "messageId",
        "timestamp",
        "sentAt",
        "traits",
        "properties",
        "context",
        "groupId",
        "previousId",
        "name",
    ]);
    let call = prop::sample::select(vec!["track", "identify", "page", "alias", "group"]);
    let event = prop::sample::select(vec!["Order Completed", "Order Refunded", "Cart Viewed"]);
    let order = (0..5_u32, anything(), anything()).prop_map(|(order, total, products)| {
        json!({ "order_id": order, "total": total, "products": products })
    });
    (call, event, 0..6_u32, 0..40_u32, order, hash_map(field, anything(), 0..4)).prop_map(
        |(call, event, person, id, properties, others)| {
            let mut told = json!({ "type": call, "event": event, "messageId": format!("m{id}"),
                "userId": format!("u{person}"), "anonymousId": format!("a{}", person % 3),
                "properties": properties });
            for (field, value) in others {
                told[field] = value;
            }
            told
        },
    )
}

proptest! {
    #[test]
    fn whatever_is_told_is_taken_or_refused_and_never_breaks(told in anything()) {
        let heard = Heard { at: Instant(1_772_442_000_000_000), sent_at: None };
        if let Ok(message) = read(told, None, heard) {
            prop_assert!(message.at <= heard.at);
            prop_assert!(message.user.is_some() || message.anonymous.is_some());
        }
    }
}

/// Everything that the shop would remember of it, as text.
async fn remembered(site: &Site) -> String {
    let mut tx = site.shop.read().await.expect("a transaction");
    let numbers: Vec<i64> = (0..200).collect();
    let mut told = String::new();
    let mut people = crate::customers::of_numbers(&mut tx, &numbers).await.expect("customers");
    people.sort_unstable_by_key(|customer| customer.no);
    for customer in people {
        told += &format!("{customer:?}\n");
        let orders = crate::orders::of_customer(&mut tx, customer.no, 100).await.expect("orders");
        told += &format!("{orders:?}\n");
        let noted = crate::timeline::of_customer(&mut tx, customer.id, None, 500).await;
        told += &format!("{:?}\n", noted.expect("a timeline"));
    }
    told
}

#[tokio::test]
async fn telling_it_again_in_any_mix_changes_nothing() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let mut runner = TestRunner::deterministic();
        let mut drawn = |n: usize| -> Vec<Value> {
            let one = |_| message().new_tree(&mut runner).expect("a message").current();
            (0..n).map(one).collect()
        };
        let told = drawn(120);
        for some in told.chunks(7) {
            let (status, answer) = site.tells("batch", json!({ "batch": some })).await;
            assert!(status.is_success(), "{answer} {some:?}");
        }
        let before = remembered(&site).await;
        assert!(before.len() > 5_000, "there is something to forget: {before}");
        let named = |one: &&Value| {
            let id = one["messageId"].as_str();
            id.is_some_and(|id| !id.is_empty()) || one["messageId"].is_number()
        };
        let mut again: Vec<&Value> = told.iter().filter(named).collect();
        for turn in [0, 31, 77] {
            again.reverse();
            let n = again.len();
            again.rotate_left(turn % n);
            for some in again.chunks(11) {
                site.tells("import", json!({ "batch": some })).await;
            }
            assert_eq!(remembered(&site).await, before);
        }
    })
    .await;
}
