//! The door: who is let in, and what is kept of it before it is answered.

use axum::http::HeaderMap;
use domain::StorefrontId;
use records::{Actor, RecordsError};

use super::signature::{self, Genuine, TOLERANCE};
use super::{rows, stamps, work_soon};
use crate::shop::{SealError, Shop};
use crate::storefronts::{self, Kind, SIGNING, State, address, sealed_as};

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
    /// It is not known yet what is signed with.
    #[error("the secret that this storefront signs with has not been given here yet")]
    NoSecret,
    /// The signature was made too long ago, or the clocks differ.
    #[error("the signature was made {seconds} s ago; {TOLERANCE} s are the most")]
    Stale {
        /// How long ago; below zero where it lies ahead.
        seconds: i64,
    },
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
            Self::NoSecret => Some("no_secret"),
            Self::Stale { .. } => Some("stale"),
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
    storefronts::rows::note_refused(&mut tx, id, because).await?;
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
    let known = storefronts::rows::find(&mut tx, id).await?.filter(|known| known.kind == kind);
    let storefront = known.ok_or(NotLetIn::Nobody)?;
    if storefront.state == State::Disconnected {
        return Err(NotLetIn::LetGo);
    }
    let sealed = storefronts::rows::sealed(&mut tx, id).await?.signing_secret;
    let sealed = sealed.ok_or(NotLetIn::NoSecret)?;
    let secret = shop.seal(&mut tx)?.open(&sealed_as(id, SIGNING), &sealed)?;
    let given = stamps::signature(kind, headers).unwrap_or_default();
    match signature::looked_at(kind, &secret, (body, tx.now()), given) {
        Genuine::Yes => {}
        Genuine::No => return Err(NotLetIn::Unsigned),
        Genuine::Stale { seconds } => return Err(NotLetIn::Stale { seconds }),
    }
    let stamps = stamps::read(kind, headers, body).ok_or(NotLetIn::NoTopic)?;
    match &stamps.shop {
        Some(given) if !address::is_of(&storefront.address, given) => {
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
    storefronts::rows::note_heard(&mut tx, id).await?;
    if is_new {
        work_soon(&mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(if is_new { Received::Kept } else { Received::Known })
}
