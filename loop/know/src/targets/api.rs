//! `/api/v1/targets`: what the owner wants the metrics to be.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems;
use collect::shop::{self, Shop};
use domain::{Currency, Day};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem, Query};

use super::{Target, TargetError, Wanted};
use crate::figure::Figure;
use crate::metrics::catalogue;
use crate::retention::Length;

/// What a metric is wanted to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetIn {
    /// Length of its periods.
    length: Length,
    /// Any day of the period it holds for; left out for every period of that length.
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// The number, of the metric's own kind.
    value: Wanted,
}

/// Which target of a metric.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case")]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
struct WhichTarget {
    /// Length of its periods.
    #[param(inline)]
    length: Length,
    /// Any day of the period it holds for; left out for every period of that length.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Day>,
}

/// A target.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetOut {
    /// Name of the metric.
    metric: String,
    /// Length of its periods.
    length: Length,
    /// The first day of the period it holds for; null for every period of that length.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The number, of the metric's own kind; null for money while the shop has no currency.
    value: Option<Figure>,
}

/// The targets of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetsOut {
    /// By metric, those of every period before those of one.
    items: Vec<TargetOut>,
}

impl TargetOut {
    /// A target as it is shown.
    pub fn of(target: &Target, currency: Option<Currency>) -> Self {
        let metric = catalogue::find(&target.metric);
        Self {
            metric: target.metric.clone(),
            length: target.length,
            from: target.from,
            value: metric.and_then(|metric| target.figure(metric, currency)),
        }
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_targets)).routes(routes!(set_target, remove_target))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// What the metrics are wanted to be.
#[utoipa::path(get, path = "/api/v1/targets", tag = "targets",
    responses((status = 200, body = TargetsOut)))]
async fn list_targets(State(shop): State<Shop>) -> Result<Json<TargetsOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let currency = shop::settings(&mut tx).await.map_err(problems::of_records)?.currency;
    let targets = super::all(&mut tx).await.map_err(problems::of_records)?;
    let items = targets.iter().map(|target| TargetOut::of(target, currency)).collect();
    Ok(Json(TargetsOut { items }))
}

/// Sets a target, in place of the one before.
#[utoipa::path(put, path = "/api/v1/targets/{metric}", tag = "targets", request_body = TargetIn,
    params(("metric" = String, Path)),
    responses((status = 200, body = TargetOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn set_target(
    State(shop): State<Shop>,
    Path(metric): Path<String>,
    Json(told): Json<TargetIn>,
) -> Result<Json<TargetOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let target = super::set(&mut tx, &metric, (told.length, told.on), &told.value).await?;
    let currency = shop::settings(&mut tx).await.map_err(problems::of_records)?.currency;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(TargetOut::of(&target, currency)))
}

/// Removes a target.
#[utoipa::path(delete, path = "/api/v1/targets/{metric}", tag = "targets",
    params(("metric" = String, Path), WhichTarget),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove_target(
    State(shop): State<Shop>,
    Path(metric): Path<String>,
    Query(which): Query<WhichTarget>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let was_there = super::remove(&mut tx, &metric, (which.length, which.on)).await?;
    tx.commit().await.map_err(problems::of_records)?;
    match was_there {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(format!("such target of `{metric}`"))),
    }
}

impl From<TargetError> for Problem {
    fn from(error: TargetError) -> Self {
        let text = error.to_string();
        match error {
            TargetError::Records(error) => problems::of_records(error),
            TargetError::NoMetric(_) => Self::new(StatusCode::NOT_FOUND, "no_metric", text),
            TargetError::NotOfPeriod { .. } => Self::invalid("not_of_period", text),
            TargetError::WrongValue { .. } => Self::field("value", "wrong_value", text),
            TargetError::OtherCurrency { .. } => Self::field("value", "other_currency", text),
            TargetError::NoCurrency => Self::invalid("no_currency", text),
        }
    }
}
