//! `GET` and `PUT` of `/api/v1/channels/sms`, `/telegram` and `/webhook`.
//!
//! What a channel signs in with is taken and never given back.

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use collect::consent;
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{filled, of_settings};
use crate::bot;
use crate::channels::{
    self, BodyKind, CallMethod, Header, ReportRules, Secret, SmsSettings, TelegramSettings,
    TextKind, WebhookSettings,
};

/// What a shop says about its text messages; everything but the secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct SmsOut {
    /// Into the shop's folder for trying out, or to phones.
    kind: TextKind,
    /// The gateway's address, with blanks.
    url: Option<String>,
    /// How it is asked.
    method: CallMethod,
    /// Headers of every call, with blanks.
    headers: Vec<Header>,
    /// What the body is written in.
    body_kind: BodyKind,
    /// The body, with blanks: `to`, `from`, `text`, `id` and `secret`.
    body: String,
    /// Who the messages are from.
    sender: Option<String>,
    /// Whether a secret is kept.
    has_secret: bool,
    /// Whether the gateway is in the shop's own network.
    own_network: bool,
    /// How reports on delivery are read.
    report: ReportRules,
    /// Where the gateway reports to; null until the settings are saved first.
    report_url: Option<String>,
    /// What keeps messages from going out, as a stable word; null when nothing does.
    problem: Option<&'static str>,
}

/// The same to be kept; a secret left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SmsIn {
    /// Into the shop's folder for trying out, or to phones.
    kind: TextKind,
    /// The gateway's address, with blanks.
    url: Option<String>,
    /// How it is asked.
    #[serde(default)]
    method: CallMethod,
    /// Headers of every call, with blanks.
    #[serde(default)]
    headers: Vec<Header>,
    /// What the body is written in.
    #[serde(default)]
    body_kind: BodyKind,
    /// The body, with blanks.
    #[serde(default)]
    body: String,
    /// Who the messages are from.
    sender: Option<String>,
    /// What `{{ secret }}` stands for; never shown again.
    secret: Option<String>,
    /// Whether the gateway is in the shop's own network.
    #[serde(default)]
    own_network: bool,
    /// How reports on delivery are read.
    #[serde(default)]
    report: ReportRules,
}

/// What a shop says about its bot; everything but the token.
#[derive(Debug, Serialize, ToSchema)]
pub struct TelegramOut {
    /// Into the shop's folder for trying out, or to people.
    kind: TextKind,
    /// The bot's name.
    bot: Option<String>,
    /// Whether a token is kept.
    has_token: bool,
    /// A server of the bot interface of one's own.
    base_url: Option<String>,
    /// Whether that server is in the shop's own network.
    own_network: bool,
    /// What keeps messages from going out, as a stable word; null when nothing does.
    problem: Option<&'static str>,
}

/// The same to be kept; a token left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TelegramIn {
    /// Into the shop's folder for trying out, or to people.
    kind: TextKind,
    /// The bot's name, for the link that people open to talk to it.
    bot: Option<String>,
    /// What the bot signs in with; never shown again.
    token: Option<String>,
    /// A server of the bot interface of one's own; Telegram's when left out.
    base_url: Option<String>,
    /// Whether that server is in the shop's own network.
    #[serde(default)]
    own_network: bool,
}

/// What a shop says about its own program; everything but the secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookOut {
    /// Into the shop's folder for trying out, or to the program.
    kind: TextKind,
    /// Its address.
    url: Option<String>,
    /// Whether a secret is kept.
    has_secret: bool,
    /// What it reaches people by, which they must have agreed to.
    consent: consent::Channel,
    /// Whether it is in the shop's own network.
    own_network: bool,
    /// A new secret, shown this once; null when the old one stays.
    new_secret: Option<String>,
    /// What keeps messages from going out, as a stable word; null when nothing does.
    problem: Option<&'static str>,
}

/// The same to be kept; a secret is made where none is kept.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WebhookIn {
    /// Into the shop's folder for trying out, or to the program.
    kind: TextKind,
    /// Its address.
    url: Option<String>,
    /// A secret of one's own, as `whsec_…`; never shown again.
    secret: Option<String>,
    /// What it reaches people by, which they must have agreed to.
    consent: consent::Channel,
    /// Whether it is in the shop's own network.
    #[serde(default)]
    own_network: bool,
}

/// The routes of short texts.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(show_sms, change_sms))
        .routes(routes!(show_telegram, change_telegram))
        .routes(routes!(show_webhook, change_webhook))
}

/// What the shop says about its text messages.
#[utoipa::path(get, path = "/api/v1/channels/sms", tag = "channels",
    responses((status = 200, body = SmsOut)))]
async fn show_sms(State(shop): State<Shop>) -> Result<Json<SmsOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::sms(&mut tx).await.map_err(of_records)?;
    let email = channels::email_settings(&mut tx).await.map_err(of_records)?;
    Ok(Json(SmsOut::of(settings, email.public_base())))
}

/// Changes it; messages under way go by the new settings from the next one on.
#[utoipa::path(put, path = "/api/v1/channels/sms", tag = "channels", request_body = SmsIn,
    responses((status = 200, body = SmsOut), (status = 422, body = Problem)))]
