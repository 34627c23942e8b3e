//! A small shop with something in every table that names a customer.
//!
//! ```text
//! #       orders  consent  campaign 1  2        3        4        5        journey 1  2
//! anna    a1 a2   yes      treated     treated  .        waiting  waiting  inside     .
//! hanna   h1 h2   no       held out    treated  treated  sent     waiting  inside     inside
//! boris   b1      .        .           .        .        .        .        .          .
//! vera    v1      .        .           .        .        .        .        .          .
//! gleb    g1      .        .           .        .        .        .        .          .
//!
//! Anna, Hanna and Boris have told their birthdays.
//! ```

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use collect::consent::{self, Channel, Consent, Ground, Purpose, State};
use collect::customers::merging::{self, MergeError, Merger};
use collect::customers::{self, Identity, Known};
use collect::fields::{self, Telling};
use collect::keys::{self, Scope};
use collect::orders;
use collect::orders::draft::PersonDraft;
use collect::shop::Shop;
use collect::timeline;
use domain::{CustomerId, Instant, MergerId};
use know::segments;
use records::{Actor, FromQueryResult, ShopTx};
use serde_json::{Value, json};
use testkit::Stage;
use tower::ServiceExt;
use uuid::Uuid;

use crate::acted::{
    number_of, put_campaign, put_decision, put_exposure, put_message, put_owed, put_passage,
    put_wish,
};

const NAMES: [&str; 5] = ["anna", "hanna", "boris", "vera", "gleb"];

const ORDERS: [(&str, &str); 7] = [
    ("a1", "anna"),
    ("a2", "anna"),
    ("h1", "hanna"),
    ("h2", "hanna"),
    ("b1", "boris"),
    ("v1", "vera"),
    ("g1", "gleb"),
];

/// The shop and who is who in it.
pub struct Drawn {
    pub shop: Shop,
    ids: BTreeMap<&'static str, (CustomerId, i64)>,
    secret: String,
}

/// Somebody by his name and an address made of it.
pub fn person(name: &str) -> PersonDraft {
    PersonDraft {
        external_id: None,
        email: Some(format!("{name}@example.test")),
        name: Some(name.to_owned()),
        ..PersonDraft::default()
    }
}

impl Drawn {
    pub async fn on(stage: &Stage) -> Self {
        let shop = stage.shop().await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let created = keys::create(&mut tx, "web", Scope::Ingest).await.expect("a key");
        tx.commit().await.expect("kept");
        let mut drawn = Self { shop, ids: BTreeMap::new(), secret: created.secret };
        for (order, name) in ORDERS {
            drawn.order(order, &person(name)).await;
        }
        for name in NAMES {
            let email = format!("{name}@example.test");
            let identity = Identity { kind: "email".to_owned(), value: email };
            let mut tx = drawn.shop.read().await.expect("a transaction");
            let known = customers::called(&mut tx, &identity).await.expect("asked");
            let known = known.expect("he has ordered");
            drawn.ids.insert(name, (known.id, known.no));
        }
        for kind in ["page", "order"] {
            drawn.hears("hanna", kind).await;
        }
        drawn.acts().await;
        let mut tx = drawn.shop.write(Actor::System).await.expect("a transaction");
        let coins = segments::coins(&mut tx).await.expect("coins");
        let rule = segments::text::read("orders >= 2", coins).expect("a rule");
        segments::saved::save(&mut tx, "twice", rule).await.expect("a segment");
        tx.commit().await.expect("kept");
        segments::keeping::keep_all(&drawn.shop).await.expect("kept");
        collect::settling::settle(&drawn.shop).await.expect("settled");
        drawn
    }

    pub fn id(&self, name: &str) -> CustomerId {
        self.ids[name].0
    }

