//! Searching every table for what somebody is called by.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use super::{OWN_WORDS, Person, SPARED, Word};
use crate::{RecordsError, ShopTx, Value};

/// A column of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Column {
    /// Its table.
    pub table_name: String,
    /// Its name.
    pub column_name: String,
    /// What it holds: `uuid`, `bigint`, `text`, `jsonb`, `bytea`, …
    pub data_type: String,
}

/// A place where somebody is still to be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Found {
    /// `table.column`, or the path of a file within the shop's folder.
    pub place: String,
    /// Which kind of word stands there; the word itself is not told.
    pub kind: String,
    /// In how many rows, or times.
    pub n: i64,
    /// Whether it is a fault; a name in the shop's own words may be another's.
    pub is_fault: bool,
}

/// What was searched, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// Tables searched.
    pub n_tables: i64,
    /// Columns searched.
    pub n_columns: i64,
    /// Where he is still to be found.
    pub found: Vec<Found>,
    /// Kinds of words that stand in tables of the staff, and so in the files of the rows.
    pub spared: Vec<String>,
}

/// Every column of every table, as the engine knows them.
pub async fn columns(tx: &mut ShopTx) -> Result<Vec<Column>, RecordsError> {
    let sql = tx.engine().catalogue();
    tx.rows(sql, vec![]).await
}

/// Rows of a column that are looked at closely; more than that are told as that many.
const LOOKED_AT: i64 = 1_000;

/// Searches every column that can hold words or ids, whether the table is in a list or not.
pub async fn search(tx: &mut ShopTx, person: &Person) -> Result<Searched, RecordsError> {
    let mut by_table: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for column in columns(tx).await? {
        by_table.entry(column.table_name.clone()).or_default().push(column);
    }
    let mut searched = Searched::default();
    for (table, columns) in by_table {
        searched.n_tables += 1;
        for column in columns {
            let found = match column.data_type.as_str() {
                "uuid" => ids_in(tx, &column, person).await?,
                "text" | "jsonb" | "bytea" => words_in(tx, &column, person).await?,
                _ => continue,
            };
            searched.n_columns += 1;
            match SPARED.contains(&table.as_str()) {
                true => searched.spared.extend(found.into_iter().map(|found| found.kind)),
                false => searched.found.extend(found),
            }
        }
    }
    searched.found.sort();
    searched.spared.sort();
    searched.spared.dedup();
    Ok(searched)
}

async fn ids_in(
    tx: &mut ShopTx,
    column: &Column,
    person: &Person,
) -> Result<Vec<Found>, RecordsError> {
    let Column { table_name, column_name, .. } = column;
    let sql = format!("select count(*) from {table_name} where {column_name} = $1");
    let n = tx.number(&sql, vec![person.id.into()]).await?;
    Ok(found(column, "id", n).into_iter().collect())
}

#[derive(FromQueryResult)]
struct WordsRow {
    words: Vec<u8>,
}

async fn words_in(
    tx: &mut ShopTx,
    column: &Column,
    person: &Person,
) -> Result<Vec<Found>, RecordsError> {
    let words: Vec<&Word> = person.telling().collect();
    let rows = suspects(tx, column, &words, &format!("limit {LOOKED_AT}")).await?;
    let of_word = |word: &Word| {
        let n = rows.iter().filter(|row| word.stands_in(&row.words)).count();
        found(column, &word.kind, i64::try_from(n).unwrap_or(LOOKED_AT))
    };
    Ok(words.into_iter().filter_map(of_word).collect())
}

/// What stands in a column where the engine finds any of these words; which of them it is, and
/// whether it is another's name that has it, is looked at afterwards.
async fn suspects(
    tx: &mut ShopTx,
    Column { table_name, column_name, data_type }: &Column,
    words: &[&Word],
    at_most: &str,
) -> Result<Vec<WordsRow>, RecordsError> {
    let (engine, is_bytes) = (tx.engine(), data_type == "bytea");
    let within = match is_bytes {
        true => column_name.clone(),
        false => format!("lower({})", engine.as_text(column_name)),
    };
    let values: Vec<Value> = match is_bytes {
        true => words.iter().flat_map(|word| word.forms()).map(Value::from).collect(),
        false => words.iter().flat_map(|word| word.small()).map(Value::from).collect(),
    };
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let has = |place: usize| engine.contains(&within, is_bytes, place);
    let any: Vec<String> = (1..=values.len()).map(has).collect();
    // One walk through the column for all words.
    let sql = format!(
        "select {} as words from {table_name} where {} {at_most}",
        engine.as_bytes(column_name, is_bytes),
        any.join(" or ")
    );
    tx.rows(&sql, values).await
}

/// The values of a column in which any of these words stands, documents as their texts; and
/// whether the column holds bytes.
pub(super) async fn mentioning(
    tx: &mut ShopTx,
    (table, column): (&str, &str),
    words: &[&Word],
) -> Result<(Vec<Vec<u8>>, bool), RecordsError> {
    let all = columns(tx).await?;
    let mut its = all.iter().filter(|it| it.table_name == table);
    let Some(column) = its.find(|it| it.column_name == column) else {
        return Ok((Vec::new(), false));
    };
    let suspects = suspects(tx, column, words, "").await?;
    let mut told: Vec<Vec<u8>> = suspects.into_iter().map(|row| row.words).collect();
    told.retain(|value| words.iter().any(|word| word.stands_in(value)));
    told.sort_unstable();
    told.dedup();
    Ok((told, column.data_type == "bytea"))
}

fn found(column: &Column, kind: &str, n: i64) -> Option<Found> {
    let is_name = Word::new(kind, "").is_name();
    let place = format!("{}.{}", column.table_name, column.column_name);
    let is_fault = !(is_name && OWN_WORDS.contains(&column.table_name.as_str()));
    (n > 0).then(|| Found { place, kind: kind.to_owned(), n, is_fault })
}
