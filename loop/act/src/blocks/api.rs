//! `/api/v1/letters`: the brand, ready designs, and the MJML of a design.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::house::{self, SaveError};
use super::{Brand, Design, Footing, House, made};
use crate::templates::TextProblem;

/// A design that is to become MJML.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterMjmlIn)]
pub struct MjmlIn {
    /// The blocks.
    design: Design,
    /// The language of what the program says in it; the shop's when left out.
    language: Option<Language>,
    /// On what footing it is written.
    #[serde(default)]
    footing: Footing,
}

/// The MJML of a design.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LetterMjml)]
pub struct MjmlOut {
    /// The MJML, with blanks; from here there is no way back to blocks.
    body_mjml: String,
    /// What was to be mended in the blocks.
    problems: Vec<TextProblem>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_letter_brand, save_letter_brand))
        .routes(routes!(make_letter_mjml))
        .merge(house::snippets::api::router())
}

/// How the letters of the shop look.
#[utoipa::path(get, path = "/api/v1/letters/brand", tag = "letters",
    responses((status = 200, body = Brand)))]
async fn show_letter_brand(State(shop): State<Shop>) -> Result<Json<Brand>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    house::brand(&mut tx).await.map(Json).map_err(of_records)
}

/// Changes how the letters look, those of running campaigns and journeys too.
#[utoipa::path(put, path = "/api/v1/letters/brand", tag = "letters", request_body = Brand,
    responses((status = 200, body = Brand), (status = 422, body = Problem)))]
async fn save_letter_brand(
    State(shop): State<Shop>,
    Json(brand): Json<Brand>,
) -> Result<Json<Brand>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    house::save_brand(&mut tx, &brand).await.map_err(|error| match error {
        SaveError::Unfit(unfit) => Problem::field(unfit.field, "bad_brand", unfit.reason),
        SaveError::Records(error) => of_records(error),
    })?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(brand))
}

/// Turns blocks into MJML for those who want to write it themselves; there is no way back.
#[utoipa::path(post, path = "/api/v1/letters/mjml", tag = "letters", request_body = MjmlIn,
    responses((status = 200, body = MjmlOut), (status = 422, body = Problem)))]
async fn make_letter_mjml(
    State(shop): State<Shop>,
    Json(given): Json<MjmlIn>,
) -> Result<Json<MjmlOut>, Problem> {
    let unfit = |unfit: super::Unfit| Problem::field("design", "bad_blocks", unfit.to_string());
    given.design.fit().map_err(unfit)?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let own = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let language = given.language.unwrap_or(own);
    let house = House::at(&mut tx).await.map_err(of_records)?;
    let made = made(&given.design, &house, (language, given.footing));
    Ok(Json(MjmlOut { body_mjml: made.mjml, problems: made.problems }))
}
