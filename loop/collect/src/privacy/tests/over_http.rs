//! The same over HTTP: telling a person everything, and having him forgotten.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value as Json, json};
use testkit::on_both_engines;
use tower::ServiceExt;

use super::*;
use crate::work;

async fn sends(shop: &Shop, request: Request<Body>) -> (StatusCode, String) {
    let (router, _) = crate::privacy::api::router().split_for_parts();
    let answer = router.with_state(shop.clone()).oneshot(request).await.expect("answered");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 22).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn asks(shop: &Shop, path: &str) -> (StatusCode, String) {
    sends(shop, Request::get(path).body(Body::empty()).expect("a request")).await
}

async fn tells(shop: &Shop, path: &str, told: Json) -> (StatusCode, Json) {
    let request = Request::post(path).header("content-type", "application/json");
    let request = request.body(Body::from(told.to_string())).expect("a request");
    let (status, text) = sends(shop, request).await;
    (status, serde_json::from_str(&text).unwrap_or(Json::Null))
}

#[tokio::test]
async fn a_person_is_told_everything_and_nothing_of_others() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1001", 9), order("boris", "1002", 4)]).await;
        agree(&shop, anna).await;
        let (status, text) = asks(&shop, &format!("/api/v1/customers/{anna}/export.json")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(!text.contains("boris") && !text.contains("1002"), "{text}");
        let told: Json = serde_json::from_str(&text).expect("JSON");
        let kinds: Vec<&str> = told["sections"]
            .as_array()
            .expect("sections")
            .iter()
            .filter_map(|section| section["kind"].as_str())
            .collect();
        assert_eq!(kinds, ["customer", "identity", "consent", "orders", "happening"]);
        let bought = &told["sections"][3]["items"][0];
        assert_eq!((&bought["external_id"], &bought["amount"]), (&json!("1001"), &json!(1_000)));
        assert_eq!(bought["at"], json!("2026-02-21T09:00:00Z"));

        let path = format!("/api/v1/customers/{anna}/export.html?language=uk");
        let (status, page) = asks(&shop, &path).await;
        assert_eq!(status, StatusCode::OK);
        for word in ["Хто ви", "anna@example.test", "Що ви купували", "1001"] {
            assert!(page.contains(word), "{word}");
        }
        let nobody = CustomerId(uuid::Uuid::nil());
        let (status, _) = asks(&shop, &format!("/api/v1/customers/{nobody}/export.json")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_erased_without_being_named_and_then_it_goes_on_by_itself() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1001", 9)]).await;
        let place = format!("/api/v1/customers/{anna}/privacy");
        let (_, text) = asks(&shop, &place).await;
        let preview: Json = serde_json::from_str(&text).expect("JSON");
        assert_eq!(preview["confirm"], json!("number-of-anna"));
        let orders = json!({ "place": "orders", "n_gone": 0, "n_kept": 1 });
        assert!(preview["anonymise"].as_array().expect("places").contains(&orders), "{preview}");

        let wrong = json!({ "verb": "erase", "confirm": "anna" });
        let (status, problem) = tells(&shop, &place, wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["code"], json!("not_confirmed"));

        let right = json!({ "verb": "erase", "confirm": "number-of-anna" });
        let (status, asked) = tells(&shop, &place, right).await;
        assert_eq!((status, &asked["state"]), (StatusCode::ACCEPTED, &json!("asked")));
        let kinds = crate::kinds_of_work();
        work::do_all_due(&shop, &kinds).await.expect("the work is done");
        let receipt = format!("/api/v1/privacy/regulations/{}", asked["id"].as_str().expect("id"));
        let state = async || {
            let (_, text) = asks(&shop, &receipt).await;
            let known: Json = serde_json::from_str(&text).expect("JSON");
            assert_eq!(known["customer"], Json::Null, "a receipt does not tell about whom");
            known["state"].as_str().expect("a state").to_owned()
        };
        assert_eq!(state().await, "done");
        // A report that began before may still read for ten minutes.
        stage.clock().set(domain::Instant(Stage::OPENING.0 + 11 * 60 * 1_000_000));
        work::do_all_due(&shop, &kinds).await.expect("the work is done");
        assert_eq!(state().await, "verified");
        let (status, _) = asks(&shop, &place).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (_, list) = asks(&shop, "/api/v1/privacy/regulations").await;
        assert_eq!(serde_json::from_str::<Json>(&list).expect("JSON")["items"][0]["verb"], "erase");
    })
    .await;
}
