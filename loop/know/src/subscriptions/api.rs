//! `GET /api/v1/reports/subscriptions`.

use axum::extract::State;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{SubscriptionOptions, SubscriptionReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_subscriptions)).merge(sheets::routes::<
        SubscriptionOptions,
    >(
        "/api/v1/reports/subscriptions",
    ))
}

/// What subscriptions are worth a month, and how that moved.
#[utoipa::path(get, path = "/api/v1/reports/subscriptions", tag = "reports",
    params(SubscriptionOptions),
    responses((status = 200, body = SubscriptionReport), (status = 422, body = Problem)))]
async fn show_subscriptions(
    State(shop): State<Shop>,
    Query(options): Query<SubscriptionOptions>,
) -> Result<Json<SubscriptionReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}
