//! `GET /api/v1/reports/acquisition`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{AcquisitionOptions, AcquisitionReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_acquisition))
        .merge(sheets::routes::<AcquisitionOptions>("/api/v1/reports/acquisition"))
}

/// What new customers cost by channel and month, and when they have paid for it.
#[utoipa::path(get, path = "/api/v1/reports/acquisition", tag = "reports",
    params(AcquisitionOptions),
    responses((status = 200, body = AcquisitionReport), (status = 422, body = Problem)))]
async fn show_acquisition(
    State(shop): State<Shop>,
    Query(options): Query<AcquisitionOptions>,
) -> Result<Json<AcquisitionReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
