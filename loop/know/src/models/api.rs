//! `GET /api/v1/models/runs`.

use axum::extract::State;
use collect::problems;
use collect::shop::Shop;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::Run;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_runs))
}

/// Which runs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RunsQuery {
    /// Only of this model, such as `value`.
    model: Option<String>,
}

/// As many as are compared by eye.
const RUNS_MAX: u32 = 50;

/// The newest runs of models that were kept.
#[utoipa::path(get, path = "/api/v1/models/runs", tag = "models", params(RunsQuery),
    responses((status = 200, body = Vec<Run>)))]
async fn list_runs(
    State(shop): State<Shop>,
    Query(query): Query<RunsQuery>,
) -> Result<Json<Vec<Run>>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let runs = super::newest(&mut tx, query.model.as_deref(), RUNS_MAX).await;
    Ok(Json(runs.map_err(problems::of_records)?))
}
