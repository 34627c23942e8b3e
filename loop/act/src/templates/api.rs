//! `GET /api/v1/campaigns/recipes`.

use collect::shop::{Language, Shop};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::Json;

use super::recipes::{RECIPES, Recipe};

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
    /// The body in MJML.
    body_mjml: &'static str,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_recipes))
}

/// Ready letters to start from.
#[utoipa::path(get, path = "/api/v1/campaigns/recipes", tag = "campaigns",
    responses((status = 200, body = Vec<RecipeOut>)))]
async fn list_recipes() -> Json<Vec<RecipeOut>> {
    let shown = |recipe: Recipe| RecipeOut {
        code: recipe.code,
        language: recipe.language,
        name: recipe.name,
        subject: recipe.subject,
        body_mjml: recipe.body_mjml,
    };
    Json(RECIPES.into_iter().map(shown).collect())
}
