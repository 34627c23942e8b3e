//! `/api/v1/messages`: asking for a message, and what became of it.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::{CustomerId, Instant, MessageId};
use records::Actor;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use super::{Answer, Asked, Filter, Said, ServiceMessage, Whom, rows, texts};
use crate::blocks::Design;
use crate::channels::{Channel, Length};
use crate::contact::Basis;
use crate::templates::TextProblem;

/// Whom a message is for: one of the three.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = MessageToIn)]
pub struct ToIn {
    /// A customer by our id.
    customer: Option<CustomerId>,
    /// A customer by the number that the shop and its reports have for him.
    customer_id: Option<String>,
    /// An e-mail address, a phone number with its country, or the number of a chat.
    address: Option<String>,
}

/// What a message says: a kept text by its name, or a text that comes with it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MessageTextIn)]
pub struct TextIn {
    /// The name of a kept text.
    text_name: Option<String>,
    /// Its language; the shop's when left out.
    language: Option<Language>,
    /// The subject line of a letter, with blanks.
    subject: String,
    /// The body of a letter in MJML, with blanks such as `{{ data.order }}`.
    body_mjml: String,
    /// The body as blocks, instead of MJML.
    design: Option<Design>,
    /// What it says where it is no letter.
    note: String,
    /// What fills `{{ data.… }}`.
    #[schema(value_type = Object)]
    data: Option<Value>,
}

/// A message that somebody is owed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = MessageIn)]
pub struct MessageIn {
    /// To whom.
    to: ToIn,
    /// On what ground: there is none for advertisement, which goes by campaigns.
    basis: Basis,
    /// What it travels by; e-mail when left out.
    #[serde(default)]
    channel: Channel,
    /// What it says.
    #[serde(flatten)]
    text: TextIn,
    /// Your own name of this message, such as `receipt-1042`: asked for again with it, it is
    /// answered as before and not sent again, for ever.
    idempotency_key: Option<String>,
}

/// Whether a message is taken on.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageAnswerOut {
    /// Its id.
    pub id: MessageId,
    /// Whether it will be sent.
    pub accepted: bool,
    /// Why, or why not, as a stable word.
    pub reason: &'static str,
    /// The same in the shop's language.
    pub text: &'static str,
    /// When it was decided.
    pub decided_at: Instant,
}

/// A message, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServiceMessage)]
pub struct MessageOut {
    /// Its id.
    pub id: MessageId,
    /// Whether it was taken on.
    pub accepted: bool,
    /// On what ground it is sent.
    pub basis: Basis,
    /// What it travels by.
    pub channel: Channel,
    /// Whom it is for, where he is known.
    pub customer: Option<CustomerId>,
    /// His name, as it was then.
    pub name: Option<String>,
    /// Where it goes.
    pub address: String,
    /// The kept text that it was made of.
    pub text_name: Option<String>,
    /// Its subject line.
    pub subject: String,
    /// `due`, `handing`, `sent`, `failed`, `uncertain` or `refused`.
    pub state: String,
    /// Why it stands there, as a stable word.
    pub reason: &'static str,
    /// The same in the shop's language.
    pub text: &'static str,
    /// What the other side said.
    pub answer: Option<String>,
    /// How often it has been put on the wire.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was put on the wire last.
    pub handed_at: Option<Instant>,
    /// When its fate was known.
    pub settled_at: Option<Instant>,
    /// When it is known to have arrived; null where nobody tells.
    pub delivered_at: Option<Instant>,
    /// Whether a person opened it; null where the person may not be followed.
    pub opened: Option<bool>,
}

/// Which messages, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MessagesQuery {
    /// Those whose address, name, subject or kept text contains this.
    find: Option<String>,
    /// Those that stand so.
    state: Option<String>,
    /// Those of one customer.
    customer: Option<CustomerId>,
    /// `next` of the page before.
    after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// A message to be looked at.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MessagePreviewIn {
    /// Whom it is written to; somebody unknown when left out.
    customer: Option<CustomerId>,
    /// What it travels by; e-mail when left out.
    #[serde(default)]
    channel: Channel,
    /// What it says.
    #[serde(flatten)]
    text: TextIn,
}

/// A message as somebody would get it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessagePreviewOut {
    /// The subject line.
    subject: Option<String>,
    /// What most mail programs show.
    html: Option<String>,
    /// What the others show.
    text: Option<String>,
    /// How long it is as a text message; null for everything else.
    length: Option<Length>,
    /// What stands in its way.
    problems: Vec<TextProblem>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_messages, send_message))
        .routes(routes!(show_message))
        .routes(routes!(preview_message))
        .merge(texts::api::router())
}

/// Takes one message on: sent once, or refused with the reason.
///
/// 201 says that it is new, 200 that it was asked for before with this key.
#[utoipa::path(post, path = "/api/v1/messages", tag = "messages", request_body = MessageIn,
    responses((status = 201, body = MessageAnswerOut), (status = 200, body = MessageAnswerOut),
        (status = 409, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
async fn send_message(
    State(shop): State<Shop>,
    Json(given): Json<MessageIn>,
) -> Result<(StatusCode, Json<MessageAnswerOut>), Problem> {
    let asked = given.asked()?;
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let language = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let answer = super::send(&mut tx, &asked).await?;
    tx.commit().await.map_err(of_records)?;
    let status = if answer.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(MessageAnswerOut::of(answer, language))))
}

