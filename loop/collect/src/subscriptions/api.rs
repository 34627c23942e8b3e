//! `POST /api/v1/subscriptions/import`: a file of subscriptions.

use axum::extract::State;
use domain::FileId;
use records::Actor;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{NotTakenIn, SubscriptionFileOptions, SubscriptionSummary};
use crate::imports::api::uploaded;
use crate::problems;
use crate::shop::Shop;

/// A file of subscriptions to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionFileIn {
    /// A file handed over before, by `POST /api/v1/imports/files`.
    file: FileId,
    /// What its owner says about it.
    #[serde(default)]
    options: SubscriptionFileOptions,
    /// Only count, write nothing.
    #[serde(default)]
    dry_run: bool,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(take_in_subscriptions))
}

/// Takes a file of subscriptions in, or only counts what it amounts to.
#[utoipa::path(post, path = "/api/v1/subscriptions/import", tag = "subscriptions",
    request_body = SubscriptionFileIn,
    responses((status = 200, body = SubscriptionSummary), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn take_in_subscriptions(
    State(shop): State<Shop>,
    Json(asked): Json<SubscriptionFileIn>,
) -> Result<Json<SubscriptionSummary>, Problem> {
    let (path, name) = uploaded(&shop, asked.file).await?;
    let (file, staff) = ((path.as_path(), name.as_str()), Actor::Staff("page".to_owned()));
    Ok(Json(super::take_in(&shop, file, asked.options, asked.dry_run, staff).await?))
}

impl From<NotTakenIn> for Problem {
    fn from(error: NotTakenIn) -> Self {
        match error {
            NotTakenIn::Fault(fault) => Self::invalid(&fault.code, fault.to_string()),
            NotTakenIn::Records(error) => problems::of_records(error),
            NotTakenIn::NoCurrency => Self::invalid("no_currency", error.to_string()),
            broken => Self::internal(broken),
        }
    }
}
