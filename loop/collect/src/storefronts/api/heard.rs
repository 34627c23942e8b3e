//! What a storefront delivered, playing it again, and the wishes that it passed on.

use axum::extract::State as Of;
use axum::http::StatusCode;
use domain::{DeliveryId, Instant, RequestId, StorefrontId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::out::{DeliveryOut, WishOut, WishesOut};
use super::{known, staff};
use crate::problems;
use crate::shop::Shop;
use crate::storefronts::deliveries::{self, Delivery, Fate, Replay};
use crate::storefronts::wishes;

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DeliveriesQuery {
    /// Only those of which this has become.
    fate: Option<Fate>,
    /// `next` of the page before.
    after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// Which deliveries are played again.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReplayWhich {
    /// Those that could not be understood.
    Failed,
    /// Everything whose body is still kept.
    All,
}

/// Which deliveries are played again: some of them, or one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayIn {
    /// Many of them.
    which: Option<ReplayWhich>,
    /// This one.
    delivery: Option<DeliveryId>,
}

/// How many deliveries wait to be understood once more.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayOut {
    /// How many.
    n: u64,
}

/// The routes of what was heard.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_deliveries))
        .routes(routes!(replay_deliveries))
        .routes(routes!(list_wishes))
        .routes(routes!(wish_done))
}

/// What a storefront delivered, newest first.
#[utoipa::path(get, path = "/api/v1/storefronts/{id}/deliveries", tag = "storefronts",
    params(("id" = StorefrontId, Path), DeliveriesQuery),
    responses((status = 200, body = Page<DeliveryOut>), (status = 404, body = Problem)))]
async fn list_deliveries(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    Query(asked): Query<DeliveriesQuery>,
) -> Result<Json<Page<DeliveryOut>>, Problem> {
    let page = PageQuery { after: asked.after, limit: asked.limit };
    let before = page.after.as_deref().map(place_of).transpose()?;
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    known(&mut tx, id).await?;
    let heard = deliveries::list(&mut tx, id, asked.fate, before, page.limit() + 1)
        .await
        .map_err(problems::of_records)?;
    let seen =
        Page::of(heard, page.limit(), |one: &Delivery| format!("{}.{}", one.heard_at.0, one.id));
    let items = seen.items.into_iter().map(DeliveryOut::from).collect();
    Ok(Json(Page { items, next: seen.next }))
}

fn place_of(text: &str) -> Result<(Instant, DeliveryId), Problem> {
    let place = text
        .split_once('.')
        .and_then(|(at, id)| Some((Instant(at.parse().ok()?), id.parse::<DeliveryId>().ok()?)));
    place.ok_or_else(|| Problem::field("after", "bad_cursor", "is not the `next` of a page before"))
}

/// Has deliveries understood once more, as far as their bodies are still kept.
#[utoipa::path(post, path = "/api/v1/storefronts/{id}/deliveries/replay", tag = "storefronts",
    params(("id" = StorefrontId, Path)), request_body = ReplayIn,
    responses((status = 200, body = ReplayOut), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn replay_deliveries(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
    Json(told): Json<ReplayIn>,
) -> Result<Json<ReplayOut>, Problem> {
    let which = match (told.which, told.delivery) {
        (None, Some(delivery)) => Replay::One(delivery),
        (Some(ReplayWhich::Failed), None) => Replay::Failed,
        (Some(ReplayWhich::All), None) => Replay::All,
        _ => {
            let text = "say which deliveries, or name one";
            return Err(Problem::field("which", "no_such_choice", text));
        }
    };
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    known(&mut tx, id).await?;
    let n = deliveries::replay(&mut tx, id, which).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok(Json(ReplayOut { n }))
}

/// What people asked for by the law; those that wait first.
#[utoipa::path(get, path = "/api/v1/storefronts/{id}/wishes", tag = "storefronts",
    params(("id" = StorefrontId, Path)),
    responses((status = 200, body = WishesOut), (status = 404, body = Problem)))]
async fn list_wishes(
    Of(shop): Of<Shop>,
    Path(id): Path<StorefrontId>,
) -> Result<Json<WishesOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    known(&mut tx, id).await?;
    let all = wishes::list(&mut tx, id).await.map_err(problems::of_records)?;
    Ok(Json(WishesOut { items: all.into_iter().map(WishOut::from).collect() }))
}

/// Says that a wish is done; whose it was is forgotten here.
#[utoipa::path(post, path = "/api/v1/storefronts/{id}/wishes/{wish}/done", tag = "storefronts",
    params(("id" = StorefrontId, Path), ("wish" = RequestId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn wish_done(
    Of(shop): Of<Shop>,
    Path((id, wish)): Path<(StorefrontId, RequestId)>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let who = tx.actor().to_string();
    let was_waiting = wishes::done(&mut tx, id, wish, &who).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    match was_waiting {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(format!("wish {wish} that waits"))),
    }
}
