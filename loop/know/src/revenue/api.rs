//! `GET /api/v1/reports/revenue`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{RevenueOptions, RevenueReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_revenue))
        .merge(sheets::routes::<RevenueOptions>("/api/v1/reports/revenue"))
}

/// What became of the revenue of a base period.
#[utoipa::path(get, path = "/api/v1/reports/revenue", tag = "reports", params(RevenueOptions),
    responses((status = 200, body = RevenueReport), (status = 422, body = Problem)))]
async fn show_revenue(
    State(shop): State<Shop>,
    Query(options): Query<RevenueOptions>,
) -> Result<Json<RevenueReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
