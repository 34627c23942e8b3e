//! Rows become lines.

use sea_orm::QueryResult;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Column, Kind, Table};
use crate::{Engine, RecordsError, ShopTx};

/// Rows read at a time: some hold a whole document.
const AT_A_TIME: i64 = 1_000;

/// The lines of one table, being read piece by piece.
pub struct Lines<'a> {
    tx: &'a mut ShopTx,
    table: &'a Table,
    sql: String,
    after: i64,
    is_done: bool,
}

/// Begins to read a table, within the moment that the transaction sees.
pub async fn lines_of<'a>(tx: &'a mut ShopTx, table: &'a Table) -> Result<Lines<'a>, RecordsError> {
    let engine = tx.engine();
    let columns: Vec<String> = table.columns.iter().map(|one| told_by(engine, one)).collect();
    let (before, sql) = engine.piece_by_piece(&table.name, &columns.join(", "), AT_A_TIME);
    for statement in before {
        tx.run(&statement, vec![]).await?;
    }
    Ok(Lines { tx, table, sql, after: i64::MIN, is_done: false })
}

/// Documents are carried as the texts that they are.
fn told_by(engine: Engine, column: &Column) -> String {
    match column.kind {
        Kind::Document => {
            format!("cast({} as text) as {}", engine.as_text(&column.name), column.name)
        }
        _ => column.name.clone(),
    }
}

impl Lines<'_> {
    /// The next lines, each with its line end, and how many they are; none after the last.
    pub async fn next(&mut self) -> Result<Option<(Vec<u8>, i64)>, RecordsError> {
        if self.is_done {
            return Ok(None);
        }
        let values = if self.sql.contains("$1") { vec![self.after.into()] } else { vec![] };
        let rows = self.tx.rows_of_any_kind(&self.sql, values).await?;
        let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        self.is_done = n < AT_A_TIME;
        let mut lines = Vec::with_capacity(rows.len() * 128);
        for row in &rows {
            let line: Result<Vec<Json>, RecordsError> =
                self.table.columns.iter().map(|column| value_of(row, column)).collect();
            serde_json::to_writer(&mut lines, &line?)?;
            lines.push(b'\n');
        }
        if let (Some(last), Engine::Sqlite) = (rows.last(), self.tx.engine()) {
            self.after = last.try_get::<i64>("", Engine::PLACE)?;
        }
        if let (true, Some(end)) = (self.is_done, self.tx.engine().end_of_pieces(&self.table.name))
        {
            self.tx.run(&end, vec![]).await?;
        }
        Ok((n > 0).then_some((lines, n)))
    }
}

fn value_of(row: &QueryResult, column: &Column) -> Result<Json, RecordsError> {
    let name = column.name.as_str();
    Ok(match column.kind {
        Kind::Id => row.try_get::<Option<Uuid>>("", name)?.map(|id| id.to_string()).into(),
        Kind::Whole => row.try_get::<Option<i64>>("", name)?.into(),
        Kind::Real => row.try_get::<Option<f64>>("", name)?.into(),
        Kind::Truth => row.try_get::<Option<bool>>("", name)?.into(),
        Kind::Text | Kind::Document => row.try_get::<Option<String>>("", name)?.into(),
        Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.map(|bytes| digits(&bytes)).into(),
    })
}

fn digits(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let both = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    bytes.iter().flat_map(both).map(char::from).collect()
}
