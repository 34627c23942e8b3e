//! `GET /api/v1/reports/abc`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{AbcOptions, AbcReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_abc))
        .merge(sheets::routes::<AbcOptions>("/api/v1/reports/abc"))
}

/// As many as a page can hold; the command line lists all.
const LIMIT: u32 = 1_000;

/// Which customers or products bring the money, and how steadily.
#[utoipa::path(get, path = "/api/v1/reports/abc", tag = "reports", params(AbcOptions),
    responses((status = 200, body = AbcReport), (status = 422, body = Problem)))]
async fn show_abc(
    State(shop): State<Shop>,
    Query(options): Query<AbcOptions>,
) -> Result<Json<AbcReport>, Problem> {
    let options = AbcOptions { limit: Some(options.limit.unwrap_or(LIMIT)), ..options };
    Ok(Json(super::of_shop(&shop, options).await?))
}
