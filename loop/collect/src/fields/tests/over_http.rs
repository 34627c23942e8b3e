//! The same at every door: the API, events, files.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::CustomerId;
use records::Actor;
use serde_json::{Value, json};
use testkit::on_both_engines;
use tower::ServiceExt;

use super::{known, known_as, open};
use crate::imports::{self, ImportOptions, NewImport};
use crate::keys::{self, Scope};
use crate::shop::Shop;
use crate::{customers, events, fields};

async fn asked(shop: &Shop, method: &str, path: &str, told: Value) -> (StatusCode, Value) {
    let all = fields::api::router().merge(events::api::router()).merge(customers::api::router());
    let (router, _) = all.split_for_parts();
    let router: Router = router.with_state(shop.clone());
    let body = if told.is_null() { Body::empty() } else { Body::from(told.to_string()) };
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json").body(body);
    let answer = router.oneshot(request.expect("a request")).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

/// The customer of an address.
async fn called(shop: &Shop, name: &str) -> CustomerId {
    let mut tx = shop.read().await.expect("a transaction");
    let numbers = customers::search(&mut tx, name).await.expect("asked");
    customers::of_numbers(&mut tx, &numbers).await.expect("asked")[0].id
}

#[tokio::test]
async fn a_field_is_made_asked_and_written_by_the_api_with_the_reason_where_it_is_not() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let anna = known_as(&mut tx, "anna").await;
        tx.commit().await.expect("kept");
        let made =
            json!({ "kind": "choices", "names": { "uk": "Хобі" }, "choices": ["Tea", "Cake"] });
        let (status, field) = asked(&shop, "PUT", "/api/v1/fields/hobbies", made).await;
        assert_eq!((status, &field["n_known"]), (StatusCode::OK, &json!(0)), "{field}");
        let wrong = json!({ "kind": "text", "names": {} });
        let (status, problem) = asked(&shop, "PUT", "/api/v1/fields/hat", wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["code"], "bad_name");
        let path = format!("/api/v1/customers/{}/fields", anna.id);
        let values =
            json!({ "values": { "hobbies": ["cake"], "size": 41, "birthday": "--05-17" } });
        let (status, _) = asked(&shop, "PUT", &path, values).await;
        assert_eq!(status, StatusCode::OK);
        // One that does not fit keeps the others from being written too.
        let values = json!({ "values": { "hobbies": [], "size": "large" } });
        let (status, problem) = asked(&shop, "PUT", &path, values).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = (&problem["errors"][0]["field"], &problem["errors"][0]["code"]);
        assert_eq!(told, (&json!("size"), &json!("not_a_number")));
        let (_, card) =
            asked(&shop, "GET", &format!("/api/v1/customers/{}", anna.id), json!(null)).await;
        let shown = json!({ "hobbies": ["Cake"], "size": 41, "birthday": "--05-17" });
        assert_eq!(card["fields"], shown);
        let (_, known) = asked(&shop, "GET", &path, json!(null)).await;
        assert_eq!(known["items"].as_array().map(Vec::len), Some(3));
        assert_eq!(known["items"][0]["told_by"], "staff:page");
        let (_, page) = asked(&shop, "GET", &format!("{path}/changes?limit=2"), json!(null)).await;
        assert_eq!(page["items"].as_array().map(Vec::len), Some(2));
        let next = page["next"].as_str().expect("one more");
        let rest = format!("{path}/changes?limit=2&after={next}");
        let (_, rest) = asked(&shop, "GET", &rest, json!(null)).await;
        assert_eq!(
            (rest["items"].as_array().map(Vec::len), &rest["next"]),
            (Some(1), &json!(null))
        );
        let (_, all) = asked(&shop, "GET", "/api/v1/fields", json!(null)).await;
        let n_known: Vec<_> = all["items"].as_array().expect("fields").iter().collect();
        let n_known: Vec<_> = n_known.iter().map(|it| (&it["key"], &it["n_known"])).collect();
        assert_eq!(n_known[0], (&json!("birthday"), &json!(1)));
    })
    .await;
}

