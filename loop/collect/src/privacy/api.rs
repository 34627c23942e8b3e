//! `/api/v1/customers/{id}/privacy`, its exports, and `/api/v1/privacy/…`.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::{CustomerId, Instant, RegulationId};
use records::{Actor, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::regulation::{Place, Receipt, Regulation, Verb};
use super::{Asked, DoingError, Preview, export, guard};
use crate::customers::Identity;
use crate::problems::of_records;
use crate::shop::{self, Language, Shop};

/// What would become of a customer, and what is asked about him already.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrivacyOut {
    /// What has to be typed before anything is done.
    confirm: String,
    /// What would become of him when he is erased.
    erase: Vec<Place>,
    /// The same when he is made nameless.
    anonymise: Vec<Place>,
    /// Until when backups from before would hold him.
    backups_until: Instant,
    /// What is asked about him and waits.
    waiting: Option<RegulationOut>,
}

/// What is to be done about a customer.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RegulationIn {
    /// What is to be done.
    verb: Verb,
    /// What he is called by in the preview, typed by whoever wants it done.
    confirm: String,
}

/// Something that the shop does about a person by the law.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationOut {
    /// The number of the receipt.
    id: RegulationId,
    /// What is to be done.
    verb: Verb,
    /// How far it is.
    state: super::State,
    /// About whom, until it is done.
    customer: Option<CustomerId>,
    /// When it was asked.
    asked_at: Instant,
    /// Who asked.
    asked_by: String,
    /// Through what: `page`, `command line`, `restore`, a storefront.
    source: String,
    /// By when it has to be done, where that is known.
    due_at: Option<Instant>,
    /// When everything was rewritten.
    done_at: Option<Instant>,
    /// When it was searched and nothing was found.
    verified_at: Option<Instant>,
    /// What was done.
    receipt: Receipt,
    /// What stands in the way.
    problem: Option<String>,
}

impl From<Regulation> for RegulationOut {
    fn from(known: Regulation) -> Self {
        Self {
            id: known.id,
            verb: known.verb,
            state: known.state,
            customer: known.customer,
            asked_at: known.asked_at,
            asked_by: known.asked_by,
            source: known.source,
            due_at: known.due_at,
            done_at: known.done_at,
            verified_at: known.verified_at,
            receipt: known.receipt,
            problem: known.problem,
        }
    }
}

/// What was refused because whoever it came from is forgotten.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusalsOut {
    /// By where it came from.
    items: Vec<RefusalOut>,
}

/// What one source was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusalOut {
    /// The source.
    source: String,
    /// How many messages, orders or people.
    n: i64,
    /// When the last of them came.
    last_at: Instant,
}

/// Who may come again.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LiftIn {
    /// `email`, `phone`, `telegram`, or `external_id` with `SOURCE:NUMBER`.
    kind: String,
    /// The name, as he tells it.
    value: String,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiftedOut {
    /// Names under which he may come again; 0 when nobody forgotten has this one.
    n_names: u64,
}

/// In which language an export speaks.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct ExportQuery {
    /// `en`, `uk` or `ru`; the shop's own unless told.
    #[param(value_type = Option<String>)]
    language: Option<String>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_privacy, ask_regulation))
        .routes(routes!(export_customer))
        .routes(routes!(export_customer_page))
        .routes(routes!(list_regulations))
        .routes(routes!(show_regulation))
        .routes(routes!(verify_regulation))
        .routes(routes!(list_forgotten_refusals))
        .routes(routes!(lift_forgotten))
}

/// What would become of a customer when he is erased or made nameless.
#[utoipa::path(get, path = "/api/v1/customers/{id}/privacy", tag = "privacy",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = PrivacyOut), (status = 404, body = Problem)))]
async fn show_privacy(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<PrivacyOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let Preview { confirm, erase, anonymise, backups_until, .. } = preview(&mut tx, id).await?;
    let waiting = super::waiting(&mut tx, id).await.map_err(of_records)?;
    let waiting = waiting.map(RegulationOut::from);
    Ok(Json(PrivacyOut { confirm, erase, anonymise, backups_until, waiting }))
}

/// Has a customer erased, made nameless, or not taken in any more.
#[utoipa::path(post, path = "/api/v1/customers/{id}/privacy", tag = "privacy",
    params(("id" = CustomerId, Path, description = "`cus_…`")), request_body = RegulationIn,
    responses((status = 202, body = RegulationOut), (status = 404, body = Problem),
              (status = 422, body = Problem)))]
async fn ask_regulation(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Json(asked): Json<RegulationIn>,
) -> Result<(StatusCode, Json<RegulationOut>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(of_records)?;
    let preview = preview(&mut tx, id).await?;
    if asked.confirm.trim() != preview.confirm {
        let text = format!("type {} to confirm", preview.confirm);
        return Err(Problem::field("confirm", "not_confirmed", text));
    }
    let new = Asked { verb: asked.verb, customer: id, source: "page", due_at: None };
    let regulation = super::ask(&mut tx, new).await.map_err(of_records)?;
    super::start(&mut tx, regulation).await.map_err(of_records)?;
    let known = found(&mut tx, regulation).await?;
    tx.commit().await.map_err(of_records)?;
    Ok((StatusCode::ACCEPTED, Json(known)))
}

