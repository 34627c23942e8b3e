//! Many people at once: who is known to more than these tables, and taking them away.

use std::collections::HashSet;

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Fate, TRACES, Trace, Whose};
use crate::{RecordsError, ShopTx, Value, places};

/// How many people one question names; well below every engine's limit of bound values.
const PEOPLE_MAX: usize = 5_000;

/// Which of these people, by id and number, stand in another table than those named.
pub async fn known_elsewhere(
    tx: &mut ShopTx,
    people: &[(Uuid, i64)],
    besides: &[&str],
) -> Result<HashSet<Uuid>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WhoRow {
        who: Uuid,
    }
    #[derive(FromQueryResult)]
    struct NumberRow {
        who: i64,
    }
    let mut known = HashSet::new();
    for some in people.chunks(PEOPLE_MAX) {
        for trace in TRACES.iter().filter(|trace| !besides.contains(&trace.table)) {
            let Some((column, values)) = named(trace, some) else { continue };
            let sql = format!(
                "select distinct {column} as who from {} where {column} in ({})",
                trace.table,
                places(1, some.len())
            );
            if let Whose::Number(_) = trace.whose {
                let rows: Vec<NumberRow> = tx.rows(&sql, values).await?;
                let numbers: HashSet<i64> = rows.into_iter().map(|row| row.who).collect();
                let theirs = some.iter().filter(|(_, number)| numbers.contains(number));
                known.extend(theirs.map(|(id, _)| *id));
            } else {
                let rows: Vec<WhoRow> = tx.rows(&sql, values).await?;
                known.extend(rows.into_iter().map(|row| row.who));
            }
        }
    }
    Ok(known)
}

/// Takes the rows of people away in every table from which they go with them.
pub async fn take_several_away(
    tx: &mut ShopTx,
    people: &[(Uuid, i64)],
) -> Result<(), RecordsError> {
    for some in people.chunks(PEOPLE_MAX) {
        for trace in TRACES.iter().filter(|trace| trace.erased == Fate::Goes) {
            let Some((column, values)) = named(trace, some) else { continue };
            let sql = format!(
                "delete from {} where {column} in ({})",
                trace.table,
                places(1, some.len())
            );
            tx.run(&sql, values).await?;
        }
    }
    Ok(())
}

/// The column of a table that names people itself, and what stands in it for these.
fn named(trace: &Trace, people: &[(Uuid, i64)]) -> Option<(&'static str, Vec<Value>)> {
    match trace.whose {
        Whose::Id(column) => Some((column, people.iter().map(|(id, _)| (*id).into()).collect())),
        Whose::Number(column) => {
            Some((column, people.iter().map(|(_, number)| (*number).into()).collect()))
        }
        Whose::Of(..) | Whose::Told(_) => None,
    }
}
