//! `GET /api/v1/reports/rfm`, its groups, and the table that names them.

use axum::extract::State;
use collect::problems;
use collect::shop::Shop;
use records::Actor;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{GroupRule, Groups, GroupsReport, RfmOptions, RfmReport};
use crate::sheets::api as sheets;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_rfm))
        .routes(routes!(show_groups))
        .routes(routes!(change_rules, reset_rules))
        .merge(super::breaks::api::router())
        .merge(super::moves::api::router())
        .merge(sheets::routes::<RfmOptions>("/api/v1/reports/rfm"))
}

/// How recently, how often and for how much each customer bought.
#[utoipa::path(get, path = "/api/v1/reports/rfm", tag = "reports", params(RfmOptions),
    responses((status = 200, body = RfmReport), (status = 422, body = Problem)))]
async fn show_rfm(
    State(shop): State<Shop>,
    Query(options): Query<RfmOptions>,
) -> Result<Json<RfmReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// The groups of customers, and the rules that name them.
#[utoipa::path(get, path = "/api/v1/reports/rfm/groups", tag = "reports", params(RfmOptions),
    responses((status = 200, body = GroupsReport), (status = 422, body = Problem)))]
async fn show_groups(
    State(shop): State<Shop>,
    Query(options): Query<RfmOptions>,
) -> Result<Json<GroupsReport>, Problem> {
    Ok(Json(super::groups_of_shop(&shop, options).await?))
}

/// Replaces the rules that name the groups.
#[utoipa::path(put, path = "/api/v1/reports/rfm/rules", tag = "reports",
    request_body = Vec<GroupRule>,
    responses((status = 200, body = Vec<GroupRule>), (status = 422, body = Problem)))]
async fn change_rules(
    State(shop): State<Shop>,
    Json(rules): Json<Vec<GroupRule>>,
) -> Result<Json<Vec<GroupRule>>, Problem> {
    let groups = Groups::try_from(rules)
        .map_err(|hole| Problem::invalid("unnamed_customers", hole.to_string()))?;
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    super::replace_groups(&mut tx, &groups).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(groups.into()))
}

/// Goes back to the rules that come with Regulars.
#[utoipa::path(delete, path = "/api/v1/reports/rfm/rules", tag = "reports",
    responses((status = 200, body = Vec<GroupRule>)))]
async fn reset_rules(State(shop): State<Shop>) -> Result<Json<Vec<GroupRule>>, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    super::reset_groups(&mut tx).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(Groups::shipped().into()))
}
