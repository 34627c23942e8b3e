//! `GET /api/v1/campaigns/recipes`.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::{Language, Shop};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use crate::blocks::recipes::{RECIPES, Recipe};
use crate::blocks::{Design, Footing, House, made};

/// A ready letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipeOut {
    /// What it is for, the same in every language.
    code: &'static str,
    /// Its language.
    language: Language,
    /// Its name.
    name: &'static str,
    /// The subject line.
    subject: &'static str,
    /// The body as blocks.
    design: Design,
    /// The same in MJML, as the letters of the shop look now.
    body_mjml: String,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_recipes))
}

/// Ready letters to start from.
#[utoipa::path(get, path = "/api/v1/campaigns/recipes", tag = "campaigns",
    responses((status = 200, body = Vec<RecipeOut>)))]
async fn list_recipes(State(shop): State<Shop>) -> Result<Json<Vec<RecipeOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let house = House::at(&mut tx).await.map_err(of_records)?;
    let shown = |recipe: Recipe| RecipeOut {
        code: recipe.code,
        language: recipe.language,
        name: recipe.name,
        subject: recipe.subject,
        body_mjml: made(&recipe.design(), &house, (recipe.language, Footing::Agreed)).mjml,
        design: recipe.design(),
    };
    Ok(Json(RECIPES.into_iter().map(shown).collect()))
}
