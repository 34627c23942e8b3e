//! The stories of this slice: a bakery that sells through Shopify and WooCommerce.

mod asked;
mod at_the_door;
mod real_documents;
mod stripe;
mod told;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::StorefrontId;
use records::{Actor, FromQueryResult};
use serde_json::{Value as Json, json};
use testkit::Stage;
use tower::ServiceExt;

use super::deliveries::signature;
use super::errands::{self, Errand, Step};
use super::{Connected, Kind, Papers, Storefront, connect, deliveries, find};
use crate::shop::{Address, Shop};
use crate::work;

const SECRET: &str = "hush_0123456789abcdef0123456789abcdef";

/// A bakery with one storefront.
struct Bakery {
    shop: Shop,
    kind: Kind,
    id: StorefrontId,
    clock: domain::FixedClock,
    n_sent: std::cell::Cell<u32>,
}

async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    Shop::open_with_clock(&address, clock).await.expect("a shop can be opened")
}

impl Bakery {
    async fn of(stage: &Stage, kind: Kind) -> Self {
        let address = match kind {
            Kind::Shopify => "bakery.myshopify.com",
            Kind::Woocommerce => "bakery.test",
            Kind::Stripe => "api.stripe.com",
        };
        let papers = Papers {
            signing_secret: Some(SECRET.to_owned()),
            consent_field: Some("newsletter".to_owned()),
            ..Papers::default()
        };
        Self::with(stage, (kind, address), papers).await
    }

    async fn with(stage: &Stage, place: (Kind, &str), papers: Papers) -> Self {
        let shop = shop_of(stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let seal = shop.seal(&mut tx).expect("a seal");
        let Connected { storefront, .. } =
            connect(&mut tx, &seal, place, papers).await.expect("connected");
        tx.commit().await.expect("kept");
        let (kind, id, clock) = (place.0, storefront.id, stage.clock().clone());
        Self { shop, kind, id, clock, n_sent: 0.into() }
    }

    async fn storefront(&self) -> Storefront {
        let mut tx = self.shop.read().await.expect("a transaction");
        find(&mut tx, self.id).await.expect("found").expect("it is there")
    }

    /// What the door answers to these bytes with this envelope.
    async fn sends(&self, headers: &[(&str, &str)], body: impl Into<Body>) -> (StatusCode, Json) {
        let address = format!("/hooks/{}/{}", self.kind.word(), self.id);
        let mut request = Request::post(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).expect("a request");
        let (router, _) = super::api::router().split_for_parts();
        let answer = router.with_state(self.shop.clone()).oneshot(request).await.expect("answered");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, serde_json::from_slice(&bytes).unwrap_or(Json::Null))
    }

    /// Delivers a document properly signed, under a name of its own.
    async fn tells(&self, topic: &str, told_at: &str, document: &Json) -> StatusCode {
        self.n_sent.set(self.n_sent.get() + 1);
        let name = format!("event-{}", self.n_sent.get());
        self.tells_as(&name, topic, told_at, document).await
    }

    async fn tells_as(
        &self,
        name: &str,
        topic: &str,
        told_at: &str,
        document: &Json,
    ) -> StatusCode {
        // One after the other, so that it is known which came first.
        self.clock.set(domain::Instant(domain::Clock::now(&self.clock).0 + 1_000));
        let body = document.to_string();
        let signature = match self.kind {
            Kind::Stripe => {
                signature::of_stripe(SECRET, body.as_bytes(), domain::Clock::now(&self.clock))
            }
            kind => signature::of(kind, SECRET, body.as_bytes()),
        };
        let headers = match self.kind {
            Kind::Shopify => vec![
                ("X-Shopify-Topic", topic),
                ("X-Shopify-Hmac-SHA256", &*signature),
                ("X-Shopify-Shop-Domain", "bakery.myshopify.com"),
                ("X-Shopify-Event-Id", name),
                ("X-Shopify-Triggered-At", told_at),
            ],
            Kind::Woocommerce => vec![
                ("X-WC-Webhook-Topic", topic),
                ("X-WC-Webhook-Signature", &*signature),
                ("X-WC-Webhook-Delivery-ID", name),
            ],
            Kind::Stripe => vec![("Stripe-Signature", &*signature)],
        };
        self.sends(&headers, body).await.0
    }

    /// Does everything that is due.
    async fn works(&self) {
        let kinds = super::kinds_of_work();
        work::do_all_due(&self.shop, &kinds).await.expect("the work is done");
    }

