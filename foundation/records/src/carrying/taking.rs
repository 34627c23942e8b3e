//! Lines become rows.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use uuid::Uuid;

use super::{ENGINES_OWN, Kind, MIGRATIONS, SEQUENCES, Table, tables};
use crate::traces::columns;
use crate::{Engine, Insert, RecordsError, ShopTx, Value};

/// Whether no table of the shop has a row.
pub async fn is_empty(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    let mut tables: Vec<String> =
        columns(tx).await?.into_iter().map(|column| column.table_name).collect();
    tables.dedup();
    for table in tables.into_iter().filter(|table| table != MIGRATIONS) {
        let sql = format!("select count(*) from (select 1 from {table} limit 1) as first_row");
        if tx.number(&sql, vec![]).await? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The mark that stands among the counters of a shop that is being brought back.
const UNFINISHED: &str = "restore_unfinished";

/// Marks a shop as being brought back: until [`finish`] nobody opens it.
pub async fn begin(tx: &mut ShopTx) -> Result<(), RecordsError> {
    tx.take_numbers(UNFINISHED, 1).await?;
    Ok(())
}

/// Whether a shop is being brought back, or that was cut off.
pub async fn is_unfinished(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    Ok(tx.last_number(UNFINISHED).await? > 0)
}

/// The shop is whole and may be opened.
pub async fn finish(tx: &mut ShopTx) -> Result<(), RecordsError> {
    tx.run("delete from counter where name = $1", vec![UNFINISHED.into()]).await?;
    Ok(())
}

/// Takes every row of every table away.
pub(crate) async fn empty(tx: &mut ShopTx) -> Result<(), RecordsError> {
    for Table { name, .. } in tables(tx).await?.into_iter().rev() {
        tx.run(&format!("delete from {name}"), vec![]).await?;
    }
    Ok(())
}

/// Takes lines of a table in; `carried` says in which order each names its columns.
///
/// A column that is not here, or a value that does not fit, is told and nothing is written.
pub async fn take_in(
    tx: &mut ShopTx,
    table: &Table,
    carried: &[String],
    lines: &[Vec<Json>],
) -> Result<(), RecordsError> {
    let engine = tx.engine();
    if let Some(sql) = engine.references_later() {
        tx.run(sql, vec![]).await?;
    }
    let mut own = Vec::with_capacity(carried.len());
    for name in carried {
        let column = table.columns.iter().find(|column| &column.name == name);
        own.push(column.ok_or_else(|| unreadable(&table.name, name, "has no such column"))?);
    }
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        if line.len() != own.len() {
            return Err(unreadable(&table.name, "", "has a row of another length"));
        }
        let mut row = Vec::with_capacity(line.len() + 1);
        for (column, told) in own.iter().zip(line) {
            let value = value_of(engine, column.kind, told);
            row.push(value.ok_or_else(|| unreadable(&table.name, &column.name, "does not fit"))?);
        }
        rows.push(row);
    }
    let mut names: Vec<&str> = carried.iter().map(String::as_str).collect();
    if has_engines_own(tx, &table.name).await? {
        names.push(ENGINES_OWN);
        rows.iter_mut().for_each(|row| row.push(0_i64.into()));
    }
    let Table { name: table, .. } = table;
    let insert = Insert { table, columns: &names, conflict: "" };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

/// Whether each row bears the number of its transaction.
async fn has_engines_own(tx: &mut ShopTx, table: &str) -> Result<bool, RecordsError> {
    let all = columns(tx).await?;
    Ok(all.iter().any(|one| one.table_name == table && one.column_name == ENGINES_OWN))
}

/// Columns that count up by themselves go on after these numbers.
pub async fn take_numbers_up(
    tx: &mut ShopTx,
    last: &BTreeMap<String, i64>,
) -> Result<(), RecordsError> {
    for (table, column) in SEQUENCES {
        let number = last.get(*table).copied().unwrap_or_default();
        for sql in tx.engine().go_on_after(table, column) {
            if number > 0 {
                let values = if sql.contains("$1") { vec![number.into()] } else { vec![] };
                tx.run(&sql, values).await?;
            }
        }
    }
    Ok(())
}

fn unreadable(table: &str, column: &str, why: &str) -> RecordsError {
    RecordsError::Unreadable(format!("{table} {column} {why}"))
}

/// A carried value as it is bound; nothing for what does not fit.
fn value_of(engine: Engine, kind: Kind, told: &Json) -> Option<Value> {
    let is_null = told.is_null();
    let text = || told.as_str();
    Some(match kind {
        Kind::Id if is_null => Value::Uuid(None),
        Kind::Id => text()?.parse::<Uuid>().ok()?.into(),
        Kind::Whole if is_null => Value::BigInt(None),
        Kind::Whole => told.as_i64()?.into(),
        Kind::Real if is_null => Value::Double(None),
        Kind::Real => told.as_f64()?.into(),
        Kind::Truth if is_null => Value::Bool(None),
        Kind::Truth => told.as_bool()?.into(),
        Kind::Text if is_null => Value::String(None),
        Kind::Text => text()?.into(),
        Kind::Document if is_null => Value::Json(None),
        // A file keeps the very text; a server wants to know that it is a document.
        Kind::Document => match engine {
            Engine::Sqlite => text()?.into(),
            Engine::Postgres => serde_json::from_str::<Json>(text()?).ok()?.into(),
        },
        Kind::Bytes if is_null => Value::Bytes(None),
        Kind::Bytes => bytes_of(text()?)?.into(),
    })
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    let value = |digit: u8| char::from(digit).to_digit(16);
    let byte = |&[high, low]: &[u8; 2]| u8::try_from(value(high)? * 16 + value(low)?).ok();
    pairs.iter().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_that_does_not_fit_is_nothing() {
        let of = |kind, told: Json| value_of(Engine::Sqlite, kind, &told);
        assert_eq!(of(Kind::Bytes, json!("00ff")), Some(vec![0_u8, 255].into()));
        assert_eq!(of(Kind::Bytes, json!("0")), None);
        assert_eq!(of(Kind::Bytes, json!("zz")), None);
        assert_eq!(of(Kind::Whole, json!("1")), None);
        assert_eq!(of(Kind::Whole, json!(i64::MIN)), Some(i64::MIN.into()));
        assert_eq!(of(Kind::Id, json!("not an id")), None);
        assert_eq!(of(Kind::Truth, Json::Null), Some(Value::Bool(None)));
        let server = |told: Json| value_of(Engine::Postgres, Kind::Document, &told);
        assert_eq!(server(json!("{")), None);
        assert_eq!(server(json!("null")), Some(Json::Null.into()));
    }
}
