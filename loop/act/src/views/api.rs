//! `GET /p/letter/{token}`, for the reader of a letter, and `/api/v1/letters/sent`, for the shop.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use collect::problems::of_records;
use collect::shop::{self, Shop};
use domain::{CustomerId, Instant, MessageId};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::page::{LETTER_POLICY, POLICY, Saying, page};
use super::{Found, KeptLetter};

/// The routes of this slice; the page is for people, not for programs.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().route("/p/letter/{token}", get(show)).routes(routes!(show_sent_letter))
}

/// A letter as it was sent to one person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SentLetter)]
struct SentLetterOut {
    /// The message.
    message: MessageId,
    /// To whom.
    customer: CustomerId,
    /// The subject line.
    subject: String,
    /// The letter, without what follows its reader.
    html: String,
    /// When it was sent.
    sent_at: Instant,
    /// When it is thrown away.
    kept_until: Instant,
}

/// A letter as it was sent to one person; looking at it counts as no reading.
///
/// Kept are letters that tell where they are seen in a browser, for some weeks.
#[utoipa::path(get, path = "/api/v1/letters/sent/{message}", tag = "letters",
    params(("message" = MessageId, Path, description = "`msg_…`")),
    responses((status = 200, body = SentLetterOut), (status = 404, body = Problem)))]
async fn show_sent_letter(
    State(shop): State<Shop>,
    wire::Path(message): wire::Path<MessageId>,
) -> Result<Json<SentLetterOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let kept = super::sent(&mut tx, message).await.map_err(of_records)?;
    let none = || Problem::not_found(format!("kept letter of {message}"));
    let KeptLetter { customer, subject, html, sent_at, kept_until, .. } = kept.ok_or_else(none)?;
    Ok(Json(SentLetterOut { message, customer, subject, html, sent_at, kept_until }))
}

/// The letter itself; who asks for its pictures in it has opened it, where he may be followed.
async fn show(State(shop): State<Shop>, Path(token): Path<String>) -> Result<Response, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    answer(&mut tx, &token).await.map_err(of_records)
}

async fn answer(tx: &mut ShopTx, token: &str) -> Result<Response, RecordsError> {
    let (status, saying) = match super::find(tx, token).await? {
        Found::Letter(letter) => return Ok(response(StatusCode::OK, letter, LETTER_POLICY)),
        Found::Preview => (StatusCode::OK, Saying::Preview),
        Found::Gone => (StatusCode::GONE, Saying::Gone),
        Found::Nothing => (StatusCode::NOT_FOUND, Saying::Broken),
    };
    let language = shop::settings(tx).await?.language;
    Ok(response(status, page(saying, language).into_string(), POLICY))
}

/// Found by nobody who searches, kept by nobody in between, told to nobody whose link is followed.
fn response(status: StatusCode, body: String, policy: &'static str) -> Response {
    let mut response = (status, Html(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
