//! Storefronts: the selling systems of the shop (Shopify, WooCommerce) that tell what happens.
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

use crate::shop::{self, Seal, SealError};
use crate::work;

pub use address::AddressProblem;
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
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Shopify, Self::Woocommerce];

    /// The word in rows, in addresses, and as the source of its orders.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::Woocommerce => "woocommerce",
        }
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

/// What is told to connect a storefront, or to change it; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// What its deliveries are signed with; made where the system lets us choose.
    pub signing_secret: Option<String>,
    /// The name that its API is asked under; Shopify needs none.
    pub api_name: Option<String>,
    /// The secret that its API is asked with.
    pub api_secret: Option<String>,
    /// Whether it lives in the shop's own network.
    pub own_network: Option<bool>,
    /// In which further field it keeps a customer's "yes" to letters; an empty one for none.
    pub consent_field: Option<String>,
}

/// A storefront just connected.
#[derive(Debug)]
pub struct Connected {
    /// The storefront.
    pub storefront: Storefront,
    /// The secret that was made for it, shown this once.
    pub made_secret: Option<String>,
}

/// Why a storefront is not connected or not changed.
#[derive(Debug, thiserror::Error)]
pub enum StorefrontError {
    /// The address cannot be used.
    #[error(transparent)]
    Address(#[from] AddressProblem),
    /// Shopify chooses the secret itself.
    #[error("Shopify shows the secret that it signs with beside its webhooks: copy it from there")]
    NoSecret,
    /// A secret that can be guessed protects nothing.
    #[error("a signing secret has {SECRET_MIN} signs at least, this one has {0}")]
    ShortSecret(usize),
    /// Half of a key opens nothing.
    #[error("WooCommerce gives a key in two parts, ck_… and cs_…; give both")]
    HalfKey,
    /// It is connected already.
    #[error("this storefront is connected already")]
    Connected(StorefrontId),
    /// The secrets cannot be locked away.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The shortest secret that is taken; those of the systems are longer.
const SECRET_MIN: usize = 16;

/// Connects a storefront; one that was let go comes back as the same, so that no order is
/// counted twice.
pub async fn connect(
    tx: &mut ShopTx,
    seal: &Seal,
    (kind, address): (Kind, &str),
    mut papers: Papers,
) -> Result<Connected, StorefrontError> {
    let own_network = papers.own_network.unwrap_or_default();
    let address = address::tidied(kind, address, own_network)?;
    let before = rows::at(tx, kind, &address).await?;
    if let Some(known) = before.as_ref().filter(|known| known.state != State::Disconnected) {
        return Err(StorefrontError::Connected(known.id));
    }
    let mut made_secret = None;
    if papers.signing_secret.is_none() {
        let fresh: [u8; 24] = tx.random_bytes();
        let made: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
        made_secret = (kind == Kind::Woocommerce).then_some(made);
        papers.signing_secret = Some(made_secret.clone().ok_or(StorefrontError::NoSecret)?);
    }
    let id = match before {
        Some(known) => known.id,
        None => {
            let id = tx.new_id();
            let source = source_of(tx, kind, &address).await?;
            rows::add(tx, id, kind, &address, &source).await?;
            id
        }
    };
    let storefront = keep_papers(tx, seal, id, kind, papers).await?;
    rows::set_state(tx, id, State::Listening).await?;
    Ok(Connected { storefront: Storefront { state: State::Listening, ..storefront }, made_secret })
}

/// Changes what is known of a storefront; `None` when there is none.
pub async fn change(
    tx: &mut ShopTx,
    seal: &Seal,
    id: StorefrontId,
    papers: Papers,
) -> Result<Option<Storefront>, StorefrontError> {
    let Some(known) = rows::find(tx, id).await? else { return Ok(None) };
    if let Some(own_network) = papers.own_network {
        address::tidied(known.kind, &known.address, own_network)?;
    }
    keep_papers(tx, seal, id, known.kind, papers).await.map(Some)
}

async fn keep_papers(
    tx: &mut ShopTx,
    seal: &Seal,
    id: StorefrontId,
    kind: Kind,
    papers: Papers,
) -> Result<Storefront, StorefrontError> {
    if let Some(secret) = &papers.signing_secret
        && secret.chars().count() < SECRET_MIN
    {
        return Err(StorefrontError::ShortSecret(secret.chars().count()));
    }
    let halves = (kind == Kind::Woocommerce, &papers.api_name, &papers.api_secret);
    if matches!(halves, (true, Some(_), None) | (true, None, Some(_))) {
        return Err(StorefrontError::HalfKey);
    }
    let locked = |tx: &mut ShopTx, which, secret: Option<String>| {
        secret.map(|secret| seal.lock(tx, &sealed_as(id, which), &secret))
    };
    let signing = locked(tx, SIGNING, papers.signing_secret);
    let api = locked(tx, API, papers.api_secret);
    rows::keep_papers(
        tx,
        id,
        rows::Kept {
            signing,
            api,
            api_name: papers.api_name,
            own_network: papers.own_network,
            consent_field: papers.consent_field,
        },
    )
    .await?;
    let kept = rows::find(tx, id).await?;
    Ok(kept.ok_or_else(|| RecordsError::Unreadable(format!("storefront {id} is gone")))?)
}

/// Which secret of a storefront is sealed.
const SIGNING: &str = "signing";
const API: &str = "api";

fn sealed_as(id: StorefrontId, which: &str) -> String {
    format!("{id} {which}")
}

/// Under which the orders of a new storefront are kept: the system's own word, under which files
/// of it are taken in too, unless another storefront has it.
async fn source_of(tx: &mut ShopTx, kind: Kind, address: &str) -> Result<String, RecordsError> {
    match rows::has_source(tx, kind.word()).await? {
        false => Ok(kind.word().to_owned()),
        true => {
            let place = address.split_once("://").map_or(address, |(_, place)| place);
            Ok(format!("{}:{place}", kind.word()))
        }
    }
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

/// The kinds of work of this slice.
pub fn kinds_of_work() -> Vec<work::Kind> {
    [deliveries::kinds(), errands::kinds()].concat()
}
