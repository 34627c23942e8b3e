//! `GET /api/v1/reports/rhythm`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{RhythmOptions, RhythmReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_rhythm))
        .merge(sheets::routes::<RhythmOptions>("/api/v1/reports/rhythm"))
}

/// How long customers wait between purchases.
#[utoipa::path(get, path = "/api/v1/reports/rhythm", tag = "reports", params(RhythmOptions),
    responses((status = 200, body = RhythmReport), (status = 422, body = Problem)))]
async fn show_rhythm(
    State(shop): State<Shop>,
    Query(options): Query<RhythmOptions>,
) -> Result<Json<RhythmReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
