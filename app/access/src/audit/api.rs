//! `GET /api/v1/audit`: the log, the newest first, and whether it is whole.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::Instant;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Problem, Query};

use super::{Entry, Verified};

/// Something that was done, or tried.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryOut {
    /// Its place, from 1, without gaps.
    number: i64,
    /// When.
    at: Instant,
    /// The e-mail of the person, `key NAME`, `command line`, or `nobody`.
    who: String,
    /// The verb: an HTTP method, or `command`.
    method: String,
    /// What it was done to.
    path: String,
    /// HTTP status.
    status: u16,
    /// What was before and after, where it is told.
    detail: String,
}

/// Whether every entry is as it was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditChainOut {
    /// Entries that were looked at and are as they were written.
    n_entries: i64,
    /// The first that is not, or is missing; null when the log is whole.
    broken_at: Option<i64>,
}

impl From<Entry> for AuditEntryOut {
    fn from(Entry { number, at, deed, hash: _ }: Entry) -> Self {
        let super::Deed { who, method, path, status, detail } = deed;
        Self { number, at, who, method, path, status, detail }
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_audit)).routes(routes!(verify_audit))
}

/// What was done and tried, the newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(PageQuery),
    responses((status = 200, body = Page<AuditEntryOut>), (status = 422, body = Problem)))]
async fn list_audit(
    State(shop): State<Shop>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AuditEntryOut>>, Problem> {
    let read = |text: &String| text.parse::<i64>();
    let wrong = |_| Problem::field("after", "bad_place", "take `next` of the page before");
    let before = page.after.as_ref().map(read).transpose().map_err(wrong)?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let entries = super::list(&mut tx, before, page.limit() + 1).await.map_err(of_records)?;
    let items = entries.into_iter().map(AuditEntryOut::from).collect();
    Ok(Json(Page::of(items, page.limit(), |entry: &AuditEntryOut| entry.number.to_string())))
}

/// Looks through the whole log, whether each entry is as it was written.
#[utoipa::path(get, path = "/api/v1/audit/chain", tag = "audit",
    responses((status = 200, body = AuditChainOut)))]
async fn verify_audit(State(shop): State<Shop>) -> Result<Json<AuditChainOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    Ok(Json(match super::verify(&mut tx).await.map_err(of_records)? {
        Verified::Whole(n_entries) => AuditChainOut { n_entries, broken_at: None },
        Verified::BrokenAt(at) => AuditChainOut { n_entries: at - 1, broken_at: Some(at) },
    }))
}
