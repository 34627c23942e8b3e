//! Deliveries: what a storefront sends while things happen.
//!
//! A delivery that is signed is kept as it came, known for ever by its name, and only then
//! answered; it is understood a moment later. One that cannot be understood keeps its reason and
//! can be played again. Whoever cannot sign leaves a count, and nothing else.
//!
//! Start reading at [`receive`] and [`work`].

mod door;
mod rows;
pub(super) mod signature;
mod stamps;
mod working;

use domain::{DeliveryId, Instant, StorefrontId};
use records::jobs::{self, NewJob};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::telling;

pub use door::{NotLetIn, Received, note_refused, receive};
pub use rows::{Counts, Delivery};
pub(super) use working::kinds;
pub use working::work;

/// What has become of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is kept and will be understood.
    Waiting,
    /// It changed something.
    Taken,
    /// It told what was known.
    Known,
    /// It told what was so before something that is known already.
    Older,
    /// It told nothing that is needed.
    Passed,
    /// It cannot be understood.
    Failed,
}

/// Keeps a document that was fetched and cannot be understood among the deliveries, so that a
/// person sees it and can have it played again.
pub(super) async fn keep_misread(
    tx: &mut ShopTx,
    id: StorefrontId,
    (topic, document): (&str, &Json),
    (told_at, reason): (Instant, String),
) -> Result<(), RecordsError> {
    let body = document.to_string().into_bytes();
    let new = rows::New {
        dedup_key: format!("fetched:{topic}:{}", stamps::digest(&body)),
        topic: topic.to_owned(),
        told_at,
        body,
        failed_because: Some((reason, telling::number_of(document))),
    };
    rows::keep(tx, id, new).await?;
    Ok(())
}

const WORK: &str = "storefront_deliveries";

/// Has the waiting deliveries of a storefront understood soon.
pub(super) async fn work_soon(tx: &mut ShopTx, id: StorefrontId) -> Result<(), RecordsError> {
    let job = NewJob {
        kind: WORK,
        key: id.to_string(),
        payload: json!({ "storefront": id }),
        run_at: tx.now(),
    };
    jobs::enqueue(tx, job).await
}

/// What can be played again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// One delivery.
    One(DeliveryId),
    /// Those that could not be understood.
    Failed,
    /// Everything whose body is still kept.
    All,
}

/// Has deliveries understood once more; answers how many, as far as their bodies are still kept.
pub async fn replay(tx: &mut ShopTx, id: StorefrontId, which: Replay) -> Result<u64, RecordsError> {
    let n = rows::wait_again(tx, id, which).await?;
    if n > 0 {
        work_soon(tx, id).await?;
    }
    Ok(n)
}

/// The deliveries of a storefront, newest first, below a place.
pub async fn list(
    tx: &mut ShopTx,
    id: StorefrontId,
    only: Option<Fate>,
    before: Option<(Instant, DeliveryId)>,
    limit: u32,
) -> Result<Vec<Delivery>, RecordsError> {
    rows::list(tx, id, only, before, limit).await
}

/// How many deliveries of each storefront wait and how many could not be understood.
pub async fn counts(tx: &mut ShopTx, id: StorefrontId) -> Result<Counts, RecordsError> {
    rows::counts(tx, id).await
}