    fn name_of(&self, id: CustomerId) -> &'static str {
        self.ids.iter().find(|(_, known)| known.0 == id).map(|(name, _)| *name).expect("one of us")
    }

    /// Each order and who it arrived under.
    pub fn arrivals(&self) -> Vec<(&'static str, CustomerId)> {
        ORDERS.iter().map(|(order, name)| (*order, self.id(name))).collect()
    }

    pub async fn order(&self, external_id: &str, of: &PersonDraft) {
        let mut draft = testkit::order("file", external_id, Stage::OPENING);
        draft.person = Some(of.clone());
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        orders::record_many(&mut tx, None, &[draft.sealed()]).await.expect("recorded");
        tx.commit().await.expect("kept");
    }

    /// The site tells of somebody who is signed in there by his address.
    pub async fn hears(&self, name: &str, kind: &str) {
        let who = json!({ "email": format!("{name}@example.test") });
        let anonymous = format!("browser of {name}");
        let event = match kind {
            "page" => json!({ "type": "page", "name": "Cakes" }),
            _ => json!({ "type": "track", "event": "Order Completed",
                         "properties": { "order_id": "w1", "revenue": 5, "currency": "EUR" } }),
        };
        let mut event = event;
        event["anonymousId"] = json!(anonymous);
        event["context"] = json!({ "traits": who });
        let told = json!({ "writeKey": self.secret, "batch": [event] });
        let request = Request::post("/v1/batch")
            .header("host", "localhost")
            .body(Body::from(told.to_string()))
            .expect("a request");
        let answer = server::router(self.shop.clone()).oneshot(request).await.expect("answered");
        assert_eq!(answer.status(), StatusCode::OK);
    }

    /// What was decided, said and sent, and who is on which way.
    async fn acts(&self) {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        for (name, state) in [("anna", State::Granted), ("hanna", State::Denied)] {
            let said = Consent {
                purpose: Purpose::Marketing,
                channel: Channel::Email,
                state,
                ground: Ground::Answer,
                proof: None,
                at: Stage::OPENING,
                source: "story".to_owned(),
            };
            consent::declare_many(&mut tx, vec![(self.id(name), said)]).await.expect("said");
        }
        self.put_fields(&mut tx).await;
        for campaign in 1..=5 {
            put_campaign(&mut tx, campaign).await;
        }
        let dealt = [
            (1, "anna", "treated"),
            (1, "hanna", "held_out"),
            (2, "anna", "treated"),
            (2, "hanna", "treated"),
            (3, "hanna", "treated"),
        ];
        for (campaign, name, arm) in dealt {
            put_exposure(&mut tx, campaign, self.ids[name], arm).await;
        }
        let decided = [
            (4, "anna", "waiting"),
            (4, "hanna", "sent"),
            (5, "anna", "waiting"),
            (5, "hanna", "waiting"),
        ];
        for (number, (campaign, name, outcome)) in (1..).zip(decided) {
            put_decision(&mut tx, number, (campaign, self.ids[name]), outcome).await;
        }
        put_message(&mut tx, 2, self.ids["hanna"]).await;
        put_owed(&mut tx, 1, self.ids["hanna"]).await;
        for (journey, name) in [(1, "anna"), (1, "hanna"), (2, "hanna")] {
            put_passage(&mut tx, journey, self.ids[name]).await;
        }
        put_wish(&mut tx, self.id("hanna")).await;
        tx.commit().await.expect("kept");
    }

    /// What is known of two of them: each told something of the other too, and at other times.
    async fn put_fields(&self, tx: &mut ShopTx) {
        let told = [("anna", 1, "--05-17"), ("hanna", 2, "1990-05-18"), ("boris", 3, "--02-29")];
        for (name, day, birthday) in told {
            let (id, no) = self.ids[name];
            let values = vec![("birthday".to_owned(), Some(json!(birthday)))];
            let telling = Telling { of: Known::new(id, no), at: Instant(day), values };
            fields::tell_many(tx, "story", vec![telling]).await.expect("told");
        }
    }

    pub async fn merge(&self, keep: &str, gone: &str) -> MergerId {
        self.merge_ids(self.id(keep), self.id(gone)).await
    }

    pub async fn merge_ids(&self, keep: CustomerId, gone: CustomerId) -> MergerId {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let two = (keep, gone);
        let preview = merging::preview(&mut tx, &server::followers(), two).await.expect("shown");
        assert_eq!((preview.kept.id, preview.gone.id), two);
        let merger = merging::merge(&mut tx, &server::followers(), two, "one person").await;
        let merger = merger.expect("merged");
        tx.commit().await.expect("kept");
        merger.id
    }

    pub async fn undo(&self, id: MergerId) -> Result<Merger, MergeError> {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let merger = merging::undo(&mut tx, &server::followers(), id, "two after all").await?;
        tx.commit().await.expect("kept");
        Ok(merger)
    }

    pub async fn found(&self, id: CustomerId) -> Option<CustomerId> {
        let mut tx = self.shop.read().await.expect("a transaction");
        customers::find(&mut tx, id).await.expect("asked").map(|customer| customer.id)
    }

    pub async fn said(&self, name: &str) -> Option<State> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let asked = (Purpose::Marketing, Channel::Email);
        consent::state_of(&mut tx, self.id(name), asked.0, asked.1).await.expect("asked")
    }

    pub async fn timeline(&self, name: &str) -> Vec<String> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let noted = timeline::of_customer(&mut tx, self.id(name), None, 100).await.expect("noted");
        noted.into_iter().map(|noted| noted.kind).collect()
    }

    /// The names of the customers there are, in the order of their numbers.
    pub async fn customers(&self) -> Vec<&'static str> {
        let ids: Vec<IdRow> = self.rows("select id, '' as word from customer order by no").await;
        ids.into_iter().map(|row| self.name_of(CustomerId(row.id))).collect()
    }

    /// The orders out of files of a customer, by their names.
    pub async fn orders_of(&self, name: &str) -> Vec<String> {
        let sql = "select customer_id as id, external_id as word from orders
                   where source = 'file' order by external_id";
        let all: Vec<IdRow> = self.rows(sql).await;
        let his = all.into_iter().filter(|row| row.id == self.id(name).0);
        his.map(|row| row.word).collect()
    }

    pub async fn owner_of_order(&self, order: &str) -> CustomerId {
        let sql = "select customer_id as id, external_id as word from orders";
        let all: Vec<IdRow> = self.rows(sql).await;
        let row = all.into_iter().find(|row| row.word == order).expect("an order");
        CustomerId(row.id)
    }

    /// The arms that count, each with the number of its campaign.
    pub async fn counted_arms(&self) -> Vec<String> {
        let sql = "select campaign_id as id, arm as word from exposure where set_aside is null
                   order by 1, 2";
        let all: Vec<IdRow> = self.rows(sql).await;
        all.into_iter().map(|row| format!("{} {}", number_of(row.id), row.word)).collect()
    }

    pub async fn waiting_decisions(&self) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct WaitingRow {
            campaign_id: Uuid,
            customer_id: Uuid,
        }
        let sql = "select campaign_id, customer_id from decision where outcome = 'waiting'
                   order by 1, id";
        let all: Vec<WaitingRow> = self.rows(sql).await;
        let word = |row: WaitingRow| {
            let name = self.name_of(CustomerId(row.customer_id));
            format!("{} {name}", number_of(row.campaign_id))
        };
        all.into_iter().map(word).collect()
    }

    /// Numbers of customers and how many orders each has, as the columns tell it.
    pub async fn buyers_in_facts(&self) -> Vec<(i64, i64)> {
        let session = collect::settling::session(&self.shop).await.expect("facts");
        let sql = "select customer_no, count(*) as n from orders where customer_no > 0
                   group by customer_no order by 1";
        let answer = session.sql(sql).await.expect("an answer");
        let figure = |value: &Value| value.as_i64().expect("a number");
        answer.rows.iter().map(|row| (figure(&row[0]), figure(&row[1]))).collect()
    }

    pub async fn buyers_in_rows(&self) -> Vec<(i64, i64)> {
        #[derive(FromQueryResult)]
        struct BuyerRow {
            customer_no: i64,
            n: i64,
        }
        let sql = "select customer_no, count(*) as n from orders where customer_no > 0
                   group by customer_no order by 1";
        let all: Vec<BuyerRow> = self.rows(sql).await;
        all.into_iter().map(|row| (row.customer_no, row.n)).collect()
    }

    async fn rows<T: FromQueryResult>(&self, sql: &str) -> Vec<T> {
        let mut tx = self.shop.read().await.expect("a transaction");
        tx.rows(sql, vec![]).await.expect("rows")
    }
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
    word: String,
}
