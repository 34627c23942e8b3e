//! `GET /api/v1/reports/value`, its runs, and one customer ahead.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use domain::CustomerId;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::card::Card;
use super::{ValueOptions, ValueReport};
use crate::models::Run;
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_value))
        .routes(routes!(keep_run))
        .routes(routes!(show_card))
        .merge(sheets::routes::<ValueOptions>("/api/v1/reports/value"))
}

/// Who still buys, how often each customer will come, and what that brings.
#[utoipa::path(get, path = "/api/v1/reports/value", tag = "reports", params(ValueOptions),
    responses((status = 200, body = ValueReport), (status = 422, body = Problem)))]
async fn show_value(
    State(shop): State<Shop>,
    Query(options): Query<ValueOptions>,
) -> Result<Json<ValueReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// Fits the model and keeps the run, so that others can be compared with it.
#[utoipa::path(post, path = "/api/v1/reports/value/runs", tag = "models", params(ValueOptions),
    responses((status = 201, body = Run), (status = 422, body = Problem)))]
async fn keep_run(
    State(shop): State<Shop>,
    Query(options): Query<ValueOptions>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    Ok((StatusCode::CREATED, Json(super::run(&shop, options, staff).await?)))
}

/// What one customer is worth ahead, and how the chance that he still buys has gone.
#[utoipa::path(get, path = "/api/v1/customers/{id}/value", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = Card), (status = 404, body = Problem)))]
async fn show_card(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Card>, Problem> {
    let card = super::card::of_customer(&shop, id).await?;
    card.map(Json).ok_or_else(|| {
        let text = format!("customer {id} has not bought anything yet");
        Problem::new(StatusCode::NOT_FOUND, "no_purchases", text)
    })
}
