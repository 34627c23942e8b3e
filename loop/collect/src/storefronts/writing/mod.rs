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
mod orders;
mod people;
mod rows;
pub mod wishes;

use domain::{DeliveryId, Instant};
use records::{RecordsError, ShopTx};

use super::telling::Told;
use super::{State, Storefront};

pub(super) use orders::{keep_only, orders};
pub(super) use people::people;
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
            let verdicts = orders::orders(tx, storefront, vec![*order], told_at).await?;
            Ok(verdicts.first().copied().unwrap_or(Verdict::Known))
        }
        Told::OrderGone { number } => orders::order_gone(tx, storefront, &number, told_at).await,
        Told::Refund { order, refund } => orders::refund(tx, storefront, order, &refund).await,
        Told::Person { person, .. } => people::people(tx, storefront, vec![*person], told_at).await,
        Told::PersonGone { number } => people::person_gone(tx, storefront, &number, told_at).await,
        Told::Wish(wish) => wishes::take(tx, storefront, wish, delivery).await,
        Told::Uninstalled => {
            super::set_state(tx, storefront.id, State::Uninstalled).await?;
            Ok(Verdict::Taken)
        }
        Told::Nothing(because) => Ok(Verdict::Passed(because)),
    }
}
