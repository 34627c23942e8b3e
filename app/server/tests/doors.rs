//! Who is let in, and what the server says to those who are not.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use server::{ServeError, Server, router};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

async fn status(stage: &Stage, request: axum::http::request::Builder) -> StatusCode {
    let app = router(stage.shop().await);
    let request = request.body(Body::empty()).expect("a request");
    app.oneshot(request).await.expect("an answer").status()
}

#[tokio::test]
async fn this_machine_is_let_in_and_foreign_names_and_pages_are_not() {
    on_both_engines(async |stage: Stage| {
        let shop = || Request::get("/api/v1/shop");
        let ours = shop().header("host", "127.0.0.1:7700");
        assert_eq!(status(&stage, ours).await, StatusCode::OK);
        let same = shop().header("host", "localhost:1").header("origin", "http://localhost:1");
        assert_eq!(status(&stage, same).await, StatusCode::OK);
        let rebound = shop().header("host", "evil.test");
        assert_eq!(status(&stage, rebound).await, StatusCode::MISDIRECTED_REQUEST);
        let foreign = shop().header("host", "localhost:1").header("origin", "http://evil.test");
        assert_eq!(status(&stage, foreign).await, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_page_of_any_site_may_tell_with_a_key_and_ask_nothing() {
    on_both_engines(async |stage: Stage| {
        let foreign = |request: axum::http::request::Builder| {
            request.header("host", "localhost:1").header("origin", "https://shop.test")
        };
        let may_i = foreign(Request::options("/v1/batch"));
        assert_eq!(status(&stage, may_i).await, StatusCode::NO_CONTENT);
        let without_a_key = foreign(Request::post("/v1/batch"));
        assert_eq!(status(&stage, without_a_key).await, StatusCode::UNAUTHORIZED);
        for asked in ["/api/v1/keys", "/api/v1/sources", "/v1", "/v10/batch"] {
            let asked = foreign(Request::get(asked));
            assert_eq!(status(&stage, asked).await, StatusCode::FORBIDDEN);
        }
        let rebound = Request::post("/v1/batch").header("host", "evil.test");
        assert_eq!(status(&stage, rebound).await, StatusCode::MISDIRECTED_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn the_server_is_alive_ready_and_describes_itself() {
    on_both_engines(async |stage: Stage| {
        for path in ["/healthz", "/readyz", "/api/v1/openapi.json", "/", "/know/cohorts"] {
            let asked = Request::get(path).header("host", "localhost");
            assert_eq!(status(&stage, asked).await, StatusCode::OK, "{path}");
        }
        for path in ["/api/v1/nothing", "/p/nothing", "/nothing.js"] {
            let asked = Request::get(path).header("host", "localhost");
            assert_eq!(status(&stage, asked).await, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused_with_the_reason() {
    let refused = Server::bind("0.0.0.0:0".parse().expect("an address")).await;
    let Err(error @ ServeError::NotLoopback(_)) = refused else { panic!("it listens") };
    assert!(error.to_string().contains("no sign-in yet"), "{error}");
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let first = Server::bind("127.0.0.1:0".parse().expect("an address")).await.expect("free");
    let second = Server::bind(first.address()).await;
    assert!(matches!(second, Err(ServeError::CannotListen { .. })));
}
