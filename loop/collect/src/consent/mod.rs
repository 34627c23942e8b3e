//! Consent: what a customer allowed, per purpose and channel. What is missing is denied.
//!
//! An answer of the person himself is stronger than a ground that the owner declares for a whole
//! file: a declared ground never undoes a "no", and of two answers the later one stands.
//!
//! Start reading at [`declare_many`] and [`withdraw`].

mod kinds;
pub(crate) mod merged;
mod rows;
mod taking_back;

use std::collections::HashMap;

use domain::{CustomerId, Instant};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use crate::shop::news;

pub(crate) use taking_back::{said_otherwise, take_back, told_within};

pub use kinds::{Channel, Consent, Ground, Purpose, State};

/// Writes down answers and declarations; weaker and older ones change nothing.
pub async fn declare_many(
    tx: &mut ShopTx,
    declared: Vec<(CustomerId, Consent)>,
) -> Result<u64, RecordsError> {
    if declared.is_empty() {
        return Ok(0);
    }
    news::tell(tx).await?;
    rows::save_many(tx, declared).await
}

/// Where a customer answers himself, and the words that he sees when he does.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Where: a page, a letter, the bot.
    pub source: &'a str,
    /// The words that he sees, where there are any; they are the proof.
    pub shown: Option<&'a str>,
}

/// The customer says no; the answer and its happening are written together.
///
/// Saying no twice is saying it once.
pub async fn withdraw(
    tx: &mut ShopTx,
    customer: CustomerId,
    what: (Purpose, Channel),
    source: &str,
) -> Result<(), RecordsError> {
    answer(tx, customer, (what, State::Denied), Said { source, shown: None }).await?;
    Ok(())
}

/// The customer answers himself; the answer and its happening are written together. Tells whether
/// it is another answer than before: saying it twice is saying it once.
pub async fn answer(
    tx: &mut ShopTx,
    customer: CustomerId,
    ((purpose, channel), state): ((Purpose, Channel), State),
    Said { source, shown }: Said<'_>,
) -> Result<bool, RecordsError> {
    if state_of(tx, customer, purpose, channel).await? == Some(state) {
        return Ok(false);
    }
    let at = after_all_said(tx, customer).await?;
    let said = Consent {
        purpose,
        channel,
        state,
        ground: Ground::Answer,
        proof: shown.map(str::to_owned),
        at,
        source: source.to_owned(),
    };
    declare_many(tx, vec![(customer, said)]).await?;
    let kind = match state {
        State::Granted => "consent_given",
        State::Denied => "consent_withdrawn",
    };
    let news = Happening {
        customer: Some(customer.0),
        at,
        kind,
        source: source.to_owned(),
        key: format!("{customer}:{}", at.0),
        payload: match shown {
            Some(shown) => json!({ "purpose": purpose, "channel": channel, "shown": shown }),
            None => json!({ "purpose": purpose, "channel": channel }),
        },
    };
    happenings::note(tx, news).await?;
    Ok(true)
}

/// What a customer said for one purpose and channel; nothing means that he may not be written to.
pub async fn state_of(
    tx: &mut ShopTx,
    customer: CustomerId,
    purpose: Purpose,
    channel: Channel,
) -> Result<Option<State>, RecordsError> {
    Ok(states_of(tx, &[customer], purpose, channel).await?.remove(&customer))
}

/// The same for many customers; who never said anything is left out.
pub async fn states_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    purpose: Purpose,
    channel: Channel,
) -> Result<HashMap<CustomerId, State>, RecordsError> {
    rows::states_of(tx, customers, purpose, channel).await
}

/// The same for everybody who ever said something, by the dense numbers of customers.
pub async fn states(
    tx: &mut ShopTx,
    purpose: Purpose,
    channel: Channel,
) -> Result<HashMap<i64, State>, RecordsError> {
    rows::states(tx, purpose, channel).await
}

/// The dense numbers of those who gave an answer for a purpose by a channel.
pub async fn numbers_of(
    tx: &mut ShopTx,
    (purpose, channel, state): (Purpose, Channel, State),
) -> Result<Vec<i64>, RecordsError> {
    rows::numbers_of(tx, purpose, channel, state).await
}

/// The customer says yes himself; the answer and its happening are written together.
///
/// Saying yes twice is saying it once.
pub async fn agree(
    tx: &mut ShopTx,
    customer: CustomerId,
    what: (Purpose, Channel),
    (source, proof): (&str, &str),
) -> Result<(), RecordsError> {
    let said = Said { source, shown: Some(proof) };
    answer(tx, customer, (what, State::Granted), said).await?;
    Ok(())
}

/// A moment after everything a customer said, also after what a wrong clock dated ahead: what the
/// person says now stands.
async fn after_all_said(tx: &mut ShopTx, customer: CustomerId) -> Result<Instant, RecordsError> {
    let told = rows::of_customer(tx, customer).await?;
    Ok(told.iter().map(|said| Instant(said.at.0 + 1)).fold(tx.now(), Instant::max))
}

/// Everything a customer said.
pub async fn of_customer(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Vec<Consent>, RecordsError> {
    rows::of_customer(tx, customer).await
}

/// Customers who may be written to for a purpose by a channel.
pub async fn n_granted(
    tx: &mut ShopTx,
    purpose: Purpose,
    channel: Channel,
) -> Result<i64, RecordsError> {
    rows::n_granted(tx, purpose, channel).await
}

/// Everything a customer said, word for word.
pub(crate) async fn said(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Vec<merged::Said>, RecordsError> {
    rows::said(tx, customer).await
}

/// Puts this in place of everything a customer said; nobody's answer is weighed.
pub(crate) async fn say_instead(
    tx: &mut ShopTx,
    customer: CustomerId,
    said: Vec<merged::Said>,
) -> Result<(), RecordsError> {
    rows::say_instead(tx, customer, said).await
}
