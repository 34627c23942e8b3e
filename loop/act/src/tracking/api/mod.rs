//! The links of letters, the page on which a reader says whether he may be followed, and what the
//! shop says about it.

mod links;
mod page;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use collect::consent::{self, Channel, Purpose};
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::CampaignId;
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use page::Answer;

use super::{Followed, Follows, Readings, Settings};
use crate::campaigns;
use crate::campaigns::api::of_campaign;
use crate::unsubscribe::{self, Found};

/// Addresses told of one campaign.
const LINKS_SHOWN: u32 = 20;

/// The routes of this slice; those of letters are for mail programs and not in the list of the
/// page's.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .route("/c/{token}", get(links::follow))
        .route("/o/{token}", get(links::show_picture))
        .route("/p/reading/{token}", get(ask).post(answer))
        .routes(routes!(show_tracking, change_tracking))
        .routes(routes!(show_readings))
}

/// What the shop says about following its readers.
#[derive(Debug, Deserialize, ToSchema)]
struct TrackingIn {
    /// Whose reading may be followed.
    follows: Follows,
}

/// Whose reading of letters may be followed.
#[utoipa::path(get, path = "/api/v1/contact/tracking", tag = "campaigns",
    responses((status = 200, body = Settings)))]
async fn show_tracking(State(shop): State<Shop>) -> Result<Json<Settings>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    super::settings(&mut tx).await.map(Json).map_err(of_records)
}

/// Says whose reading may be followed; letters that left before stay as they are.
#[utoipa::path(put, path = "/api/v1/contact/tracking", tag = "campaigns",
    request_body = TrackingIn, responses((status = 200, body = Settings)))]
async fn change_tracking(
    State(shop): State<Shop>,
    Json(given): Json<TrackingIn>,
) -> Result<Json<Settings>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let settings = super::save_settings(&mut tx, given.follows).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(settings))
}

/// What was read of a campaign.
#[derive(Debug, Serialize, ToSchema)]
struct CampaignReadings {
    /// By the ways it was said in; one line where there is one way only.
    ways: Vec<Readings>,
    /// The addresses that were followed most.
    links: Vec<Followed>,
}

/// Who opened the letters of a campaign and followed their links, as far as that may be known.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}/readings", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 200, body = CampaignReadings), (status = 404, body = Problem)))]
async fn show_readings(
    State(shop): State<Shop>,
    wire::Path(id): wire::Path<CampaignId>,
) -> Result<Json<CampaignReadings>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let campaign = campaigns::find(&mut tx, id).await.map_err(of_campaign)?;
    let ways = super::readings(&mut tx, id, campaign.dealt_by()).await.map_err(of_records)?;
    let links = super::followed(&mut tx, id, LINKS_SHOWN).await.map_err(of_records)?;
    Ok(Json(CampaignReadings { ways, links }))
}

/// What a reader presses.
#[derive(Debug, Deserialize)]
struct Pressed {
    /// Whether he may be followed.
    may: String,
}

async fn ask(State(shop): State<Shop>, Path(token): Path<String>) -> Result<Response, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    shown(&mut tx, &token).await.map_err(of_records)
}

async fn answer(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    axum::Form(pressed): axum::Form<Pressed>,
) -> Result<Response, Problem> {
    let mut tx = shop.write(Actor::Customer).await.map_err(of_records)?;
    if let Found::Person(person, campaign, _) =
        unsubscribe::find(&mut tx, &token).await.map_err(of_records)?
    {
        let (source, what) = (format!("reading:{campaign}"), (Purpose::Tracking, Channel::Email));
        let said = match pressed.may.as_str() {
            "yes" => consent::agree(&mut tx, person.id, what, (&source, page::PROOF)).await,
            _ => consent::withdraw(&mut tx, person.id, what, &source).await,
        };
        said.map_err(of_records)?;
    }
    let response = shown(&mut tx, &token).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(response)
}

async fn shown(tx: &mut ShopTx, token: &str) -> Result<Response, RecordsError> {
    let settings = shop::settings(tx).await?;
    let (language, answer) = match unsubscribe::find(tx, token).await? {
        Found::Person(person, ..) => {
            let may = super::followable(tx, &[person.id]).await?.contains(&person.id);
            let own = Language::of_code(person.language.as_deref().unwrap_or_default());
            (own, if may { Answer::Followed } else { Answer::NotFollowed })
        }
        Found::Preview => (None, Answer::NotFollowed),
        Found::Nothing => (None, Answer::Broken),
    };
    let status = if answer == Answer::Broken { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let name = settings.name.as_deref().unwrap_or("Regulars");
    let body = page::page(answer, language.unwrap_or(settings.language), name);
    let mut response = (status, Html(body.into_string())).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(page::POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
