//! Through the whole house: a run kept and put in use, cards and segments that ask it, SQL.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::settling;
use collect::shop::Shop;
use domain::{Instant, OrderStatus};
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use crate::leaving::features::Feature;
use crate::leaving::{self, LeavingOptions};
use crate::models;
use crate::segments::tests::house::Chance;
use crate::segments::{self, keeping, saved};

/// A hundred and twenty customers over a year; every third comes every ten days to this day, the
/// others stopped on some day.
fn drafts() -> Vec<OrderDraft> {
    let chance = &mut Chance(4);
    let mut drafts = Vec::new();
    for customer in 1..=120 {
        let stops = if customer % 3 == 0 { 0 } else { chance.below(360).cast_signed() };
        let mut ago = stops + 1 + chance.below(400 - stops.unsigned_abs()).cast_signed();
        while ago > stops {
            drafts.push(draft(customer, ago, chance));
            ago -= 5 + chance.below(11).cast_signed();
        }
    }
    drafts
}

fn draft(customer: i64, ago: i64, chance: &mut Chance) -> OrderDraft {
    let amount = 1_000 + chance.below(3_000).cast_signed();
    let undone = chance.below(12) == 0;
    let line = Line {
        sku: None,
        product: None,
        category: Some(["Tea", "Cake"][chance.below(2) as usize].to_owned()),
        quantity: 1.0,
        unit_price: None,
        amount: Some(amount),
        cost: None,
    };
    let at = Instant(Stage::OPENING.0 - ago * Instant::DAY);
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(format!("c{customer}")),
            ..PersonDraft::default()
        }),
        amount: Some(amount),
        lines: vec![line],
        status: if undone { OrderStatus::Returned } else { OrderStatus::Paid },
        coupon: (customer % 4 == 0).then(|| "SPRING".to_owned()),
        ..testkit::order("till", &format!("{customer}-{ago}"), at)
    }
    .sealed()
}

async fn open(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, &drafts()).await.expect("orders are written");
    tx.commit().await.expect("kept");
    settling::settle(&shop).await.expect("settled");
    shop
}

async fn ask(shop: &Shop, method: &str, address: &str, body: Value) -> (StatusCode, Value) {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder().method(method).uri(address);
    let request = request.header("content-type", "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

const REPORT: &str = "/api/v1/reports/leaving";

#[tokio::test]
async fn the_tallies_of_a_shop_reach_its_features() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let fitted = leaving::fitted(&shop, &LeavingOptions::default()).await.expect("a fit");
        assert!(fitted.rhythm_days.is_some_and(|days| days % 7 == 0), "{:?}", fitted.rhythm_days);
        let now = &fitted.modelled.as_ref().expect("orders").now;
        for (place, customer) in now.seen.customers.iter().enumerate() {
            let told = |feature: Feature| feature.shown(now.row(place)[feature as usize]);
            let coupons = if customer % 4 == 0 { 1.0 } else { 0.0 };
            assert_eq!(told(Feature::Coupons), coupons, "{customer}");
            let categories = told(Feature::Categories);
            assert!((1.0..=2.0).contains(&categories.round()), "{customer}: {categories}");
        }
        let undone: Vec<f64> = (0..now.seen.customers.len())
            .map(|place| now.row(place)[Feature::Undone as usize])
            .collect();
        assert!(undone.iter().any(|share| *share > 0.0) && undone.iter().all(|it| *it <= 1.0));
    })
    .await;
}

