//! `GET /api/v1/reports/report`, and the same as a page to share.

use axum::extract::State;
use axum::response::Html;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{FullReport, ReportOptions};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_full_report)).routes(routes!(share_full_report))
}

/// Every figure of the shop in one pass, with words first.
#[utoipa::path(get, path = "/api/v1/reports/report", tag = "reports", params(ReportOptions),
    responses((status = 200, body = FullReport), (status = 422, body = Problem)))]
async fn show_full_report(
    State(shop): State<Shop>,
    Query(options): Query<ReportOptions>,
) -> Result<Json<FullReport>, Problem> {
    Ok(Json(super::of_shop(&shop, options).await?.report))
}

/// The same as one page without a script, in the shop's language, to be sent to a partner.
#[utoipa::path(get, path = "/api/v1/reports/report.html", tag = "reports", params(ReportOptions),
    responses((status = 200, body = String, content_type = "text/html"),
        (status = 422, body = Problem)))]
async fn share_full_report(
    State(shop): State<Shop>,
    Query(options): Query<ReportOptions>,
) -> Result<Html<String>, Problem> {
    let asked = super::of_shop(&shop, options).await?;
    Ok(Html(super::html::page(&asked.report, &asked.vantage)))
}
