//! What the tables hold of a person, as it stands in them.

use sea_orm::FromQueryResult;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::searching::Column;
use super::{Person, Trace, columns};
use crate::{RecordsError, ShopTx};

/// The rows of one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The table.
    pub table: &'static str,
    /// Its rows, column by column; moments in microseconds since 1970.
    pub rows: Vec<Map<String, Json>>,
}

#[derive(FromQueryResult)]
struct JsonRow {
    told: String,
}

/// A person's rows of one table; bytes are written as hexadecimal digits.
pub async fn rows_of(
    tx: &mut ShopTx,
    person: &Person,
    trace: &'static Trace,
) -> Result<Shown, RecordsError> {
    let Some((his, values)) = person.rows_in(tx, trace).await? else {
        return Ok(Shown { table: trace.table, rows: Vec::new() });
    };
    let all = columns(tx).await?;
    let own: Vec<&Column> = all.iter().filter(|one| one.table_name == trace.table).collect();
    let named: Vec<(&str, &str)> =
        own.iter().map(|column| (column.column_name.as_str(), column.data_type.as_str())).collect();
    let sql = format!(
        "select {} as told from {} where {his}",
        tx.engine().row_as_json(trace.table, &named),
        trace.table
    );
    let found: Vec<JsonRow> = tx.rows(&sql, values).await?;
    let rows = found.into_iter().map(|row| read(&row.told, &own));
    Ok(Shown { table: trace.table, rows: rows.collect::<Result<_, RecordsError>>()? })
}

/// How many rows a table has of a person.
pub async fn count_of(
    tx: &mut ShopTx,
    person: &Person,
    trace: &Trace,
) -> Result<i64, RecordsError> {
    let Some((his, values)) = person.rows_in(tx, trace).await? else { return Ok(0) };
    tx.number(&format!("select count(*) from {} where {his}", trace.table), values).await
}

/// A row as both engines tell it: ids with their hyphens.
fn read(told: &str, columns: &[&Column]) -> Result<Map<String, Json>, RecordsError> {
    let mut row: Map<String, Json> = serde_json::from_str(told)?;
    for column in columns.iter().filter(|column| column.data_type == "uuid") {
        if let Some(value) = row.get_mut(&column.column_name)
            && let Some(id) = value.as_str().and_then(|text| Uuid::try_parse(text).ok())
        {
            *value = Json::String(id.to_string());
        }
    }
    Ok(row)
}
