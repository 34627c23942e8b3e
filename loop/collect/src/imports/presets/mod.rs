//! Presets: what was told about a file, kept under a name for the next file of the same shape.
//!
//! A file has the shape of another one when their columns are called the same in the same order;
//! then its preset is offered. What is told besides counts more than what a preset says.
//!
//! Start reading at [`save`] and [`applied`].

pub mod api;
mod rows;

#[cfg(test)]
mod tests;

use domain::{ImportId, Instant, PresetId};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::ImportOptions;
use super::layouts::plain;

/// The longest name.
const NAME_MAX: usize = 80;

/// What was told about files of one shape.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Preset {
    /// Our id.
    pub id: PresetId,
    /// What its owner calls it.
    pub name: String,
    /// What was told.
    pub options: ImportOptions,
    /// When it was kept.
    pub created_at: Instant,
}

/// Why a preset is not kept so.
#[derive(Debug, thiserror::Error)]
pub enum PresetError {
    /// Nobody can call it by that.
    #[error("a name has 1 to {NAME_MAX} letters")]
    BadName,
    /// Another one is called so.
    #[error("another preset is called `{0}`; choose another name or remove that one first")]
    NameTaken(String),
    /// There is no such preset.
    #[error("there is no preset `{0}`")]
    Unknown(String),
    /// There is no such import.
    #[error("there is no import {0}")]
    UnknownImport(ImportId),
    /// Its file was never looked at.
    #[error("the columns of this import's file are not known; import the file once more")]
    NoShape,
    /// The rows of the shop failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The presets of a shop, by name.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Preset>, RecordsError> {
    rows::list(tx).await
}

/// Those kept for files of a shape, the newest first.
pub(super) async fn fitting(tx: &mut ShopTx, shape: &str) -> Result<Vec<Preset>, RecordsError> {
    rows::fitting(tx, shape).await
}

/// The preset of this name.
pub async fn named(tx: &mut ShopTx, name: &str) -> Result<Preset, PresetError> {
    let found = rows::find_named(tx, name.trim()).await?;
    found.ok_or_else(|| PresetError::Unknown(name.to_owned()))
}

/// Keeps what was told about an import's file under a name.
pub async fn save(tx: &mut ShopTx, import: ImportId, name: &str) -> Result<Preset, PresetError> {
    let name = free_name(tx, name, None).await?;
    let import = super::find(tx, import).await?.ok_or(PresetError::UnknownImport(import))?;
    let shape = import.shape.ok_or(PresetError::NoShape)?;
    let preset = Preset { id: tx.new_id(), name, options: import.options, created_at: tx.now() };
    rows::add(tx, &preset, &shape).await?;
    Ok(preset)
}

/// Calls a preset otherwise.
pub async fn rename(tx: &mut ShopTx, id: PresetId, name: &str) -> Result<(), PresetError> {
    let name = free_name(tx, name, Some(id)).await?;
    match rows::rename(tx, id, &name).await? {
        true => Ok(()),
        false => Err(PresetError::Unknown(id.to_string())),
    }
}

/// Removes a preset; imports that used it stay as they are.
pub async fn remove(tx: &mut ShopTx, id: PresetId) -> Result<(), PresetError> {
    match rows::remove(tx, id).await? {
        true => Ok(()),
        false => Err(PresetError::Unknown(id.to_string())),
    }
}

async fn free_name(
    tx: &mut ShopTx,
    name: &str,
    own: Option<PresetId>,
) -> Result<String, PresetError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(PresetError::BadName);
    }
    match rows::find_named(tx, name).await? {
        Some(other) if Some(other.id) != own => Err(PresetError::NameTaken(name.to_owned())),
        _ => Ok(name.to_owned()),
    }
}

/// What a preset says, and over it what is told besides.
pub fn applied(
    preset: &ImportOptions,
    told: &ImportOptions,
) -> Result<ImportOptions, RecordsError> {
    let mut all = serde_json::to_value(preset)?;
    lay_over(&mut all, serde_json::to_value(told)?);
    Ok(serde_json::from_value(all)?)
}

fn lay_over(under: &mut Json, over: Json) {
    match (under, over) {
        (Json::Object(under), Json::Object(over)) => {
            for (name, value) in over {
                lay_over(under.entry(name).or_insert(Json::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// By what files of one shape are known again: the names of their columns, in their order.
pub(super) fn shape_of(headers: &[String]) -> String {
    let mut digest = Sha256::new();
    for header in headers {
        digest.update(plain(header));
        digest.update([0x1f]);
    }
    digest.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
