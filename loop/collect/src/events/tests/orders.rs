//! Orders told as events.

use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};

use super::{Site, drawn_orders};
use crate::{orders, settling};

fn word(event: &str, id: &str, at: &str, properties: Value) -> Value {
    json!({ "type": "track", "event": event, "userId": "anna", "messageId": id,
            "timestamp": at, "properties": properties })
}

/// Everything that was said about three orders.
fn words() -> Vec<Value> {
    let placed = json!({ "order_id": "1", "total": 27.5, "shipping": 3, "tax": 2,
        "currency": "EUR", "products": [{ "sku": "rye", "price": "2.50", "quantity": 9 }] });
    vec![
        word("Order Completed", "m1", "2026-01-03T09:00:00Z", placed),
        word("Order Refunded", "m2", "2026-01-05T09:00:00Z", json!({ "order_id": 1, "total": 10 })),
        word(
            "Completed Order",
            "m3",
            "2026-01-09T09:00:00Z",
            json!({ "orderId": "2", "revenue": 8 }),
        ),
        word("Order Cancelled", "m4", "2026-01-10T09:00:00Z", json!({ "order_id": "2" })),
        word(
            "Order Completed",
            "m5",
            "2026-02-01T09:00:00Z",
            json!({ "order_id": "3", "total": 5 }),
        ),
        word("Order Updated", "m6", "2026-02-02T09:00:00Z", json!({ "order_id": "3", "total": 6 })),
    ]
}

const DRAWN: [&str; 3] = ["1 paid 1250 EUR", "2 cancelled 800 EUR", "3 paid 600 EUR"];

#[tokio::test]
async fn orders_told_as_events_are_orders_whatever_the_network_does_with_them() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let mut told = words();
        // Backwards, one by one, and everything twice.
        for one in told.iter().rev() {
            site.tells_all(json!([one])).await;
        }
        told.rotate_left(2);
        let again = site.tells_all(json!(told)).await;
        assert!(again.iter().all(|event| event["reason"] == "heard_before"), "{again:?}");
        let (_, no) = site.customer("anna").await.expect("she is known");
        assert_eq!(drawn_orders(&site, no).await, DRAWN);

        let mut tx = site.shop.read().await.expect("a transaction");
        let placed = orders::of_customer(&mut tx, no, 10).await.expect("orders");
        let first = placed.iter().find(|order| order.external_id == "1").expect("the first");
        assert_eq!(first.at.to_string(), "2026-01-03T09:00:00Z");
        assert_eq!((first.lines.len(), first.lines[0].amount), (1, Some(2_250)));
        drop(tx);
        let session = settling::session(&site.shop).await.expect("facts");
        let answer = session.sql("select count(*) as n, sum(amount) as amount from orders").await;
        assert_eq!(answer.expect("an answer").objects(), [json!({ "n": 3, "amount": 2_650 })]);
    })
    .await;
}

#[tokio::test]
async fn a_shop_that_never_said_its_currency_learns_it_from_an_order() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let in_hryvnias = json!({ "order_id": "1", "total": "99,50", "currency": "UAH" });
        site.tells_all(json!([word("Order Completed", "1", "2026-01-03", in_hryvnias)])).await;
        let unsaid = json!({ "order_id": "2", "total": "100.50" });
        let noted =
            site.tells_all(json!([word("Order Completed", "2", "2026-01-04", unsaid)])).await;
        assert_eq!(noted[0].get("reason"), None);
        let (_, no) = site.customer("anna").await.expect("she is known");
        // A decimal comma is no number in JSON's neighbourhood: no sum, rather than a wrong one.
        assert_eq!(drawn_orders(&site, no).await, ["1 paid ? UAH", "2 paid 10050 UAH"]);
        let nameless = json!([word("Order Completed", "3", "2026-01-05", json!({ "total": 5 }))]);
        assert_eq!(site.tells_all(nameless).await[0]["reason"], "order_unnamed");
        assert_eq!(drawn_orders(&site, no).await.len(), 2);
    })
    .await;
}
