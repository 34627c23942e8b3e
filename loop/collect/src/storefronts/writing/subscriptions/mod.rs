//! Subscriptions: how each stands, and what it was before it was heard of.
//!
//! A state that is delivered is a happening at its own moment, whichever way it comes late or
//! twice: what a subscription was worth on a day is told by its happenings in the order of their
//! time. What is fetched says how things are now, and is one only where that is news. The newest
//! state is kept beside them to know that, and to count days by.
//!
//! Start at [`subscriptions`].

mod rows;

use domain::Instant;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::{Value as Json, json};

use super::Verdict;
use super::orders::tell_currency;
use crate::customers::{self, Known};
use crate::orders::draft::PersonDraft;
use crate::storefronts::Storefront;
use crate::storefronts::errands::{self, Days, Errand, NotBegun};
use crate::storefronts::telling::stripe::{Deed, SubscriptionTold};
use crate::subscriptions::{Status, TOLD};
use crate::{shop, timeline};

pub(in crate::storefronts) use rows::days_between;

/// Which way a state came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storefronts) enum Way {
    /// It was told when it changed.
    Delivered,
    /// It was asked for, and may be as it was.
    Fetched,
}

/// Writes the states of subscriptions down.
pub(in crate::storefronts) async fn subscriptions(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<SubscriptionTold>,
    (told_at, way): (Instant, Way),
) -> Result<Vec<Verdict>, RecordsError> {
    tell_currency(tx, told.first().map(|one| one.currency)).await?;
    let people: Vec<&PersonDraft> = told.iter().map(|one| &one.person).collect();
    let owners = whose(tx, storefront, &people).await?;
    let mut verdicts = Vec::with_capacity(told.len());
    for (one, owner) in told.into_iter().zip(owners) {
        verdicts.push(subscription(tx, (storefront, owner), one, (told_at, way)).await?);
    }
    Ok(verdicts)
}

async fn subscription(
    tx: &mut ShopTx,
    (storefront, owner): (&Storefront, Known),
    told: SubscriptionTold,
    (told_at, way): (Instant, Way),
) -> Result<Verdict, RecordsError> {
    let known = rows::newest(tx, storefront.id, &told.number).await?;
    let told = match &known {
        Some(known) => told.knowing(&known.told),
        None => told,
    };
    let happening = |(at, status): (Instant, Status)| {
        let properties = told.properties(status);
        happening_of(storefront, owner, at, (told.number.as_str(), properties))
    };
    let mut news = Vec::new();
    if known.is_none() {
        news.extend(told.before(told_at).into_iter().map(&happening));
    }
    let is_other = known.as_ref().is_none_or(|known| !known.told.says_the_same(&told));
    let is_told_by_dates = known.is_none() && way == Way::Fetched && told.is_told_by_dates(told_at);
    if (way == Way::Delivered || is_other) && !is_told_by_dates {
        let at = match (way, told.ended_at) {
            (Way::Fetched, Some(ended_at)) => ended_at.min(told_at),
            _ => told_at,
        };
        news.push(happening((at, told.status)));
    }
    let n_new = happenings::note_many(tx, news).await?;
    if known.as_ref().is_none_or(|known| told_at >= known.told_at) {
        rows::save(tx, storefront.id, &told, told_at).await?;
    }
    if way == Way::Delivered && told.has_unknown_discount() {
        look_closer(tx, storefront, &told).await?;
    }
    Ok(if n_new > 0 { Verdict::Taken } else { Verdict::Known })
}

/// Has a subscription fetched whose delivery only names what is off: lists tell what that is.
async fn look_closer(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: &SubscriptionTold,
) -> Result<(), RecordsError> {
    let day = shop::settings(tx).await?.shop_zone().day_of(told.created_at);
    match errands::begin(tx, storefront.id, Errand::Mend, Some(Days::only(day))).await {
        Err(NotBegun::Records(error)) => Err(error),
        // Whoever cannot be asked, or is being asked already, is looked at every night.
        _ => Ok(()),
    }
}

/// Writes down what happened to a customer's money.
pub(in crate::storefronts) async fn deed(
    tx: &mut ShopTx,
    storefront: &Storefront,
    deed: Deed,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    let owner = whose(tx, storefront, &[&deed.person]).await?.remove(0);
    let payload = json!({ "name": deed.name, "properties": deed.properties });
    let news = Happening {
        customer: Some(owner.id.0),
        at: told_at,
        kind: timeline::OWN,
        source: storefront.source.clone(),
        key: format!("{} {} {}", deed.name, deed.number, told_at.0),
        payload,
    };
    match happenings::note(tx, news).await? {
        true => Ok(Verdict::Taken),
        false => Ok(Verdict::Known),
    }
}

async fn whose(
    tx: &mut ShopTx,
    storefront: &Storefront,
    people: &[&PersonDraft],
) -> Result<Vec<Known>, RecordsError> {
    let owners = customers::recognise_many(tx, &storefront.source, people).await?;
    for (person, owner) in people.iter().zip(&owners) {
        customers::tell_more(tx, (*owner, &storefront.source), person).await?;
    }
    Ok(owners)
}

fn happening_of(
    storefront: &Storefront,
    owner: Known,
    at: Instant,
    (number, properties): (&str, Json),
) -> Happening {
    Happening {
        customer: Some(owner.id.0),
        at,
        kind: TOLD,
        source: storefront.source.clone(),
        key: format!("{number} {} {properties}", at.0),
        payload: json!({ "properties": properties }),
    }
}
