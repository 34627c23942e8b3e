//! Rows of `setting`.

use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value as Json;

#[derive(FromQueryResult)]
struct SettingRow {
    value: Json,
}

pub(super) async fn find(tx: &mut ShopTx, name: &str) -> Result<Option<Json>, RecordsError> {
    let sql = "select value from setting where name = $1";
    let row: Option<SettingRow> = tx.row(sql, vec![name.into()]).await?;
    Ok(row.map(|row| row.value))
}

pub(super) async fn save(tx: &mut ShopTx, name: &str, value: Json) -> Result<(), RecordsError> {
    let sql = "insert into setting (name, value, updated_at, updated_by) values ($1, $2, $3, $4)
               on conflict (name) do update set value = excluded.value,
                   updated_at = excluded.updated_at, updated_by = excluded.updated_by";
    let values = vec![name.into(), value.into(), tx.now().0.into(), tx.actor().to_string().into()];
    tx.run(sql, values).await?;
    Ok(())
}
