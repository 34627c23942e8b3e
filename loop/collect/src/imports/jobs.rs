//! Imports that were asked for over HTTP and are done in the background.

use std::sync::Arc;
use std::time::Duration;

use domain::ImportId;
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use super::gathering::Progress;
use super::reverting::{self, RevertError};
use super::taking_in::{conclude, digest_of};
use super::{ImportError, NewImport, State, rows};
use crate::shop::Shop;
use crate::work::Kind;

const TAKE_IN: &str = "collect_import";
const TAKE_BACK: &str = "collect_import_revert";

/// How often a long import says that it is alive; well within the lease of a job.
const RENEWAL: Duration = Duration::from_secs(jobs::LEASE_SECONDS as u64 / 3);

/// The kinds of work of this slice.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind { name: TAKE_IN, run: |shop, job| Box::pin(take_in(shop, job)) },
        Kind { name: TAKE_BACK, run: |shop, job| Box::pin(take_back(shop, job)) },
    ]
}

/// Begins an import that a worker will do; it is in the list from now on.
pub(super) async fn enqueue(tx: &mut ShopTx, new: &NewImport) -> Result<ImportId, RecordsError> {
    let id = rows::begin(tx, new).await?;
    soon(tx, TAKE_IN, id).await?;
    Ok(id)
}

/// An import that has been told to be taken back will be, by a worker.
pub(super) async fn enqueue_revert(tx: &mut ShopTx, id: ImportId) -> Result<(), RecordsError> {
    soon(tx, TAKE_BACK, id).await
}

async fn soon(tx: &mut ShopTx, kind: &'static str, id: ImportId) -> Result<(), RecordsError> {
    let payload = json!({ "import": id });
    let job = NewJob { kind, key: id.to_string(), payload, run_at: tx.now() };
    jobs::enqueue(tx, job).await
}

/// Takes one import back; safe to do again after a crash, because it goes on with what is left.
async fn take_back(shop: Shop, job: Claimed) -> Result<(), String> {
    let Some(id) = import_of(&job) else { return Ok(()) };
    let renewal = tokio::spawn(keep_lease(shop.clone(), job));
    let done = reverting::carry_out(&shop, id).await;
    renewal.abort();
    match done {
        // It has been done meanwhile.
        Ok(_) | Err(RevertError::Not(_)) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn import_of(job: &Claimed) -> Option<ImportId> {
    job.payload["import"].as_str().and_then(|id| id.parse().ok())
}

/// Does one import; safe to do again after a crash, because it looks at the state first.
async fn take_in(shop: Shop, job: Claimed) -> Result<(), String> {
    let renewal = tokio::spawn(keep_lease(shop.clone(), job.clone()));
    let done = carry_on(&shop, &job).await;
    renewal.abort();
    done.map_err(|error| error.to_string())
}

async fn carry_on(shop: &Shop, job: &Claimed) -> Result<(), ImportError> {
    let mut tx = shop.read().await?;
    let import = match import_of(job) {
        Some(id) => rows::find(&mut tx, id).await?,
        None => None,
    };
    drop(tx);
    let Some(import) = import else { return Ok(()) };
    if !matches!(import.state, State::Running | State::Interrupted) {
        return Ok(());
    }
    let new = NewImport {
        file_name: import.file_name,
        path: import.path,
        options: import.options,
        is_dry_run: import.is_dry_run,
    };
    let (content_hash, bytes) = digest_of(&new.path).await?;
    let mut tx = shop.write(Actor::System).await?;
    rows::note_file(&mut tx, import.id, &content_hash, bytes).await?;
    tx.commit().await?;
    let progress = Arc::new(Progress::default());
    progress.is_of(bytes);
    match conclude(shop, &new, import.id, &progress).await {
        // The owner reads it in the list; trying again would not change the file.
        Err(ImportError::Fault(_)) => Ok(()),
        other => other.map(|_| ()),
    }
}

async fn keep_lease(shop: Shop, job: Claimed) {
    loop {
        tokio::time::sleep(RENEWAL).await;
        let Ok(mut tx) = shop.write(Actor::System).await else { continue };
        if let Ok(true) = jobs::renew(&mut tx, &job).await
            && let Err(error) = tx.commit().await
        {
            tracing::warn!(%error, "the lease of an import was not renewed");
        }
    }
}
