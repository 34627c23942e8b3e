//! `/api/v1/campaigns`, `/api/v1/audiences/count` and the ready letters.

mod letters;
mod plans;
mod shown;

use axum::extract::State as From;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::CampaignId;
use records::{Actor, ShopTx};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use crate::campaigns::{self, Audience, Campaign, CampaignError, Reach};
use crate::channels::Channel;

pub use letters::LetterCheckOut;
pub use shown::{CampaignOut, Counts, shown};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    plans::router()
        .merge(letters::router())
        .routes(routes!(start_campaign))
        .routes(routes!(pause_campaign))
        .routes(routes!(resume_campaign))
        .routes(routes!(recall_campaign))
        .routes(routes!(cancel_campaign))
        .routes(routes!(count_audience))
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident, $path:literal => $verb:path;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "campaigns",
            params(("id" = CampaignId, Path, description = "`cmp_…`")),
            responses((status = 200, body = CampaignOut), (status = 409, body = Problem)))]
        async fn $name(
            From(shop): From<Shop>,
            Path(id): Path<CampaignId>,
        ) -> Result<Json<CampaignOut>, Problem> {
            let mut tx = writing(&shop).await?;
            let campaign = $verb(&mut tx, id).await.map_err(of_campaign)?;
            kept(tx, campaign).await.map(Json)
        }
    )*};
}

steps! {
    /// Begins to write to people.
    start_campaign, "/api/v1/campaigns/{id}/start" => campaigns::start;
    /// Stops for a while; letters on the wire still arrive.
    pause_campaign, "/api/v1/campaigns/{id}/pause" => campaigns::pause;
    /// Goes on exactly where it stopped.
    resume_campaign, "/api/v1/campaigns/{id}/resume" => campaigns::resume;
    /// Takes back what waits for its moment, so that it can be changed.
    recall_campaign, "/api/v1/campaigns/{id}/recall" => campaigns::recall;
    /// Calls it off; nobody else will be written to.
    cancel_campaign, "/api/v1/campaigns/{id}/cancel" => campaigns::cancel;
}

/// An audience to be counted.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CountIn {
    /// Who is meant.
    #[serde(default)]
    condition: Audience,
    /// By which channel; e-mail when left out.
    #[serde(default)]
    channel: Channel,
}

/// How many people an audience would reach now.
#[utoipa::path(post, path = "/api/v1/audiences/count", tag = "campaigns", request_body = CountIn,
    responses((status = 200, body = Reach), (status = 422, body = Problem)))]
async fn count_audience(
    From(shop): From<Shop>,
    Json(given): Json<CountIn>,
) -> Result<Json<Reach>, Problem> {
    Ok(Json(campaigns::reach(&shop, &given.condition, given.channel).await?))
}

async fn writing(shop: &Shop) -> Result<ShopTx, Problem> {
    shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)
}

/// Commits what was done to a campaign and shows it.
async fn kept(mut tx: ShopTx, campaign: Campaign) -> Result<CampaignOut, Problem> {
    let out = shown(&mut tx, campaign).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(out)
}

/// A refusal, or a failure, as it looks on the wire.
pub(crate) fn of_campaign(error: CampaignError) -> Problem {
    let text = error.to_string();
    match error {
        CampaignError::Unknown(id) => Problem::not_found(format!("campaign {id}")),
        CampaignError::UnknownCustomer(id) => Problem::not_found(format!("customer {id}")),
        CampaignError::NotNow(..) => Problem::conflict("campaign_state", text),
        CampaignError::OfJourney => Problem::conflict("campaign_of_journey", text),
        CampaignError::Text(_) => Problem::invalid("letter_problems", text),
        CampaignError::Settings(..) => Problem::conflict("channel_settings", text),
        CampaignError::Plan { field, reason } => Problem::field(field, "bad_plan", reason),
        CampaignError::Audience(error) => error.into(),
        CampaignError::Records(error) => of_records(error),
    }
}
