//! Imports that were asked for over HTTP and are done in the background.

use std::sync::Arc;
use std::time::Duration;

use domain::ImportId;
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use super::gathering::Progress;
use super::taking_in::{conclude, digest_of};
use super::{ImportError, NewImport, State, rows};
use crate::shop::Shop;
use crate::work::Kind;

const TAKE_IN: &str = "collect_import";

/// How often a long import says that it is alive; well within the lease of a job.
const RENEWAL: Duration = Duration::from_secs(jobs::LEASE_SECONDS as u64 / 3);

/// The kinds of work of this slice.
pub fn kinds() -> Vec<Kind> {
    vec![Kind { name: TAKE_IN, run: |shop, job| Box::pin(take_in(shop, job)) }]
}

/// Begins an import that a worker will do; it is in the list from now on.
pub(super) async fn enqueue(tx: &mut ShopTx, new: &NewImport) -> Result<ImportId, RecordsError> {
    let id = rows::begin(tx, new).await?;
    let job = NewJob {
        kind: TAKE_IN,
        key: id.to_string(),
        payload: json!({ "import": id }),
        run_at: tx.now(),
    };
    jobs::enqueue(tx, job).await?;
    Ok(id)
}

/// Does one import; safe to do again after a crash, because it looks at the state first.
async fn take_in(shop: Shop, job: Claimed) -> Result<(), String> {
    let renewal = tokio::spawn(keep_lease(shop.clone(), job.clone()));
    let done = carry_on(&shop, &job).await;
    renewal.abort();
    done.map_err(|error| error.to_string())
}

async fn carry_on(shop: &Shop, job: &Claimed) -> Result<(), ImportError> {
    let id: Option<ImportId> = job.payload["import"].as_str().and_then(|id| id.parse().ok());
    let mut tx = shop.read().await?;
    let import = match id {
        Some(id) => rows::find(&mut tx, id).await?,
        None => None,
    };
    drop(tx);
    let Some(import) = import else { return Ok(()) };
    if matches!(import.state, State::Done | State::Failed) {
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
