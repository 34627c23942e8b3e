//! `GET /api/v1/home`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::Home;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_home))
}

/// The owner's questions: who stays, what to do today, is everything heard.
#[utoipa::path(get, path = "/api/v1/home", tag = "home", responses((status = 200, body = Home)))]
async fn show_home(State(shop): State<Shop>) -> Result<Json<Home>, Problem> {
    Ok(Json(super::of_shop(&shop).await?))
}
