//! Likeness: customers who look like one person, for somebody to decide.
//!
//! What a name of the shop, an address or a phone tells for certain is recognised as it comes in;
//! here are the rest: weak hints, other spellings, phones without their country. Everybody is
//! compared only with those he shares a mailbox, a phone or a name and city with, so a shop of a
//! million is one pass and not a million of them. A pair that somebody dismissed stays dismissed.
//!
//! Start reading at [`find`].

pub mod api;
mod rows;
mod spelling;
#[cfg(test)]
mod tests;
mod weighing;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::{CustomerId, Instant};
use records::{RecordsError, ShopTx};

use super::merging::{self, Follower, MergeError};
use super::{Customer, recognition};
use crate::shop::Shop;
use rows::Pair;
use weighing::{Frequency, Looks, compare, score};

pub use weighing::{PROPOSED_FROM, Reason};

/// Two customers who look like one person.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The one known longer, who stays unless somebody says otherwise.
    pub older: Customer,
    /// The other.
    pub newer: Customer,
    /// How likely they are one: 50 to 99.
    pub score: i64,
    /// By what.
    pub reasons: Vec<Reason>,
}

/// Where a list of pairs goes on: after this score and these two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Place(pub i64, pub i64, pub i64);

impl Place {
    /// Before the first pair.
    pub const START: Self = Self(i64::MAX, 0, 0);
}

/// Customers read at a time.
const AT_ONCE: u32 = 20_000;

/// So many who share a value do not look alike by it: it is a till's phone, or a frequent name.
const SHARERS_MAX: usize = 12;

/// A name that more customers of the shop bear is no hint: two of them in one city are chance.
const NAMESAKES_MAX: u32 = 4;

/// Looks for customers who may be one person and keeps the pairs; answers how many there are.
pub async fn find(shop: &Shop, actor: records::Actor) -> Result<usize, RecordsError> {
    let mut tx = shop.read().await?;
    let rules = recognition::rules(&mut tx).await?;
    let mut everybody = Vec::new();
    let mut last = 0;
    loop {
        let some = rows::customers_after(&mut tx, last, AT_ONCE).await?;
        let Some(latest) = some.last() else { break };
        last = latest.no;
        everybody.extend(some.iter().map(|customer| Looks::of(customer, &rules)));
    }
    let dismissed = rows::dismissed(&mut tx).await?;
    drop(tx);
    let pairs = pairs(&everybody, &dismissed);
    let n_found = pairs.len();
    let mut tx = shop.write(actor).await?;
    rows::replace(&mut tx, pairs).await?;
    tx.commit().await?;
    Ok(n_found)
}

/// The pairs among these that are proposed.
fn pairs(everybody: &[Looks], dismissed: &HashSet<(i64, i64)>) -> Vec<Pair> {
    // Two words a key instead of a text each: a million customers fit into some tens of megabytes.
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(everybody.len());
    let namesakes = namesakes(everybody);
    for (place, looks) in everybody.iter().enumerate() {
        let n_namesakes = looks.full_name().and_then(|name| namesakes.get(&hash(&name)));
        let name_is = match n_namesakes {
            Some(n) if *n > NAMESAKES_MAX => Frequency::Common,
            _ => Frequency::Rare,
        };
        keys.extend(looks.keys(name_is).into_iter().map(|key| (hash(&key), place)));
    }
    keys.sort_unstable();
    let mut found: HashMap<(i64, i64), Pair> = HashMap::new();
    for sharers in keys.chunk_by(|one, other| one.0 == other.0) {
        if !(2..=SHARERS_MAX).contains(&sharers.len()) {
            continue;
        }
        for (n, &(_, one)) in sharers.iter().enumerate() {
            for &(_, other) in &sharers[n + 1..] {
                let pair = weighed(&everybody[one], &everybody[other]);
                let numbers = (pair.low, pair.high);
                if pair.score >= PROPOSED_FROM && !dismissed.contains(&numbers) {
                    found.insert(numbers, pair);
                }
            }
        }
    }
    found.into_values().collect()
}

/// How many customers bear each full name.
fn namesakes(everybody: &[Looks]) -> HashMap<u64, u32> {
    let mut counts = HashMap::new();
    for name in everybody.iter().filter_map(Looks::full_name) {
        *counts.entry(hash(&name)).or_default() += 1;
    }
    counts
}

fn weighed(one: &Looks, other: &Looks) -> Pair {
    let reasons = compare(one, other);
    let (low, high) = (one.no.min(other.no), one.no.max(other.no));
    Pair { low, high, score: score(&reasons), reasons }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Proposed pairs from a score on, the likeliest first.
pub async fn list(
    tx: &mut ShopTx,
    score_min: i64,
    Place(score, low, high): Place,
    limit: u32,
) -> Result<Vec<Likeness>, RecordsError> {
    let pairs = rows::standing(tx, score_min, (score, low, high), limit).await?;
    let numbers: Vec<i64> = pairs.iter().flat_map(|pair| [pair.low, pair.high]).collect();
    let people = super::of_numbers(tx, &numbers).await?;
    let people: HashMap<i64, Customer> = people.into_iter().map(|one| (one.no, one)).collect();
    let likeness = |pair: Pair| {
        Some(Likeness {
            older: people.get(&pair.low)?.clone(),
            newer: people.get(&pair.high)?.clone(),
            score: pair.score,
            reasons: pair.reasons,
        })
    };
    Ok(pairs.into_iter().filter_map(likeness).collect())
}

/// How many pairs are proposed from a score on, and when somebody last found one.
pub async fn standing(
    tx: &mut ShopTx,
    score_min: i64,
) -> Result<(i64, Option<Instant>), RecordsError> {
    let n = rows::n_standing(tx, score_min).await?;
    let found_at = rows::found_at(tx).await?;
    Ok((n, (found_at > 0).then_some(Instant(found_at))))
}

/// Somebody says that these are two people; answers whether they were proposed as one.
pub async fn dismiss(
    tx: &mut ShopTx,
    one: &Customer,
    other: &Customer,
) -> Result<bool, RecordsError> {
    rows::dismiss(tx, (one.no.min(other.no), one.no.max(other.no))).await
}

/// Merges every pair from a score on, the newer into the older; answers how many.
///
/// Each pair is a transaction of its own: whoever stops half way has whole mergings, and others
/// write in between. Of three alike the third follows the first.
pub async fn merge_all(
    shop: &Shop,
    followers: &[Follower],
    score_min: i64,
    (reason, actor): (&str, records::Actor),
) -> Result<usize, MergeError> {
    let mut place = Place::START;
    let mut n_merged = 0;
    loop {
        let mut tx = shop.read().await?;
        let some = list(&mut tx, score_min, place, 200).await?;
        drop(tx);
        let Some(last) = some.last() else { return Ok(n_merged) };
        place = Place(last.score, last.older.no, last.newer.no);
        for pair in some {
            let mut tx = shop.write(actor.clone()).await?;
            let Some((keep, gone)) = today(&mut tx, &pair).await? else { continue };
            merging::merge(&mut tx, followers, (keep, gone), reason).await?;
            tx.commit().await?;
            n_merged += 1;
        }
    }
}

/// Who the two of a pair are by now; none when they are one already.
async fn today(
    tx: &mut ShopTx,
    pair: &Likeness,
) -> Result<Option<(CustomerId, CustomerId)>, RecordsError> {
    let older = super::find(tx, pair.older.id).await?;
    let newer = super::find(tx, pair.newer.id).await?;
    Ok(older.zip(newer).filter(|(one, two)| one.id != two.id).map(|(one, two)| (one.id, two.id)))
}
