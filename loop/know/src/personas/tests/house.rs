//! Through the whole house: a run kept and put in use, cards, segments, lists and SQL that ask it.

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

use crate::segments::tests::house::Chance;
use crate::segments::{self, keeping, saved};

const REPORT: &str = "/api/v1/reports/personas";

/// A hundred and fifty customers of three kinds: every week in the evening, tea, on the web; once,
/// long ago, cake; at weekends at noon, with a promo code, in the shop.
fn drafts() -> Vec<OrderDraft> {
    let chance = &mut Chance(8);
    let mut drafts = Vec::new();
    for customer in 0..150 {
        let (first, last, gap) = match customer % 3 {
            0 => (300 + chance.below(60), chance.below(7), 7),
            1 => (250 + chance.below(100), 240, 400),
            _ => (200 + chance.below(60), chance.below(30), 21),
        };
        let mut ago = first.cast_signed();
        while ago >= last.cast_signed() {
            drafts.push(draft(customer, ago, chance));
            ago -= 1 + chance.below(2 * gap).cast_signed();
        }
    }
    drafts
}

fn draft(customer: u64, ago: i64, chance: &mut Chance) -> OrderDraft {
    let (kind, amount) = (customer % 3, [5_000, 2_000, 900][(customer % 3) as usize]);
    let hour = [20, 10 + chance.below(4).cast_signed(), 12][kind as usize];
    // The opening is a day of the week that the shop knows; the third kind comes on its Saturdays.
    let day = Stage::OPENING.0 / Instant::DAY - ago;
    let day = if kind == 2 { day - (day + 4).rem_euclid(7) + 6 } else { day };
    let at = Instant(
        (day.min(Stage::OPENING.0 / Instant::DAY - 1)) * Instant::DAY + hour * 3_600_000_000,
    );
    let category =
        if chance.below(5) == 0 { "Jam" } else { ["Tea", "Cake", "Bread"][kind as usize] };
    let line = Line {
        sku: None,
        product: None,
        category: Some(category.to_owned()),
        quantity: [3.0, 1.0, 1.0][kind as usize],
        unit_price: None,
        amount: Some(amount),
        cost: None,
    };
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(format!("c{customer}")),
            ..PersonDraft::default()
        }),
        amount: Some(amount + chance.below(200).cast_signed()),
        lines: vec![line],
        status: OrderStatus::Paid,
        coupon: (kind == 2).then(|| "SPRING".to_owned()),
        channel: Some(["web", "web", "shop"][kind as usize].to_owned()),
        city: Some("Kyiv".to_owned()),
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

async fn kept_and_used(shop: &Shop, question: &str) -> Value {
    let (status, run) = ask(shop, "POST", &format!("{REPORT}/runs{question}"), Value::Null).await;
    assert_eq!(status, StatusCode::CREATED, "{run}");
    let address = format!("/api/v1/models/runs/{}/use", run["id"].as_str().expect("an id"));
    assert_eq!(ask(shop, "PUT", &address, Value::Null).await.0, StatusCode::OK);
    run
}

#[tokio::test]
async fn the_portraits_add_up_to_the_shop_and_say_who_they_are() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let (status, report) = ask(&shop, "GET", &format!("{REPORT}?k=3"), Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{report}");
        let personas = report["personas"].as_array().expect("personas");
        assert_eq!((personas.len(), &report["customers"]), (3, &json!(150)));
        let sum = |of: fn(&Value) -> f64| personas.iter().map(of).sum::<f64>();
        assert_eq!(sum(|it| it["customers"].as_f64().expect("a count")), 150.0);
        assert!((sum(|it| it["share"].as_f64().expect("a share")) - 1.0).abs() < 1e-9);
        for persona in personas {
            let hours = persona["hours"].as_array().expect("hours");
            let all: f64 = hours.iter().filter_map(Value::as_f64).sum();
            assert!(hours.len() == 24 && (all - 1.0).abs() < 1e-9, "{persona}");
            assert_eq!(persona["differs"].as_array().map(Vec::len), Some(3));
            assert_eq!(persona["typical"].as_array().map(Vec::len), Some(3));
            for differs in persona["differs"].as_array().expect("differences") {
                let number = |name: &str| differs[name].as_f64().expect("a number");
                assert!(number("low") <= number("value") && number("value") <= number("high"));
            }
        }
        let best = |of: fn(&Value) -> f64| {
            personas.iter().max_by(|a, b| of(a).total_cmp(&of(b))).expect("three")
        };
        let weekly = best(|it| it["orders"].as_f64().unwrap_or(0.0));
        assert_eq!(weekly["categories"][0]["name"], "Tea", "{weekly}");
        assert_eq!(weekly["hours"][20], 1.0, "{weekly}");
        let coupons = best(|it| it["coupons"].as_f64().unwrap_or(0.0));
        assert_eq!(
            (&coupons["coupons"], &coupons["channels"][0]["name"]),
            (&json!(1.0), &json!("shop"))
        );
        assert!(coupons["channels"][0]["lift"].as_f64() > Some(1.5));
    })
    .await;
}

