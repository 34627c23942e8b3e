//! What was understood, written: orders, subscriptions, people, their answers, wishes by the law.
//!
//! Two states of one order are told apart by when the order was changed in the shop, and where that
//! is the same, by when it was told: deliveries may come in any order, twice, or again after a
//! year, and the end is the same. What was given back is told alone too, before or after its order;
//! all of it is kept and taken off the newest state.
//!
//! Start reading at [`write`] and [`orders`].

mod answers;
mod newest;
mod orders;
mod people;
mod rows;
mod subscriptions;
pub mod wishes;

use domain::{DeliveryId, Instant};
use records::{RecordsError, ShopTx};

use super::telling::{OrderTold, Told};
use super::{State, Storefront};
use crate::customers::{self, Identity};
use crate::privacy::guard;

pub(super) use orders::{keep_only, orders};
pub(super) use people::people;
pub(super) use rows::{DayCount, days_between};
pub(super) use subscriptions::{Way, days_between as subscriptions_between, subscriptions};

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
    if is_refused(tx, storefront, &told).await? {
        return Ok(Verdict::Passed(guard::REASON));
    }
    match told {
        Told::Order(order) => {
            let verdicts = orders::orders(tx, storefront, vec![*order], told_at).await?;
            Ok(verdicts.first().copied().unwrap_or(Verdict::Known))
        }
        Told::OrderGone { number } => orders::order_gone(tx, storefront, &number, told_at).await,
        Told::Refund { order, refund } => orders::refund(tx, storefront, order, &refund).await,
        Told::Person { person, .. } => people::people(tx, storefront, vec![*person], told_at).await,
        Told::PersonGone { number } => people::person_gone(tx, storefront, &number, told_at).await,
        Told::Subscription(one) => {
            let came = (told_at, Way::Delivered);
            let verdicts = subscriptions(tx, storefront, vec![*one], came).await?;
            Ok(verdicts.first().copied().unwrap_or(Verdict::Known))
        }
        Told::Deed(deed) => subscriptions::deed(tx, storefront, *deed, told_at).await,
        Told::Wish(wish) => wishes::take(tx, storefront, wish, delivery).await,
        Told::Uninstalled => {
            super::set_state(tx, storefront.id, State::Uninstalled).await?;
            Ok(Verdict::Taken)
        }
        Told::Nothing(because) => Ok(Verdict::Passed(because)),
    }
}

/// Whether it is about somebody who is forgotten.
async fn is_refused(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: &Told,
) -> Result<bool, RecordsError> {
    let source = &storefront.source;
    let names = match told {
        Told::Order(order) => names_of(source, order),
        Told::Refund { order, .. } => vec![guard::order_number(source, order)],
        Told::Person { person, .. } => customers::names_told(source, person),
        Told::Subscription(one) => customers::names_told(source, &one.person),
        Told::Deed(deed) => customers::names_told(source, &deed.person),
        _ => return Ok(false),
    };
    Ok(guard::refused(tx, source, &[names]).await? == [true])
}

/// Every name by which an order is known, and those of its buyer.
pub(in crate::storefronts) fn names_of(source: &str, order: &OrderTold) -> Vec<Identity> {
    let mut names =
        vec![guard::order_name(source, &order.name), guard::order_number(source, &order.number)];
    names.extend(order.person.iter().flat_map(|person| customers::names_told(source, person)));
    names
}

/// What was fetched, without what is about people who are forgotten.
pub(in crate::storefronts) async fn without_forgotten<T>(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<T>,
    names: impl Fn(&T) -> Vec<Identity>,
) -> Result<Vec<T>, RecordsError> {
    let names: Vec<Vec<Identity>> = told.iter().map(names).collect();
    let refused = guard::refused(tx, &storefront.source, &names).await?;
    let kept = told.into_iter().zip(refused).filter(|(_, is_refused)| !is_refused);
    Ok(kept.map(|(one, _)| one).collect())
}
