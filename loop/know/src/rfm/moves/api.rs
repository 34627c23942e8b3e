//! `GET /api/v1/reports/rfm-moves`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{MovesOptions, MovesReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_rfm_moves))
        .merge(sheets::routes::<MovesOptions>("/api/v1/reports/rfm-moves"))
}

/// Who moved from which group to which between two days.
#[utoipa::path(get, path = "/api/v1/reports/rfm-moves", tag = "reports", params(MovesOptions),
    responses((status = 200, body = MovesReport), (status = 422, body = Problem)))]
async fn show_rfm_moves(
    State(shop): State<Shop>,
    Query(options): Query<MovesOptions>,
) -> Result<Json<MovesReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
