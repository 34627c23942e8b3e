//! `GET /api/v1/reports/retention`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{RetentionOptions, RetentionReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_retention))
        .merge(sheets::routes::<RetentionOptions>("/api/v1/reports/retention"))
}

/// Who of the whole base stayed, period by period.
#[utoipa::path(get, path = "/api/v1/reports/retention", tag = "reports", params(RetentionOptions),
    responses((status = 200, body = RetentionReport), (status = 422, body = Problem)))]
async fn show_retention(
    State(shop): State<Shop>,
    Query(options): Query<RetentionOptions>,
) -> Result<Json<RetentionReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
