//! Plans: written down, shown, changed and thrown away before anybody is written to.

use axum::extract::State as From;
use axum::http::StatusCode;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::CampaignId;
use records::ShopTx;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, Path, Problem, Query};

use super::shown::{CampaignOut, shown};
use super::{kept, of_campaign, writing};
use crate::blocks::Design;
use crate::campaigns::{self, Audience, Delivery, Plan, Variant};
use crate::channels::Channel;
use crate::contact::HoldOutShare;

/// A plan, as given.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CampaignIn {
    /// Its name, for the owner.
    name: String,
    /// Who is meant; everybody who ever bought when nothing is asked for.
    #[serde(default)]
    condition: Audience,
    /// What it travels by; e-mail when left out.
    #[serde(default)]
    channel: Channel,
    /// The subject line of a letter, with blanks such as `{{ customer.first_name }}`.
    #[serde(default)]
    subject: String,
    /// The body of a letter in MJML, with blanks.
    #[serde(default)]
    body_mjml: String,
    /// The body of a letter as blocks, instead of MJML.
    design: Option<Design>,
    /// What it says where it is no letter, with blanks.
    #[serde(default)]
    note: String,
    /// The language of numbers and days in it; the shop's when left out.
    language: Option<Language>,
    /// The share held out, so that one learns what the letter changes; nobody when left out.
    hold_out_share: Option<f64>,
    /// Other ways of saying it, each with its share; one way only when left out.
    #[serde(default)]
    variants: Vec<Variant>,
    /// When and how fast it leaves; at once and as fast as the line carries when left out.
    #[serde(default)]
    delivery: Delivery,
}

impl CampaignIn {
    async fn plan(self, tx: &mut ShopTx) -> Result<Plan, Problem> {
        let share = self
            .hold_out_share
            .map(HoldOutShare::new)
            .transpose()
            .map_err(|bad| Problem::field("hold_out_share", "out_of_range", bad.to_string()))?;
        let settings = shop::settings(tx).await.map_err(of_records)?;
        Ok(Plan {
            name: self.name,
            audience: self.condition,
            channel: self.channel,
            note: self.note,
            subject: self.subject,
            body_mjml: self.body_mjml,
            design: self.design,
            language: self.language.unwrap_or(settings.language),
            hold_out: share.unwrap_or_default(),
            variants: self.variants,
            delivery: self.delivery,
        })
    }
}

/// The routes of plans.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_campaigns, create_campaign))
        .routes(routes!(show_campaign, change_campaign, discard_campaign))
        .routes(routes!(list_campaign_runs))
}

/// Runs told of one campaign: two years of a weekly one.
const RUNS_SHOWN: u32 = 100;

/// The runs of a campaign that repeats, the newest first.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}/runs", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 200, body = Vec<CampaignOut>)))]
async fn list_campaign_runs(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
) -> Result<Json<Vec<CampaignOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let mut runs = Vec::new();
    for run in campaigns::runs(&mut tx, id, RUNS_SHOWN).await.map_err(of_records)? {
        runs.push(shown(&mut tx, run).await.map_err(of_records)?);
    }
    Ok(Json(runs))
}

/// Campaigns, newest first.
#[utoipa::path(get, path = "/api/v1/campaigns", tag = "campaigns", params(wire::PageQuery),
    responses((status = 200, body = Page<CampaignOut>)))]
async fn list_campaigns(
    From(shop): From<Shop>,
    Query(query): Query<wire::PageQuery>,
) -> Result<Json<Page<CampaignOut>>, Problem> {
    let before =
        query.after.as_deref().map(str::parse).transpose().map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let campaigns =
        campaigns::list(&mut tx, before, query.limit() + 1).await.map_err(of_records)?;
    let page = Page::of(campaigns, query.limit(), |campaign| campaign.id.to_string());
    let mut items = Vec::with_capacity(page.items.len());
    for campaign in page.items {
        items.push(shown(&mut tx, campaign).await.map_err(of_records)?);
    }
    Ok(Json(Page { items, next: page.next }))
}

/// Writes a plan down; nobody is written to until it is started.
#[utoipa::path(post, path = "/api/v1/campaigns", tag = "campaigns", request_body = CampaignIn,
    responses((status = 201, body = CampaignOut), (status = 422, body = Problem)))]
async fn create_campaign(
    From(shop): From<Shop>,
    Json(given): Json<CampaignIn>,
) -> Result<(StatusCode, Json<CampaignOut>), Problem> {
    let mut tx = writing(&shop).await?;
    let plan = given.plan(&mut tx).await?;
    let campaign = campaigns::create(&mut tx, &plan).await.map_err(of_campaign)?;
    Ok((StatusCode::CREATED, Json(kept(tx, campaign).await?)))
}

/// A campaign, and how far it is.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 200, body = CampaignOut), (status = 404, body = Problem)))]
async fn show_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
) -> Result<Json<CampaignOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let campaign = campaigns::find(&mut tx, id).await.map_err(of_campaign)?;
    shown(&mut tx, campaign).await.map(Json).map_err(of_records)
}

/// Replaces the plan of a draft.
#[utoipa::path(patch, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")), request_body = CampaignIn,
    responses((status = 200, body = CampaignOut), (status = 409, body = Problem)))]
async fn change_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
    Json(given): Json<CampaignIn>,
) -> Result<Json<CampaignOut>, Problem> {
    let mut tx = writing(&shop).await?;
    let plan = given.plan(&mut tx).await?;
    let campaign = campaigns::change(&mut tx, id, &plan).await.map_err(of_campaign)?;
    kept(tx, campaign).await.map(Json)
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 204), (status = 409, body = Problem)))]
async fn discard_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
) -> Result<StatusCode, Problem> {
    let mut tx = writing(&shop).await?;
    campaigns::discard(&mut tx, id).await.map_err(of_campaign)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}
