//! Segments over HTTP: written, tried, refused with the place of the fault.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::shop::Shop;
use serde_json::{Value, json};
use testkit::on_one_engine;
use tower::ServiceExt;

use super::house;

async fn ask(shop: &Shop, method: &str, address: &str, body: Value) -> (StatusCode, Value) {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

const ONE: &str = "/api/v1/segments/Three%20orders";

#[tokio::test]
async fn a_segment_is_saved_shown_listed_counted_and_removed() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 2).await;
        let text = json!({ "text": "ORDERS >= 3" });
        for _ in 0..2 {
            let (status, saved) = ask(&shop, "PUT", ONE, text.clone()).await;
            assert_eq!(
                (status, &saved["text"]),
                (StatusCode::OK, &json!("orders >= 3")),
                "{saved}"
            );
            assert!(saved["last_counted"]["n_members"].as_i64() > Some(0), "{saved}");
        }
        let (_, listed) = ask(&shop, "GET", "/api/v1/segments", Value::Null).await;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
        let (_, shown) = ask(&shop, "GET", ONE, Value::Null).await;
        assert_eq!(listed["items"][0], shown);
        let again = json!({ "rule": shown["rule"] });
        assert_eq!(ask(&shop, "PUT", ONE, again).await.0, StatusCode::OK);
        let people = "/api/v1/customers?segment=Three%20orders&limit=500";
        let (_, members) = ask(&shop, "GET", people, Value::Null).await;
        let n = members["items"].as_array().map(Vec::len).expect("members") as i64;
        assert_eq!(shown["last_counted"]["n_members"], n);
        assert_eq!(ask(&shop, "DELETE", ONE, Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(ask(&shop, "GET", ONE, Value::Null).await.0, StatusCode::NOT_FOUND);
        assert_eq!(ask(&shop, "GET", people, Value::Null).await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_fault_and_a_circle_are_told_with_codes() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 2).await;
        let wrong = json!({ "text": "ordrs >= 3" });
        let (status, problem) = ask(&shop, "PUT", ONE, wrong.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["code"], "unexpected");
        let (_, read) = ask(&shop, "POST", "/api/v1/segments/read", wrong).await;
        assert_eq!(read["fault"]["nearest"], "orders");
        assert_eq!((&read["fault"]["column"], &read["rule"]), (&json!(1), &Value::Null));
        let circle = json!({ "text": "in segment \"Three orders\"" });
        let (status, problem) = ask(&shop, "PUT", ONE, circle).await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("segment_circle")));
        let both = json!({ "text": "everyone", "rule": "everyone" });
        assert_eq!(ask(&shop, "PUT", ONE, both).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, words) = ask(&shop, "GET", "/api/v1/segments/words", Value::Null).await;
        let category = words["filters"].as_array().expect("filters").iter();
        let category = category.filter(|it| it["word"] == "category").collect::<Vec<_>>();
        assert_eq!(category[0]["values"].as_array().map(Vec::len), Some(2));
        let tried = json!({ "rule": { "all": [] } });
        let (_, preview) = ask(&shop, "POST", "/api/v1/segments/preview", tried).await;
        assert_eq!((&preview["count"], &preview["text"]), (&json!(33), &json!("everyone")));
    })
    .await;
}

#[tokio::test]
async fn a_rule_leaves_as_sql_and_comes_back_unless_it_was_changed() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 2).await;
        let text = json!({ "text": "orders >= 3 and days since last order > 5" });
        let (status, said) = ask(&shop, "POST", "/api/v1/segments/sql", text.clone()).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let sql = json!({ "sql": said["sql"] });
        let (status, saved) = ask(&shop, "PUT", ONE, sql).await;
        assert_eq!((status, &saved["text"]), (StatusCode::OK, &text["text"]));
        let other = said["sql"].as_str().expect("a question").replace("order by", "limit 1 --");
        let (status, problem) = ask(&shop, "PUT", ONE, json!({ "sql": other })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        let personal = json!({ "text": "email is known" });
        let (_, problem) = ask(&shop, "POST", "/api/v1/segments/sql", personal).await;
        assert_eq!(problem["code"], "unsayable");
    })
    .await;
}