/// Messages, the newest first.
#[utoipa::path(get, path = "/api/v1/messages", tag = "messages", params(MessagesQuery),
    responses((status = 200, body = Page<MessageOut>)))]
async fn list_messages(
    State(shop): State<Shop>,
    Query(query): Query<MessagesQuery>,
) -> Result<Json<Page<MessageOut>>, Problem> {
    let filter = query.filter()?;
    let limit = query.limit.unwrap_or(50).clamp(1, PageQuery::LIMIT_MAX);
    let mut tx = shop.read().await.map_err(of_records)?;
    let language = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let found = super::list(&mut tx, &filter, limit + 1).await.map_err(of_records)?;
    let page = Page::of(found, limit, |message| message.id.to_string());
    let items = page.items.into_iter().map(|one| MessageOut::of(one, language)).collect();
    Ok(Json(Page { items, next: page.next }))
}

/// One message, and what became of it.
#[utoipa::path(get, path = "/api/v1/messages/{id}", tag = "messages",
    params(("id" = MessageId, Path, description = "`msg_…`")),
    responses((status = 200, body = MessageOut), (status = 404, body = Problem)))]
async fn show_message(
    State(shop): State<Shop>,
    Path(id): Path<MessageId>,
) -> Result<Json<MessageOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let language = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let found = super::find(&mut tx, id).await.map_err(of_records)?;
    let message = found.ok_or_else(|| Problem::not_found(format!("message {id}")))?;
    Ok(Json(MessageOut::of(message, language)))
}

/// A message as a customer would get it; nothing is sent.
#[utoipa::path(post, path = "/api/v1/messages/preview", tag = "messages",
    request_body = MessagePreviewIn,
    responses((status = 200, body = MessagePreviewOut), (status = 422, body = Problem)))]
async fn preview_message(
    State(shop): State<Shop>,
    Json(given): Json<MessagePreviewIn>,
) -> Result<Json<MessagePreviewOut>, Problem> {
    let (said, data) = given.text.said();
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    let whom = (given.channel, given.customer);
    let preview = super::preview(&mut tx, whom, (&said, &data)).await?;
    tx.commit().await.map_err(of_records)?;
    let filled = |text: String| (!text.is_empty()).then_some(text);
    let (length, problems) = (preview.length, preview.problems);
    let (subject, html, text) = match preview.written {
        Some(written) => (filled(written.subject), filled(written.html), Some(written.text)),
        None => (None, None, None),
    };
    Ok(Json(MessagePreviewOut { subject, html, text, length, problems }))
}

impl MessageIn {
    fn asked(self) -> Result<Asked, Problem> {
        let to = match self.to {
            ToIn { customer: Some(id), customer_id: None, address: None } => Whom::Customer(id),
            ToIn { customer: None, customer_id: Some(number), address: None } => {
                Whom::Number(number.trim().to_owned())
            }
            ToIn { customer: None, customer_id: None, address: Some(to) } => Whom::Address(to),
            _ => {
                let text = "name one of customer, customer_id and address";
                return Err(Problem::field("to", "one_of_three", text));
            }
        };
        let (said, data) = self.text.said();
        let (channel, basis, key) = (self.channel, self.basis, self.idempotency_key);
        Ok(Asked { to, channel, basis, said, data, key })
    }
}

impl TextIn {
    fn said(self) -> (Said, Value) {
        let data = self.data.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        let language = self.language;
        let said = match self.text_name {
            Some(name) => Said::Kept(name, language),
            None => {
                let (subject, body_mjml, note) = (self.subject, self.body_mjml, self.note);
                Said::Own { subject, body_mjml, design: self.design, note, language }
            }
        };
        (said, data)
    }
}

impl MessagesQuery {
    fn filter(&self) -> Result<Filter, Problem> {
        let cursor = || Problem::field("after", "bad_cursor", "is not the `next` of a page before");
        let before = self.after.as_deref().map(str::parse).transpose().map_err(|_| cursor())?;
        let known = rows::states();
        if let Some(state) = self.state.as_deref().filter(|state| !known.contains(state)) {
            let text = format!("`{state}` is none of {}", known.join(", "));
            return Err(Problem::field("state", "unknown_state", text));
        }
        let (find, state) = (self.find.clone(), self.state.clone());
        Ok(Filter { find, state, customer: self.customer, before })
    }
}

impl MessageAnswerOut {
    /// The answer as programs get it.
    pub fn of(answer: Answer, language: Language) -> Self {
        Self {
            id: answer.id,
            accepted: answer.is_accepted(),
            reason: answer.why.code(),
            text: answer.why.words(language),
            decided_at: answer.decided_at,
        }
    }
}

impl MessageOut {
    /// The message as programs see it.
    pub fn of(message: ServiceMessage, language: Language) -> Self {
        Self {
            id: message.id,
            accepted: message.state != super::REFUSED,
            basis: message.basis,
            channel: message.channel,
            customer: message.customer,
            name: message.to_name,
            address: message.address,
            text_name: message.text_name,
            subject: message.subject,
            state: message.state,
            reason: message.reason.code(),
            text: message.reason.words(language),
            answer: message.answer.filter(|answer| !answer.is_empty()),
            attempts: message.attempts,
            created_at: message.created_at,
            handed_at: message.handed_at,
            settled_at: message.settled_at,
            delivered_at: message.delivered_at,
            opened: message.followed.then_some(message.opened),
        }
    }
}
