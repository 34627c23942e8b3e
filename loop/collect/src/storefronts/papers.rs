//! The papers of a storefront: where it is, what it signs with, what its API is asked with.

use domain::StorefrontId;
use records::{RecordsError, ShopTx};

use super::{API, AddressProblem, Kind, SIGNING, State, Storefront, address, rows, sealed_as};
use crate::shop::{Seal, SealError};

/// What is told to connect a storefront, or to change it; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// What its deliveries are signed with; made where the system lets us choose, and given later
    /// where the system makes it when it hears of our address.
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
        papers.signing_secret = made_secret.clone();
        // Stripe makes one when it is told where to deliver to, which is known from here on only.
        if kind == Kind::Shopify {
            return Err(StorefrontError::NoSecret);
        }
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
