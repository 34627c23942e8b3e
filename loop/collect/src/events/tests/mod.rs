//! The stories of this slice: a site that tells what happens on it.

mod anything;
mod limits;
mod orders;
mod people;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::CustomerId;
use records::Actor;
use serde_json::{Value, json};
use testkit::Stage;
use tower::ServiceExt;

use crate::keys::{self, Scope};
use crate::shop::{Address, Shop};
use crate::timeline;

/// A site with a key of the shop.
struct Site {
    shop: Shop,
    secret: String,
}

impl Site {
    async fn of(stage: &Stage) -> Self {
        let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
        let clock = Arc::new(stage.clock().clone());
        let shop = Shop::open_with_clock(&address, clock).await.expect("a new shop can be opened");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let created = keys::create(&mut tx, "web", Scope::Ingest).await.expect("a key");
        tx.commit().await.expect("kept");
        Self { shop, secret: created.secret }
    }

    /// What the server answers to these bytes.
    async fn sends(&self, request: Request<Body>) -> (StatusCode, Value) {
        let (router, _) = super::api::router().split_for_parts();
        let answer = router.with_state(self.shop.clone()).oneshot(request).await.expect("answered");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, serde_json::from_slice(&bytes).expect("JSON"))
    }

    /// Tells one thing, with the key in the body.
    async fn tells(&self, call: &str, mut told: Value) -> (StatusCode, Value) {
        told["writeKey"] = json!(self.secret);
        let request = Request::post(format!("/v1/{call}")).body(Body::from(told.to_string()));
        self.sends(request.expect("a request")).await
    }

    /// Tells a batch of which everything makes sense; answers the verdicts.
    async fn tells_all(&self, batch: Value) -> Vec<Value> {
        let (status, answer) = self.tells("batch", json!({ "batch": batch })).await;
        assert_eq!((status, &answer["success"]), (StatusCode::OK, &json!(true)), "{answer}");
        let events = answer["events"].as_array().expect("verdicts").clone();
        assert!(events.iter().all(|event| event["accepted"] == true), "{answer}");
        events
    }

    /// The customer that the site knows by this name or address.
    async fn customer(&self, text: &str) -> Option<(CustomerId, i64)> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let numbers = crate::customers::search(&mut tx, text).await.expect("a search");
        let found = crate::customers::of_numbers(&mut tx, &numbers).await.expect("customers");
        assert!(found.len() < 2, "{text} names one person at most: {found:?}");
        found.first().map(|customer| (customer.id, customer.no))
    }

    /// The kinds of what happened to a customer, the oldest first.
    async fn timeline(&self, text: &str) -> Vec<String> {
        let (id, _) = self.customer(text).await.expect("he is known");
        let mut tx = self.shop.read().await.expect("a transaction");
        let noted = timeline::of_customer(&mut tx, id, None, 100).await.expect("a timeline");
        noted.into_iter().rev().map(|noted| noted.kind).collect()
    }

    async fn n_customers(&self) -> i64 {
        let mut tx = self.shop.read().await.expect("a transaction");
        crate::customers::n_customers(&mut tx).await.expect("a count")
    }
}

/// The picture of a customer's orders: name, status, minor units.
async fn drawn_orders(site: &Site, customer_no: i64) -> Vec<String> {
    let mut tx = site.shop.read().await.expect("a transaction");
    let orders = crate::orders::of_customer(&mut tx, customer_no, 100).await.expect("orders");
    let drawn = |order: crate::orders::Order| {
        let amount = order.amount.map_or_else(|| "?".to_owned(), |minor| minor.to_string());
        format!("{} {} {amount} {}", order.external_id, order.status.word(), order.currency)
    };
    let mut drawn: Vec<String> = orders.into_iter().map(drawn).collect();
    drawn.sort_unstable();
    drawn
}
