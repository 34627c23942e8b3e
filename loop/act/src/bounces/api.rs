//! `/hooks/mail/{key}` for returned mails, and the addresses that are not written to.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use collect::consent::Channel;
use collect::problems::of_records;
use collect::shop::{self, Shop};
use domain::Instant;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, Problem, Query};

use crate::channels;
use crate::contact::{self, Suppression};
use crate::reasons::Reason;

/// The largest mail that is looked at: reports quote letters, and letters are small.
const MAIL_MAX: usize = 4_000_000;

/// The routes of this slice; that of mails is the mail server's and not in the list of the page's.
pub fn router() -> OpenApiRouter<Shop> {
    let hook = post(take_mail).layer(DefaultBodyLimit::max(MAIL_MAX));
    OpenApiRouter::new()
        .route("/hooks/mail/{key}", hook)
        .routes(routes!(show_returns))
        .routes(routes!(list_suppressions, add_suppression))
        .routes(routes!(lift_suppression))
}

async fn take_mail(
    State(shop): State<Shop>,
    Path(key): Path<String>,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    if !super::is_key(&mut tx, &key).await.map_err(of_records)? {
        return Err(Problem::not_found("this address"));
    }
    // Whatever it is, the mail server has done its part: it is not to send it again.
    super::take(&mut tx, &body).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where returned mails are handed over.
#[derive(Debug, Serialize, ToSchema)]
struct ReturnsOut {
    /// The address that takes a raw mail by `POST`; who knows it is believed.
    url: String,
}

/// Where a mail server hands over what came back.
#[utoipa::path(post, path = "/api/v1/contact/returns", tag = "campaigns",
    responses((status = 200, body = ReturnsOut)))]
async fn show_returns(State(shop): State<Shop>) -> Result<Json<ReturnsOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let key = super::key(&mut tx).await.map_err(of_records)?;
    let email = channels::email_settings(&mut tx).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(ReturnsOut { url: format!("{}/hooks/mail/{key}", email.public_base()) }))
}

/// An address that is not written to.
#[derive(Debug, Serialize, ToSchema)]
struct SuppressionOut {
    /// By which channel.
    channel: Channel,
    /// The address.
    address: String,
    /// Why, as a stable word.
    reason: &'static str,
    /// Why, in the shop's language.
    text: &'static str,
    /// What somebody of the shop wrote beside it.
    note: Option<String>,
    /// Since when.
    at: Instant,
}

/// Which addresses, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SuppressionsQuery {
    /// Only addresses that contain this.
    find: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// Addresses a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// Addresses that are not written to, in the order of the alphabet.
#[utoipa::path(get, path = "/api/v1/contact/suppressions", tag = "campaigns",
    params(SuppressionsQuery), responses((status = 200, body = Page<SuppressionOut>)))]
async fn list_suppressions(
    State(shop): State<Shop>,
    Query(query): Query<SuppressionsQuery>,
) -> Result<Json<Page<SuppressionOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let language = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let limit = query.limit.unwrap_or(50).clamp(1, wire::PageQuery::LIMIT_MAX);
    let find = query.find.unwrap_or_default();
    let asked = (find.trim(), query.after.as_deref().unwrap_or_default());
    let found = contact::suppressions(&mut tx, asked, limit + 1).await.map_err(of_records)?;
    let page = Page::of(found, limit, |one| one.address.clone());
    let out = |one: Suppression| SuppressionOut {
        channel: one.channel,
        reason: one.reason.code(),
        text: one.reason.words(language),
        address: one.address,
        note: one.note,
        at: one.at,
    };
    Ok(Json(Page { items: page.items.into_iter().map(out).collect(), next: page.next }))
}

/// An address of a channel, and why something is done with it.
#[derive(Debug, Deserialize, ToSchema)]
struct SuppressionIn {
    /// By which channel.
    channel: Channel,
    /// The address.
    address: String,
    /// Why, for whoever asks later.
    note: String,
}

impl SuppressionIn {
    /// The address as it is written to and compared, with its note.
    fn tidy(&self) -> Result<(String, String), Problem> {
        let (address, note) = (self.address.trim().to_lowercase(), self.note.trim().to_owned());
        if address.is_empty() || address.chars().any(char::is_control) || address.len() > 254 {
            return Err(Problem::field("address", "bad_address", "is no address"));
        }
        if note.is_empty() || note.chars().count() > 500 {
            let text = "say why in a few words, for whoever asks later";
            return Err(Problem::field("note", "no_reason", text));
        }
        Ok((address, note))
    }
}

/// Gives an address up: nobody writes to it any more.
#[utoipa::path(post, path = "/api/v1/contact/suppressions", tag = "campaigns",
    request_body = SuppressionIn, responses((status = 204), (status = 422, body = Problem)))]
async fn add_suppression(
    State(shop): State<Shop>,
    Json(given): Json<SuppressionIn>,
) -> Result<StatusCode, Problem> {
    let (address, note) = given.tidy()?;
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let whom = (given.channel, address.as_str());
    contact::suppress_because(&mut tx, whom, (Reason::GivenUpByHand, Some(&note)))
        .await
        .map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets an address be written to again; consent is asked for as ever.
#[utoipa::path(post, path = "/api/v1/contact/suppressions/lift", tag = "campaigns",
    request_body = SuppressionIn, responses((status = 204), (status = 422, body = Problem)))]
async fn lift_suppression(
    State(shop): State<Shop>,
    Json(given): Json<SuppressionIn>,
) -> Result<StatusCode, Problem> {
    let (address, note) = given.tidy()?;
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    super::lift(&mut tx, (given.channel, &address), &note).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}
