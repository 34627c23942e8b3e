//! `/healthz`, `/readyz` and the API document.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use collect::shop::{self, Shop};
use utoipa::openapi::OpenApi;

pub(crate) fn router(document: OpenApi) -> Router<Shop> {
    let document = Arc::new(document);
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(readyz))
        .route("/api/v1/openapi.json", get(move || async move { Json(document.as_ref().clone()) }))
}

/// Ready when the rows can be read; opening the shop has migrated them and proved its folder.
async fn readyz(State(shop): State<Shop>) -> (StatusCode, &'static str) {
    let read = async {
        let mut tx = shop.read().await?;
        shop::settings(&mut tx).await
    };
    match read.await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the records cannot be read\n")
        }
    }
}