async fn change_sms(
    State(shop): State<Shop>,
    Json(given): Json<SmsIn>,
) -> Result<Json<SmsOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let before = channels::sms(&mut tx).await.map_err(of_records)?;
    let new_key: [u8; 24] = tx.random_bytes();
    let after = SmsSettings {
        kind: given.kind,
        url: filled(given.url),
        method: given.method,
        headers: given.headers,
        body_kind: given.body_kind,
        body: given.body,
        sender: filled(given.sender),
        secret: filled(given.secret).map(Secret::typed).or(before.secret),
        own_network: given.own_network,
        report: given.report,
        report_key: before.report_key.or_else(|| Some(URL_SAFE_NO_PAD.encode(new_key))),
    };
    if let Some(problem) = after.problem() {
        return Err(of_settings(&problem));
    }
    channels::save_sms(&mut tx, &shop, &after).await.map_err(of_records)?;
    let email = channels::email_settings(&mut tx).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(SmsOut::of(after, email.public_base())))
}

impl SmsOut {
    fn of(settings: SmsSettings, public_base: &str) -> Self {
        Self {
            problem: settings.problem().map(|problem| problem.code()),
            has_secret: settings.secret.is_some(),
            report_url: settings.report_key.map(|key| format!("{public_base}/hooks/sms/{key}")),
            kind: settings.kind,
            url: settings.url,
            method: settings.method,
            headers: settings.headers,
            body_kind: settings.body_kind,
            body: settings.body,
            sender: settings.sender,
            own_network: settings.own_network,
            report: settings.report,
        }
    }
}

/// What the shop says about its bot.
#[utoipa::path(get, path = "/api/v1/channels/telegram", tag = "channels",
    responses((status = 200, body = TelegramOut)))]
async fn show_telegram(State(shop): State<Shop>) -> Result<Json<TelegramOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::telegram(&mut tx).await.map_err(of_records)?;
    Ok(Json(settings.into()))
}

/// Changes it; messages under way go by the new settings from the next one on.
#[utoipa::path(put, path = "/api/v1/channels/telegram", tag = "channels",
    request_body = TelegramIn,
    responses((status = 200, body = TelegramOut), (status = 422, body = Problem)))]
async fn change_telegram(
    State(shop): State<Shop>,
    Json(given): Json<TelegramIn>,
) -> Result<Json<TelegramOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let before = channels::telegram(&mut tx).await.map_err(of_records)?;
    let after = TelegramSettings {
        kind: given.kind,
        token: filled(given.token).map(Secret::typed).or(before.token),
        bot: filled(given.bot).map(|name| name.trim_start_matches('@').to_owned()),
        base_url: filled(given.base_url),
        own_network: given.own_network,
    };
    if let Some(problem) = after.problem() {
        return Err(of_settings(&problem));
    }
    channels::save_telegram(&mut tx, &shop, &after).await.map_err(of_records)?;
    bot::listen_from_now(&mut tx).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(after.into()))
}

impl From<TelegramSettings> for TelegramOut {
    fn from(settings: TelegramSettings) -> Self {
        Self {
            problem: settings.problem().map(|problem| problem.code()),
            has_token: settings.token.is_some(),
            kind: settings.kind,
            bot: settings.bot,
            base_url: settings.base_url,
            own_network: settings.own_network,
        }
    }
}

/// What the shop says about its own program that takes messages.
#[utoipa::path(get, path = "/api/v1/channels/webhook", tag = "channels",
    responses((status = 200, body = WebhookOut)))]
async fn show_webhook(State(shop): State<Shop>) -> Result<Json<WebhookOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::webhook(&mut tx).await.map_err(of_records)?;
    Ok(Json(WebhookOut::of(settings, None)))
}

/// Changes it; messages under way go by the new settings from the next one on.
#[utoipa::path(put, path = "/api/v1/channels/webhook", tag = "channels",
    request_body = WebhookIn,
    responses((status = 200, body = WebhookOut), (status = 422, body = Problem)))]
async fn change_webhook(
    State(shop): State<Shop>,
    Json(given): Json<WebhookIn>,
) -> Result<Json<WebhookOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let before = channels::webhook(&mut tx).await.map_err(of_records)?;
    let bytes: [u8; 32] = tx.random_bytes();
    let secret = filled(given.secret).map(Secret::typed).or(before.secret);
    let made = secret.is_none().then(|| format!("whsec_{}", STANDARD.encode(bytes)));
    let after = WebhookSettings {
        kind: given.kind,
        url: filled(given.url),
        secret: secret.or_else(|| made.clone().map(Secret::typed)),
        consent: given.consent,
        own_network: given.own_network,
    };
    if let Some(problem) = after.problem() {
        return Err(of_settings(&problem));
    }
    channels::save_webhook(&mut tx, &shop, &after).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(WebhookOut::of(after, made)))
}

impl WebhookOut {
    fn of(settings: WebhookSettings, new_secret: Option<String>) -> Self {
        Self {
            problem: settings.problem().map(|problem| problem.code()),
            has_secret: settings.secret.is_some(),
            kind: settings.kind,
            url: settings.url,
            consent: settings.consent,
            own_network: settings.own_network,
            new_secret,
        }
    }
}
