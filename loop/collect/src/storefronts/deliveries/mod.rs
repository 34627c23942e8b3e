//! Deliveries: what a storefront sends while things happen.
//!
//! A delivery that is signed is kept as it came, known for ever by its name, and only then
//! answered; it is understood a moment later. One that cannot be understood keeps its reason and
//! can be played again. Whoever cannot sign leaves a count, and nothing else.
//!
//! Start reading at [`receive`] and [`work`].

mod rows;
pub(super) mod signature;
mod stamps;

use axum::http::HeaderMap;
use domain::{DeliveryId, Instant, StorefrontId};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::writing::{self, Verdict};
use super::{Kind, SIGNING, State, Storefront, accent, sealed_as, telling};
use crate::shop::{SealError, Shop};
use crate::work;

pub use rows::{Counts, Delivery};

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

/// What a storefront is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is on the disk.
    Kept,
    /// It was there before.
    Known,
    /// It only tried the address.
    Ping,
}

/// Why a delivery is not let in.
#[derive(Debug, thiserror::Error)]
pub enum NotLetIn {
    /// Nobody delivers here.
    #[error("there is no such storefront")]
    Nobody,
    /// The storefront was let go.
    #[error("this storefront is not connected any more")]
    LetGo,
    /// The signature is missing or another's.
    #[error("the signature is not this storefront's: the secret on both sides must be the same")]
    Unsigned,
    /// Another shop that shares the app's secret.
    #[error("this address takes what {expected} tells, not what `{given}` does")]
    OtherShop {
        /// Whose address it is.
        expected: String,
        /// Who speaks.
        given: String,
    },
    /// It does not say what it is about.
    #[error("the topic is missing from the headers")]
    NoTopic,
    /// The secret cannot be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The records failed: the storefront shall try again.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl NotLetIn {
    /// The word that is kept with the count of those who were not let in.
    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Unsigned => Some("unsigned"),
            Self::OtherShop { .. } => Some("other_shop"),
            Self::NoTopic => Some("no_topic"),
            Self::Seal(_) => Some("sealed"),
            Self::Nobody | Self::LetGo | Self::Records(_) => None,
        }
    }
}

/// Takes a delivery at the door; it is on the disk when this answers.
pub async fn receive(
    shop: &Shop,
    (kind, id): (Kind, StorefrontId),
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Received, NotLetIn> {
    if stamps::is_ping(kind, headers, body) {
        return Ok(Received::Ping);
    }
    let refused = match look(shop, (kind, id), headers, body).await {
        Ok(stamps) => return keep(shop, id, stamps, body).await,
        Err(refused) => refused,
    };
    if let Some(word) = refused.word() {
        note_refused(shop, id, word).await?;
    }
    Err(refused)
}

/// Notes that somebody was not let in.
pub async fn note_refused(
    shop: &Shop,
    id: StorefrontId,
    because: &str,
) -> Result<(), RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    super::rows::note_refused(&mut tx, id, because).await?;
    tx.commit().await
}

/// Looks at the envelope and the signature, changing nothing.
async fn look(
    shop: &Shop,
    (kind, id): (Kind, StorefrontId),
    headers: &HeaderMap,
    body: &[u8],
) -> Result<stamps::Stamps, NotLetIn> {
    let mut tx = shop.read().await?;
    let known = super::rows::find(&mut tx, id).await?.filter(|known| known.kind == kind);
    let storefront = known.ok_or(NotLetIn::Nobody)?;
    if storefront.state == State::Disconnected {
        return Err(NotLetIn::LetGo);
    }
    let sealed = super::rows::sealed(&mut tx, id).await?.signing_secret;
    let sealed = sealed.ok_or(NotLetIn::LetGo)?;
    let secret = shop.seal(&mut tx)?.open(&sealed_as(id, SIGNING), &sealed)?;
    let given = stamps::signature(kind, headers).unwrap_or_default();
    if !signature::is_genuine(kind, &secret, body, given) {
        return Err(NotLetIn::Unsigned);
    }
    let stamps = stamps::read(kind, headers, body).ok_or(NotLetIn::NoTopic)?;
    match &stamps.shop {
        Some(given) if !super::address::is_of(&storefront.address, given) => {
            Err(NotLetIn::OtherShop { expected: storefront.address, given: given.clone() })
        }
        _ => Ok(stamps),
    }
}

