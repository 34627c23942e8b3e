//! What was understood, written: orders, people, their answers, wishes by the law.
//!
//! Two states of one order are told apart by when the order was changed in the shop, and where that
//! is the same, by when it was told: deliveries may come in any order, twice, or again after a
//! year, and the end is the same. What was given back is told alone too, before or after its order;
//! all of it is kept and taken off the newest state.
//!
//! Start reading at [`write`] and [`orders`].

mod answers;
mod newest;
mod rows;
pub mod wishes;

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::{DeliveryId, Instant};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use super::telling::{OrderTold, Told};
use super::{State, Storefront};
use crate::customers::{self, Identity, Known};
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::{orders as kept_orders, shop};
use newest::Newest;

pub(super) use rows::{DayCount, days_between};

/// What became of something that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Something is different now.
    Taken,
    /// It was known exactly so.
    Known,
    /// Something newer is known.
    Older,
    /// It is not needed; the word says why.
    Passed(&'static str),
}

/// Writes one thing down that a storefront told at a moment.
pub(super) async fn write(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Told,
    (told_at, delivery): (Instant, DeliveryId),
) -> Result<Verdict, RecordsError> {
    match told {
        Told::Order(order) => {
            let verdicts = orders(tx, storefront, vec![*order], told_at).await?;
            Ok(verdicts.first().copied().unwrap_or(Verdict::Known))
        }
        Told::OrderGone { number } => order_gone(tx, storefront, &number, told_at).await,
        Told::Refund { order, refund } => {
            if rows::add_refunds(tx, storefront.id, &[(&order, &refund)]).await? == 0 {
                return Ok(Verdict::Known);
            }
            bring_up_to_date(tx, storefront, BTreeSet::from([order]), &HashMap::new()).await?;
            Ok(Verdict::Taken)
        }
        Told::Person { person, .. } => people(tx, storefront, vec![*person], told_at).await,
        Told::PersonGone { number } => person_gone(tx, storefront, &number, told_at).await,
        Told::Wish(wish) => wishes::take(tx, storefront, wish, delivery).await,
        Told::Uninstalled => {
            super::set_state(tx, storefront.id, State::Uninstalled).await?;
            Ok(Verdict::Taken)
        }
        Told::Nothing(because) => Ok(Verdict::Passed(because)),
    }
}

/// Writes the states of orders down; older ones than are known change nothing.
pub(super) async fn orders(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<OrderTold>,
    told_at: Instant,
) -> Result<Vec<Verdict>, RecordsError> {
    tell_currency(tx, &told).await?;
    let numbers: Vec<&str> = told.iter().map(|order| order.number.as_str()).collect();
    let mut known = rows::newest(tx, storefront.id, &numbers).await?;
    let gone = rows::gone(tx, storefront.id, &numbers).await?;
    let mut verdicts = Vec::with_capacity(told.len());
    let (mut changed, mut buyers) = (BTreeSet::new(), HashMap::new());
    let mut saving: HashMap<&str, Newest> = HashMap::new();
    for order in &told {
        let gone_at = gone.get(&order.number).copied();
        let new = Newest { order: order.clone(), told_at, gone_at };
        let before = known.get(&order.number);
        let verdict = new.beside(before);
        if verdict == Verdict::Taken {
            changed.insert(order.number.clone());
            buyers.insert(order.number.clone(), order.person.clone());
        }
        // Also one that says nothing new: it tells that so it was still, later than it was known.
        if before.is_none_or(|before| new.is_newer_than(before)) {
            known.insert(order.number.clone(), new.clone());
            saving.insert(&order.number, new);
        }
        verdicts.push(verdict);
    }
    rows::save(tx, storefront.id, saving.into_values().collect()).await?;
    let refunds: Vec<_> = told
        .iter()
        .flat_map(|order| order.refunds.iter().map(|refund| (order.number.as_str(), refund)))
        .collect();
    rows::add_refunds(tx, storefront.id, &refunds).await?;
    bring_up_to_date(tx, storefront, changed, &buyers).await?;
    Ok(verdicts)
}

async fn order_gone(
    tx: &mut ShopTx,
    storefront: &Storefront,
    number: &str,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    if !rows::note_gone(tx, storefront.id, number, told_at).await? {
        return Ok(Verdict::Known);
    }
    match rows::newest(tx, storefront.id, &[number]).await?.remove(number) {
        None => Ok(Verdict::Passed("never_heard_of")),
        Some(order) if !order.is_gone() => Ok(Verdict::Older),
        Some(_) => {
            let numbers = BTreeSet::from([number.to_owned()]);
            bring_up_to_date(tx, storefront, numbers, &HashMap::new()).await?;
            Ok(Verdict::Taken)
        }
    }
}

/// Of the orders of a stretch of time only these are still there; answers how many are gone.
///
/// An empty list is not believed: a shop that answers nothing by mistake must not lose a day.
pub(super) async fn keep_only(
    tx: &mut ShopTx,
    storefront: &Storefront,
    between: (Instant, Instant),
    (there, told_at): (&HashSet<String>, Instant),
) -> Result<i64, RecordsError> {
    let mut n_gone = 0;
    for number in rows::numbers_between(tx, storefront.id, between).await? {
        if !there.is_empty()
            && !there.contains(&number)
            && order_gone(tx, storefront, &number, told_at).await? == Verdict::Taken
        {
            n_gone += 1;
        }
    }
    Ok(n_gone)
}

