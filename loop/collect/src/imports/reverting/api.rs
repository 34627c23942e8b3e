//! `/api/v1/imports/{id}/revert`: what taking an import back would come to, and doing it.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ImportId;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{NotReverted, Reversal, RevertError};
use crate::imports::api::BegunOut;
use crate::imports::{ImportError, jobs};
use crate::problems;
use crate::shop::Shop;

/// The routes of this slice.
pub(in crate::imports) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(foresee_revert, revert_import))
}

/// What taking an import back would come to; nothing is done.
#[utoipa::path(get, path = "/api/v1/imports/{id}/revert", tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = Reversal), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn foresee_revert(
    State(shop): State<Shop>,
    Path(id): Path<ImportId>,
) -> Result<Json<Reversal>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    super::foresee(&mut tx, id).await.map(Json).map_err(|error| problem_of(error, id))
}

/// Begins to take an import back: what it brought and nobody has changed since goes away.
#[utoipa::path(post, path = "/api/v1/imports/{id}/revert", tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 202, body = BegunOut), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn revert_import(
    State(shop): State<Shop>,
    Path(id): Path<ImportId>,
) -> Result<(StatusCode, Json<BegunOut>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    super::begin(&mut tx, id).await.map_err(|error| problem_of(error, id))?;
    jobs::enqueue_revert(&mut tx, id).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok((StatusCode::ACCEPTED, Json(BegunOut { id })))
}

fn problem_of(error: RevertError, id: ImportId) -> Problem {
    let refused = |code, error: NotReverted| Problem::conflict(code, error.to_string());
    match error {
        RevertError::Not(NotReverted::Unknown) => Problem::not_found(format!("import {id}")),
        RevertError::Not(error @ NotReverted::OnlyTried) => refused("only_tried", error),
        RevertError::Not(error @ NotReverted::Running) => refused("still_running", error),
        RevertError::Not(error @ NotReverted::Refused) => refused("nothing_written", error),
        RevertError::Not(error @ NotReverted::Already(_)) => refused("already_reverted", error),
        RevertError::Import(ImportError::Records(error)) => problems::of_records(error),
        RevertError::Import(error) => Problem::internal(error),
    }
}
