//! `/api/v1/contact/limits`.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use crate::contact::{self, Limits};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_limits, change_limits))
}

/// How often and when people may be written to, whatever the campaign.
#[utoipa::path(get, path = "/api/v1/contact/limits", tag = "campaigns",
    responses((status = 200, body = Limits)))]
async fn show_limits(State(shop): State<Shop>) -> Result<Json<Limits>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    contact::limits(&mut tx).await.map(Json).map_err(of_records)
}

/// Changes the limits; campaigns under way follow them from their next person on.
#[utoipa::path(put, path = "/api/v1/contact/limits", tag = "campaigns", request_body = Limits,
    responses((status = 200, body = Limits), (status = 422, body = Problem)))]
async fn change_limits(
    State(shop): State<Shop>,
    Json(limits): Json<Limits>,
) -> Result<Json<Limits>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    contact::save_limits(&mut tx, &limits).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(limits))
}
