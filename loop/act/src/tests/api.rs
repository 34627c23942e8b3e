//! The same verbs over HTTP, and the public page.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::consent::{self, Channel, Purpose, State as Said};
use domain::{Instant, ShopZone};
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::bakery::Bakery;

pub(crate) fn router(bakery: &Bakery) -> Router {
    let (router, _) = crate::router().split_for_parts();
    router.with_state(bakery.shop.clone())
}

pub(crate) async fn ask(
    router: &Router,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path);
    let request = match body {
        Some(body) => {
            request.header("content-type", "application/json").body(Body::from(body.to_string()))
        }
        None => request.body(Body::empty()),
    };
    let response = router.clone().oneshot(request.expect("request")).await.expect("answer");
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 10_000_000).await.expect("body");
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

pub(crate) async fn json_of(
    router: &Router,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> Value {
    let (status, text) = ask(router, method, path, body).await;
    assert!(status.is_success(), "{method} {path}: {status} {text}");
    serde_json::from_str(&text).expect("json")
}

fn plan() -> Value {
    json!({
        "name": "Win-back",
        "condition": { "quiet_days_min": 90 },
        "subject": "Hello {{ customer.first_name }}",
        "body_mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>{{ customer.orders }} \
                      <a href=\"{{ unsubscribe_url }}\">stop</a> {{ shop.postal_address }}\
                      </mj-text></mj-column></mj-section></mj-body></mjml>",
        "language": "en",
        "hold_out_share": 0.0,
    })
}

#[tokio::test]
async fn a_campaign_goes_its_way_over_http() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("boris", 120, Some(true)), ("vera", 120, None)]).await;
        let router = router(&bakery);
        let made = json_of(&router, "POST", "/api/v1/campaigns", Some(plan())).await;
        let path = format!("/api/v1/campaigns/{}", made["id"].as_str().expect("id"));
        assert_eq!(made["state"], "draft");

        let count = json!({ "condition": { "quiet_days_min": 90 } });
        let reach = json_of(&router, "POST", "/api/v1/audiences/count", Some(count)).await;
        assert_eq!((&reach["people"], &reach["reachable"]), (&json!(2), &json!(1)));

        let preview = json_of(&router, "POST", &format!("{path}/preview"), Some(json!({}))).await;
        assert_eq!(preview["subject"], "Hello boris");
        assert_eq!(preview["problems"], json!([]));

        json_of(&router, "POST", &format!("{path}/start"), None).await;
        bakery.work().await;
        let done = json_of(&router, "GET", &path, None).await;
        assert_eq!(done["state"], "done");
        let counts = &done["counts"];
        assert_eq!((&counts["audience"], &counts["sent"]), (&json!(2), &json!(1)));
        assert_eq!((&counts["no_consent"], &counts["decided"]), (&json!(1), &json!(2)));

        let why = format!("{path}/decisions?outcome=no_consent");
        let why = json_of(&router, "GET", &why, None).await;
        assert_eq!(why["items"][0]["customer"]["customer_id"], "vera");
        assert_eq!(why["items"][0]["text"], "never agreed to marketing by this channel");

        let (status, text) = ask(&router, "POST", &format!("{path}/start"), None).await;
        assert_eq!(status, StatusCode::CONFLICT, "{text}");
        assert!(text.contains("\"code\":\"campaign_state\""), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_people_of_a_cohort_are_written_to_and_each_card_says_why() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let people = [("boris", 120, Some(true)), ("vera", 20, Some(true))];
        let boris = bakery.know(&people).await[0].id;
        let router = router(&bakery);
        let cohort = cohort_of(bakery.shop.records().clock().now().plus_days(-120));
        let mut plan = plan();
        plan["condition"] = json!({ "cell": { "cohort": cohort, "k": 0 } });
        let made = json_of(&router, "POST", "/api/v1/campaigns", Some(plan)).await;
        assert_eq!(made["condition"]["cell"]["cohort"], cohort);
        let path = format!("/api/v1/campaigns/{}", made["id"].as_str().expect("id"));
        json_of(&router, "POST", &format!("{path}/start"), None).await;
        bakery.work().await;
        let counts = &json_of(&router, "GET", &path, None).await["counts"];
        assert_eq!((&counts["audience"], &counts["sent"]), (&json!(1), &json!(1)));

        let why = format!("/api/v1/customers/{boris}/decisions");
        let why = json_of(&router, "GET", &why, None).await;
        assert_eq!(why[0]["campaign"]["name"], "Win-back");
        assert_eq!(why[0]["outcome"], "sent");
    })
    .await;
}

/// The month of a moment, as the cohort table calls it.
fn cohort_of(at: Instant) -> String {
    let day = ShopZone::utc().day_of(at);
    format!("{:04}-{:02}", day.year(), day.month())
}

#[tokio::test]
async fn a_plan_that_makes_no_sense_is_refused_with_its_field() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        for (field, value) in [("name", json!("")), ("hold_out_share", json!(0.95))] {
            let mut plan = plan();
            plan[field] = value;
            let (status, text) = ask(&router, "POST", "/api/v1/campaigns", Some(plan)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(text.contains(&format!("\"field\":\"{field}\"")), "{text}");
        }
        let mut misspelt = plan();
        misspelt["condition"] = json!({ "quiet_days": 90 });
        let (status, text) = ask(&router, "POST", "/api/v1/campaigns", Some(misspelt)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_password_of_the_mail_server_is_never_shown() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        let given = json!({
            "kind": "smtp", "host": "mail.bakery.test", "tls": "starttls",
            "username": "shop", "password": "secret-word", "from_address": "hello@bakery.test",
        });
        let path = "/api/v1/channels/email";
        let (_, text) = ask(&router, "PUT", path, Some(given.clone())).await;
        assert!(!text.contains("secret-word") && text.contains("\"has_password\":true"), "{text}");
        let mut without = given;
        without["password"] = Value::Null;
        without["host"] = json!("");
        let (status, text) = ask(&router, "PUT", path, Some(without)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains("\"field\":\"host\""), "{text}");
    })
    .await;
}

#[tokio::test]
async fn one_click_ends_the_letters_and_opening_the_link_does_not() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let [boris] = bakery.know(&[("boris", 120, Some(true))]).await[..] else { panic!("one") };
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.work().await;
        let letter = &bakery.mailbox.received_by("boris@example.test")[0];
        let header = letter.header("List-Unsubscribe").expect("a way out");
        let path = header.trim_matches(['<', '>']).trim_start_matches("https://bakery.test");
        let said = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            consent::state_of(&mut tx, boris.id, Purpose::Marketing, Channel::Email)
                .await
                .expect("state")
        };

        let router = router(&bakery);
        let (status, page) = ask(&router, "GET", path, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("No more e-mails from Corner Bakery?"), "{page}");
        assert!(page.contains("b•••@example.test"), "{page}");
        assert_eq!(said().await, Some(Said::Granted), "scanners open every link");

        for _ in 0..2 {
            let click = Request::post(path)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from("List-Unsubscribe=One-Click"))
                .expect("request");
            let response = router.clone().oneshot(click).await.expect("answer");
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(said().await, Some(Said::Denied));
        }
        let (status, page) = ask(&router, "GET", "/p/unsubscribe/made-up", None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(page.contains("This link does not work"), "{page}");

        let next = bakery.plan(0.0).await;
        bakery.start(next).await;
        bakery.work().await;
        assert_eq!(bakery.why(next, boris).await, ("no_consent", "consent_denied"));
        assert_eq!(bakery.written_to().len(), 1);
    })
    .await;
}
