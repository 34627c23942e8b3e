//! Carrying: every row of a shop as plain lines that either engine takes back.
//!
//! A line is a JSON array, one value a column: whole numbers as numbers, ids and words as texts,
//! documents as the text that they are, bytes as hexadecimal digits. It names no engine, so what
//! was written on SQLite is read on PostgreSQL and the other way round. What is an engine's own
//! (numbers of transactions) is not carried.
//!
//! Start reading at [`lines_of`] and [`take_in`].

mod reading;
mod taking;

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;

use crate::traces::columns;
use crate::{RecordsError, ShopTx};

pub use reading::{Lines, lines_of};
pub(crate) use taking::empty;
pub use taking::{begin, finish, is_empty, is_unfinished, take_in, take_numbers_up};

/// A column as it is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    kind: Kind,
}

/// A table as it is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of each line's values.
    pub columns: Vec<Column>,
}

/// What a column holds, whatever the engine calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Id,
    Whole,
    Real,
    Truth,
    Text,
    Document,
    Bytes,
}

impl Kind {
    fn of(data_type: &str) -> Option<Self> {
        Some(match data_type {
            "uuid" => Self::Id,
            "bigint" | "integer" => Self::Whole,
            "double precision" => Self::Real,
            "boolean" => Self::Truth,
            "text" => Self::Text,
            "jsonb" => Self::Document,
            "bytea" => Self::Bytes,
            _ => return None,
        })
    }
}

/// The engine's own list of migrations, which is told apart.
const MIGRATIONS: &str = "seaql_migrations";

/// What only the engine that wrote it understands: elsewhere every transaction of before has ended.
const ENGINES_OWN: &str = "transaction_number";

/// Every table of the shop with what is carried of it, those that refer to others after them.
pub async fn tables(tx: &mut ShopTx) -> Result<Vec<Table>, RecordsError> {
    let mut by_name: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for column in columns(tx).await? {
        if column.table_name == MIGRATIONS || column.column_name == ENGINES_OWN {
            continue;
        }
        let kind = Kind::of(&column.data_type).ok_or_else(|| {
            let what = format!("{}.{}", column.table_name, column.column_name);
            RecordsError::Unreadable(format!("{what} is of the kind `{}`", column.data_type))
        })?;
        let of_table = by_name.entry(column.table_name).or_default();
        of_table.push(Column { name: column.column_name, kind });
    }
    let references = references(tx).await?;
    Ok(in_order(by_name, &references))
}

#[derive(FromQueryResult)]
struct ReferenceRow {
    table_name: String,
    refers_to: String,
}

async fn references(tx: &mut ShopTx) -> Result<BTreeSet<(String, String)>, RecordsError> {
    let sql = tx.engine().references();
    let rows: Vec<ReferenceRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.table_name, row.refers_to)).collect())
}

/// Tables after those that they refer to; in a circle the order of names.
fn in_order(
    mut waiting: BTreeMap<String, Vec<Column>>,
    references: &BTreeSet<(String, String)>,
) -> Vec<Table> {
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let waits = |name: &String| {
            let mut of_it = references.iter().filter(|(table, _)| table == name);
            of_it.any(|(_, other)| other != name && waiting.contains_key(other))
        };
        let next = waiting.keys().find(|name| !waits(name)).or(waiting.keys().next()).cloned();
        let Some((name, columns)) = next.and_then(|name| waiting.remove_entry(&name)) else {
            break;
        };
        ordered.push(Table { name, columns });
    }
    ordered
}

/// Columns that count up by themselves, with the last number each has given.
pub async fn sequences(tx: &mut ShopTx) -> Result<BTreeMap<String, i64>, RecordsError> {
    let mut last = BTreeMap::new();
    for (table, column) in SEQUENCES {
        let sql = tx.engine().last_of_sequence(table, column);
        last.insert((*table).to_owned(), tx.number(&sql, vec![]).await?);
    }
    Ok(last)
}

/// The tables with such a column.
const SEQUENCES: &[(&str, &str)] = &[("happening", "seq")];

/// Names of the migrations that have made these tables, oldest first.
pub async fn migrations(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NameRow {
        version: String,
    }
    let sql = "select version from seaql_migrations order by version";
    let rows: Vec<NameRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Rows that name a row that is not there, by the table and the one it refers to.
///
/// A server never lets that happen; a file may have been changed by other hands.
pub async fn broken_references(
    tx: &mut ShopTx,
) -> Result<Vec<(String, String, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct BrokenRow {
        table_name: String,
        refers_to: String,
        n: i64,
    }
    let Some(sql) = tx.engine().broken_references() else { return Ok(Vec::new()) };
    let rows: Vec<BrokenRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.table_name, row.refers_to, row.n)).collect())
}

/// What the engine itself finds wrong with its pages and indexes; nothing is said by a server.
pub async fn damage(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WordRow {
        word: String,
    }
    let Some(sql) = tx.engine().damage() else { return Ok(Vec::new()) };
    let rows: Vec<WordRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.word).filter(|word| word != "ok").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_after_those_they_refer_to() {
        let table = |name: &str| (name.to_owned(), Vec::new());
        let all: BTreeMap<_, _> = ["consent", "customer", "a_letter", "self"].map(table).into();
        let references = [("consent", "customer"), ("a_letter", "consent"), ("self", "self")]
            .map(|(one, other)| (one.to_owned(), other.to_owned()));
        let ordered = in_order(all, &references.into());
        let names: Vec<&str> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["customer", "consent", "a_letter", "self"]);
    }
}