/// Makes the shop's orders of these numbers what is known of them now.
///
/// `buyers` are those that documents have just named; the others keep whose they are.
async fn bring_up_to_date(
    tx: &mut ShopTx,
    storefront: &Storefront,
    numbers: BTreeSet<String>,
    buyers: &HashMap<String, Option<PersonDraft>>,
) -> Result<(), RecordsError> {
    if numbers.is_empty() {
        return Ok(());
    }
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let newest = rows::newest(tx, storefront.id, &numbers).await?;
    let refunds = rows::refunds(tx, storefront.id, &numbers).await?;
    // A source may tell of an order only once in one go; two numbers of one name are one order.
    let mut drafts: HashMap<&str, (&str, OrderDraft)> = HashMap::new();
    for number in numbers {
        let Some(order) = newest.get(number) else { continue };
        let person = buyers.get(number).cloned().flatten();
        let given_back = refunds.get(number).map_or(&[][..], Vec::as_slice);
        let draft = order.draft(&storefront.source, person, given_back);
        drafts.insert(order.order.name.as_str(), (number, draft));
    }
    let (numbers, drafts): (Vec<&str>, Vec<OrderDraft>) = drafts.into_values().unzip();
    let owners = owners(tx, storefront, (&numbers, &drafts), buyers).await?;
    kept_orders::record_many_of(tx, None, &drafts, owners.clone()).await?;
    for (draft, owner) in drafts.iter().zip(owners) {
        if let (Some(person), Some(owner)) = (&draft.person, owner) {
            let proof = format!("order {}", draft.external_id);
            answers::save(tx, storefront, (owner, person), (draft.at, &proof)).await?;
        }
    }
    Ok(())
}

async fn owners(
    tx: &mut ShopTx,
    storefront: &Storefront,
    (numbers, drafts): (&[&str], &[OrderDraft]),
    buyers: &HashMap<String, Option<PersonDraft>>,
) -> Result<Vec<Option<Known>>, RecordsError> {
    let people: Vec<&PersonDraft> = drafts.iter().filter_map(|it| it.person.as_ref()).collect();
    let mut known = customers::recognise_many(tx, &storefront.source, &people).await?.into_iter();
    let mut owners = Vec::with_capacity(drafts.len());
    for (number, draft) in numbers.iter().zip(drafts) {
        owners.push(match draft.person {
            Some(_) => known.next(),
            None if buyers.contains_key(*number) => None,
            None => kept_orders::owner_of(tx, &storefront.source, &draft.external_id).await?,
        });
    }
    Ok(owners)
}

/// Writes people down, and what they answered.
pub(super) async fn people(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<PersonDraft>,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    let before = shop::news::last(tx).await?;
    let drafts: Vec<&PersonDraft> = told.iter().collect();
    let known = customers::recognise_many(tx, &storefront.source, &drafts).await?;
    for (person, customer) in told.iter().zip(&known) {
        customers::tell_more(tx, *customer, person).await?;
    }
    let is_different = shop::news::last(tx).await? > before;
    let mut n_answers = 0;
    for (person, customer) in told.iter().zip(known) {
        let number = person.external_id.as_deref().unwrap_or_default();
        let proof = format!("customer {number}");
        n_answers += answers::save(tx, storefront, (customer, person), (told_at, &proof)).await?;
    }
    match is_different || n_answers > 0 {
        true => Ok(Verdict::Taken),
        false => Ok(Verdict::Known),
    }
}

/// The customer stays, and so do his orders: closing an account is not asking to be forgotten.
async fn person_gone(
    tx: &mut ShopTx,
    storefront: &Storefront,
    number: &str,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    let Some(customer) = called(tx, storefront, number).await? else {
        return Ok(Verdict::Passed("never_heard_of"));
    };
    let news = Happening {
        customer: Some(customer.id.0),
        at: told_at,
        kind: "account_closed",
        source: storefront.source.clone(),
        key: format!("account_closed:{number}"),
        payload: json!({ "number": number }),
    };
    match happenings::note(tx, news).await? {
        true => Ok(Verdict::Taken),
        false => Ok(Verdict::Known),
    }
}

/// Who has this number at the storefront.
async fn called(
    tx: &mut ShopTx,
    storefront: &Storefront,
    number: &str,
) -> Result<Option<Known>, RecordsError> {
    let value = format!("{}:{number}", storefront.source);
    customers::called(tx, &Identity { kind: "external_id".to_owned(), value }).await
}

/// The first order tells a shop that has not said so in what money it lives, as a first file does.
async fn tell_currency(tx: &mut ShopTx, told: &[OrderTold]) -> Result<(), RecordsError> {
    let Some(first) = told.first() else { return Ok(()) };
    let mut settings = shop::settings(tx).await?;
    if settings.currency.is_none() {
        settings.currency = Some(first.currency);
        shop::save_settings(tx, &settings).await?;
    }
    Ok(())
}
