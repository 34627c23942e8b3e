//! `GET /api/v1/reports/lifecycle`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{LifecycleOptions, LifecycleReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_lifecycle))
        .merge(sheets::routes::<LifecycleOptions>("/api/v1/reports/lifecycle"))
}

/// Who came, came again and stayed away, period by period, and where every customer stands now.
#[utoipa::path(get, path = "/api/v1/reports/lifecycle", tag = "reports", params(LifecycleOptions),
    responses((status = 200, body = LifecycleReport), (status = 422, body = Problem)))]
async fn show_lifecycle(
    State(shop): State<Shop>,
    Query(options): Query<LifecycleOptions>,
) -> Result<Json<LifecycleReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
