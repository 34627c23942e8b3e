//! Fetching what was before, checking days, and fetching a day again.

use axum::extract::State as Of;
use axum::http::StatusCode;
use domain::{Day, StorefrontId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::out::{DayOut, DaysOut};
use super::{known, staff};
use crate::problems;
use crate::shop::Shop;
use crate::storefronts::errands::{self, Days, Errand};

/// Which days are checked; the last thirty when unsaid.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CheckIn {
    /// The first.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The day after the last.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// The routes of errands.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(fill_storefront, stop_filling))
        .routes(routes!(list_days, check_days))
        .routes(routes!(fetch_day))
}

/// Fetches everything that was before, or goes on with it.
#[utoipa::path(post, path = "/api/v1/storefronts/{id}/fill", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 202), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn fill_storefront(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<StatusCode, Problem> {
    begin(&shop, id, Errand::Fill, None).await
}

/// Stops fetching; what is fetched stays, and it can go on later.
#[utoipa::path(delete, path = "/api/v1/storefronts/{id}/fill", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn stop_filling(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    known(&mut tx, id).await?;
    errands::stop(&mut tx, id, Errand::Fill).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The checked days, as the storefront counts them and as we do.
#[utoipa::path(get, path = "/api/v1/storefronts/{id}/days", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 200, body = DaysOut), (status = 404, body = Problem)))]
async fn list_days(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<Json<DaysOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    known(&mut tx, id).await?;
    let days = errands::days(&mut tx, id).await.map_err(problems::of_records)?;
    Ok(Json(DaysOut { items: days.into_iter().map(DayOut::from).collect() }))
}

/// Counts the orders of each day there and here.
#[utoipa::path(post, path = "/api/v1/storefronts/{id}/days", tag = "storefronts",
    params(("id" = StorefrontId, Path)), request_body = CheckIn,
    responses((status = 202), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn check_days(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    Json(told): Json<CheckIn>,
) -> Result<StatusCode, Problem> {
    let usual = errands::usual_days(&mut shop.read().await.map_err(problems::of_records)?).await;
    let usual = usual.map_err(problems::of_records)?;
    let days =
        Days { from: told.from.unwrap_or(usual.from), until: told.until.unwrap_or(usual.until) };
    begin(&shop, id, Errand::Check, Some(days)).await
}

/// Fetches the orders of a day again.
#[utoipa::path(post, path = "/api/v1/storefronts/{id}/days/{day}/fetch", tag = "storefronts",
    params(("id" = StorefrontId, Path), ("day" = String, Path, format = Date)),
    responses((status = 202), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn fetch_day(
    Of(shop): Of<Shop>,
    Path((id, day)): Path<(StorefrontId, Day)>,
) -> Result<StatusCode, Problem> {
    begin(&shop, id, Errand::Mend, Some(Days::only(day))).await
}

async fn begin(
    shop: &Shop,
    id: StorefrontId,
    errand: Errand,
    days: Option<Days>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    errands::begin(&mut tx, id, errand, days).await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(StatusCode::ACCEPTED)
}
