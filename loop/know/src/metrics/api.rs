//! `GET /api/v1/reports/metrics`, and the catalogue the metrics stand in.

use axum::extract::State;
use collect::shop::Shop;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{Better, Family, Kind, Metric, MetricsOptions, MetricsReport, catalogue};
use crate::Wording;
use crate::sheets::api as sheets;

/// One metric of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct MetricOut {
    /// Its name in addresses.
    id: &'static str,
    /// What it belongs to.
    family: Family,
    /// Its name for people.
    name: Wording,
    /// What it counts.
    meaning: Wording,
    /// Its formula.
    formula: Wording,
    /// What kind of number it is.
    kind: Kind,
    /// Which way is better.
    better: Better,
    /// Why there is no answer, where there may be none.
    no_answer: Option<Wording>,
    /// Where the definition comes from.
    source: &'static str,
    /// The report that shows it.
    report: &'static str,
}

impl From<&Metric> for MetricOut {
    fn from(metric: &Metric) -> Self {
        Self {
            id: metric.id,
            family: metric.family,
            name: metric.name,
            meaning: metric.meaning,
            formula: metric.formula,
            kind: metric.kind,
            better: metric.better,
            no_answer: metric.no_answer,
            source: metric.source,
            report: metric.report(),
        }
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_metrics))
        .routes(routes!(list_metrics))
        .merge(sheets::routes::<MetricsOptions>("/api/v1/reports/metrics"))
}

/// Every metric of one period, beside the period before and the same one last year.
#[utoipa::path(get, path = "/api/v1/reports/metrics", tag = "reports", params(MetricsOptions),
    responses((status = 200, body = MetricsReport), (status = 422, body = Problem)))]
async fn show_metrics(
    State(shop): State<Shop>,
    Query(options): Query<MetricsOptions>,
) -> Result<Json<MetricsReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?))
}

/// What every number means: name, sentence, formula and source.
#[utoipa::path(get, path = "/api/v1/metrics", tag = "reports",
    responses((status = 200, body = Vec<MetricOut>)))]
async fn list_metrics() -> Json<Vec<MetricOut>> {
    Json(catalogue::METRICS.iter().map(MetricOut::from).collect())
}
