//! `/api/v1/reports/rfm/breaks`: where the shop cuts its scores.

use axum::extract::State;
use collect::problems;
use collect::shop::Shop;
use records::Actor;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{BreaksVersion, ShopBreaks};

/// Every version of the shop's breaks.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BreaksOut {
    /// The newest first; none while fifths have always decided.
    versions: Vec<BreaksVersion>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_breaks, set_breaks, unset_breaks))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// Where the scores have been cut, and are now.
#[utoipa::path(get, path = "/api/v1/reports/rfm/breaks", tag = "reports",
    responses((status = 200, body = BreaksOut)))]
async fn list_breaks(State(shop): State<Shop>) -> Result<Json<BreaksOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let mut versions = super::versions(&mut tx).await.map_err(problems::of_records)?;
    versions.reverse();
    Ok(Json(BreaksOut { versions }))
}

/// Sets the breaks that every report, segment and campaign cuts scores by from now on.
#[utoipa::path(put, path = "/api/v1/reports/rfm/breaks", tag = "reports",
    request_body = ShopBreaks,
    responses((status = 200, body = BreaksVersion), (status = 422, body = Problem)))]
async fn set_breaks(
    State(shop): State<Shop>,
    Json(breaks): Json<ShopBreaks>,
) -> Result<Json<BreaksVersion>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let set = super::replace_breaks(&mut tx, breaks).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(set))
}

/// Goes back to fifths of the customers.
#[utoipa::path(delete, path = "/api/v1/reports/rfm/breaks", tag = "reports",
    responses((status = 200, body = BreaksVersion)))]
async fn unset_breaks(State(shop): State<Shop>) -> Result<Json<BreaksVersion>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let set = super::reset_breaks(&mut tx).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(set))
}
