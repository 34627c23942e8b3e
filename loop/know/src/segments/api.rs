//! `/api/v1/segments`: reading, trying, saving and counting rules.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use domain::Instant;
use records::{Actor, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::keeping::Move;
use super::rule::Rule;
use super::saved::{self, Saved};
use super::text::{self, Coins, Fault};
use super::words::{self, WordsOut};
use super::{NotSaved, Preview, SegmentError, keeping};
use crate::AsOf;

/// A rule, as a tree or as text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentIn {
    /// The rule as a program builds it.
    rule: Option<Rule>,
    /// The rule as people read it, in place of that.
    text: Option<String>,
}

/// A rule to be tried.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentPreviewIn {
    /// The rule as a program builds it.
    rule: Option<Rule>,
    /// The rule as people read it, in place of that.
    text: Option<String>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[schema(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// A text to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentTextIn {
    /// The text.
    text: String,
}

/// What a text says, or where it says nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentReadOut {
    /// The rule; null when the text is none.
    rule: Option<Rule>,
    /// The text as it is printed; null when it is no rule.
    text: Option<String>,
    /// Where it cannot be read; null when it can.
    fault: Option<Fault>,
}

/// A saved segment.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentOut {
    /// Its name.
    pub name: String,
    /// The rule as a program builds it.
    pub rule: Rule,
    /// The rule as people read it.
    pub text: String,
    /// When the rule was last written.
    pub changed_at: Instant,
    /// How its last counting went; null while this rule has not been counted.
    pub last_counted: Option<SegmentCountingOut>,
    /// How many came and left within the last seven days.
    pub week: SegmentWeekOut,
}

/// How many came into a segment and left it within the last seven days.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentWeekOut {
    /// Who came.
    pub entered: i64,
    /// Who left.
    pub left: i64,
}

/// How the counting of a segment went.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentCountingOut {
    /// When.
    pub at: Instant,
    /// How many are in it; null when it could not be told.
    pub n_members: Option<i64>,
    /// Their share of all whom the shop knows; null when that could not be told.
    pub share: Option<f64>,
    /// How long it took.
    pub took_ms: i64,
    /// Why it could not be told; null when it could.
    pub failure: Option<String>,
}

/// The segments of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentsOut {
    /// By name.
    items: Vec<SegmentOut>,
}

/// A saved segment as it is shown, with those who came and left within the week.
fn shown(saved: Saved, Move { entered, left }: Move, coins: Coins) -> SegmentOut {
    let counting = |counting: saved::Counting| SegmentCountingOut {
        at: counting.at,
        n_members: counting.n_members,
        share: counting.share(),
        took_ms: counting.took_ms,
        failure: counting.failure,
    };
    SegmentOut {
        text: text::print(&saved.rule, coins),
        name: saved.name,
        rule: saved.rule,
        changed_at: saved.changed_at,
        last_counted: saved.last_counted.map(counting),
        week: SegmentWeekOut { entered, left },
    }
}

/// Every saved segment as it is shown.
pub async fn all_shown(tx: &mut ShopTx) -> Result<Vec<SegmentOut>, SegmentError> {
    let coins = super::coins(tx).await?;
    let moves = keeping::moves_of_week(tx).await?;
    let saved = saved::list(tx).await?;
    let moved = |name: &str| moves.get(name).copied().unwrap_or_default();
    Ok(saved
        .into_iter()
        .map(|it| (moved(&it.name), it))
        .map(|(m, it)| shown(it, m, coins))
        .collect())
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_segments))
        .routes(routes!(list_words))
        .routes(routes!(read_text))
        .routes(routes!(preview_segment))
        .routes(routes!(show_segment, save_segment, remove_segment))
        .routes(routes!(count_segment))
        .merge(keeping::api::router())
}

/// The rule that was sent; either as a tree or as text.
async fn rule_in(
    shop: &Shop,
    rule: Option<Rule>,
    text: Option<String>,
) -> Result<Rule, SegmentError> {
    match (rule, text) {
        (Some(rule), None) => Ok(rule),
        (None, Some(text)) => {
            let coins = super::coins(&mut shop.read().await?).await?;
            Ok(text::read(&text, coins)?)
        }
        _ => Err(NotSaved::OneOfTwo.into()),
    }
}

/// The segments by name, each with how its last counting went.
#[utoipa::path(get, path = "/api/v1/segments", tag = "segments",
    responses((status = 200, body = SegmentsOut)))]
async fn list_segments(State(shop): State<Shop>) -> Result<Json<SegmentsOut>, Problem> {
    let mut tx = shop.read().await.map_err(SegmentError::from)?;
    Ok(Json(SegmentsOut { items: all_shown(&mut tx).await? }))
}

