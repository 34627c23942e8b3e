//! `/api/v1/imports/presets`: what was told about files, kept under names.

use axum::extract::State;
use axum::http::StatusCode;
use domain::{ImportId, PresetId};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{Preset, PresetError};
use crate::problems;
use crate::shop::Shop;

/// The presets of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresetsOut {
    /// By name.
    items: Vec<Preset>,
}

/// What an import was told, to be kept.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PresetIn {
    /// What its owner calls it.
    name: String,
    /// The import whose answers are kept.
    import: ImportId,
}

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PresetNameIn {
    /// What its owner calls it from now on.
    name: String,
}

/// The routes of this slice.
pub(in crate::imports) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_import_presets, save_import_preset))
        .routes(routes!(rename_import_preset, remove_import_preset))
}

/// What was told about files and kept, by name.
#[utoipa::path(get, path = "/api/v1/imports/presets", tag = "imports",
    responses((status = 200, body = PresetsOut)))]
async fn list_import_presets(State(shop): State<Shop>) -> Result<Json<PresetsOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let items = super::list(&mut tx).await.map_err(problems::of_records)?;
    Ok(Json(PresetsOut { items }))
}

/// Keeps what an import was told under a name.
#[utoipa::path(post, path = "/api/v1/imports/presets", tag = "imports", request_body = PresetIn,
    responses((status = 201, body = Preset), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn save_import_preset(
    State(shop): State<Shop>,
    Json(asked): Json<PresetIn>,
) -> Result<(StatusCode, Json<Preset>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    let preset = super::save(&mut tx, asked.import, &asked.name).await.map_err(problem_of)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok((StatusCode::CREATED, Json(preset)))
}

/// Calls a preset otherwise.
#[utoipa::path(put, path = "/api/v1/imports/presets/{id}", tag = "imports",
    params(("id" = PresetId, Path)), request_body = PresetNameIn,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn rename_import_preset(
    State(shop): State<Shop>,
    Path(id): Path<PresetId>,
    Json(asked): Json<PresetNameIn>,
) -> Result<StatusCode, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    super::rename(&mut tx, id, &asked.name).await.map_err(problem_of)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a preset.
#[utoipa::path(delete, path = "/api/v1/imports/presets/{id}", tag = "imports",
    params(("id" = PresetId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove_import_preset(
    State(shop): State<Shop>,
    Path(id): Path<PresetId>,
) -> Result<StatusCode, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    super::remove(&mut tx, id).await.map_err(problem_of)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

fn problem_of(error: PresetError) -> Problem {
    match error {
        PresetError::BadName => Problem::field("name", "bad_name", error.to_string()),
        PresetError::NameTaken(_) => Problem::field("name", "name_taken", error.to_string()),
        PresetError::NoShape => Problem::field("import", "no_shape", error.to_string()),
        PresetError::Unknown(id) => Problem::not_found(format!("preset {id}")),
        PresetError::UnknownImport(id) => Problem::not_found(format!("import {id}")),
        PresetError::Records(error) => problems::of_records(error),
    }
}
