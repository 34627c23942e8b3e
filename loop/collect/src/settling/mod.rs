//! Settling: rows become columns in the background; reports are exact all the while.
//!
//! A customer whose orders have changed since the last settling is *dirty*: files are not
//! believed about him, his rows are read instead. So every report is exact up to the last
//! committed transaction, however far the settling is behind.
//!
//! Start reading at [`session`], then [`settle`].

mod checking;
mod gathering;
mod rows;
mod writing;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use facts::{FactsError, Session, Snapshot};
use records::{Actor, RecordsError, ShopTx};
use wire::meters::Timer;

use crate::orders;
use crate::shop::{Shop, news};

pub use checking::{Agreement, agreement};

/// Why facts could not be settled or opened.
#[derive(Debug, thiserror::Error)]
pub enum SettlingError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The columns failed.
    #[error(transparent)]
    Facts(#[from] FactsError),
}

/// Above this share of dirty customers a report settles before it answers.
const DIRTY_SHARE_MAX: f64 = 0.05;

/// When so large a share of customers lives in deltas, everything is settled anew.
const DELTA_SHARE_MAX: f64 = 0.2;

/// More delta files than this are folded into the base.
const DELTAS_MAX: usize = 8;

/// Remembers that the orders of these customers have changed.
pub(crate) async fn mark_dirty(
    tx: &mut ShopTx,
    customers: HashSet<i64>,
) -> Result<(), RecordsError> {
    if customers.is_empty() {
        return Ok(());
    }
    rows::mark_dirty(tx, customers).await?;
    news::tell(tx).await
}

/// Remembers that the orders of everybody say something else than before, such as what they cost.
pub(crate) async fn mark_everybody_dirty(tx: &mut ShopTx) -> Result<(), RecordsError> {
    let everybody = orders::numbers(tx).await?;
    mark_dirty(tx, everybody).await
}

/// The facts of this moment, ready for folds and SQL.
///
/// Settles first when so many customers are dirty that reading their rows would cost more, and
/// when files of an older program lack columns of today.
pub async fn session(shop: &Shop) -> Result<Session, SettlingError> {
    let mut tx = shop.read().await?;
    let settled = rows::manifest(&mut tx, shop.facts()).await?;
    let n_dirty = rows::n_dirty(&mut tx).await?;
    let n_numbers = rows::n_numbers(&mut tx).await?;
    let n_outdated = rows::n_outdated(&mut tx).await?;
    if n_outdated > 0 || n_dirty as f64 > DIRTY_SHARE_MAX * n_numbers as f64 {
        drop(tx);
        settle(shop).await?;
        return snapshot_session(shop).await;
    }
    let snapshot = gathering::with_dirty_rows(&mut tx, settled).await?;
    Ok(Session::open(snapshot)?)
}

async fn snapshot_session(shop: &Shop) -> Result<Session, SettlingError> {
    let mut tx = shop.read().await?;
    let settled = rows::manifest(&mut tx, shop.facts()).await?;
    let snapshot: Snapshot = gathering::with_dirty_rows(&mut tx, settled).await?;
    Ok(Session::open(snapshot)?)
}

/// The files that count at the moment which the transaction sees.
pub async fn files(tx: &mut ShopTx, shop: &Shop) -> Result<Vec<PathBuf>, RecordsError> {
    let named = rows::manifest(tx, shop.facts()).await?;
    Ok(named.into_iter().map(|file| file.path).collect())
}

/// Customers whose rows the files do not know yet.
pub async fn n_dirty(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    rows::n_dirty(tx).await
}

/// Turns the rows of dirty customers into columns; answers how many customers were settled.
///
/// New files appear in the manifest in one transaction. When somebody else has settled meanwhile,
/// his files stand and ours are swept out.
pub async fn settle(shop: &Shop) -> Result<usize, SettlingError> {
    let began = tokio::time::Instant::now();
    let n_settled = settle_dirty(shop).await?;
    if n_settled > 0 {
        SETTLING_TIME.took(began.elapsed());
    }
    Ok(n_settled)
}

/// How long it took to turn rows into columns.
pub static SETTLING_TIME: Timer =
    Timer::new("regulars_settling_seconds", "How long it took to turn changed rows into columns.");

async fn settle_dirty(shop: &Shop) -> Result<usize, SettlingError> {
    let mut reading = shop.read().await?;
    let dirty = rows::dirty(&mut reading).await?;
    let is_outdated = rows::n_outdated(&mut reading).await? > 0;
    if dirty.customers.is_empty() && !is_outdated {
        return Ok(0);
    }
    let before = rows::manifest(&mut reading, shop.facts()).await?;
    let generation = before.iter().map(|file| file.generation).max().unwrap_or(0);
    let n_numbers = rows::n_numbers(&mut reading).await?;
    let written = if is_outdated || wants_all_anew(&before, &dirty.customers, n_numbers) {
        writing::write_all(&mut reading, shop.facts(), generation + 1).await?
    } else {
        writing::write_delta(&mut reading, shop.facts(), generation + 1, &dirty.customers).await?
    };
    drop(reading);
    let mut tx = shop.write(Actor::System).await?;
    if rows::newest_generation(&mut tx).await? != generation {
        return Ok(0);
    }
    rows::replace_manifest(&mut tx, written).await?;
    rows::clean(&mut tx, &dirty.marks).await?;
    let named = rows::manifest(&mut tx, shop.facts()).await?;
    let now = tx.now();
    tx.commit().await?;
    writing::sweep_out(shop.facts(), &named, now)?;
    Ok(dirty.customers.len())
}

/// How often somebody else's settling may come between.
const TRIES: usize = 5;

/// Writes every file anew, so that none of them holds what rows do not say any more.
///
/// The files of before stay for those who read them; see [`remove_replaced`].
pub async fn settle_anew(shop: &Shop) -> Result<(), SettlingError> {
    for _ in 0..TRIES {
        let mut reading = shop.read().await?;
        let dirty = rows::dirty(&mut reading).await?;
        let generation = rows::newest_generation(&mut reading).await?;
        let written = writing::write_all(&mut reading, shop.facts(), generation + 1).await?;
        drop(reading);
        let mut tx = shop.write(Actor::System).await?;
        if rows::newest_generation(&mut tx).await? != generation {
            continue;
        }
        rows::replace_manifest(&mut tx, written).await?;
        rows::clean(&mut tx, &dirty.marks).await?;
        return Ok(tx.commit().await?);
    }
    let busy = "the facts are being settled by others all the time; try again in a minute";
    Err(SettlingError::Records(RecordsError::Unreadable(busy.to_owned())))
}

/// Removes files that newer ones have replaced, whoever may still read them; answers how many.
pub(crate) async fn remove_replaced(shop: &Shop) -> Result<usize, SettlingError> {
    let mut tx = shop.read().await?;
    let named = rows::manifest(&mut tx, shop.facts()).await?;
    drop(tx);
    Ok(writing::remove_replaced(shop.facts(), &named)?)
}

fn wants_all_anew(before: &[facts::Settled], dirty: &BTreeSet<i64>, n_numbers: i64) -> bool {
    let deltas: Vec<_> =
        before.iter().filter(|file| file.kind == facts::SettledKind::Delta).collect();
    let mut in_deltas = dirty.clone();
    in_deltas.extend(deltas.iter().flat_map(|delta| &delta.customers));
    let tables = facts::FactTable::ALL.len();
    before.is_empty()
        || deltas.len() / tables >= DELTAS_MAX
        || in_deltas.len() as f64 > DELTA_SHARE_MAX * n_numbers as f64
}
