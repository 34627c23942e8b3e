//! `GET /api/v1/reports/elsewhere`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{ElsewhereOptions, ElsewhereReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_elsewhere))
        .merge(sheets::routes::<ElsewhereOptions>("/api/v1/reports/elsewhere"))
}

/// Why another tool says something else: the same words as others count them.
#[utoipa::path(get, path = "/api/v1/reports/elsewhere", tag = "reports",
    params(ElsewhereOptions),
    responses((status = 200, body = ElsewhereReport), (status = 422, body = Problem)))]
async fn show_elsewhere(
    State(shop): State<Shop>,
    Query(options): Query<ElsewhereOptions>,
) -> Result<Json<ElsewhereReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
