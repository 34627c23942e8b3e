//! `GET /api/v1/models/runs`, and which run is in use.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems;
use collect::shop::Shop;
use domain::RunId;
use records::Actor;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::{NotInUse, Run};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_runs))
        .routes(routes!(put_run_in_use, take_run_out_of_use))
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

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// Puts a run in use: customer cards and segments tell what it learnt, in place of the one before.
#[utoipa::path(put, path = "/api/v1/models/runs/{id}/use", tag = "models",
    params(("id" = RunId, Path, description = "`run_…`")),
    responses((status = 200, body = Run), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn put_run_in_use(
    State(shop): State<Shop>,
    Path(id): Path<RunId>,
) -> Result<Json<Run>, Problem> {
    let used = async {
        let mut tx = shop.write(staff()).await?;
        let run = super::put_in_use(&mut tx, id).await?;
        tx.commit().await?;
        Ok::<Run, NotInUse>(run)
    };
    Ok(Json(used.await?))
}

/// Takes a run out of use: the model is learnt anew each time from then on.
#[utoipa::path(delete, path = "/api/v1/models/runs/{id}/use", tag = "models",
    params(("id" = RunId, Path, description = "`run_…`")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn take_run_out_of_use(
    State(shop): State<Shop>,
    Path(id): Path<RunId>,
) -> Result<StatusCode, Problem> {
    let stopped = async {
        let mut tx = shop.write(staff()).await?;
        if !super::take_out_of_use(&mut tx, id).await? {
            return Err(NotInUse::NoRun(id));
        }
        tx.commit().await?;
        Ok(())
    };
    stopped.await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<NotInUse> for Problem {
    fn from(error: NotInUse) -> Self {
        let text = error.to_string();
        match error {
            NotInUse::Records(error) => problems::of_records(error),
            NotInUse::NoRun(_) => Self::new(StatusCode::NOT_FOUND, "no_run", text),
            NotInUse::FoundNothing(_) => Self::invalid("found_nothing", text),
            NotInUse::NotAsked(_) => Self::invalid("not_asked", text),
        }
    }
}
