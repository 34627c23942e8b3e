//! Privacy: what the law lets a person ask of the shop, done, proven and remembered.
//!
//! A person is told everything that is kept of him (`export`). He is erased with his orders, or
//! made nameless while orders, sums and days stay, or only not taken in any more (`doing`); each is
//! a [`Regulation`] with states and a receipt. What is gone is searched for afterwards in every
//! table and file; only then is it called verified. Whoever is gone does not come back by an old
//! file or a late delivery: his names are kept as digests (`guard`).
//!
//! One thing must stay true: a row of this slice never tells who was forgotten.
//!
//! Start reading at [`ask`], then `doing/mod.rs`.

pub mod api;
mod doing;
pub mod export;
pub mod guard;
mod preview;
mod regulation;
mod rows;

#[cfg(test)]
mod tests;

use domain::{CustomerId, Instant, RegulationId};
use records::jobs::{self, NewJob};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::customers::Identity;
use crate::work::Kind;
use crate::{backups, shop};

pub use doing::{Again, DoingError, carry_out, reapply, verify};
pub use preview::{Preview, preview};
pub use regulation::{Place, Receipt, Regulation, State, Verb};

/// How long older copies of the shop are kept, as far as its owner has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Settings {
    backup_days: i64,
}

const SETTING: &str = "privacy";

/// Days that backups are taken to be kept until the owner says otherwise.
const BACKUP_DAYS: i64 = 35;

/// Days that the shop's backups are kept; until then a receipt says that they hold him.
///
/// What the owner says of copies that he makes himself, and what the shop knows of those that it
/// makes by itself; the longer of both.
pub async fn backup_days(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    let told: Option<Settings> = shop::setting(tx, SETTING).await?;
    let own = backups::days_kept(tx).await?;
    Ok(match (told.map(|settings| settings.backup_days), own) {
        (Some(told), own) => told.max(own.unwrap_or_default()),
        (None, Some(own)) => own,
        (None, None) => BACKUP_DAYS,
    })
}

/// Remembers how long the shop's backups are kept.
pub async fn keep_backups_for(tx: &mut ShopTx, days: i64) -> Result<(), RecordsError> {
    shop::save_setting(tx, SETTING, &Settings { backup_days: days.max(0) }).await
}

/// What is asked about a customer, before it is written down.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What is to be done.
    pub verb: Verb,
    /// About whom.
    pub customer: CustomerId,
    /// Through what it was asked: `page`, `command line`, a storefront.
    pub source: &'a str,
    /// By when it has to be done, where a law or a contract says so.
    pub due_at: Option<Instant>,
}

/// Writes down what is asked; nothing is done until it is started.
///
/// Asking the same of the same person while it waits is asking once.
pub async fn ask(tx: &mut ShopTx, asked: Asked<'_>) -> Result<RegulationId, RecordsError> {
    if let Some(waiting) = rows::waiting(tx, asked.customer).await? {
        rows::change_verb(tx, waiting, asked.verb).await?;
        return Ok(waiting);
    }
    let id: RegulationId = tx.new_id();
    rows::add(tx, id, &asked).await?;
    Ok(id)
}

/// Has a regulation done soon; one that failed is searched for once more.
pub async fn start(tx: &mut ShopTx, id: RegulationId) -> Result<(), RecordsError> {
    let run_at = tx.now();
    soon(tx, id, run_at).await
}

/// Remembers that nobody of these names is taken in, of whom nothing is kept here; it is done and
/// proven with that.
pub(crate) async fn keep_away(
    tx: &mut ShopTx,
    source: &str,
    names: &[Identity],
) -> Result<RegulationId, RecordsError> {
    let id: RegulationId = tx.new_id();
    rows::add_done(tx, id, (Verb::Erase, source)).await?;
    guard::forget(tx, id, names).await?;
    Ok(id)
}

async fn soon(tx: &mut ShopTx, id: RegulationId, run_at: Instant) -> Result<(), RecordsError> {
    let job = NewJob {
        kind: doing::WORK,
        key: id.to_string(),
        payload: json!({ "regulation": id }),
        run_at,
    };
    jobs::enqueue(tx, job).await
}

/// One regulation.
pub async fn find(tx: &mut ShopTx, id: RegulationId) -> Result<Option<Regulation>, RecordsError> {
    rows::find(tx, id).await
}

/// What is asked about a customer and waits.
pub async fn waiting(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Option<Regulation>, RecordsError> {
    match rows::waiting(tx, customer).await? {
        Some(id) => rows::find(tx, id).await,
        None => Ok(None),
    }
}

/// The regulations below one, the newest first.
pub async fn list(
    tx: &mut ShopTx,
    before: Option<RegulationId>,
    limit: u32,
) -> Result<Vec<Regulation>, RecordsError> {
    rows::list(tx, before, limit).await
}

/// What was refused because whoever it came from is forgotten, by where it came from.
pub async fn refusals(tx: &mut ShopTx) -> Result<Vec<(String, i64, Instant)>, RecordsError> {
    rows::refusals(tx).await
}

/// The kinds of work of this slice.
pub fn kinds_of_work() -> Vec<Kind> {
    doing::kinds()
}
