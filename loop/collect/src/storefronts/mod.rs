//! Storefronts: the systems the shop sells through (Shopify, WooCommerce, and Stripe for
//! subscriptions) that tell what happens.
//!
//! A storefront is connected once. From then on it delivers what happens, signed; what is
//! delivered is kept as it came before it is answered, and understood later (`deliveries`). What
//! was before is fetched by asking, and so is the proof that nothing was missed (`errands`). An
//! older state never overwrites a newer one, whichever way it came (`writing`). Its orders, people
//! and answers end in the verbs of this room like everybody's.
//!
//! Start reading at [`connect`], then `deliveries/mod.rs`.

mod address;
pub mod api;
pub mod deliveries;
pub mod errands;
mod papers;
mod peers;
mod rows;
mod telling;
mod writing;

#[cfg(test)]
mod tests;

use domain::{Instant, StorefrontId};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::shop;
use crate::work;

pub use address::AddressProblem;
pub use papers::{Connected, Papers, StorefrontError, change, connect};
pub use writing::wishes::{self, Wished};

/// Which system it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StorefrontKind)]
pub enum Kind {
    /// Shopify.
    Shopify,
    /// WooCommerce, the shop of WordPress.
    Woocommerce,
    /// Stripe, which collects what subscriptions cost.
    Stripe,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Shopify, Self::Woocommerce, Self::Stripe];

    /// The word in rows, in addresses, and as the source of its orders.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::Woocommerce => "woocommerce",
            Self::Stripe => "stripe",
        }
    }

    /// What of it is kept and counted besides its people.
    fn part(self) -> peers::Part {
        match self {
            Self::Shopify | Self::Woocommerce => peers::Part::Orders,
            Self::Stripe => peers::Part::Subscriptions,
        }
    }

    /// Whether all of it is fetched every night: a subscription of years ago may have changed
    /// unheard, and there are as many as customers who pay, not as orders.
    fn is_listed_nightly(self) -> bool {
        self == Self::Stripe
    }

    /// The kind of that word, if it is one.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Whether a storefront is listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StorefrontState)]
pub enum State {
    /// What it tells is kept and understood.
    Listening,
    /// What it tells is kept, and understood when it is listened to again.
    Paused,
    /// The shop has removed the connection on its side.
    Uninstalled,
    /// We have let it go: its secrets are forgotten, its orders stay.
    Disconnected,
}

/// A storefront as it is known, without its secrets.
#[derive(Clone, Debug)]
pub struct Storefront {
    /// Our id; the end of the address it delivers to.
    pub id: StorefrontId,
    /// Which system it is.
    pub kind: Kind,
    /// Where it is found.
    pub address: String,
    /// Under which its orders are kept.
    pub source: String,
    /// Whether it is listened to.
    pub state: State,
    /// Whether it can be heard: there is the secret that it signs with.
    pub can_be_heard: bool,
    /// Whether it can be asked: there is a key for its API.
    pub can_be_asked: bool,
    /// Whether it lives in the shop's own network.
    pub own_network: bool,
    /// In which further field it keeps a customer's "yes" to letters.
    pub consent_field: Option<String>,
    /// When it told something last.
    pub heard_at: Option<Instant>,
    /// Deliveries that were not let in: unsigned, tampered with, too large.
    pub n_refused: i64,
    /// When the last of them came.
    pub refused_at: Option<Instant>,
    /// Why it was not let in.
    pub refused_because: Option<String>,
    /// When it was connected.
    pub created_at: Instant,
}

/// Which secret of a storefront is sealed.
const SIGNING: &str = "signing";
const API: &str = "api";

fn sealed_as(id: StorefrontId, which: &str) -> String {
    format!("{id} {which}")
}

/// Listens to a storefront, holds what it tells, or lets it go; `false` when there is none.
pub async fn set_state(
    tx: &mut ShopTx,
    id: StorefrontId,
    state: State,
) -> Result<bool, RecordsError> {
    if !rows::set_state(tx, id, state).await? {
        return Ok(false);
    }
    match state {
        State::Listening => deliveries::work_soon(tx, id).await?,
        State::Disconnected => rows::forget_secrets(tx, id).await?,
        State::Paused | State::Uninstalled => {}
    }
    Ok(true)
}

/// The storefronts, also those that were let go.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Storefront>, RecordsError> {
    rows::list(tx).await
}

/// One storefront.
pub async fn find(tx: &mut ShopTx, id: StorefrontId) -> Result<Option<Storefront>, RecordsError> {
    rows::find(tx, id).await
}

/// How to understand what a storefront tells.
async fn accent<'a>(
    tx: &mut ShopTx,
    storefront: &'a Storefront,
) -> Result<telling::Accent<'a>, RecordsError> {
    Ok(telling::Accent {
        kind: storefront.kind,
        currency: shop::settings(tx).await?.currency,
        consent_field: storefront.consent_field.as_deref(),
    })
}

/// The storefronts' own numbers of orders by their names, each with its source.
pub(crate) async fn numbers_of_orders(
    tx: &mut ShopTx,
    orders: &[(String, String)],
) -> Result<Vec<(String, String)>, RecordsError> {
    let mut numbers = Vec::new();
    for storefront in rows::list(tx).await? {
        for (_, name) in orders.iter().filter(|(source, _)| *source == storefront.source) {
            let known = rows::numbers_of(tx, storefront.id, name).await?;
            numbers.extend(known.into_iter().map(|number| (storefront.source.clone(), number)));
        }
    }
    Ok(numbers)
}

/// Forgets what storefronts told of these orders and of people with these numbers, the bodies of
/// deliveries too; answers how many rows that were.
pub(crate) async fn forget(
    tx: &mut ShopTx,
    orders: &[(String, String)],
    people: &[(String, String)],
) -> Result<i64, RecordsError> {
    let numbers = numbers_of_orders(tx, orders).await?;
    let mut n = 0;
    for storefront in rows::list(tx).await? {
        let own = |told: &&(String, String)| told.0 == storefront.source;
        for (_, number) in numbers.iter().filter(own) {
            n += rows::forget_order(tx, storefront.id, number).await?;
        }
        // Everything that Stripe tells is about a person.
        let topic = if storefront.kind == Kind::Stripe { "" } else { "customer" };
        for (_, number) in people.iter().filter(own) {
            n += rows::forget_about(tx, storefront.id, number, topic).await?;
        }
    }
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The kinds of work of this slice.
pub fn kinds_of_work() -> Vec<work::Kind> {
    [deliveries::kinds(), errands::kinds()].concat()
}
