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
use crate::privacy::{self, Asked, Verb, guard};
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
    let is_redact = wish.topic == REDACT;
    if is_redact && customer.is_none() {
        return forgotten_unknown(tx, storefront, &wish).await;
    }
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
    if let Some(customer) = customer.filter(|_| is_redact) {
        for channel in Channel::ALL {
            let what = (Purpose::Marketing, channel);
            consent::withdraw(tx, customer, what, &storefront.source).await?;
        }
        let due_at = Some(now.plus_days(DAYS));
        let source = &storefront.source;
        privacy::ask(tx, Asked { verb: Verb::Erase, customer, source, due_at }).await?;
    }
    Ok(Verdict::Taken)
}

/// Nobody here is called so: what is left to do is not to take him in later either.
async fn forgotten_unknown(
    tx: &mut ShopTx,
    storefront: &Storefront,
    wish: &Wish,
) -> Result<Verdict, RecordsError> {
    let name = |kind: &str, value: String| Identity { kind: kind.to_owned(), value };
    let number = wish.number.as_ref().map(|number| format!("{}:{number}", storefront.source));
    let names: Vec<Identity> = [
        number.map(|value| name("external_id", value)),
        wish.email.clone().map(|value| name("email", value)),
        wish.phone.clone().map(|value| name("phone", value)),
    ]
    .into_iter()
    .flatten()
    .collect();
    privacy::keep_away(tx, &storefront.source, &names).await?;
    Ok(Verdict::Passed(guard::REASON))
}

/// The topic of a wish to be forgotten.
const REDACT: &str = "customers/redact";

/// Whoever wished to be forgotten is: the wish is done, and does not tell any more whose it was.
pub(crate) async fn forgotten(tx: &mut ShopTx, customer: CustomerId) -> Result<(), RecordsError> {
    rows::wishes_fulfilled(tx, customer).await
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