/// Everything that is kept of a customer, for programs.
#[utoipa::path(get, path = "/api/v1/customers/{id}/export.json", tag = "privacy",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = serde_json::Value), (status = 404, body = Problem)))]
async fn export_customer(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<impl IntoResponse, Problem> {
    let told = told(&shop, id).await?;
    let text = serde_json::to_string_pretty(&told).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"{id}.json\"");
    Ok((
        [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        text,
    ))
}

/// Everything that is kept of a customer, as one page to hand over.
#[utoipa::path(get, path = "/api/v1/customers/{id}/export.html", tag = "privacy",
    params(("id" = CustomerId, Path, description = "`cus_…`"), ExportQuery),
    responses((status = 200, body = String, content_type = "text/html"),
              (status = 404, body = Problem)))]
async fn export_customer_page(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
    Query(query): Query<ExportQuery>,
) -> Result<impl IntoResponse, Problem> {
    let told = told(&shop, id).await?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = shop::settings(&mut tx).await.map_err(of_records)?;
    let language = query.language.as_deref().and_then(Language::of_code);
    let page = export::page(&told, language.unwrap_or(settings.language));
    let name = format!("attachment; filename=\"{id}.html\"");
    Ok((
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        page,
    ))
}

async fn told(shop: &Shop, id: CustomerId) -> Result<export::Told, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let told = export::of_customer(&mut tx, id).await.map_err(of_records)?;
    told.ok_or_else(|| Problem::not_found(format!("customer {id}")))
}

/// What was asked by the law and what became of it, the newest first.
#[utoipa::path(get, path = "/api/v1/privacy/regulations", tag = "privacy", params(PageQuery),
    responses((status = 200, body = Page<RegulationOut>), (status = 422, body = Problem)))]
async fn list_regulations(
    State(shop): State<Shop>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<RegulationOut>>, Problem> {
    let before = query.after.as_deref().map(str::parse::<RegulationId>).transpose();
    let before = before.map_err(|bad| Problem::field("after", "bad_cursor", bad.to_string()))?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let known = super::list(&mut tx, before, query.limit() + 1).await.map_err(of_records)?;
    let items = known.into_iter().map(RegulationOut::from).collect();
    Ok(Json(Page::of(items, query.limit(), |one: &RegulationOut| one.id.to_string())))
}

/// One of them, with its receipt.
#[utoipa::path(get, path = "/api/v1/privacy/regulations/{id}", tag = "privacy",
    params(("id" = RegulationId, Path, description = "`reg_…`")),
    responses((status = 200, body = RegulationOut), (status = 404, body = Problem)))]
async fn show_regulation(
    State(shop): State<Shop>,
    Path(id): Path<RegulationId>,
) -> Result<Json<RegulationOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    found(&mut tx, id).await.map(Json)
}

/// Searches everything for whoever was forgotten now, without waiting for reports of before.
#[utoipa::path(post, path = "/api/v1/privacy/regulations/{id}/verify", tag = "privacy",
    params(("id" = RegulationId, Path, description = "`reg_…`")),
    responses((status = 200, body = RegulationOut), (status = 404, body = Problem)))]
async fn verify_regulation(
    State(shop): State<Shop>,
    Path(id): Path<RegulationId>,
) -> Result<Json<RegulationOut>, Problem> {
    match super::verify(&shop, id).await {
        Ok(known) => Ok(Json(known.into())),
        Err(DoingError::Unknown(id)) => Err(Problem::not_found(format!("regulation {id}"))),
        Err(DoingError::Records(error)) => Err(of_records(error)),
        Err(error) => Err(Problem::internal(error)),
    }
}

/// What was refused because whoever it came from is forgotten.
#[utoipa::path(get, path = "/api/v1/privacy/refusals", tag = "privacy",
    responses((status = 200, body = RefusalsOut)))]
async fn list_forgotten_refusals(State(shop): State<Shop>) -> Result<Json<RefusalsOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let refusals = super::refusals(&mut tx).await.map_err(of_records)?;
    let out = |(source, n, last_at)| RefusalOut { source, n, last_at };
    Ok(Json(RefusalsOut { items: refusals.into_iter().map(out).collect() }))
}

/// Lets somebody who was forgotten come again, by all of his names.
#[utoipa::path(post, path = "/api/v1/privacy/lift", tag = "privacy", request_body = LiftIn,
    responses((status = 200, body = LiftedOut)))]
async fn lift_forgotten(
    State(shop): State<Shop>,
    Json(asked): Json<LiftIn>,
) -> Result<Json<LiftedOut>, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(of_records)?;
    let name = Identity { kind: asked.kind, value: asked.value.trim().to_owned() };
    let n_names = guard::lift(&mut tx, &name).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(LiftedOut { n_names }))
}

async fn preview(tx: &mut ShopTx, id: CustomerId) -> Result<Preview, Problem> {
    let preview = super::preview(tx, id).await.map_err(of_records)?;
    preview.ok_or_else(|| Problem::not_found(format!("customer {id}")))
}

async fn found(tx: &mut ShopTx, id: RegulationId) -> Result<RegulationOut, Problem> {
    let known = super::find(tx, id).await.map_err(of_records)?;
    known.map(Into::into).ok_or_else(|| Problem::not_found(format!("regulation {id}")))
}