#[tokio::test]
async fn the_run_in_use_tells_cards_segments_and_sql_alike() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let (status, report) =
            ask(&shop, "GET", &format!("{REPORT}?within=28d"), Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{report}");
        assert_eq!((&report["within_days"], &report["customers"]), (&json!(28), &json!(120)));
        let kept = format!("{REPORT}/runs?within=28d&model=boosting");
        let (status, run) = ask(&shop, "POST", &kept, Value::Null).await;
        assert_eq!(status, StatusCode::CREATED, "{run}");
        assert!(run["measures"]["auc"].as_f64() > Some(0.6), "{run}");
        let address = format!("/api/v1/models/runs/{}/use", run["id"].as_str().expect("an id"));
        assert_eq!(ask(&shop, "PUT", &address, Value::Null).await.0, StatusCode::OK);
        let (_, runs) = ask(&shop, "GET", "/api/v1/models/runs?model=leaving", Value::Null).await;
        assert!(runs[0]["in_use_since"].is_string(), "{runs}");

        let same = format!("{REPORT}?within=28d&model=boosting");
        let (_, report) = ask(&shop, "GET", &same, Value::Null).await;
        let rows = report["rows"].as_array().expect("rows");
        let chance = |row: &Value| row["leaving"].as_f64().expect("a chance");
        for row in rows.iter().step_by(17) {
            let id = row["customer"].as_str().expect("an id");
            let address = format!("/api/v1/customers/{id}/leaving");
            let (_, card) = ask(&shop, "GET", &address, Value::Null).await;
            // A kept run is read back from JSON, which may cost it the last digit.
            assert!((chance(&card) - chance(row)).abs() < 1e-9, "{card} {row}");
            let names = |told: &Value| -> Vec<Value> {
                let reasons = told["reasons"].as_array().expect("reasons").iter();
                reasons.map(|reason| reason["feature"].clone()).collect()
            };
            assert_eq!(names(&card), names(row));
            assert_eq!((&card["run"], &card["model"]), (&run["id"], &json!("boosting")));
        }
        let leaving = rows.iter().filter(|row| chance(row) > 0.6).count();
        assert!(leaving > 10 && leaving < 110, "{leaving}");
        let text = json!({ "text": "LEAVING > 60" });
        let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", text.clone()).await;
        assert_eq!(preview["count"], leaving, "{preview}");
        assert_eq!(preview["text"], "leaving > 60%");
        let (_, sql) = ask(&shop, "POST", "/api/v1/segments/sql", text).await;
        let question = sql["sql"].as_str().expect("a question");
        let answer = crate::questions::ask(&shop, question, crate::questions::SHOWN).await;
        let told = answer.expect("an answer").answer.table().expect("values");
        assert_eq!(told.rows.len(), leaving);
    })
    .await;
}

#[tokio::test]
async fn another_run_in_use_moves_the_members_of_a_segment() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let staff = || Actor::Staff("test".to_owned());
        let within = |days: &str| LeavingOptions {
            within: Some(days.parse().expect("days")),
            ..LeavingOptions::default()
        };
        let mut tx = shop.write(staff()).await.expect("a transaction");
        let coins = segments::coins(&mut tx).await.expect("coins");
        let rule = segments::text::read("leaving > 60%", coins).expect("a rule");
        saved::save(&mut tx, "Leaving", rule).await.expect("saved");
        tx.commit().await.expect("kept");
        let mut keeper = keeping::Keeper::default();
        let mut counts = Vec::new();
        for days in ["14d", "120d"] {
            let run = leaving::run(&shop, within(days), staff()).await.expect("a run");
            let mut tx = shop.write(staff()).await.expect("a transaction");
            models::put_in_use(&mut tx, run.id).await.expect("in use");
            tx.commit().await.expect("kept");
            assert!(keeper.keep_up(&shop).await.expect("kept up"), "{days}");
            let mut tx = shop.read().await.expect("a transaction");
            let saved = segments::known(&mut tx, "Leaving").await.expect("saved");
            counts.push(saved.last_counted.expect("counted").n_members);
        }
        assert!(counts[0] > counts[1], "in longer days more of them come: {counts:?}");
    })
    .await;
}

#[tokio::test]
async fn a_run_that_cannot_tell_anything_is_not_put_in_use() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        let (_, run) = ask(&shop, "POST", &format!("{REPORT}/runs"), Value::Null).await;
        let address = format!("/api/v1/models/runs/{}/use", run["id"].as_str().expect("an id"));
        let (status, problem) = ask(&shop, "PUT", &address, Value::Null).await;
        let refused = (StatusCode::UNPROCESSABLE_ENTITY, &json!("found_nothing"));
        assert_eq!((status, &problem["code"]), refused, "{problem}");
        let (_, value) = ask(&shop, "POST", "/api/v1/reports/value/runs", Value::Null).await;
        let other = format!("/api/v1/models/runs/{}/use", value["id"].as_str().expect("an id"));
        assert_eq!(ask(&shop, "PUT", &other, Value::Null).await.1["code"], "not_asked");
        assert_eq!(ask(&shop, "DELETE", &other, Value::Null).await.0, StatusCode::NOT_FOUND);
        let text = json!({ "text": "leaving > 10%" });
        let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", text).await;
        assert_eq!(preview["count"], 0);
        let codes = preview["caveats"].as_array().expect("caveats");
        assert!(codes.iter().any(|it| it["code"] == "no_chances"), "{preview}");
    })
    .await;
}
