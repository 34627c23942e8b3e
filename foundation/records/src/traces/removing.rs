//! Taking a person's rows away, and his words out of what others have written.

use uuid::Uuid;

use super::searching::{Column, mentioning};
use super::{Fate, MENTIONS, OWN_WORDS, Person, TRACES, Trace, Whose, Word, columns};
use crate::{RecordsError, ShopTx};

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
    let Some((his, values)) = person.rows_in(tx, trace).await? else { return Ok(0) };
    tx.run(&format!("delete from {} where {his}", trace.table), values).await
}

async fn keep(
    tx: &mut ShopTx,
    person: &Person,
    (trace, blank): (&Trace, &[(&str, &str)]),
    successor: Option<Uuid>,
) -> Result<u64, RecordsError> {
    let Some((his, mut values)) = person.rows_in(tx, trace).await? else { return Ok(0) };
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
    let mut n = 0;
    for (table, names) in MENTIONS {
        let is_own = OWN_WORDS.contains(table);
        let words: Vec<&Word> =
            person.telling().filter(|word| !(is_own && word.is_name())).collect();
        for column in catalogue
            .iter()
            .filter(|it| it.table_name == *table && names.contains(&it.column_name.as_str()))
        {
            n += strike(tx, column, &words).await?;
        }
    }
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

async fn strike(tx: &mut ShopTx, column: &Column, words: &[&Word]) -> Result<u64, RecordsError> {
    let Column { table_name: table, column_name: name, data_type } = column;
    let text = tx.engine().as_text(name);
    let told = if data_type == "jsonb" { tx.engine().as_json("$1") } else { "$1".to_owned() };
    let sql = format!("update {table} set {name} = {told} where {text} = $2");
    let (mentions, _) = mentioning(tx, (table, name), words).await?;
    let mut n = 0;
    for mention in mentions {
        let was = String::from_utf8_lossy(&mention).into_owned();
        let left = words.iter().fold(was.clone(), |text, word| word.struck_from(&text, STRUCK));
        n += tx.run(&sql, vec![left.into(), was.into()]).await?;
    }
    Ok(n)
}
