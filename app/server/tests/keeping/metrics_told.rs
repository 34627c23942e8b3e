//! What whoever watches the program may read, and that nobody is in it.

use std::collections::BTreeSet;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use collect::keys::{self, Scope};
use records::Actor;
use server::router;
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::planted;

async fn told(app: &axum::Router, from: [u8; 4], headers: &[(&str, &str)]) -> (StatusCode, String) {
    let mut request = Request::builder().uri("/metrics").header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).expect("a request");
    let address: std::net::SocketAddr = (from, 40_000).into();
    request.extensions_mut().insert(ConnectInfo(address));
    let response = app.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn this_machine_and_keys_read_the_meters_and_nobody_else_does() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let reads = keys::create(&mut tx, "watch", Scope::Read).await.expect("a key").secret;
        let tells = keys::create(&mut tx, "web", Scope::Ingest).await.expect("a key").secret;
        tx.commit().await.expect("kept");
        let app = router(shop.clone());
        let (here, there) = ([127, 0, 0, 1], [10, 1, 2, 3]);
        let (reads, tells) = (format!("Bearer {reads}"), format!("Bearer {tells}"));
        assert_eq!(told(&app, here, &[]).await.0, StatusCode::OK);
        assert_eq!(told(&app, there, &[]).await.0, StatusCode::UNAUTHORIZED);
        let passed_on = [("x-forwarded-for", "127.0.0.1")];
        assert_eq!(told(&app, here, &passed_on).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(told(&app, there, &[("authorization", &reads)]).await.0, StatusCode::OK);
        let of_a_page = told(&app, there, &[("authorization", &tells)]).await.0;
        assert!(of_a_page.is_client_error(), "{of_a_page}");

        let (_, text) = told(&app, here, &[]).await;
        for name in [
            "regulars_requests_total{status=\"2xx\"}",
            "regulars_api_request_seconds_bucket{le=\"+Inf\"}",
            "regulars_ingest_request_seconds_count",
            "regulars_events_total{outcome=\"accepted\"}",
            "regulars_jobs{state=\"set_aside\"} 0",
            "regulars_messages_total{fate=\"uncertain\"}",
            "regulars_settling_seconds_sum",
            "regulars_unsettled_customers 1",
            "regulars_backup_failed 0",
        ] {
            assert!(text.contains(name), "{name}\n{text}");
        }
        assert!(!text.contains('@') && !text.contains("+38"), "nobody is in it");
        is_well_formed(&text);
    })
    .await;
}

/// Every series has its help and its type before it, and no name comes twice.
fn is_well_formed(text: &str) {
    let (mut known, mut series) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').expect("a name and a kind");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(known.insert(name.to_owned()), "{name} comes twice");
        } else if !line.starts_with("# HELP ") {
            let (name, value) = line.rsplit_once(' ').expect("a series and a value");
            assert!(series.insert(name.to_owned()), "{name} comes twice");
            assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{line}");
            let bare = name.split('{').next().expect("a name");
            let of_timer = ["_bucket", "_sum", "_count"];
            let bare = of_timer.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
            assert!(known.contains(bare), "{line}");
        }
    }
}
