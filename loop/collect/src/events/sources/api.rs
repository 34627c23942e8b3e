//! `GET /api/v1/sources`: who tells us something, and what of it was taken.

use axum::extract::State;
use domain::{CustomerId, Instant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{Heard, Latest, Source};
use crate::customers;
use crate::keys::{self, Key, Scope};
use crate::problems;
use crate::shop::Shop;

/// The sources of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourcesOut {
    /// The moment they are seen from.
    now: Instant,
    /// By name.
    items: Vec<SourceOut>,
}

/// A source and what it told.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceOut {
    /// Its name.
    name: String,
    /// Keys that open for it now; without one it cannot speak.
    n_keys: usize,
    /// When it was heard last; null when never.
    last_at: Option<Instant>,
    /// Everything it ever told.
    ever: HeardCounts,
    /// The last 24 hours, the oldest first, the running one last.
    hours: Vec<HourOut>,
}

/// What was told in an hour.
#[derive(Debug, Serialize, ToSchema)]
pub struct HourOut {
    /// When the hour opens.
    at: Instant,
    /// What was told in it.
    #[serde(flatten)]
    heard: HeardCounts,
}

/// What was told in some time.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeardCounts {
    /// Events told for the first time.
    new: i64,
    /// Events told again, which changed nothing.
    again: i64,
    /// Messages that made no sense.
    refused: i64,
}

impl From<Heard> for HeardCounts {
    fn from(heard: Heard) -> Self {
        Self { new: heard.n_new, again: heard.n_again, refused: heard.n_refused }
    }
}

/// Whose latest messages, and how many of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LatestQuery {
    /// The name of the source.
    source: String,
    /// How many, 50 unless told, 200 at most.
    limit: Option<u32>,
}

/// What a source told last.
#[derive(Debug, Serialize, ToSchema)]
pub struct LatestEventsOut {
    /// The newest first.
    items: Vec<LatestOut>,
}

/// A message and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LatestOut {
    /// When it was heard.
    heard_at: Instant,
    /// When it happened; null for a refused one.
    at: Option<Instant>,
    /// What its source calls it.
    message_id: Option<String>,
    /// What it is to the shop, such as `product_viewed`; the page has its words.
    kind: Option<String>,
    /// The name of the event, as told.
    name: Option<String>,
    /// The customer, where it is known who did it.
    customer: Option<WhoOut>,
    /// Whether it is kept.
    accepted: bool,
    /// Why not, or what is to be known about it: a word as in the answer of `/v1`.
    reason: Option<String>,
    /// What was told.
    #[schema(value_type = Object)]
    told: serde_json::Value,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhoOut {
    /// Our id.
    id: CustomerId,
    /// His name, his address or the id that reports show.
    shown: String,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_sources)).routes(routes!(list_latest_events))
}

/// Who tells us something, and how much of it.
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources",
    responses((status = 200, body = SourcesOut)))]
async fn list_sources(State(shop): State<Shop>) -> Result<Json<SourcesOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let keys = keys::list(&mut tx).await.map_err(problems::of_records)?;
    let tells = |key: &Key| key.revoked_at.is_none() && key.scope == Scope::Ingest;
    let opening: Vec<String> = keys.into_iter().filter(tells).map(|key| key.name).collect();
    let sources = super::list(&mut tx, &opening).await.map_err(problems::of_records)?;
    let items = sources.into_iter().map(|source| shown(source, &opening)).collect();
    Ok(Json(SourcesOut { now: tx.now(), items }))
}

fn shown(source: Source, opening: &[String]) -> SourceOut {
    let hours = source.hours.into_iter();
    SourceOut {
        n_keys: opening.iter().filter(|name| **name == source.name).count(),
        name: source.name,
        last_at: source.last_at,
        ever: source.ever.into(),
        hours: hours.map(|(at, heard)| HourOut { at, heard: heard.into() }).collect(),
    }
}

/// What a source told last, and what became of it.
#[utoipa::path(get, path = "/api/v1/sources/events", tag = "sources", params(LatestQuery),
    responses((status = 200, body = LatestEventsOut)))]
async fn list_latest_events(
    State(shop): State<Shop>,
    Query(asked): Query<LatestQuery>,
) -> Result<Json<LatestEventsOut>, Problem> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let latest =
        super::latest(&mut tx, &asked.source, limit).await.map_err(problems::of_records)?;
    let mut items = Vec::with_capacity(latest.len());
    for one in latest {
        let customer = match one.who {
            Some(id) => {
                customers::find(&mut tx, CustomerId(id)).await.map_err(problems::of_records)?
            }
            None => None,
        };
        items.push(latest_shown(one, customer));
    }
    Ok(Json(LatestEventsOut { items }))
}

fn latest_shown(one: Latest, customer: Option<customers::Customer>) -> LatestOut {
    let who = |customer: customers::Customer| {
        let id = customers::shown_id(customer.external_id.as_deref(), customer.id);
        WhoOut { id: customer.id, shown: customer.name.or(customer.email).unwrap_or(id) }
    };
    LatestOut {
        heard_at: one.heard_at,
        at: one.at,
        message_id: one.message_id,
        kind: one.kind,
        name: one.name,
        customer: customer.map(who),
        accepted: one.accepted,
        reason: one.reason,
        told: one.told,
    }
}
