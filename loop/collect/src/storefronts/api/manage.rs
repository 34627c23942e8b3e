//! Connecting a storefront, changing its papers, holding it and letting it go.

use axum::extract::State as Of;
use axum::http::StatusCode;
use domain::StorefrontId;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::out::{ConnectedOut, StorefrontOut, StorefrontsOut};
use super::{known, staff, unknown};
use crate::problems;
use crate::shop::Shop;
use crate::storefronts::{self, Kind, Papers, State, StorefrontError};

/// A storefront to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StorefrontIn {
    /// Which system it is.
    kind: Kind,
    /// Where it is found: `bakery.myshopify.com`, `https://bakery.example`, `api.stripe.com`.
    address: String,
    /// Its papers.
    #[serde(flatten)]
    papers: PapersIn,
}

/// What is known of a storefront; what is left out stays, secrets are never shown again.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct PapersIn {
    /// What its deliveries are signed with; left out for WooCommerce, one is made, and for Stripe,
    /// it is given once Stripe has made it.
    signing_secret: Option<String>,
    /// WooCommerce's consumer key, `ck_…`.
    api_name: Option<String>,
    /// WooCommerce's consumer secret, `cs_…`; Shopify's access token of the Admin API; Stripe's
    /// restricted key, `rk_…`.
    api_secret: Option<String>,
    /// Whether it lives in the shop's own network.
    own_network: Option<bool>,
    /// In which further field WooCommerce keeps a customer's "yes" to letters; empty for none.
    consent_field: Option<String>,
}

impl From<PapersIn> for Papers {
    fn from(told: PapersIn) -> Self {
        // An empty field of a form is one that was not filled in.
        let filled = |text: Option<String>| {
            text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            signing_secret: filled(told.signing_secret),
            api_name: filled(told.api_name),
            api_secret: filled(told.api_secret),
            own_network: told.own_network,
            consent_field: told.consent_field.map(|field| field.trim().to_owned()),
        }
    }
}

/// Whether a storefront is to be listened to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StorefrontStateIn {
    /// `listening` or `paused`.
    state: State,
}

/// The routes of managing.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_storefronts, connect_storefront))
        .routes(routes!(show_storefront, change_storefront, disconnect_storefront))
        .routes(routes!(hold_storefront))
}

/// The storefronts and how they are.
#[utoipa::path(get, path = "/api/v1/storefronts", tag = "storefronts",
    responses((status = 200, body = StorefrontsOut)))]
async fn list_storefronts(Of(shop): Of<Shop>) -> Result<Json<StorefrontsOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let mut items = Vec::new();
    for one in storefronts::list(&mut tx).await.map_err(problems::of_records)? {
        items.push(StorefrontOut::of(&mut tx, one).await.map_err(problems::of_records)?);
    }
    Ok(Json(StorefrontsOut { items }))
}

/// Connects a storefront; one that was let go comes back as the same.
#[utoipa::path(post, path = "/api/v1/storefronts", tag = "storefronts",
    request_body = StorefrontIn,
    responses((status = 201, body = ConnectedOut), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn connect_storefront(
    Of(shop): Of<Shop>,
    Json(told): Json<StorefrontIn>,
) -> Result<(StatusCode, Json<ConnectedOut>), Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let seal = shop.seal(&mut tx).map_err(StorefrontError::from)?;
    let place = (told.kind, told.address.as_str());
    let connected = storefronts::connect(&mut tx, &seal, place, told.papers.into()).await?;
    let storefront = StorefrontOut::of(&mut tx, connected.storefront).await;
    let storefront = storefront.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    let made_secret = connected.made_secret;
    Ok((StatusCode::CREATED, Json(ConnectedOut { storefront, made_secret })))
}

/// One storefront.
#[utoipa::path(get, path = "/api/v1/storefronts/{id}", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 200, body = StorefrontOut), (status = 404, body = Problem)))]
async fn show_storefront(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<Json<StorefrontOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let one = known(&mut tx, id).await?;
    StorefrontOut::of(&mut tx, one).await.map(Json).map_err(problems::of_records)
}

/// Changes a storefront's papers; what is left out stays.
#[utoipa::path(patch, path = "/api/v1/storefronts/{id}", tag = "storefronts",
    params(("id" = StorefrontId, Path)), request_body = PapersIn,
    responses((status = 200, body = StorefrontOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn change_storefront(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    Json(told): Json<PapersIn>,
) -> Result<Json<StorefrontOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let seal = shop.seal(&mut tx).map_err(StorefrontError::from)?;
    let changed = storefronts::change(&mut tx, &seal, id, told.into()).await?;
    let one = changed.ok_or_else(|| unknown(id))?;
    let out = StorefrontOut::of(&mut tx, one).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(out))
}

/// Lets a storefront go: its secrets are forgotten, its orders stay.
#[utoipa::path(delete, path = "/api/v1/storefronts/{id}", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn disconnect_storefront(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<StatusCode, Problem> {
    turn(&shop, id, State::Disconnected).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds what a storefront tells, or listens again to what was held.
#[utoipa::path(put, path = "/api/v1/storefronts/{id}/state", tag = "storefronts",
    params(("id" = StorefrontId, Path)), request_body = StorefrontStateIn,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn hold_storefront(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    Json(told): Json<StorefrontStateIn>,
) -> Result<StatusCode, Problem> {
    if !matches!(told.state, State::Listening | State::Paused) {
        let text = "a storefront is listened to (`listening`) or held (`paused`)";
        return Err(Problem::field("state", "no_such_state", text));
    }
    turn(&shop, id, told.state).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn turn(shop: &Shop, id: StorefrontId, state: State) -> Result<(), Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let before = known(&mut tx, id).await?;
    if before.state == State::Disconnected && state != State::Disconnected {
        let text = "the storefront was let go and its secrets are forgotten: connect it again";
        return Err(Problem::conflict("storefront_let_go", text));
    }
    storefronts::set_state(&mut tx, id, state).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)
}