async fn keep(
    shop: &Shop,
    id: StorefrontId,
    stamps: stamps::Stamps,
    body: &[u8],
) -> Result<Received, NotLetIn> {
    let mut tx = shop.write(Actor::System).await?;
    let new = rows::New {
        dedup_key: stamps.dedup_key,
        topic: stamps.topic,
        told_at: stamps.told_at.unwrap_or_else(|| tx.now()),
        body: body.to_vec(),
        failed_because: None,
    };
    let is_new = rows::keep(&mut tx, id, new).await?;
    super::rows::note_heard(&mut tx, id).await?;
    if is_new {
        work_soon(&mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(if is_new { Received::Kept } else { Received::Known })
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

/// The kinds of work of deliveries.
pub(super) fn kinds() -> Vec<work::Kind> {
    vec![work::Kind {
        name: WORK,
        run: |shop, job| Box::pin(async move { run(&shop, &job).await }),
    }]
}

async fn run(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let id = job.payload["storefront"].as_str().and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(()) };
    work(shop, id).await.map(|_| ()).map_err(|error| error.to_string())
}

/// Deliveries understood in one go; others who have work waiting come between.
const AT_ONCE: usize = 200;

/// Days that a body is kept after it was understood.
const BODY_DAYS: i64 = 30;

/// Understands what waits, the oldest first; answers how many deliveries that were.
pub async fn work(shop: &Shop, id: StorefrontId) -> Result<usize, RecordsError> {
    let mut n_done = 0;
    while n_done < AT_ONCE {
        let mut tx = shop.write(Actor::System).await?;
        let storefront = super::rows::find(&mut tx, id).await?;
        let Some(storefront) = storefront.filter(|it| it.state != State::Paused) else { break };
        let Some(next) = rows::next_waiting(&mut tx, id).await? else {
            let before = tx.now().plus_days(-BODY_DAYS);
            rows::forget_bodies(&mut tx, id, before).await?;
            tx.commit().await?;
            break;
        };
        let (delivery, own) = (next.id, next.clone());
        match understand(&mut tx, &storefront, next).await {
            Ok(()) => tx.commit().await?,
            Err(error) => {
                drop(tx);
                // Where the records still take this word, the fault lies in the delivery, and the
                // others shall not wait for it.
                let mut tx = shop.write(Actor::System).await?;
                let about = own.about();
                rows::conclude(&mut tx, delivery, (Fate::Failed, Some("not_written")), about)
                    .await?;
                tx.commit().await?;
                tracing::warn!(%delivery, %error, "a delivery could not be written down");
            }
        }
        n_done += 1;
    }
    if n_done == AT_ONCE {
        let mut tx = shop.write(Actor::System).await?;
        work_soon(&mut tx, id).await?;
        tx.commit().await?;
    }
    Ok(n_done)
}

async fn understand(
    tx: &mut ShopTx,
    storefront: &Storefront,
    delivery: rows::Waiting,
) -> Result<(), RecordsError> {
    let accent = accent(tx, storefront).await?;
    let about = delivery.about();
    let told = match telling::read(accent, &delivery.topic, &delivery.body) {
        Ok(told) => told,
        Err(misread) => {
            let reason = misread.to_string();
            return rows::conclude(tx, delivery.id, (Fate::Failed, Some(&reason)), about).await;
        }
    };
    let place = (delivery.told_at, delivery.id);
    let (fate, reason) = match writing::write(tx, storefront, told, place).await? {
        Verdict::Taken => (Fate::Taken, None),
        Verdict::Known => (Fate::Known, None),
        Verdict::Older => (Fate::Older, None),
        Verdict::Passed(because) => (Fate::Passed, Some(because)),
    };
    rows::conclude(tx, delivery.id, (fate, reason), about).await
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
