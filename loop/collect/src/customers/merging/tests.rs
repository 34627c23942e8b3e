//! What the routes of merging answer; the whole story, with every room's tables, is told where all
//! rooms are: `app/server/tests/one_person`.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Extension, Router};
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::api::Followers;
use crate::customers;
use crate::orders::draft::PersonDraft;
use crate::shop::{Address, Shop};

async fn shop_of(stage: &Stage) -> (Shop, [String; 2]) {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    let shop = Shop::open_with_clock(&address, clock).await.expect("a shop");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let person = |name: &str| PersonDraft {
        email: Some(format!("{name}@example.test")),
        name: Some(name.to_owned()),
        ..PersonDraft::default()
    };
    let (anna, hanna) = (person("anna"), person("hanna"));
    let known = customers::recognise_many(&mut tx, "file", &[&anna, &hanna]).await.expect("two");
    tx.commit().await.expect("kept");
    (shop, [known[0].id.to_string(), known[1].id.to_string()])
}

async fn asks(shop: &Shop, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let (router, _) = super::api::router().split_for_parts();
    let (cards, _) = customers::api::router().split_for_parts();
    let followers = Extension(Followers(crate::FOLLOWERS.to_vec()));
    let app: Router = router.merge(cards).layer(followers).with_state(shop.clone());
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let answer = app.oneshot(request).await.expect("answered");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

#[tokio::test]
async fn two_are_shown_before_they_are_made_one_and_the_old_address_leads_to_who_stayed() {
    on_both_engines(async |stage: Stage| {
        let (shop, [anna, hanna]) = shop_of(&stage).await;
        let two = json!({ "keep": anna, "merge": hanna });
        let (status, preview) = asks(&shop, "POST", "/api/v1/merges/preview", two).await;
        assert_eq!((status, &preview["merge"]["name"]), (StatusCode::OK, &json!("hanna")));
        assert_eq!(preview["moving"], json!([{ "table": "identity", "n": 1 }]));
        let asked = json!({ "keep": anna, "merge": hanna, "reason": "one person" });
        let (status, merger) = asks(&shop, "POST", "/api/v1/merges", asked.clone()).await;
        assert_eq!(status, StatusCode::CREATED);
        let (status, card) =
            asks(&shop, "GET", &format!("/api/v1/customers/{hanna}"), json!(null)).await;
        assert_eq!((status, &card["id"]), (StatusCode::OK, &json!(anna)));
        let (status, again) = asks(&shop, "POST", "/api/v1/merges", asked).await;
        assert_eq!((status, &again["code"]), (StatusCode::NOT_FOUND, &json!("not_found")));
        let id = merger["id"].as_str().expect("an id");
        let undo = format!("/api/v1/merges/{id}/undo");
        let (status, silent) = asks(&shop, "POST", &undo, json!({ "reason": "" })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{silent}");
        let (status, _) = asks(&shop, "POST", &undo, json!({ "reason": "two" })).await;
        assert_eq!(status, StatusCode::OK);
        let (status, twice) = asks(&shop, "POST", &undo, json!({ "reason": "two" })).await;
        assert_eq!((status, &twice["code"]), (StatusCode::CONFLICT, &json!("undone_already")));
        let of_hanna = format!("/api/v1/merges?customer={hanna}");
        let (_, list) = asks(&shop, "GET", &of_hanna, json!(null)).await;
        assert_eq!(list["items"][0]["undone_why"], "two");
    })
    .await;
}
