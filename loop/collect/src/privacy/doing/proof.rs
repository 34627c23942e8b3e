//! The proof: every table, every column of the facts and every file is searched afterwards.

use domain::RegulationId;
use records::traces::{self, Found, Person, Word};
use records::{Actor, RecordsError};
use serde::{Deserialize, Serialize};

use super::{DoingError, files};
use crate::privacy::regulation::{Receipt, Regulation, State};
use crate::privacy::rows;
use crate::settling;
use crate::shop::Shop;

/// Whom a regulation is about, and the ids of what was sent to him.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sought {
    pub(super) person: Person,
    pub(super) messages: Vec<String>,
}

/// Whom a regulation is about, while he has to be searched for.
pub(super) async fn sought(shop: &Shop, id: RegulationId) -> Result<Option<Sought>, DoingError> {
    let mut tx = shop.read().await?;
    let Some(sealed) = rows::sealed(&mut tx, id).await? else { return Ok(None) };
    let words = shop.seal(&mut tx)?.open(&id.to_string(), &sealed)?;
    Ok(Some(serde_json::from_str(&words).map_err(RecordsError::from)?))
}

/// Searches everything for whoever was forgotten, and writes down whether he was found.
///
/// Files of columns that a report of before may still have read are removed first.
pub async fn verify(shop: &Shop, id: RegulationId) -> Result<Regulation, DoingError> {
    let known = rows::find(&mut shop.read().await?, id).await?.ok_or(DoingError::Unknown(id))?;
    if !matches!(known.state, State::Done | State::Failed) {
        return Ok(known);
    }
    let sought = sought(shop, id).await?;
    if known.state == State::Failed && sought.is_none() {
        return Ok(known);
    }
    let mut receipt = known.receipt;
    if let Some(sought) = sought {
        settling::remove_replaced(shop).await?;
        search(shop, &sought.person, &mut receipt).await?;
    }
    let faults: Vec<&Found> = receipt.found.iter().filter(|found| found.is_fault).collect();
    let problem = faults.first().map(|first| {
        format!("still to be found in {} places, the first is {}", faults.len(), first.place)
    });
    let state = if problem.is_none() { State::Verified } else { State::Failed };
    let mut tx = shop.write(Actor::System).await?;
    tx.overwrite_deleted().await?;
    rows::advance(&mut tx, id, state, (&receipt, problem.as_deref())).await?;
    tx.commit().await?;
    let known = rows::find(&mut shop.read().await?, id).await?;
    known.ok_or(DoingError::Unknown(id))
}

async fn search(shop: &Shop, person: &Person, receipt: &mut Receipt) -> Result<(), DoingError> {
    let mut tx = shop.read().await?;
    let rows = traces::search(&mut tx, person).await?;
    drop(tx);
    shop.records().empty_the_log().await?;
    let mut looked = files::search(shop, person, &rows.spared).await?;
    if looked.found.iter().any(|found| found.place.starts_with("regulars.db")) {
        // What was changed long ago may have left its old self in free pages.
        shop.records().write_anew().await?;
        looked = files::search(shop, person, &rows.spared).await?;
    }
    receipt.n_tables = rows.n_tables;
    receipt.n_columns = rows.n_columns;
    receipt.n_files = looked.n_files;
    receipt.n_bytes = looked.n_bytes;
    receipt.searched_for = kinds(person.telling());
    receipt.too_short = kinds(person.words.iter().filter(|word| !word.is_telling()));
    receipt.found = rows.found;
    receipt.found.extend(looked.found);
    receipt.found.extend(in_facts(shop, person).await?);
    // Our own id stands in addresses of the audit log, and leads to nobody any more.
    receipt.spared = rows.spared.into_iter().filter(|kind| kind != "id").collect();
    Ok(())
}

fn kinds<'a>(words: impl Iterator<Item = &'a Word>) -> Vec<String> {
    let mut kinds: Vec<String> = words.map(|word| word.kind.clone()).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The columns of the facts that hold words; they are packed, so looking at bytes is not enough.
const COLUMNS: [(&str, &str); 4] = [
    ("orders", "customer_id"),
    ("orders", "coupon"),
    ("orders", "city"),
    ("customers", "customer_id"),
];

async fn in_facts(shop: &Shop, person: &Person) -> Result<Vec<Found>, DoingError> {
    let session = settling::session(shop).await?;
    let mut found = Vec::new();
    for (table, column) in COLUMNS {
        for word in &person.words {
            let question = super::rows::count_in_facts((table, column), &word.text);
            let counted =
                session.numbers(&question).await.map_err(settling::SettlingError::from)?;
            let n = counted.first().and_then(|(_, n)| *n).unwrap_or_default() as i64;
            if n > 0 {
                let place = format!("facts/{table}.{column}");
                found.push(Found { place, kind: word.kind.clone(), n, is_fault: true });
            }
        }
    }
    Ok(found)
}
