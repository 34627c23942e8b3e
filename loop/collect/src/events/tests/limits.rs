//! Who is let in, how much is taken, and what is told to those who send nonsense.

use std::io::Write;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines, on_one_engine, real_data};

use super::Site;

fn page(id: usize) -> Value {
    json!({ "type": "page", "userId": "anna", "messageId": format!("m{id}") })
}

#[tokio::test]
async fn a_key_is_taken_in_three_ways_and_nothing_else_is() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let key = &site.secret;
        let basic = |credentials: String| Some(format!("Basic {}", BASE64.encode(credentials)));
        for (authorization, in_body, expected) in [
            (None, Some(key.as_str()), StatusCode::OK),
            (basic(format!("{key}:")), None, StatusCode::OK),
            (basic(key.clone()), None, StatusCode::OK),
            (Some(format!("Bearer {key}")), None, StatusCode::OK),
            (Some("Bearer token-of-another".to_owned()), Some(key.as_str()), StatusCode::OK),
            (None, None, StatusCode::UNAUTHORIZED),
            (basic("rk_guessed:".to_owned()), Some("rk_guessed"), StatusCode::UNAUTHORIZED),
        ] {
            let mut told = page(1);
            if let Some(key) = in_body {
                told["writeKey"] = json!(key);
            }
            let mut request = Request::post("/v1/page");
            if let Some(authorization) = &authorization {
                request = request.header("authorization", authorization);
            }
            let request = request.body(Body::from(told.to_string())).expect("a request");
            let (status, answer) = site.sends(request).await;
            assert_eq!(status, expected, "{authorization:?} {in_body:?} {answer}");
            assert_eq!(answer["success"], json!(expected == StatusCode::OK));
        }
    })
    .await;
}

#[tokio::test]
async fn each_event_is_told_what_became_of_it_and_the_others_are_kept() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let large = json!({ "type": "track", "event": "Novel", "userId": "anna",
            "messageId": "m2", "properties": { "text": "x".repeat(40_000) } });
        let batch = json!([page(1), large, { "type": "page" }, 7, page(1), page(3)]);
        let (status, answer) = site.tells("batch", json!({ "batch": batch })).await;
        assert_eq!(status, StatusCode::OK);
        let drawn: Vec<String> = answer["events"]
            .as_array()
            .expect("verdicts")
            .iter()
            .map(|event| {
                format!("{} {} {}", event["messageId"], event["accepted"], event["reason"])
            })
            .collect();
        let expected = [
            r#""m1" true null"#,
            r#""m2" false "too_large""#,
            r#"null false "nobody_named""#,
            r#"null false "not_an_object""#,
            r#""m1" true "heard_before""#,
            r#""m3" true null"#,
        ];
        assert_eq!(drawn, expected);
        assert_eq!(site.timeline("anna").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn requests_beyond_the_limits_are_refused_whole() {
    on_one_engine(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let many: Vec<Value> = (0..2_501).map(page).collect();
        let wide = json!({ "userId": "anna", "properties": { "text": "x".repeat(33_000) } });
        let long = json!({ "batch": [], "context": { "text": "x".repeat(520_000) } });
        let endless = json!({ "batch": [], "context": { "text": "x".repeat(1_100_000) } });
        for (call, told, expected) in [
            ("batch", json!({ "batch": many }), (400, "too_many")),
            ("page", wide, (400, "too_large")),
            ("batch", long, (400, "too_large")),
            ("batch", endless, (413, "too_large")),
            ("batch", json!({ "events": [] }), (400, "no_batch")),
            ("sing", json!({}), (404, "not_found")),
        ] {
            let authorization = format!("Bearer {}", site.secret);
            let request =
                Request::post(format!("/v1/{call}")).header("authorization", authorization);
            let request = request.body(Body::from(told.to_string())).expect("a request");
            let (status, answer) = site.sends(request).await;
            let code = answer["code"].as_str().expect("a code");
            assert_eq!((status.as_u16(), code), expected, "{call}");
        }
        let fits: Vec<Value> = (0..2_500).map(page).collect();
        assert_eq!(site.tells_all(json!(fits)).await.len(), 2_500);
    })
    .await;
}

#[tokio::test]
async fn packed_bodies_are_read_and_broken_ones_are_named() {
    on_one_engine(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(page(1).to_string().as_bytes()).expect("memory takes it");
        let packed = packed.finish().expect("memory takes it");
        for (encoding, bytes, expected) in [
            ("gzip", packed.clone(), 200),
            ("identity", page(2).to_string().into_bytes(), 200),
            ("gzip", b"{}".to_vec(), 400),
            ("br", packed, 415),
            ("identity", b"{\"userId\": ".to_vec(), 400),
            ("identity", b"\xff\xfe".to_vec(), 400),
        ] {
            let authorization = format!("Bearer {}", site.secret);
            let request = Request::post("/v1/page").header("authorization", authorization);
            let request = request.header("content-encoding", encoding).body(Body::from(bytes));
            let (status, answer) = site.sends(request.expect("a request")).await;
            assert_eq!(status.as_u16(), expected, "{encoding} {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_examples_of_the_spec_are_taken() {
    let Some(path) = real_data("segment/messages.jsonl") else { return };
    let text = std::fs::read_to_string(path).expect("the examples are at hand");
    let examples: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["message"].clone())
        .collect();
    let n_whole = examples
        .iter()
        .filter(|told| told.get("type").is_some() || told["action"] == "track")
        .count();
    assert!(n_whole > 30, "{n_whole}");
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        for (i, mut told) in examples.iter().cloned().enumerate() {
            let Some(fields) = told.as_object_mut() else { continue };
            let call = fields.get("type").and_then(Value::as_str).unwrap_or("track").to_owned();
            let is_whole = fields.contains_key("userId") || fields.contains_key("anonymousId");
            let is_event = call != "track" || fields.contains_key("event");
            fields.insert("messageId".to_owned(), json!(format!("example {i}")));
            let (status, answer) = site.tells(&call, told.clone()).await;
            assert_eq!(status, StatusCode::OK, "{told}");
            let verdict = &answer["events"][0];
            assert_eq!(verdict["accepted"], json!(is_whole && is_event), "{verdict} {told}");
        }
    })
    .await;
}
