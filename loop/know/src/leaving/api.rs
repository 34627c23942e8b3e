//! `GET /api/v1/reports/leaving`, its runs, and one customer.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use domain::CustomerId;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::card::Card;
use super::{LeavingOptions, LeavingReport};
use crate::models::Run;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_leaving))
        .routes(routes!(keep_leaving_run))
        .routes(routes!(show_leaving_card))
        .merge(sheets::routes::<LeavingOptions>("/api/v1/reports/leaving"))
}

/// Who will not order within so many days, who will, why, and how far to trust it.
#[utoipa::path(get, path = "/api/v1/reports/leaving", tag = "reports", params(LeavingOptions),
    responses((status = 200, body = LeavingReport), (status = 422, body = Problem)))]
async fn show_leaving(
    State(shop): State<Shop>,
    Query(options): Query<LeavingOptions>,
) -> Result<Json<LeavingReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// Learns once more and keeps the run, so that it can be compared with others and put in use.
#[utoipa::path(post, path = "/api/v1/reports/leaving/runs", tag = "models", params(LeavingOptions),
    responses((status = 201, body = Run), (status = 422, body = Problem)))]
async fn keep_leaving_run(
    State(shop): State<Shop>,
    Query(options): Query<LeavingOptions>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    Ok((StatusCode::CREATED, Json(super::run(&shop, options, staff).await?)))
}

/// The chance of one customer to leave, by the run in use, and why it is what it is.
#[utoipa::path(get, path = "/api/v1/customers/{id}/leaving", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = Card), (status = 404, body = Problem)))]
async fn show_leaving_card(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Card>, Problem> {
    let card = super::card::of_customer(&shop, id).await?;
    card.map(Json).ok_or_else(|| {
        let text = format!("customer {id} has not bought anything yet, or nothing can be learnt");
        Problem::new(StatusCode::NOT_FOUND, "no_chance", text)
    })
}
