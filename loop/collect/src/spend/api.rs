//! `/api/v1/spend`: what marketing cost, by hand and out of files.

use axum::extract::State;
use axum::http::StatusCode;
use domain::{Day, FileId, Money, Period, SpendId};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{NewSpend, NotTakenIn, Spend, SpendError, SpendOptions, SpendSummary};
use crate::imports::api::uploaded;
use crate::problems;
use crate::shop::Shop;

/// What a channel cost on some days, told by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpendIn {
    /// Which channel; left out for what is not told by channel.
    channel: Option<String>,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// The day after the last one.
    #[schema(value_type = String, format = Date)]
    until: Day,
    /// How much, all days together.
    amount: Money,
}

/// What a channel cost on some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpendOut {
    /// Our id.
    id: SpendId,
    /// Which channel; null for what was not told by channel.
    channel: Option<String>,
    /// Which days.
    days: Period,
    /// How much, all days together.
    amount: Money,
    /// Who told us: a file's name, or the page.
    source: String,
}

/// Everything that was spent.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpendListOut {
    /// Newest days first.
    items: Vec<SpendOut>,
}

/// A file of spend to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpendFileIn {
    /// A file handed over before, by `POST /api/v1/imports/files`.
    file: FileId,
    /// What its owner says about it.
    #[serde(default)]
    options: SpendOptions,
    /// Only count, write nothing.
    #[serde(default)]
    dry_run: bool,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_spend, add_spend))
        .routes(routes!(take_in_spend))
        .routes(routes!(change_spend, remove_spend))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// What marketing cost, newest days first.
#[utoipa::path(get, path = "/api/v1/spend", tag = "spend",
    responses((status = 200, body = SpendListOut)))]
async fn list_spend(State(shop): State<Shop>) -> Result<Json<SpendListOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let all = super::all(&mut tx).await.map_err(problems::of_records)?;
    Ok(Json(SpendListOut { items: all.into_iter().map(SpendOut::from).collect() }))
}

/// Writes down what a channel cost.
#[utoipa::path(post, path = "/api/v1/spend", tag = "spend", request_body = SpendIn,
    responses((status = 201, body = SpendOut), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn add_spend(
    State(shop): State<Shop>,
    Json(told): Json<SpendIn>,
) -> Result<(StatusCode, Json<SpendOut>), Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let spend = super::add(&mut tx, told.into(), "page").await?;
    tx.commit().await.map_err(problems::of_records)?;
    Ok((StatusCode::CREATED, Json(spend.into())))
}

/// Takes a file of spend in, or only counts what it amounts to.
#[utoipa::path(post, path = "/api/v1/spend/import", tag = "spend", request_body = SpendFileIn,
    responses((status = 200, body = SpendSummary), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn take_in_spend(
    State(shop): State<Shop>,
    Json(asked): Json<SpendFileIn>,
) -> Result<Json<SpendSummary>, Problem> {
    let (path, name) = uploaded(&shop, asked.file).await?;
    let file = (path.as_path(), name.as_str());
    Ok(Json(super::take_in(&shop, file, asked.options, asked.dry_run, staff()).await?))
}

/// Writes something else in place of a spend.
#[utoipa::path(put, path = "/api/v1/spend/{id}", tag = "spend", request_body = SpendIn,
    params(("id" = SpendId, Path)),
    responses((status = 200, body = SpendOut), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn change_spend(
    State(shop): State<Shop>,
    Path(id): Path<SpendId>,
    Json(told): Json<SpendIn>,
) -> Result<Json<SpendOut>, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let changed = super::change(&mut tx, id, told.into()).await?;
    tx.commit().await.map_err(problems::of_records)?;
    changed.map(SpendOut::from).map(Json).ok_or_else(|| Problem::not_found(format!("spend {id}")))
}

/// Removes a spend.
#[utoipa::path(delete, path = "/api/v1/spend/{id}", tag = "spend",
    params(("id" = SpendId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove_spend(
    State(shop): State<Shop>,
    Path(id): Path<SpendId>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(staff()).await.map_err(problems::of_records)?;
    let was_there = super::remove(&mut tx, id).await.map_err(problems::of_records)?;
    tx.commit().await.map_err(problems::of_records)?;
    match was_there {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(format!("spend {id}"))),
    }
}

impl From<SpendIn> for NewSpend {
    fn from(told: SpendIn) -> Self {
        let channel = told.channel.map(|name| name.trim().to_owned());
        Self {
            channel: channel.filter(|name| !name.is_empty()),
            days: Period::new(told.from, told.until),
            amount: told.amount,
        }
    }
}

impl From<Spend> for SpendOut {
    fn from(spend: Spend) -> Self {
        let Spend { id, channel, days, amount, source } = spend;
        Self { id, channel, days, amount, source }
    }
}

impl From<SpendError> for Problem {
    fn from(error: SpendError) -> Self {
        let text = error.to_string();
        match error {
            SpendError::Records(error) => problems::of_records(error),
            SpendError::NoDays(_) => Self::field("until", "no_days", text),
            SpendError::TooLong(_) => Self::field("until", "too_long", text),
            SpendError::LongName => Self::field("channel", "long_name", text),
            SpendError::Negative => Self::field("amount", "negative", text),
            SpendError::OtherCurrency { .. } => Self::field("amount", "other_currency", text),
            SpendError::NoCurrency => Self::invalid("no_currency", text),
            SpendError::Taken(_) => Self::conflict("spend_taken", text),
        }
    }
}

impl From<NotTakenIn> for Problem {
    fn from(error: NotTakenIn) -> Self {
        match error {
            NotTakenIn::Fault(fault) => Self::invalid(&fault.code, fault.to_string()),
            NotTakenIn::Spend(error) => error.into(),
            broken => Self::internal(broken),
        }
    }
}