/// The words of the language and the values of the shop, for whoever builds a rule.
#[utoipa::path(get, path = "/api/v1/segments/words", tag = "segments",
    responses((status = 200, body = WordsOut)))]
async fn list_words(State(shop): State<Shop>) -> Result<Json<WordsOut>, Problem> {
    Ok(Json(words::of_shop(&shop).await?))
}

/// Reads a text as a rule; a text that is none is answered with the place of its fault.
#[utoipa::path(post, path = "/api/v1/segments/read", tag = "segments",
    request_body = SegmentTextIn, responses((status = 200, body = SegmentReadOut)))]
async fn read_text(
    State(shop): State<Shop>,
    Json(given): Json<SegmentTextIn>,
) -> Result<Json<SegmentReadOut>, Problem> {
    let mut tx = shop.read().await.map_err(SegmentError::from)?;
    let coins = super::coins(&mut tx).await.map_err(SegmentError::from)?;
    Ok(Json(match text::read(&given.text, coins) {
        Ok(rule) => {
            let text = Some(text::print(&rule, coins));
            SegmentReadOut { rule: Some(rule), text, fault: None }
        }
        Err(fault) => SegmentReadOut { rule: None, text: None, fault: Some(fault) },
    }))
}

/// Who a rule would mean, how they can be reached, and which segments they are in already.
#[utoipa::path(post, path = "/api/v1/segments/preview", tag = "segments",
    request_body = SegmentPreviewIn,
    responses((status = 200, body = Preview), (status = 422, body = Problem)))]
async fn preview_segment(
    State(shop): State<Shop>,
    Json(SegmentPreviewIn { rule, text, as_of }): Json<SegmentPreviewIn>,
) -> Result<Json<Preview>, Problem> {
    let rule = rule_in(&shop, rule, text).await?;
    Ok(Json(super::preview(&shop, rule, as_of).await?))
}

/// One segment.
#[utoipa::path(get, path = "/api/v1/segments/{name}", tag = "segments",
    params(("name" = String, Path, description = "its name")),
    responses((status = 200, body = SegmentOut), (status = 404, body = Problem)))]
async fn show_segment(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<Json<SegmentOut>, Problem> {
    Ok(Json(out(&shop, &name).await?))
}

pub(super) async fn out(shop: &Shop, name: &str) -> Result<SegmentOut, SegmentError> {
    let mut tx = shop.read().await?;
    let coins = super::coins(&mut tx).await?;
    let moved = keeping::moves_of_week(&mut tx).await?.remove(name).unwrap_or_default();
    Ok(shown(super::known(&mut tx, name).await?, moved, coins))
}

/// Writes a rule under a name, in place of the one before, and counts it.
#[utoipa::path(put, path = "/api/v1/segments/{name}", tag = "segments",
    params(("name" = String, Path, description = "its name")), request_body = SegmentIn,
    responses((status = 200, body = SegmentOut), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn save_segment(
    State(shop): State<Shop>,
    Path(name): Path<String>,
    Json(SegmentIn { rule, text }): Json<SegmentIn>,
) -> Result<Json<SegmentOut>, Problem> {
    let saved = async {
        let rule = rule_in(&shop, rule, text).await?;
        let mut tx = shop.write(Actor::Staff("page".to_owned())).await?;
        saved::save(&mut tx, &name, rule).await?;
        tx.commit().await?;
        keeping::keep_one(&shop, &name).await?;
        out(&shop, &name).await
    };
    Ok(Json(saved.await?))
}

/// Removes a segment; refused while others stand on it.
#[utoipa::path(delete, path = "/api/v1/segments/{name}", tag = "segments",
    params(("name" = String, Path, description = "its name")),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn remove_segment(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    let removed = async {
        let mut tx = shop.write(Actor::Staff("page".to_owned())).await?;
        if !saved::remove(&mut tx, &name).await? {
            return Err(SegmentError::NoSegment(name.clone()));
        }
        tx.commit().await?;
        Ok(())
    };
    removed.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Counts a segment anew, and keeps who is in it.
#[utoipa::path(post, path = "/api/v1/segments/{name}/count", tag = "segments",
    params(("name" = String, Path, description = "its name")),
    responses((status = 200, body = SegmentOut), (status = 404, body = Problem)))]
async fn count_segment(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<Json<SegmentOut>, Problem> {
    keeping::keep_one(&shop, &name).await?;
    Ok(Json(out(&shop, &name).await?))
}
