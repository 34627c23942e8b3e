//! What people ask for by the law, passed on by a storefront: to see what is kept of them, or to
//! be forgotten.
//!
//! The wish is written down with the day by which it has to be done, and waits for a person. Who
//! wishes to be forgotten is not written to from that moment on.

use domain::{CustomerId, DeliveryId, Instant, RequestId, StorefrontId};
use records::{RecordsError, ShopTx};

use super::people::called;
use super::{Verdict, rows};
use crate::consent::{self, Channel, Purpose};
use crate::customers::{self, Identity};
use crate::storefronts::Storefront;
use crate::storefronts::telling::Wish;

/// Days in which the law, and Shopify, want it done.
const DAYS: i64 = 30;

/// A wish, and what became of it.
#[derive(Clone, Debug)]
pub struct Wished {
    /// Our id.
    pub id: RequestId,
    /// `customers/data_request`, `customers/redact` or `shop/redact`.
    pub topic: String,
    /// When it came.
    pub asked_at: Instant,
    /// By when it has to be done.
    pub due_at: Instant,
    /// The storefront's number for the person.
    pub number: Option<String>,
    /// His address, as told.
    pub email: Option<String>,
    /// How many orders it names.
    pub n_orders: usize,
    /// The customer, where we know him.
    pub customer: Option<CustomerId>,
    /// When somebody said that it is done.
    pub done_at: Option<Instant>,
    /// Who said so.
    pub done_by: Option<String>,
}

/// Writes a wish down; one that is told again is the same one.
pub(super) async fn take(
    tx: &mut ShopTx,
    storefront: &Storefront,
    wish: Wish,
    delivery: DeliveryId,
) -> Result<Verdict, RecordsError> {
    let customer = whose(tx, storefront, &wish).await?;
    let now = tx.now();
    let is_new = rows::add_wish(
        tx,
        storefront.id,
        rows::NewWish {
            delivery,
            asked_at: now,
            due_at: now.plus_days(DAYS),
            wish: &wish,
            customer,
        },
    )
    .await?;
    if !is_new {
        return Ok(Verdict::Known);
    }
    if let Some(customer) = customer.filter(|_| wish.topic == "customers/redact") {
        for channel in Channel::ALL {
            let what = (Purpose::Marketing, channel);
            consent::withdraw(tx, customer, what, &storefront.source).await?;
        }
    }
    Ok(Verdict::Taken)
}

async fn whose(
    tx: &mut ShopTx,
    storefront: &Storefront,
    wish: &Wish,
) -> Result<Option<CustomerId>, RecordsError> {
    if let Some(number) = &wish.number
        && let Some(known) = called(tx, storefront, number).await?
    {
        return Ok(Some(known.id));
    }
    for (kind, value) in [("email", &wish.email), ("phone", &wish.phone)] {
        if let Some(value) = value {
            let name = Identity { kind: kind.to_owned(), value: value.clone() };
            if let Some(known) = customers::called(tx, &name).await? {
                return Ok(Some(known.id));
            }
        }
    }
    Ok(None)
}

/// The wishes that a storefront passed on, those to be done first.
pub async fn list(tx: &mut ShopTx, storefront: StorefrontId) -> Result<Vec<Wished>, RecordsError> {
    rows::wishes(tx, storefront).await
}

/// Somebody says that a wish is done, and who wished is forgotten here; `false` when there is none
/// that waits.
pub async fn done(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    id: RequestId,
    who: &str,
) -> Result<bool, RecordsError> {
    rows::wish_done(tx, storefront, id, who).await
}