#[tokio::test]
async fn traits_are_taken_by_their_type_and_a_wrong_one_is_told_while_the_raw_stays() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let key = keys::create(&mut tx, "web", Scope::Ingest).await.expect("a key").secret;
        tx.commit().await.expect("kept");
        let identify = |id: &str, at: &str, traits: Value| {
            json!({ "type": "identify", "userId": "anna", "messageId": id,
                    "timestamp": at, "traits": traits })
        };
        let email = "anna@example.test";
        let batch = json!([
            identify(
                "m1",
                "2024-01-01T10:00:00Z",
                json!({ "email": email, "Size": 41,
                "birthday": "1990-05-17T00:00:00Z", "hat": "red" })
            ),
            identify("m2", "2024-01-01T09:00:00Z", json!({ "size": 39 })),
            identify("m3", "2024-01-01T11:00:00Z", json!({ "size": "large", "flavour": "lemon" })),
        ]);
        let told = json!({ "batch": batch, "writeKey": key });
        let (status, answer) = asked(&shop, "POST", "/v1/batch", told).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert_eq!(answer["events"][0].get("reason"), None);
        assert_eq!(answer["events"][2]["accepted"], true);
        assert_eq!(answer["events"][2]["reason"], "field_unfit");
        assert_eq!(answer["events"][2]["about"], "`size` is no number up to a million million");
        let anna = called(&shop, "anna").await;
        let mut tx = shop.read().await.expect("a transaction");
        let expected = json!({ "size": 41, "birthday": "1990-05-17", "flavour": "Lemon" });
        assert_eq!(known(&mut tx, anna).await, expected);
        let noted = crate::timeline::of_customer(&mut tx, anna, None, 50).await.expect("asked");
        let raw = noted.iter().find(|it| it.payload["traits"]["size"] == "large");
        assert_eq!(raw.expect("kept as told").payload["note"], "field_unfit");
    })
    .await;
}

#[tokio::test]
async fn columns_of_a_file_are_fields_as_of_the_orders_they_stand_beside() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let file = "order,email,date,total,Size,Дата рождения,note\n\
                    1,anna@example.test,2023-03-05,10,40,17.05.1990,x\n\
                    2,anna@example.test,2023-03-01,10,39,17.05.1990,x\n\
                    3,boris@example.test,2023-03-02,10,large,29.02,x\n";
        let path = stage.folder().join("orders.csv");
        std::fs::write(&path, file).expect("a file");
        let map = [("field.flavour".to_owned(), "note".to_owned())].into();
        let new = |options| NewImport {
            path: path.clone(),
            file_name: "orders.csv".to_owned(),
            options,
            is_dry_run: false,
        };
        let usual = ImportOptions {
            currency: Some("EUR".to_owned()),
            date_order: Some("dmy".to_owned()),
            ..ImportOptions::default()
        };
        let progress = std::sync::Arc::default();
        let summary = imports::run(&shop, &new(usual.clone()), &progress).await.expect("taken in");
        assert_eq!((summary.accepted, summary.rejected_count), (3, 0));
        let said = summary.caveats.0.iter().find(|it| it.code == "fields_unfit").expect("said");
        assert!(
            said.text.contains("size in 1 row (`large` in line 4 is no number"),
            "{}",
            said.text
        );
        let (anna, boris) = (called(&shop, "anna").await, called(&shop, "boris").await);
        let mut tx = shop.read().await.expect("a transaction");
        assert_eq!(known(&mut tx, anna).await, json!({ "size": 40, "birthday": "1990-05-17" }));
        assert_eq!(known(&mut tx, boris).await, json!({ "birthday": "--02-29" }));
        drop(tx);
        let mapped = imports::preview(&shop, &path, &ImportOptions { map, ..usual }).await;
        let mapped = mapped.expect("looked at");
        assert_eq!(mapped.columns[6].field.as_deref(), Some("field.flavour"));
        assert!(mapped.fields.iter().any(|field| field.name == "field.birthday"));
        let wrong = ImportOptions {
            map: [("field.hat".to_owned(), "note".to_owned())].into(),
            ..ImportOptions::default()
        };
        let refused = imports::preview(&shop, &path, &wrong).await.expect_err("no such field");
        assert!(refused.to_string().contains("the shop has no field `hat`"), "{refused}");
    })
    .await;
}
