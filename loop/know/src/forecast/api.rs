//! `GET /api/v1/reports/forecast`, and its runs.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{ForecastOptions, ForecastReport};
use crate::models::Run;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_forecast))
        .routes(routes!(keep_forecast_run))
        .merge(sheets::routes::<ForecastOptions>("/api/v1/reports/forecast"))
}

/// What the shop will sell, how far to trust that, and which periods were unlike themselves.
#[utoipa::path(get, path = "/api/v1/reports/forecast", tag = "reports", params(ForecastOptions),
    responses((status = 200, body = ForecastReport), (status = 422, body = Problem)))]
async fn show_forecast(
    State(shop): State<Shop>,
    Query(options): Query<ForecastOptions>,
) -> Result<Json<ForecastReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// Foretells once more and keeps the run, so that it can be held against what came.
#[utoipa::path(post, path = "/api/v1/reports/forecast/runs", tag = "models",
    params(ForecastOptions),
    responses((status = 201, body = Run), (status = 422, body = Problem)))]
async fn keep_forecast_run(
    State(shop): State<Shop>,
    Query(options): Query<ForecastOptions>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    Ok((StatusCode::CREATED, Json(super::run(&shop, options, staff).await?)))
}
