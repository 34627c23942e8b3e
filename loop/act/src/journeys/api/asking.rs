//! What can be asked of a journey before it is kept or switched on.

use axum::extract::State as From;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::{CampaignId, JourneyId};
use know::recommend::arrivals;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::{JourneyIn, of_journey};
use crate::journeys;
use crate::journeys::plan::Written;
use crate::journeys::recipes::RECIPES;
use crate::journeys::{JourneyError, Replay, plan};

/// The routes of this part.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_journey_recipes))
        .routes(routes!(read_journey))
        .routes(routes!(replay_text))
        .routes(routes!(replay_journey))
}

/// A ready journey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JourneyRecipe)]
struct RecipeOut {
    /// What it is for, the same in every language.
    code: &'static str,
    /// The journey.
    plan: Written,
    /// The same as its file says it.
    text: String,
}

/// Both faces of a journey, or what is wrong with it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JourneyRead)]
struct ReadOut {
    /// In parts; missing when the file cannot be read at all.
    plan: Option<Written>,
    /// As a file.
    text: String,
    /// What is wrong with it; it can be kept when nothing is.
    faults: Vec<plan::Fault>,
}

/// In which language.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RecipesQuery {
    /// The language of names and letters; the shop's when not given.
    language: Option<Language>,
}

/// How far back.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReplayQuery {
    /// So many days up to today; a year when not given, three years at most.
    days: Option<u16>,
}

/// The longest replay, in days.
const DAYS_MAX: u16 = 1_096;

impl ReplayQuery {
    fn days(&self) -> u16 {
        self.days.unwrap_or(365).clamp(1, DAYS_MAX)
    }
}

/// Ready journeys, in the language that is asked for.
#[utoipa::path(get, path = "/api/v1/journeys/recipes", tag = "journeys", params(RecipesQuery),
    responses((status = 200, body = Vec<RecipeOut>)))]
async fn list_journey_recipes(
    From(shop): From<Shop>,
    Query(query): Query<RecipesQuery>,
) -> Result<Json<Vec<RecipeOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let own = shop::settings(&mut tx).await.map_err(of_records)?.language;
    drop(tx);
    let language = query.language.unwrap_or(own);
    let category = arrivals::leading_category(&shop).await?;
    let mut out = Vec::with_capacity(RECIPES.len());
    for recipe in RECIPES {
        let text = recipe.of_shop(language, category.as_deref());
        let plan =
            Written::read(&text).map_err(|fault| of_journey(JourneyError::Faulty(vec![fault])))?;
        out.push(RecipeOut { code: recipe.code, plan, text });
    }
    Ok(Json(out))
}

/// Reads a journey without keeping it: the same thing both ways, and everything wrong with it.
#[utoipa::path(post, path = "/api/v1/journeys/read", tag = "journeys", request_body = JourneyIn,
    responses((status = 200, body = ReadOut)))]
async fn read_journey(
    From(shop): From<Shop>,
    Json(given): Json<JourneyIn>,
) -> Result<Json<ReadOut>, Problem> {
    let text = given.text();
    let mut tx = shop.read().await.map_err(of_records)?;
    let faults = match journeys::read(&mut tx, &text).await {
        Ok(_) => Vec::new(),
        Err(JourneyError::Faulty(faults)) => faults,
        Err(error) => return Err(of_journey(error)),
    };
    Ok(Json(ReadOut { plan: Written::read(&text).ok(), text, faults }))
}

/// What a journey would have done last year, before it is kept; nothing is sent.
#[utoipa::path(post, path = "/api/v1/journeys/replay", tag = "journeys",
    request_body = JourneyIn, params(ReplayQuery),
    responses((status = 200, body = Replay), (status = 422, body = Problem)))]
async fn replay_text(
    From(shop): From<Shop>,
    Query(query): Query<ReplayQuery>,
    Json(given): Json<JourneyIn>,
) -> Result<Json<Replay>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let plan = journeys::read(&mut tx, &given.text()).await.map_err(of_journey)?;
    drop(tx);
    journeys::replay(&shop, &plan, journeys::UNKEPT, query.days())
        .await
        .map(Json)
        .map_err(of_journey)
}

/// What a kept journey would have done last year; nothing is sent.
#[utoipa::path(get, path = "/api/v1/journeys/{id}/replay", tag = "journeys",
    params(("id" = JourneyId, Path, description = "`jrn_…`"), ReplayQuery),
    responses((status = 200, body = Replay), (status = 404, body = Problem)))]
async fn replay_journey(
    From(shop): From<Shop>,
    Path(id): Path<JourneyId>,
    Query(query): Query<ReplayQuery>,
) -> Result<Json<Replay>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let journey = journeys::find(&mut tx, id).await.map_err(of_journey)?;
    drop(tx);
    let head = CampaignId(id.0);
    journeys::replay(&shop, &journey.plan, head, query.days()).await.map(Json).map_err(of_journey)
}
