//! The guard: whoever is forgotten does not come back by an old file or a late delivery.
//!
//! Names are kept as digests under a key of the shop, so that the list tells nobody who is in it
//! and still knows him when he is told again. What he is told by is refused with a reason and
//! counted. While nobody is forgotten this costs one question.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::RegulationId;
use hmac::{Hmac, KeyInit, Mac};
use records::{RecordsError, ShopTx};
use sha2::Sha256;

use super::rows;
use crate::customers::{self, Identity};
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::shop;

/// A name that nobody can read back.
pub type Digest = [u8; 32];

/// The reason that sources are told.
pub const REASON: &str = "forgotten";

const SETTING: &str = "forgetting_key";

/// The key under which names become digests.
#[derive(Clone, Copy)]
pub struct Key([u8; 32]);

impl Key {
    /// The digest of a name.
    pub fn digest(&self, name: &Identity) -> Digest {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length is taken");
        mac.update(name.kind.as_bytes());
        mac.update(b":");
        mac.update(name.value.to_lowercase().as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The key as a text, for the list that outlives a restore.
    pub(super) fn told(&self) -> String {
        STANDARD.encode(self.0)
    }

    pub(super) fn of_text(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

/// The shop's key, if anybody was ever forgotten.
pub(super) async fn known_key(tx: &mut ShopTx) -> Result<Option<Key>, RecordsError> {
    let Some(text) = shop::setting::<String>(tx, SETTING).await? else { return Ok(None) };
    let unreadable = || RecordsError::Unreadable(format!("setting {SETTING}"));
    Key::of_text(&text).map(Some).ok_or_else(unreadable)
}

/// The shop's key, made when it is needed first.
pub(super) async fn key(tx: &mut ShopTx) -> Result<Key, RecordsError> {
    if let Some(known) = known_key(tx).await? {
        return Ok(known);
    }
    let key = Key(tx.random_bytes());
    keep_key(tx, key).await?;
    Ok(key)
}

pub(super) async fn keep_key(tx: &mut ShopTx, key: Key) -> Result<(), RecordsError> {
    shop::save_setting(tx, SETTING, &key.told()).await
}

/// Remembers that nobody of these names is taken in any more.
pub(super) async fn forget(
    tx: &mut ShopTx,
    regulation: RegulationId,
    names: &[Identity],
) -> Result<(), RecordsError> {
    let key = key(tx).await?;
    let digests = names.iter().map(|name| (name.kind.clone(), key.digest(name))).collect();
    rows::forget(tx, regulation, digests).await
}

/// Whoever has this name may come again, by all of his names; answers how many those were.
pub async fn lift(tx: &mut ShopTx, name: &Identity) -> Result<u64, RecordsError> {
    match known_key(tx).await? {
        Some(key) => rows::lift(tx, &key.digest(name)).await,
        None => Ok(0),
    }
}

/// Whether anybody is forgotten, so that it is worth to look at names.
pub async fn is_needed(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    rows::is_anybody_forgotten(tx).await
}

/// Of things that are told, each by several names, which are of somebody who is forgotten.
///
/// Counts them for their source.
pub async fn refused(
    tx: &mut ShopTx,
    source: &str,
    told: &[Vec<Identity>],
) -> Result<Vec<bool>, RecordsError> {
    let nobody = vec![false; told.len()];
    if told.is_empty() || !rows::is_anybody_forgotten(tx).await? {
        return Ok(nobody);
    }
    let Some(key) = known_key(tx).await? else { return Ok(nobody) };
    let digests: Vec<Vec<Digest>> =
        told.iter().map(|names| names.iter().map(|name| key.digest(name)).collect()).collect();
    let asked: HashSet<Digest> = digests.iter().flatten().copied().collect();
    let asked: Vec<Digest> = asked.into_iter().collect();
    let known = rows::forgotten(tx, &asked).await?;
    let is_known = |names: &Vec<Digest>| names.iter().any(|name| known.contains(&name[..]));
    let refused: Vec<bool> = digests.iter().map(is_known).collect();
    let n = refused.iter().filter(|&&is_refused| is_refused).count();
    if n > 0 {
        rows::count_refused(tx, source, i64::try_from(n).unwrap_or(i64::MAX)).await?;
    }
    Ok(refused)
}

/// Which of these orders are of somebody who is forgotten: by their buyer, or by their own name.
pub async fn refused_orders(
    tx: &mut ShopTx,
    orders: &[OrderDraft],
) -> Result<Vec<bool>, RecordsError> {
    let names: Vec<Vec<Identity>> = orders.iter().map(names_of_order).collect();
    let source = orders.first().map_or("", |order| order.source.as_str());
    refused(tx, source, &names).await
}

fn names_of_order(order: &OrderDraft) -> Vec<Identity> {
    let mut names = vec![order_name(&order.source, &order.external_id)];
    names.extend(order.person.iter().flat_map(|who| customers::names_told(&order.source, who)));
    names
}

/// Which of these people are forgotten.
pub async fn refused_people(
    tx: &mut ShopTx,
    source: &str,
    people: &[&PersonDraft],
) -> Result<Vec<bool>, RecordsError> {
    let names: Vec<Vec<Identity>> =
        people.iter().map(|person| customers::names_told(source, person)).collect();
    refused(tx, source, &names).await
}

/// The name of an order: what is told of it later says nothing of a forgotten buyer.
pub fn order_name(source: &str, external_id: &str) -> Identity {
    Identity { kind: "order".to_owned(), value: format!("{source}:{external_id}") }
}

/// The storefront's own number of an order.
pub fn order_number(source: &str, number: &str) -> Identity {
    Identity { kind: "order_number".to_owned(), value: format!("{source}:{number}") }
}

/// The name of somebody who has not said who he is.
pub fn visitor_name(source: &str, anonymous_id: &str) -> Identity {
    Identity { kind: "visitor".to_owned(), value: format!("{source}:{anonymous_id}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written_and_another_under_another_key() {
        let name = |value: &str| Identity { kind: "email".to_owned(), value: value.to_owned() };
        let key = Key([7; 32]);
        assert_eq!(key.digest(&name("Anna@example.test")), key.digest(&name("anna@example.test")));
        assert_ne!(key.digest(&name("anna@example.test")), key.digest(&name("ann@example.test")));
        assert_ne!(key.digest(&name("a@b.test")), Key([8; 32]).digest(&name("a@b.test")));
        assert_eq!(Key::of_text(&key.told()).map(|key| key.0), Some(key.0));
    }
}