#[tokio::test]
async fn the_run_in_use_tells_cards_segments_lists_and_sql_alike() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let run = kept_and_used(&shop, "?k=3").await;
        assert_eq!(run["measures"]["k"], 3);
        let (_, report) = ask(&shop, "GET", REPORT, Value::Null).await;
        assert_eq!(report["run"], run["id"]);
        assert!(report["in_use_since"].is_string());
        for persona in report["personas"].as_array().expect("personas") {
            let (key, n) = (persona["key"].as_str().expect("a word"), &persona["customers"]);
            let text = json!({ "text": format!("PERSONA IS {key}") });
            let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", text.clone()).await;
            assert_eq!(&preview["count"], n, "{preview}");
            assert_eq!(preview["text"], format!("persona is {key}"));
            let (_, sql) = ask(&shop, "POST", "/api/v1/segments/sql", text).await;
            let question = sql["sql"].as_str().expect("a question");
            let answer = crate::questions::ask(&shop, question, crate::questions::SHOWN).await;
            let told = answer.expect("an answer").answer.table().expect("values");
            assert_eq!(json!(told.rows.len()), *n);
            let address = format!("/api/v1/customers?limit=500&persona={key}");
            let (_, list) = ask(&shop, "GET", &address, Value::Null).await;
            assert_eq!(json!(list["items"].as_array().expect("items").len()), *n);
            let typical = persona["typical"][0]["customer"].as_str().expect("an id");
            let address = format!("/api/v1/customers/{typical}/persona");
            let (_, card) = ask(&shop, "GET", &address, Value::Null).await;
            assert_eq!((&card["key"], &card["run"]), (&persona["key"], &run["id"]), "{card}");
            assert!(
                card["surely"].as_f64() > Some(0.2)
                    && card["reasons"][0]["effect"].as_f64() > Some(0.0)
            );
        }
        let (_, words) = ask(&shop, "GET", "/api/v1/segments/words", Value::Null).await;
        assert_eq!(words["personas"].as_array().map(Vec::len), Some(3), "{words}");
        let again = ask(&shop, "POST", &format!("{REPORT}/runs?k=3&seed=77"), Value::Null).await.1;
        assert_eq!(again["measures"]["kept"], 3, "another seed, the same people: {again}");
        let (_, shown) = ask(
            &shop,
            "GET",
            &format!("{REPORT}?run={}", again["id"].as_str().expect("an id")),
            Value::Null,
        )
        .await;
        assert_eq!(shown["personas"][0]["fate"], "kept");
        assert!(shown["in_use_since"].is_null());
    })
    .await;
}

#[tokio::test]
async fn another_run_in_use_moves_the_members_of_a_segment() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        kept_and_used(&shop, "?k=3").await;
        let (_, report) = ask(&shop, "GET", REPORT, Value::Null).await;
        let key = report["personas"][0]["key"].as_str().expect("a word").to_owned();
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let coins = segments::coins(&mut tx).await.expect("coins");
        let rule = segments::text::read(&format!("not persona is {key}"), coins).expect("a rule");
        saved::save(&mut tx, "Others", rule).await.expect("saved");
        tx.commit().await.expect("kept");
        let mut keeper = keeping::Keeper::default();
        let mut counts = Vec::new();
        for question in ["?k=3", "?k=6"] {
            kept_and_used(&shop, question).await;
            assert!(keeper.keep_up(&shop).await.expect("kept up"), "{question}");
            let mut tx = shop.read().await.expect("a transaction");
            let saved = segments::known(&mut tx, "Others").await.expect("saved");
            counts.push(saved.last_counted.expect("counted").n_members);
        }
        assert!(counts[0] <= counts[1] && counts[0] > Some(0), "{counts:?}");
    })
    .await;
}

#[tokio::test]
async fn without_a_run_in_use_nobody_has_a_persona_and_it_is_said() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let text = json!({ "text": "persona is regulars" });
        let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", text.clone()).await;
        let codes = |told: &Value| -> Vec<String> {
            let caveats = told["caveats"].as_array().expect("caveats").iter();
            caveats.map(|it| it["code"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(preview["count"], 0);
        assert!(codes(&preview).contains(&"no_personas".to_owned()), "{preview}");
        kept_and_used(&shop, "?k=2").await;
        let text = json!({ "text": "persona is somebody-else" });
        let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", text).await;
        assert!(codes(&preview).contains(&"no_such_persona".to_owned()), "{preview}");
        let nobody = "/api/v1/reports/personas?run=run_00000000000000000000000000";
        let (status, problem) = ask(&shop, "GET", nobody, Value::Null).await;
        assert!(status.is_client_error(), "{problem}");
        let (status, problem) = ask(&shop, "GET", &format!("{REPORT}?k=9"), Value::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    })
    .await;
}

#[tokio::test]
async fn a_shop_in_which_nobody_bought_has_no_personas_and_its_run_is_not_put_in_use() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        let (status, report) = ask(&shop, "GET", REPORT, Value::Null).await;
        assert_eq!((status, &report["customers"]), (StatusCode::OK, &json!(0)), "{report}");
        assert_eq!(report["personas"], json!([]));
        let (_, run) = ask(&shop, "POST", &format!("{REPORT}/runs"), Value::Null).await;
        let address = format!("/api/v1/models/runs/{}/use", run["id"].as_str().expect("an id"));
        let (status, problem) = ask(&shop, "PUT", &address, Value::Null).await;
        let refused = (StatusCode::UNPROCESSABLE_ENTITY, &json!("found_nothing"));
        assert_eq!((status, &problem["code"]), refused, "{problem}");
    })
    .await;
}
