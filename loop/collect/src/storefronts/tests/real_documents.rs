//! The documents that Shopify and WooCommerce publish, as they are.

use domain::OrderStatus;
use testkit::{on_both_engines, real_data};

use super::*;
use crate::storefronts::telling::{self, Accent, Told};

fn published(file: &str) -> Option<Json> {
    let text = std::fs::read_to_string(real_data(file)?).expect("it can be read");
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn order_of(kind: Kind, topic: &str, document: &Json) -> telling::OrderTold {
    let accent = Accent { kind, currency: "USD".parse().ok(), consent_field: None };
    match telling::document_of(accent, topic, document) {
        Ok(Told::Order(order)) => *order,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_of_shopify_is_read_as_its_export_would_be() {
    let Some(told) = published("shopify/json-a/order.json") else { return };
    let order = order_of(Kind::Shopify, "orders/create", &told["order"]);
    assert_eq!((&*order.number, &*order.name), ("450789469", "#1001"));
    assert_eq!(order.at.to_string(), "2008-01-10T16:00:00Z");
    assert_eq!((order.total, order.net, order.tax), (Some(40_994), Some(39_800), Some(1_194)));
    assert_eq!((order.status, order.coupon.as_deref()), (OrderStatus::Open, Some("TENOFF")));
    let skus: Vec<_> = order.lines.iter().map(|line| line.sku.as_deref().unwrap()).collect();
    assert_eq!(skus, ["IPOD2008GREEN", "IPOD2008RED", "IPOD2008BLACK"]);
    assert!(order.lines.iter().all(|line| line.amount == Some(19_900)));
    let bob = order.person.expect("a buyer");
    assert_eq!(bob.external_id.as_deref(), Some("207119551"));
    assert_eq!(bob.email.as_deref(), Some("bob.norman@hostmail.com"));
    assert_eq!((bob.name.as_deref(), bob.country.as_deref()), (Some("Bob Norman"), Some("US")));
    assert_eq!(bob.consents, [], "a box left empty is no answer");
}

#[test]
fn a_test_order_and_a_refund_of_shopify_are_read_for_what_they_are() {
    let Some(told) = published("shopify/json-b/order.json") else { return };
    let order = order_of(Kind::Shopify, "orders/updated", &told["order"]);
    assert_eq!((order.status, order.total), (OrderStatus::Test, Some(1_000)));
    let Some(refund) = published("shopify/json-a/refund.json") else { return };
    let accent = Accent { kind: Kind::Shopify, currency: None, consent_field: None };
    match telling::document_of(accent, "refunds/create", &refund["refund"]) {
        Ok(Told::Refund { order, refund }) => {
            assert_eq!((&*order, &*refund.number), ("450789469", "509562969"));
            let sum: f64 = published("shopify/json-a/refund.json").expect("it is there")["refund"]
                ["transactions"]
                .as_array()
                .expect("transactions")
                .iter()
                .map(|one| one["amount"].as_str().expect("a sum").parse::<f64>().expect("a sum"))
                .sum();
            assert_eq!(refund.amount.to_string().parse::<f64>(), Ok(sum));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_of_woocommerce_brings_what_its_lines_come_to() {
    let Some(told) = published("woocommerce/orders.json") else { return };
    let mut n_orders = 0;
    for one in told.as_array().expect("a list") {
        let payloads: Vec<&Json> = match &one["payload"] {
            Json::Array(orders) => orders.iter().collect(),
            order if order.get("line_items").is_some() => vec![order],
            // An answer to many changes at once holds orders by what was done to them.
            _ => continue,
        };
        for document in payloads {
            let order = order_of(Kind::Woocommerce, "order.updated", document);
            let of_lines: i64 = order.lines.iter().filter_map(|line| line.amount).sum();
            let fees: f64 = document["fee_lines"]
                .as_array()
                .expect("fees")
                .iter()
                .map(|fee| {
                    fee["total"].as_str().and_then(|sum| sum.parse::<f64>().ok()).unwrap_or(0.0)
                })
                .sum();
            assert_eq!(
                order.net,
                Some(of_lines + (fees * 100.0).round() as i64),
                "{}",
                order.number
            );
            n_orders += 1;
        }
    }
    assert!(n_orders >= 5, "{n_orders}");
    let first = order_of(Kind::Woocommerce, "order.created", &told[0]["payload"]);
    assert_eq!((first.total, first.net), (Some(2_935), Some(1_800)));
    assert_eq!(first.at.to_string(), "2017-03-22T19:28:02Z");
    let line = &first.lines[1];
    assert_eq!(line.product.as_deref(), Some("Ship Your Idea – Color: Black, Size: M Test"));
    let john = first.person.expect("a guest is known by his address");
    assert_eq!((john.external_id, john.email.as_deref()), (None, Some("john.doe@example.com")));
}

#[tokio::test]
async fn published_documents_come_through_the_door_into_the_shop() {
    if published("shopify/json-a/order.json").is_none() {
        return;
    }
    on_both_engines(async |stage| {
        let order = published("shopify/json-a/order.json").expect("it is there");
        let customer = published("shopify/json-b/customer.json").expect("it is there");
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        bakery.tells("orders/create", "2008-01-10T16:00:01Z", &order["order"]).await;
        bakery.tells("customers/create", "2017-09-23T18:15:47Z", &customer["customer"]).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await, ["taken", "taken"]);
        let lines = bakery.knows().await;
        assert!(lines.contains(&"external_id shopify:207119551".to_owned()), "{lines:?}");
        assert!(lines.contains(&"email test@example.com".to_owned()), "{lines:?}");
    })
    .await;
}
