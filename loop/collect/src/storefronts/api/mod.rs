//! `/api/v1/storefronts`: the storefronts on the page; `/hooks/…`: where they deliver to.

mod errands;
mod heard;
mod hooks;
mod manage;
mod out;

use domain::StorefrontId;
use records::ShopTx;
use utoipa_axum::router::OpenApiRouter;
use wire::Problem;

use super::errands::NotBegun;
use super::{Storefront, StorefrontError};
use crate::problems;
use crate::shop::Shop;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(manage::router())
        .merge(heard::router())
        .merge(errands::router())
        .merge(hooks::router())
}

fn staff() -> records::Actor {
    records::Actor::Staff("page".to_owned())
}

async fn known(tx: &mut ShopTx, id: StorefrontId) -> Result<Storefront, Problem> {
    let found = super::find(tx, id).await.map_err(problems::of_records)?;
    found.ok_or_else(|| unknown(id))
}

fn unknown(id: StorefrontId) -> Problem {
    Problem::not_found(format!("storefront {id}"))
}

impl From<StorefrontError> for Problem {
    fn from(error: StorefrontError) -> Self {
        use super::AddressProblem::{NoAddress, NotMyshopify, NotStripe, Open};
        let text = error.to_string();
        match error {
            StorefrontError::Address(NoAddress(_)) => Self::field("address", "no_address", text),
            StorefrontError::Address(Open) => Self::field("address", "open_address", text),
            StorefrontError::Address(NotMyshopify(_)) => {
                Self::field("address", "not_myshopify", text)
            }
            StorefrontError::Address(NotStripe(_)) => Self::field("address", "not_stripe", text),
            StorefrontError::NoSecret => Self::field("signing_secret", "no_secret", text),
            StorefrontError::ShortSecret(_) => Self::field("signing_secret", "short_secret", text),
            StorefrontError::HalfKey => Self::field("api_secret", "half_key", text),
            StorefrontError::Connected(_) => Self::conflict("storefront_connected", text),
            StorefrontError::Seal(_) => Self::conflict("sealed", text),
            StorefrontError::Records(error) => problems::of_records(error),
        }
    }
}

impl From<NotBegun> for Problem {
    fn from(error: NotBegun) -> Self {
        let text = error.to_string();
        match error {
            NotBegun::Nobody => Self::not_found("such storefront"),
            NotBegun::NoKey => Self::conflict("storefront_no_key", text),
            NotBegun::Running => Self::conflict("errand_running", text),
            NotBegun::LetGo => Self::conflict("storefront_let_go", text),
            NotBegun::BadDays => Self::field("until", "bad_days", text),
            NotBegun::Records(error) => problems::of_records(error),
        }
    }
}
