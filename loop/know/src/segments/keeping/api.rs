//! `/api/v1/segments/{name}/…`: who is in it, who was, how it grows, and under which name.

use axum::extract::State;
use collect::customers;
use collect::shop::{self, Shop};
use domain::{CustomerId, Day, Instant};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::{Course, DayOf, Stay};
use crate::AsOf;
use crate::segments::api::{SegmentOut, out};
use crate::segments::{SampleOut, SegmentError, introduced, saved};

/// How a segment has grown and shrunk.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentCourseOut {
    /// Since when who comes and goes is known.
    kept_from: Instant,
    /// Every day from then to today, in the shop's zone.
    days: Vec<SegmentDayOut>,
}

/// One day of a segment.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentDayOut {
    /// The day.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// How many were in it when the day ended, or are now.
    n_members: i64,
    /// How many came on that day.
    entered: i64,
    /// How many left on that day.
    left: i64,
}

/// Which members, from where.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case", default)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct SegmentMembersQuery {
    /// Who was in it when this day began, or at this moment; who is in it now unless told.
    #[param(value_type = Option<String>)]
    on: Option<AsOf>,
    /// `next` of the page before.
    after: Option<i64>,
    /// Items a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentNameIn {
    /// The name.
    name: String,
}

/// The segments a customer is in.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaysOut {
    /// By name.
    items: Vec<StayOut>,
}

/// A segment that a customer is in.
#[derive(Debug, Serialize, ToSchema)]
pub struct StayOut {
    /// Its name.
    segment: String,
    /// When he came; null when he was in it before it was kept.
    since: Option<Instant>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_course))
        .routes(routes!(list_members))
        .routes(routes!(rename_segment))
        .routes(routes!(list_stays))
}

/// How a segment has grown and shrunk since it is kept, day by day.
#[utoipa::path(get, path = "/api/v1/segments/{name}/course", tag = "segments",
    params(("name" = String, Path, description = "its name")),
    responses((status = 200, body = SegmentCourseOut), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn show_course(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<Json<SegmentCourseOut>, Problem> {
    let Course { kept_from, days } = super::course(&shop, &name).await?;
    let day = |DayOf { day, n_members, moved }| SegmentDayOut {
        day,
        n_members,
        entered: moved.entered,
        left: moved.left,
    };
    Ok(Json(SegmentCourseOut { kept_from, days: days.into_iter().map(day).collect() }))
}

/// Who is in a segment, or was on an earlier day, by what was kept; by their numbers.
#[utoipa::path(get, path = "/api/v1/segments/{name}/members", tag = "segments",
    params(("name" = String, Path, description = "its name"), SegmentMembersQuery),
    responses((status = 200, body = Page<SampleOut>), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn list_members(
    State(shop): State<Shop>,
    Path(name): Path<String>,
    Query(query): Query<SegmentMembersQuery>,
) -> Result<Json<Page<SampleOut>>, Problem> {
    let limit = PageQuery { after: None, limit: query.limit }.limit();
    let page = async {
        let mut tx = shop.read().await?;
        let zone = shop::settings(&mut tx).await?.shop_zone();
        let at = query.on.map_or(tx.now(), |on| on.instant(&zone));
        let crowd = super::members_on(&shop, &name, at).await?;
        let behind = crowd.numbers().filter(|no| query.after.is_none_or(|after| *no > after));
        let numbers: Vec<i64> = behind.take(limit as usize + 1).collect();
        let named = introduced(&mut tx, &numbers).await?;
        Ok::<_, SegmentError>(Page::of(named, limit, |(no, _)| no.to_string()))
    };
    let Page { items, next } = page.await?;
    Ok(Json(Page { items: items.into_iter().map(|(_, member)| member).collect(), next }))
}

/// Gives a segment another name; who is in it and what stands on it stays as it is.
#[utoipa::path(post, path = "/api/v1/segments/{name}/rename", tag = "segments",
    params(("name" = String, Path, description = "its name")), request_body = SegmentNameIn,
    responses((status = 200, body = SegmentOut), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn rename_segment(
    State(shop): State<Shop>,
    Path(name): Path<String>,
    Json(SegmentNameIn { name: to }): Json<SegmentNameIn>,
) -> Result<Json<SegmentOut>, Problem> {
    let renamed = async {
        let mut tx = shop.write(Actor::Staff("page".to_owned())).await?;
        saved::rename(&mut tx, &name, &to).await?;
        tx.commit().await?;
        out(&shop, &to).await
    };
    Ok(Json(renamed.await?))
}

/// The segments that a customer is in, by what was kept.
#[utoipa::path(get, path = "/api/v1/customers/{id}/segments", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = StaysOut)))]
async fn list_stays(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<StaysOut>, Problem> {
    let stays = async {
        let mut tx = shop.read().await?;
        match customers::find(&mut tx, id).await? {
            Some(customer) => super::stays_of(&mut tx, customer.no).await,
            None => Ok(Vec::new()),
        }
    };
    let out = |Stay { segment, since }| StayOut { segment, since };
    let stays: Result<_, SegmentError> = stays.await;
    Ok(Json(StaysOut { items: stays?.into_iter().map(out).collect() }))
}
