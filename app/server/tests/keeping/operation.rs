//! What the page of the system tells, and what a look through everything finds.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use collect::keys::{self, Scope};
use collect::settling;
use collect::shop::Shop;
use records::Actor;
use records::jobs::{self, NewJob};
use serde_json::{Value, json};
use server::router;
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::{planted, verdicts};

async fn key(shop: &Shop, scope: Scope) -> String {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let created = keys::create(&mut tx, "tests", scope).await.expect("a key");
    tx.commit().await.expect("kept");
    created.secret
}

async fn asked(
    app: &Router,
    key: &str,
    (method, path, body): (Method, &str, Value),
) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .body(Body::from(if body.is_null() { String::new() } else { body.to_string() }));
    let response = app.clone().oneshot(request.expect("a request")).await.expect("an answer");
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 10_000_000).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

#[tokio::test]
async fn the_owner_makes_a_backup_at_the_page_and_sees_it_kept() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let (app, key) = (router(shop.clone()), key(&shop, Scope::Admin).await);
        let path = "/api/v1/system/backups";
        let (status, before) = asked(&app, &key, (GET, path, Value::Null)).await;
        assert_eq!((status, &before["items"]), (StatusCode::OK, &json!([])), "{before}");
        assert_eq!(before["next_at"], Value::Null, "none is made until somebody wants it");
        let wish = json!({ "daily_at": 3, "keep": 5 });
        let (status, changed) = asked(&app, &key, (PUT, path, wish)).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(changed["next_at"], "2026-03-03T03:00:00Z");
        for wrong in [
            json!({ "daily_at": 24, "keep": 5 }),
            json!({ "daily_at": 3, "keep": 0 }),
            json!({ "daily_at": 3, "keep": 5, "folder": "copies" }),
            json!({ "daily_at": 3, "keep": 5, "folder": "/proc/copies" }),
        ] {
            let (status, told) = asked(&app, &key, (PUT, path, wrong.clone())).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong} {told}");
        }
        let (status, begun) = asked(&app, &key, (POST, path, Value::Null)).await;
        assert_eq!((status, &begun["state"]), (StatusCode::ACCEPTED, &json!("running")), "{begun}");
        let mut told = Value::Null;
        for _ in 0..400 {
            told = asked(&app, &key, (GET, path, Value::Null)).await.1;
            if told["items"][0]["state"] != "running" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert_eq!(told["items"][0]["state"], "kept", "{told}");
        assert_eq!(told["items"][0]["n_orders"], 4);
    })
    .await;
}

#[tokio::test]
async fn only_the_owner_sees_how_the_program_is_doing() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let reader = key(&shop, Scope::Read).await;
        let writer = key(&shop, Scope::Write).await;
        for path in ["/api/v1/system", "/api/v1/system/backups"] {
            for key in [&reader, &writer] {
                let (status, _) = asked(&app, key, (GET, path, Value::Null)).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn work_that_was_set_aside_is_told_and_tried_again() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, key) = (router(shop.clone()), key(&shop, Scope::Admin).await);
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let run_at = tx.now();
        let job = NewJob { kind: "tracking", key: "1".to_owned(), payload: json!({}), run_at };
        jobs::enqueue(&mut tx, job).await.expect("kept");
        tx.commit().await.expect("kept");
        for _ in 0..8 {
            let mut tx = shop.write(Actor::System).await.expect("a transaction");
            let claimed = jobs::claim(&mut tx).await.expect("asked").expect("a job");
            jobs::failed(&mut tx, &claimed, "the wind blows").await.expect("noted");
            tx.commit().await.expect("kept");
            stage.clock().advance_days(1);
        }
        let (_, told) = asked(&app, &key, (GET, "/api/v1/system", Value::Null)).await;
        let failing = &told["failing"][0];
        assert_eq!(failing["is_set_aside"], true, "{told}");
        assert_eq!(failing["reason"], "the wind blows");
        let id = failing["id"].as_str().expect("an id");
        let path = format!("/api/v1/system/jobs/{id}/retry");
        let (status, told) = asked(&app, &key, (POST, &path, Value::Null)).await;
        assert_eq!((status, &told["failing"]), (StatusCode::OK, &json!([])), "{told}");
        assert_eq!(told["work"][0]["state"], "due");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        assert!(jobs::claim(&mut tx).await.expect("asked").is_some(), "it is due at once");
    })
    .await;
}

#[tokio::test]
async fn a_look_through_everything_finds_what_is_not_as_it_was_written() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        assert_eq!(verdicts(&shop).await, [""; 0]);
        // An order that was changed behind the shop's back.
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let change = "update orders set amount = amount + 1 where external_id = '1'";
        tx.run(change, vec![]).await.expect("changed");
        tx.commit().await.expect("kept");
        assert_eq!(verdicts(&shop).await, ["Columns [\"1/16\"]"]);
        settling::settle_anew(&shop).await.expect("mended");
        assert_eq!(verdicts(&shop).await, [""; 0]);
        // A bit of a file that has turned, and a file that is gone.
        let mut tx = shop.read().await.expect("a transaction");
        let files = settling::files(&mut tx, &shop).await.expect("files");
        drop(tx);
        let name = files[0].file_name().expect("a name").to_string_lossy().into_owned();
        let mut bytes = std::fs::read(&files[0]).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&files[0], bytes).expect("written");
        assert_eq!(verdicts(&shop).await, [format!("Files [\"{name}\"]")]);
        std::fs::remove_file(&files[0]).expect("removed");
        assert_eq!(verdicts(&shop).await, [format!("Files [\"{name}\"]")]);
        settling::settle_anew(&shop).await.expect("mended");
        assert_eq!(verdicts(&shop).await, [""; 0]);
    })
    .await;
}
