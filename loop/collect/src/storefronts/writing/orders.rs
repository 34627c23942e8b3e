//! Orders: the newest state of each, and the shop's order by it.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::{Currency, Instant};
use records::{RecordsError, ShopTx};

use super::newest::Newest;
use super::{Verdict, answers, rows};
use crate::customers::{self, Known};
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::storefronts::Storefront;
use crate::storefronts::telling::{OrderTold, Refund};
use crate::{orders as kept_orders, shop};

/// Writes the states of orders down; older ones than are known change nothing.
pub(in crate::storefronts) async fn orders(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<OrderTold>,
    told_at: Instant,
) -> Result<Vec<Verdict>, RecordsError> {
    tell_currency(tx, told.first().map(|order| order.currency)).await?;
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

/// The shop has thrown an order away.
pub(super) async fn order_gone(
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
pub(in crate::storefronts) async fn keep_only(
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

/// Money was given back, before or after its order was heard of.
pub(super) async fn refund(
    tx: &mut ShopTx,
    storefront: &Storefront,
    order: String,
    refund: &Refund,
) -> Result<Verdict, RecordsError> {
    if rows::add_refunds(tx, storefront.id, &[(&order, refund)]).await? == 0 {
        return Ok(Verdict::Known);
    }
    bring_up_to_date(tx, storefront, BTreeSet::from([order]), &HashMap::new()).await?;
    Ok(Verdict::Taken)
}

/// The first order tells a shop that has not said so in what money it lives, as a first file does.
pub(super) async fn tell_currency(
    tx: &mut ShopTx,
    first: Option<Currency>,
) -> Result<(), RecordsError> {
    let Some(first) = first else { return Ok(()) };
    let mut settings = shop::settings(tx).await?;
    if settings.currency.is_none() {
        settings.currency = Some(first);
        shop::save_settings(tx, &settings).await?;
    }
    Ok(())
}