    /// The fates of the deliveries, the oldest first.
    async fn fates(&self) -> Vec<String> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let heard =
            deliveries::list(&mut tx, self.id, None, None, 1_000).await.expect("deliveries");
        let word = |one: deliveries::Delivery| {
            let fate = json!(one.fate).as_str().expect("a word").to_owned();
            one.reason.map_or(fate.clone(), |reason| format!("{fate} {reason}"))
        };
        heard.into_iter().rev().map(word).collect()
    }

    /// Does one errand to its end; answers how many steps it took.
    async fn runs(&self, errand: Errand, days: Option<errands::Days>) -> usize {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        errands::begin(&mut tx, self.id, errand, days).await.expect("begun");
        tx.commit().await.expect("kept");
        self.goes_on(errand).await
    }

    async fn goes_on(&self, errand: Errand) -> usize {
        let mut n_steps = 0;
        loop {
            n_steps += 1;
            match errands::step(&self.shop, self.id, errand).await.expect("a step") {
                Step::More(at) if at > self.shop.records().clock().now() => return n_steps,
                Step::More(_) => {}
                Step::Idle | Step::Ended => return n_steps,
            }
        }
    }

    /// Everything that the shop has come to know, written down so that two ways can be compared.
    async fn knows(&self) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Line {
            line: String,
        }
        // Casts, because the engines write numbers next to texts differently.
        let questions = [
            "select source || ' ' || external_id || ' ' || cast(at as text) || ' ' || currency
                 || ' ' || coalesce(cast(amount as text), '-') || ' ' || status || ' '
                 || coalesce(source_status, '-') || ' ' || coalesce(cast(refunded as text), '-')
                 || ' ' || coalesce(coupon, '-') || ' ' || coalesce(city, '-') || ' '
                 || cast(n_lines as text) as line
             from orders order by source, external_id",
            "select kind || ' ' || value as line from identity order by kind, value",
            "select consent.channel || ' ' || consent.state || ' ' || cast(consent.at as text)
                 || ' ' || coalesce(customer.email, customer.external_id) as line
             from consent join customer on customer.id = consent.customer_id order by 1",
        ];
        let mut tx = self.shop.read().await.expect("a transaction");
        let mut lines = Vec::new();
        for question in questions {
            let found: Vec<Line> = tx.rows(question, vec![]).await.expect("lines");
            lines.extend(found.into_iter().map(|line| line.line));
        }
        lines
    }

    async fn n_happenings(&self) -> i64 {
        let mut tx = self.shop.read().await.expect("a transaction");
        tx.number("select count(*) from happening", vec![]).await.expect("a number")
    }
}

/// An order of Shopify as its API writes it, shortened to what matters.
fn shopify_order(id: u64, day: u32, change: u32, sum: &str) -> Json {
    json!({
        "id": id,
        "name": format!("#{}", id - 4_000),
        "email": format!("guest{id}@example.test"),
        "created_at": format!("2026-02-{day:02}T10:00:00+02:00"),
        "updated_at": format!("2026-02-{day:02}T11:{change:02}:00+02:00"),
        "currency": "EUR",
        "financial_status": "paid",
        "subtotal_price": sum,
        "total_price": sum,
        "total_tax": "0.00",
        "source_name": "web",
        "test": false,
        "customer": { "id": id + 90_000, "first_name": "Guest", "last_name": id.to_string() },
        "shipping_address": { "city": "Kyiv", "country_code": "UA" },
        "line_items": [{ "id": 1, "name": "Rye bread", "sku": "RYE", "price": sum, "quantity": 1 }],
        "refunds": [],
    })
}

/// An order of WooCommerce as its API writes it, shortened to what matters.
fn woo_order(id: u64, day: u32, change: u32, sum: &str) -> Json {
    json!({
        "id": id,
        "number": id.to_string(),
        "status": "processing",
        "currency": "EUR",
        "date_created_gmt": format!("2026-02-{day:02}T08:00:00"),
        "date_modified_gmt": format!("2026-02-{day:02}T09:{change:02}:00"),
        "total": sum,
        "total_tax": "0.00",
        "shipping_total": "0.00",
        "customer_id": 0,
        "billing": { "first_name": "Guest", "last_name": id.to_string(), "city": "Lviv",
                     "country": "UA", "email": format!("guest{id}@example.test") },
        "line_items": [{ "id": 1, "name": "Bun &ndash; small", "product_id": 93, "quantity": 2,
                         "total": sum, "price": 1.5, "sku": "" }],
        "coupon_lines": [],
        "refunds": [],
        "meta_data": [],
    })
}

/// The moment that the story has come to.
trait Now {
    fn clock_now(&self) -> domain::Instant;
}

impl Now for Stage {
    fn clock_now(&self) -> domain::Instant {
        domain::Clock::now(self.clock())
    }
}
