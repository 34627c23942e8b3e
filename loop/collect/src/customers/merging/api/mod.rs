//! `/api/v1/merges`: two customers made one, and parted again.

mod shapes;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{CustomerId, MergerId};
use records::Actor;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, Path, Problem, Query};

use super::{Follower, Merger};
use crate::problems;
use crate::shop::Shop;

pub use shapes::{MergeIn, MergePreviewOut, MergerOut, SomebodyOut, TwoIn, UndoIn};

/// Everything that follows a customer, in every room.
#[derive(Clone)]
pub struct Followers(pub Vec<Follower>);

/// Which mergings.
#[derive(Debug, Deserialize, IntoParams)]
pub struct MergersQuery {
    /// Those that this customer had part in.
    customer: Option<CustomerId>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many, 1 to 500; 50 unless told.
    limit: Option<u32>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_mergers, merge_customers))
        .routes(routes!(preview_merge))
        .routes(routes!(undo_merge))
}

pub(in crate::customers) fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// Customers who were made one, the newest first.
#[utoipa::path(get, path = "/api/v1/merges", tag = "customers", params(MergersQuery),
    responses((status = 200, body = Page<MergerOut>), (status = 422, body = Problem)))]
async fn list_mergers(
    State(shop): State<Shop>,
    Query(asked): Query<MergersQuery>,
) -> Result<Json<Page<MergerOut>>, Problem> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 500);
    let below = asked.after.as_deref().map(str::parse::<i64>).transpose();
    let bad = |_| Problem::field("after", "bad_cursor", "is not the `next` of a page before");
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let all = super::list(&mut tx, asked.customer, below.map_err(bad)?, limit + 1)
        .await
        .map_err(problems::of_records)?;
    let Page { items, next } = Page::of(all, limit, |merger: &Merger| merger.no.to_string());
    Ok(Json(Page { items: items.into_iter().map(MergerOut::from).collect(), next }))
}

/// What making two customers one would do; nothing is changed.
#[utoipa::path(post, path = "/api/v1/merges/preview", tag = "customers", request_body = TwoIn,
    responses((status = 200, body = MergePreviewOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn preview_merge(
    State(shop): State<Shop>,
    Extension(followers): Extension<Followers>,
    Json(two): Json<TwoIn>,
) -> Result<Json<MergePreviewOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let preview = super::preview(&mut tx, &followers.0, (two.keep, two.merge)).await?;
    Ok(Json(preview.into()))
}

/// Makes two customers one.
#[utoipa::path(post, path = "/api/v1/merges", tag = "customers", request_body = MergeIn,
    responses((status = 201, body = MergerOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn merge_customers(
    State(shop): State<Shop>,
    Extension(followers): Extension<Followers>,
    Json(asked): Json<MergeIn>,
) -> Result<(StatusCode, Json<MergerOut>), Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let two = (asked.keep, asked.merge);
    let merger = super::merge(&mut tx, &followers.0, two, &asked.reason).await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok((StatusCode::CREATED, Json(merger.into())))
}

/// Parts two customers who were made one; both are as they were.
#[utoipa::path(post, path = "/api/v1/merges/{id}/undo", tag = "customers", request_body = UndoIn,
    params(("id" = MergerId, Path, description = "`mrg_…`")),
    responses((status = 200, body = MergerOut), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn undo_merge(
    State(shop): State<Shop>,
    Extension(followers): Extension<Followers>,
    Path(id): Path<MergerId>,
    Json(asked): Json<UndoIn>,
) -> Result<Json<MergerOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let merger = super::undo(&mut tx, &followers.0, id, &asked.reason).await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(merger.into()))
}
