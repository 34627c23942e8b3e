//! `/api/v1/journeys`.

mod asking;
mod shown;

use axum::extract::State as From;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::JourneyId;
use records::{Actor, ShopTx};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::plan::Written;
use super::{Journey, JourneyError, Moved};
use crate::campaigns::api::of_campaign;
use crate::journeys;

pub use shown::{JourneyOut, shown};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    asking::router()
        .routes(routes!(list_journeys, create_journey))
        .routes(routes!(show_journey, change_journey, remove_journey))
        .routes(routes!(start_journey))
        .routes(routes!(pause_journey))
        .routes(routes!(stop_journey))
        .routes(routes!(move_up_journey))
}

/// A journey as its file says it, or as its parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
#[schema(as = JourneyIn)]
pub enum JourneyIn {
    /// The file.
    Text(String),
    /// The same in parts.
    Plan(Box<Written>),
}

impl JourneyIn {
    /// The file, kept as it was written where it was written by hand.
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Plan(plan) => plan.text(),
        }
    }
}

/// Every journey, newest first, with how many are on the way.
#[utoipa::path(get, path = "/api/v1/journeys", tag = "journeys",
    responses((status = 200, body = Vec<JourneyOut>)))]
async fn list_journeys(From(shop): From<Shop>) -> Result<Json<Vec<JourneyOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let mut out = Vec::new();
    for journey in journeys::list(&mut tx).await.map_err(of_journey)? {
        out.push(shown(&mut tx, journey).await.map_err(of_records)?);
    }
    Ok(Json(out))
}

/// Writes a new journey down; nobody comes in before it is switched on.
#[utoipa::path(post, path = "/api/v1/journeys", tag = "journeys", request_body = JourneyIn,
    responses((status = 200, body = JourneyOut), (status = 422, body = Problem)))]
async fn create_journey(
    From(shop): From<Shop>,
    Json(given): Json<JourneyIn>,
) -> Result<Json<JourneyOut>, Problem> {
    let mut tx = writing(&shop).await?;
    let journey = journeys::create(&mut tx, &given.text()).await.map_err(of_journey)?;
    kept(tx, journey).await.map(Json)
}

/// One journey, with how many came to each of its steps.
#[utoipa::path(get, path = "/api/v1/journeys/{id}", tag = "journeys",
    params(("id" = JourneyId, Path, description = "`jrn_…`")),
    responses((status = 200, body = JourneyOut), (status = 404, body = Problem)))]
async fn show_journey(
    From(shop): From<Shop>,
    Path(id): Path<JourneyId>,
) -> Result<Json<JourneyOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let journey = journeys::find(&mut tx, id).await.map_err(of_journey)?;
    shown(&mut tx, journey).await.map(Json).map_err(of_records)
}

/// Writes another version down; those inside keep theirs.
#[utoipa::path(put, path = "/api/v1/journeys/{id}", tag = "journeys", request_body = JourneyIn,
    params(("id" = JourneyId, Path, description = "`jrn_…`")),
    responses((status = 200, body = JourneyOut), (status = 422, body = Problem)))]
async fn change_journey(
    From(shop): From<Shop>,
    Path(id): Path<JourneyId>,
    Json(given): Json<JourneyIn>,
) -> Result<Json<JourneyOut>, Problem> {
    let mut tx = writing(&shop).await?;
    let journey = journeys::change(&mut tx, id, &given.text()).await.map_err(of_journey)?;
    kept(tx, journey).await.map(Json)
}

/// Throws a journey away that was never switched on.
#[utoipa::path(delete, path = "/api/v1/journeys/{id}", tag = "journeys",
    params(("id" = JourneyId, Path, description = "`jrn_…`")),
    responses((status = 204), (status = 409, body = Problem)))]
async fn remove_journey(
    From(shop): From<Shop>,
    Path(id): Path<JourneyId>,
) -> Result<axum::http::StatusCode, Problem> {
    let mut tx = writing(&shop).await?;
    journeys::remove(&mut tx, id).await.map_err(of_journey)?;
    tx.commit().await.map_err(of_records)?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident, $path:literal => $verb:path;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "journeys",
            params(("id" = JourneyId, Path, description = "`jrn_…`")),
            responses((status = 200, body = JourneyOut), (status = 409, body = Problem)))]
        async fn $name(
            From(shop): From<Shop>,
            Path(id): Path<JourneyId>,
        ) -> Result<Json<JourneyOut>, Problem> {
            let mut tx = writing(&shop).await?;
            let journey = $verb(&mut tx, id).await.map_err(of_journey)?;
            kept(tx, journey).await.map(Json)
        }
    )*};
}

steps! {
    /// Switches a journey on, or on again after a rest.
    start_journey, "/api/v1/journeys/{id}/start" => journeys::start;
    /// Lets it rest: nobody comes in, nobody moves by time, no letter leaves.
    pause_journey, "/api/v1/journeys/{id}/pause" => journeys::pause;
    /// Ends it for everybody.
    stop_journey, "/api/v1/journeys/{id}/stop" => journeys::stop;
}

/// Moves those on the way by an earlier version to the newest, where it has their place.
#[utoipa::path(post, path = "/api/v1/journeys/{id}/move-up", tag = "journeys",
    params(("id" = JourneyId, Path, description = "`jrn_…`")),
    responses((status = 200, body = Moved), (status = 409, body = Problem)))]
async fn move_up_journey(
    From(shop): From<Shop>,
    Path(id): Path<JourneyId>,
) -> Result<Json<Moved>, Problem> {
    let mut tx = writing(&shop).await?;
    let moved = journeys::move_up(&mut tx, id).await.map_err(of_journey)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(moved))
}

async fn writing(shop: &Shop) -> Result<ShopTx, Problem> {
    shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)
}

/// Commits what was done to a journey and shows it.
async fn kept(mut tx: ShopTx, journey: Journey) -> Result<JourneyOut, Problem> {
    let out = shown(&mut tx, journey).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(out)
}

/// A refusal, or a failure, as it looks on the wire.
fn of_journey(error: JourneyError) -> Problem {
    let text = error.to_string();
    match error {
        JourneyError::Unknown(name) => Problem::not_found(format!("journey {name}")),
        JourneyError::Faulty(faults) => {
            let place = faults.first().map_or("text", |fault| fault.place.as_str());
            Problem::field(if place.is_empty() { "text" } else { place }, "bad_journey", text)
        }
        JourneyError::NameTaken(_) => Problem::field("name", "name_taken", text),
        JourneyError::NotNow(..) => Problem::conflict("journey_state", text),
        JourneyError::ShareKept(_) => Problem::conflict("share_kept", text),
        JourneyError::NoCallSecret(_) => Problem::conflict("no_call_secret", text),
        JourneyError::NoSegment(_) => Problem::conflict("no_segment", text),
        JourneyError::Letters(error) => of_campaign(error),
        JourneyError::Segments(error) => error.into(),
        JourneyError::Arrivals(error) => error.into(),
        JourneyError::Records(error) => of_records(error),
    }
}
