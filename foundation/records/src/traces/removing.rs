//! Taking a person's rows away, and his words out of what others have written.

use uuid::Uuid;

use super::{Fate, MENTIONS, OWN_WORDS, Person, TRACES, Trace, Whose, columns};
use crate::{RecordsError, ShopTx, Value};

/// What became of his rows in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The table.
    pub table: &'static str,
    /// Rows that are deleted.
    pub n_gone: i64,
    /// Rows that stay, under nobody's name.
    pub n_kept: i64,
}

/// Takes a person's rows away in every table whose slice does not do it itself.
///
/// With a successor, rows that count for totals are his from now on; without one they go too.
pub async fn take_away(
    tx: &mut ShopTx,
    person: &Person,
    successor: Option<Uuid>,
) -> Result<Vec<Gone>, RecordsError> {
    let mut gone = Vec::new();
    for trace in TRACES {
        let fate = if successor.is_some() { trace.nameless } else { trace.erased };
        let touched = match fate {
            Fate::ByOwner => continue,
            Fate::Goes => delete(tx, person, trace).await?,
            Fate::Stays(blank) => keep(tx, person, (trace, blank), successor).await?,
        };
        let n = i64::try_from(touched).unwrap_or(i64::MAX);
        let (n_gone, n_kept) = if fate == Fate::Goes { (n, 0) } else { (0, n) };
        if n > 0 {
            gone.push(Gone { table: trace.table, n_gone, n_kept });
        }
    }
    Ok(gone)
}

async fn delete(tx: &mut ShopTx, person: &Person, trace: &Trace) -> Result<u64, RecordsError> {
    let Some((his, values)) = person.rows_in(tx.engine(), trace) else { return Ok(0) };
    tx.run(&format!("delete from {} where {his}", trace.table), values).await
}

async fn keep(
    tx: &mut ShopTx,
    person: &Person,
    (trace, blank): (&Trace, &[(&str, &str)]),
    successor: Option<Uuid>,
) -> Result<u64, RecordsError> {
    let Some((his, mut values)) = person.rows_in(tx.engine(), trace) else { return Ok(0) };
    let mut sets: Vec<String> =
        blank.iter().map(|(column, value)| format!("{column} = {value}")).collect();
    if let Whose::Id(column) = trace.whose {
        values.push(successor.into());
        sets.push(format!("{column} = $2"));
    }
    if sets.is_empty() {
        let sql = format!("select count(*) from {} where {his}", trace.table);
        return Ok(u64::try_from(tx.number(&sql, values).await?).unwrap_or_default());
    }
    tx.run(&format!("update {} set {} where {his}", trace.table, sets.join(", ")), values).await
}

/// What stands in place of a word that is struck out.
const STRUCK: &str = "[erased]";

/// Strikes a person's words out of texts that mention him; answers in how many cells.
///
/// A name is struck out where customers are told of, not in what the shop writes itself: there it
/// may be anybody's.
pub async fn replace_words(tx: &mut ShopTx, person: &Person) -> Result<i64, RecordsError> {
    let catalogue = columns(tx).await?;
    let engine = tx.engine();
    let mut n = 0;
    for (table, names) in MENTIONS {
        for name in *names {
            let column = catalogue
                .iter()
                .find(|column| column.table_name == *table && column.column_name == *name);
            let is_json = column.is_some_and(|column| column.data_type == "jsonb");
            let is_own = OWN_WORDS.contains(table);
            for word in person.telling().filter(|word| !(is_own && word.is_name())) {
                for form in word.forms() {
                    let text = engine.as_text(name);
                    let without = format!("replace({text}, $1, '{STRUCK}')");
                    let value = if is_json { engine.as_json(&without) } else { without };
                    let has = engine.contains(&text, false, 1);
                    let form: Value = String::from_utf8_lossy(&form).into_owned().into();
                    let sql = format!("update {table} set {name} = {value} where {has}");
                    n += tx.run(&sql, vec![form]).await?;
                }
            }
        }
    }
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}
