//! The same over HTTP: hand over, look, try out, take in, ask how far it is.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use testkit::on_both_engines;
use tower::ServiceExt;

use super::story::{HISTORY, shop_of};
use crate::imports;
use crate::shop::Shop;
use crate::work;

async fn asked(shop: &Shop, method: &str, path: &str, body: Body) -> (StatusCode, String) {
    let (router, _) = imports::api::router().split_for_parts();
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/imports{path}"))
        .header("content-type", "application/json")
        .body(body)
        .expect("a request");
    let answer = router.with_state(shop.clone()).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

async fn told(shop: &Shop, path: &str, body: Value) -> (StatusCode, Value) {
    let (status, text) = asked(shop, "POST", path, Body::from(body.to_string())).await;
    (status, serde_json::from_str(&text).expect("JSON"))
}

async fn shown(shop: &Shop, path: &str) -> Value {
    let (status, text) = asked(shop, "GET", path, Body::empty()).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn a_file_handed_over_is_looked_at_and_taken_in() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let history = format!("{HISTORY}6,anna,,2025-03-01,rolls,many,0.45,\n");
        let named = "/files?name=..%2Forders%20of%20spring.csv";
        let (status, text) = asked(&shop, "POST", named, Body::from(history)).await;
        assert_eq!(status, StatusCode::CREATED, "{text}");
        let handed: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(handed["name"], "orders of spring.csv");
        let file = handed["file"].clone();

        let options = json!({ "currency": "EUR", "ground": "opt-in" });
        let asked_for = json!({ "file": file, "options": options });
        let (_, preview) = told(&shop, "/preview", asked_for).await;
        assert_eq!((&preview["layout"], &preview["currency"]), (&json!("generic"), &json!("EUR")));
        assert_eq!(preview["format"]["delimiter"], ",");
        assert_eq!(preview["columns"][1]["field"], "customer_id");
        assert_eq!(preview["problems"], json!([]));

        for (is_dry_run, n_customers) in [(true, 0), (false, 3)] {
            let body = json!({ "file": file, "options": options, "dry_run": is_dry_run });
            let (status, begun) = told(&shop, "", body).await;
            assert_eq!(status, StatusCode::ACCEPTED);
            work::do_all_due(&shop, &imports::kinds_of_work()).await.expect("the work is done");
            let id = begun["id"].as_str().expect("an id");
            let import = shown(&shop, &format!("/{id}")).await;
            assert_eq!(
                (&import["state"], &import["dry_run"]),
                (&json!("done"), &json!(is_dry_run))
            );
            assert_eq!(import["summary"]["orders"], 5);
            assert_eq!(import["summary"]["rejected"][0]["reason"], "not_a_number");
            let mut tx = shop.read().await.expect("a transaction");
            let known = crate::customers::n_customers(&mut tx).await.expect("a count");
            assert_eq!(known, n_customers);
            let (_, table) =
                asked(&shop, "GET", &format!("/{id}/rejected.csv"), Body::empty()).await;
            assert!(table.starts_with("line,reason,text\n8,not_a_number,"), "{table}");
        }
        assert_eq!(shown(&shop, "").await["items"].as_array().map(Vec::len), Some(2));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_makes_no_sense_is_told_so() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let pdf = Body::from("%PDF-1.7 and so on");
        let (_, handed) = asked(&shop, "POST", "/files?name=bill.pdf", pdf).await;
        let handed: Value = serde_json::from_str(&handed).expect("JSON");
        let (status, problem) = told(&shop, "/preview", json!({ "file": handed["file"] })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["code"], "wrong_file_type");
        assert!(problem["detail"].as_str().expect("text").starts_with("bill.pdf: this is a PDF"));

        let (_, begun) = told(&shop, "", json!({ "file": handed["file"] })).await;
        work::do_all_due(&shop, &imports::kinds_of_work()).await.expect("the work is done");
        let import = shown(&shop, &format!("/{}", begun["id"].as_str().expect("an id"))).await;
        assert_eq!((&import["state"], &import["summary"]), (&json!("failed"), &json!(null)));
        assert_eq!(import["problem"]["code"], "wrong_file_type");

        let unknown = json!({ "file": "fil_00000000000000000000000000000000" });
        assert_eq!(told(&shop, "", unknown).await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_import_is_looked_at_and_taken_back_over_http() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let (_, handed) = asked(&shop, "POST", "/files?name=orders.csv", Body::from(HISTORY)).await;
        let handed: Value = serde_json::from_str(&handed).expect("JSON");
        let (_, begun) = told(&shop, "", json!({ "file": handed["file"] })).await;
        let id = begun["id"].as_str().expect("an id").to_owned();
        let (status, _) = asked(&shop, "POST", &format!("/{id}/revert"), Body::empty()).await;
        assert_eq!(status, StatusCode::CONFLICT, "it has not been taken in yet");
        work::do_all_due(&shop, &imports::kinds_of_work()).await.expect("the work is done");

        let kept = json!({ "name": "The till", "import": id });
        let (status, preset) = told(&shop, "/presets", kept.clone()).await;
        assert_eq!((status, &preset["name"]), (StatusCode::CREATED, &json!("The till")));
        let (status, taken) = told(&shop, "/presets", kept).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(taken["errors"][0]["code"], "name_taken");
        let one = format!("/presets/{}", preset["id"].as_str().expect("an id"));
        let renamed = Body::from(json!({ "name": "The old till" }).to_string());
        assert_eq!(asked(&shop, "PUT", &one, renamed).await.0, StatusCode::NO_CONTENT);
        assert_eq!(shown(&shop, "/presets").await["items"][0]["name"], "The old till");
        assert_eq!(asked(&shop, "DELETE", &one, Body::empty()).await.0, StatusCode::NO_CONTENT);
        assert_eq!(asked(&shop, "DELETE", &one, Body::empty()).await.0, StatusCode::NOT_FOUND);

        let foreseen = shown(&shop, &format!("/{id}/revert")).await;
        assert_eq!((&foreseen["orders"], &foreseen["customers"]), (&json!(5), &json!(3)));
        let (status, _) = asked(&shop, "POST", &format!("/{id}/revert"), Body::empty()).await;
        assert_eq!(status, StatusCode::ACCEPTED);
        assert_eq!(shown(&shop, &format!("/{id}")).await["state"], "reverting");
        work::do_all_due(&shop, &imports::kinds_of_work()).await.expect("the work is done");
        let import = shown(&shop, &format!("/{id}")).await;
        assert_eq!(
            (&import["state"], &import["reverted"]["orders"]),
            (&json!("reverted"), &json!(5))
        );
        let (status, again) = asked(&shop, "POST", &format!("/{id}/revert"), Body::empty()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(again.contains("already_reverted"), "{again}");
    })
    .await;
}
