//! Rows of `import_preset`.

use domain::{Instant, PresetId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Preset;

#[derive(FromQueryResult)]
struct PresetRow {
    id: Uuid,
    name: String,
    options: Json,
    created_at: i64,
}

impl TryFrom<PresetRow> for Preset {
    type Error = RecordsError;

    fn try_from(row: PresetRow) -> Result<Self, RecordsError> {
        Ok(Self {
            id: PresetId(row.id),
            name: row.name,
            options: serde_json::from_value(row.options)?,
            created_at: Instant(row.created_at),
        })
    }
}

const PRESET: &str = "select id, name, options, created_at from import_preset";

pub(super) async fn list(tx: &mut ShopTx) -> Result<Vec<Preset>, RecordsError> {
    let rows: Vec<PresetRow> = tx.rows(&format!("{PRESET} order by name, id"), vec![]).await?;
    rows.into_iter().map(Preset::try_from).collect()
}

pub(super) async fn fitting(tx: &mut ShopTx, shape: &str) -> Result<Vec<Preset>, RecordsError> {
    let sql = format!("{PRESET} where shape = $1 order by created_at desc, id desc");
    let rows: Vec<PresetRow> = tx.rows(&sql, vec![shape.into()]).await?;
    rows.into_iter().map(Preset::try_from).collect()
}

pub(super) async fn find_named(
    tx: &mut ShopTx,
    name: &str,
) -> Result<Option<Preset>, RecordsError> {
    let sql = format!("{PRESET} where name = $1");
    let row: Option<PresetRow> = tx.row(&sql, vec![name.into()]).await?;
    row.map(Preset::try_from).transpose()
}

pub(super) async fn add(tx: &mut ShopTx, preset: &Preset, shape: &str) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let row = vec![
        preset.id.0.into(),
        preset.name.as_str().into(),
        shape.into(),
        serde_json::to_value(&preset.options)?.into(),
        now.into(),
        actor.clone().into(),
        now.into(),
        actor.into(),
    ];
    let columns =
        &["id", "name", "shape", "options", "created_at", "created_by", "updated_at", "updated_by"];
    let insert = Insert { table: "import_preset", columns, conflict: "" };
    tx.insert_many(insert, vec![row]).await?;
    Ok(())
}

pub(super) async fn rename(
    tx: &mut ShopTx,
    id: PresetId,
    name: &str,
) -> Result<bool, RecordsError> {
    let sql = "update import_preset set name = $2, updated_at = $3, updated_by = $4 where id = $1";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    Ok(tx.run(sql, vec![id.0.into(), name.into(), now.into(), actor.into()]).await? > 0)
}

pub(super) async fn remove(tx: &mut ShopTx, id: PresetId) -> Result<bool, RecordsError> {
    Ok(tx.run("delete from import_preset where id = $1", vec![id.0.into()]).await? > 0)
}
