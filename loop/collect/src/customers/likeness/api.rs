//! `/api/v1/duplicates`: customers who look like one person.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{CustomerId, Instant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem, Query};

use super::{Likeness, PROPOSED_FROM, Place, Reason};
use crate::customers::merging::api::{Followers, SomebodyOut, staff};
use crate::customers::{self, Rules, recognition};
use crate::problems;
use crate::shop::Shop;

/// Which pairs.
#[derive(Debug, Deserialize, IntoParams)]
pub struct DuplicatesQuery {
    /// Only pairs at least so likely, 50 to 99; all of them unless told.
    score_min: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many, 1 to 200; 50 unless told.
    limit: Option<u32>,
}

/// Pairs of customers who look like one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicatesOut {
    /// The likeliest first.
    items: Vec<DuplicateOut>,
    /// Ask with it as `after` for more; null at the end.
    next: Option<String>,
    /// How many pairs there are from that score on, on all pages.
    n: i64,
    /// When the newest of all pairs was found; null while none has been.
    found_at: Option<Instant>,
}

/// Two customers who look like one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicateOut {
    /// The one known longer.
    older: SomebodyOut,
    /// The other.
    newer: SomebodyOut,
    /// How likely they are one: 50 to 99.
    score: i64,
    /// By what.
    reasons: Vec<Reason>,
}

/// How many pairs were found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundOut {
    /// Pairs.
    n: usize,
}

/// Two customers who are two people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotOneIn {
    /// The one.
    one: CustomerId,
    /// The other.
    other: CustomerId,
}

/// Every pair from a score on is one person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeAllIn {
    /// From which score on, 50 to 99.
    score_min: i64,
    /// Why, in 1 to 500 characters.
    reason: String,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_duplicates))
        .routes(routes!(find_duplicates))
        .routes(routes!(dismiss_duplicate))
        .routes(routes!(merge_duplicates))
        .routes(routes!(show_recognition, change_recognition))
}

/// Customers who look like one person, the likeliest first.
#[utoipa::path(get, path = "/api/v1/duplicates", tag = "customers", params(DuplicatesQuery),
    responses((status = 200, body = DuplicatesOut), (status = 422, body = Problem)))]
async fn list_duplicates(
    State(shop): State<Shop>,
    Query(asked): Query<DuplicatesQuery>,
) -> Result<Json<DuplicatesOut>, Problem> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let score_min = sound_score(asked.score_min.unwrap_or(PROPOSED_FROM))?;
    let place = asked.after.as_deref().map_or(Some(Place::START), place_of);
    let bad = || Problem::field("after", "bad_cursor", "is not the `next` of a page before");
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let mut pairs = super::list(&mut tx, score_min, place.ok_or_else(bad)?, limit + 1)
        .await
        .map_err(problems::of_records)?;
    let (n, found_at) = super::standing(&mut tx, score_min).await.map_err(problems::of_records)?;
    let is_more = pairs.len() > limit as usize;
    pairs.truncate(limit as usize);
    let next = pairs.last().filter(|_| is_more).map(cursor_of);
    let items = pairs.into_iter().map(DuplicateOut::from).collect();
    Ok(Json(DuplicatesOut { items, next, n, found_at }))
}

/// Looks for customers who may be one person.
#[utoipa::path(post, path = "/api/v1/duplicates/find", tag = "customers",
    responses((status = 200, body = FoundOut)))]
async fn find_duplicates(State(shop): State<Shop>) -> Result<Json<FoundOut>, Problem> {
    let n = super::find(&shop, staff()).await.map_err(problems::of_records)?;
    Ok(Json(FoundOut { n }))
}

/// Two customers look like one person and are not; they are not proposed again.
#[utoipa::path(post, path = "/api/v1/duplicates/dismiss", tag = "customers",
    request_body = NotOneIn, responses((status = 204), (status = 404, body = Problem)))]
async fn dismiss_duplicate(
    State(shop): State<Shop>,
    Json(pair): Json<NotOneIn>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let one = customers::find(&mut tx, pair.one).await.map_err(problems::of_records)?;
    let other = customers::find(&mut tx, pair.other).await.map_err(problems::of_records)?;
    let nobody = || Problem::not_found(format!("pair {} and {}", pair.one, pair.other));
    let (one, other) = one.zip(other).ok_or_else(nobody)?;
    let was_proposed = super::dismiss(&mut tx, &one, &other).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    was_proposed.then_some(StatusCode::NO_CONTENT).ok_or_else(nobody)
}

/// Makes one of each pair from a score on: the newer becomes the older.
#[utoipa::path(post, path = "/api/v1/duplicates/merge", tag = "customers",
    request_body = MergeAllIn,
    responses((status = 200, body = FoundOut), (status = 422, body = Problem)))]
async fn merge_duplicates(
    State(shop): State<Shop>,
    Extension(followers): Extension<Followers>,
    Json(asked): Json<MergeAllIn>,
) -> Result<Json<FoundOut>, Problem> {
    let score_min = sound_score(asked.score_min)?;
    let why = (asked.reason.as_str(), staff());
    let n = super::merge_all(&shop, &followers.0, score_min, why).await?;
    Ok(Json(FoundOut { n }))
}

/// By what nobody is recognised.
#[utoipa::path(get, path = "/api/v1/duplicates/rules", tag = "customers",
    responses((status = 200, body = Rules)))]
async fn show_recognition(State(shop): State<Shop>) -> Result<Json<Rules>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    recognition::rules(&mut tx).await.map(Json).map_err(problems::of_records)
}

/// Changes by what nobody is recognised; who has been recognised stays who he is.
#[utoipa::path(put, path = "/api/v1/duplicates/rules", tag = "customers", request_body = Rules,
    responses((status = 200, body = Rules), (status = 422, body = Problem)))]
async fn change_recognition(
    State(shop): State<Shop>,
    Json(rules): Json<Rules>,
) -> Result<Json<Rules>, Problem> {
    let rules = rules.tidied().map_err(|(field, text)| Problem::field(field, "bad_rule", text))?;
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    recognition::save_rules(&mut tx, &rules).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(rules))
}

fn sound_score(score: i64) -> Result<i64, Problem> {
    let is_sound = (PROPOSED_FROM..=99).contains(&score);
    let text = format!("is a whole number from {PROPOSED_FROM} to 99");
    is_sound.then_some(score).ok_or_else(|| Problem::field("score_min", "bad_score", text))
}

fn cursor_of(pair: &Likeness) -> String {
    format!("{}.{}.{}", pair.score, pair.older.no, pair.newer.no)
}

fn place_of(cursor: &str) -> Option<Place> {
    let mut parts = cursor.split('.').map(str::parse::<i64>);
    let mut next = || parts.next()?.ok();
    Some(Place(next()?, next()?, next()?))
}

impl From<Likeness> for DuplicateOut {
    fn from(pair: Likeness) -> Self {
        Self {
            older: pair.older.into(),
            newer: pair.newer.into(),
            score: pair.score,
            reasons: pair.reasons,
        }
    }
}
