//! `GET` and `PUT /api/v1/channels/email`.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Problem};

use super::{filled, of_settings};
use crate::channels::{self, EmailKind, EmailSettings, Secret, Tls};

/// What a shop says about its e-mail; everything but the password.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmailOut {
    /// Into the shop's folder for trying out, or to a mail server.
    kind: EmailKind,
    /// The mail server.
    host: Option<String>,
    /// Its port; by the kind of privacy when null.
    port: Option<u16>,
    /// How the connection is kept private.
    tls: Tls,
    /// Name to sign in with.
    username: Option<String>,
    /// Whether a password is kept.
    has_password: bool,
    /// The sender's name; the shop's when null.
    from_name: Option<String>,
    /// The sender's address.
    from_address: Option<String>,
    /// Where answers go; to the sender when null.
    reply_to: Option<String>,
    /// Where the shop can be found, for the foot of every letter.
    postal_address: Option<String>,
    /// The shop's page, for the button of the ready letters.
    shop_url: Option<String>,
    /// Where the public pages are reached from outside.
    public_url: Option<String>,
    /// An address that unsubscribes whoever writes to it.
    unsubscribe_address: Option<String>,
    /// What keeps letters from going out, as a stable word; null when nothing does.
    problem: Option<&'static str>,
}

/// The same to be kept; a password left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct EmailIn {
    /// Into the shop's folder for trying out, or to a mail server.
    kind: EmailKind,
    /// The mail server.
    host: Option<String>,
    /// Its port; by the kind of privacy when left out.
    port: Option<u16>,
    /// How the connection is kept private.
    #[serde(default)]
    tls: Tls,
    /// Name to sign in with.
    username: Option<String>,
    /// Password to sign in with; never shown again.
    password: Option<String>,
    /// The sender's name.
    from_name: Option<String>,
    /// The sender's address.
    from_address: Option<String>,
    /// Where answers go.
    reply_to: Option<String>,
    /// Where the shop can be found.
    postal_address: Option<String>,
    /// The shop's page.
    shop_url: Option<String>,
    /// Where the public pages are reached from outside.
    public_url: Option<String>,
    /// An address that unsubscribes whoever writes to it.
    unsubscribe_address: Option<String>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(show_email, change_email))
}

/// What the shop says about its e-mail.
#[utoipa::path(get, path = "/api/v1/channels/email", tag = "campaigns",
    responses((status = 200, body = EmailOut)))]
async fn show_email(State(shop): State<Shop>) -> Result<Json<EmailOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let settings = channels::email_settings(&mut tx).await.map_err(of_records)?;
    Ok(Json(EmailOut::from(settings)))
}

/// Changes it; letters under way go by the new settings from the next one on.
#[utoipa::path(put, path = "/api/v1/channels/email", tag = "campaigns", request_body = EmailIn,
    responses((status = 200, body = EmailOut), (status = 422, body = Problem)))]
async fn change_email(
    State(shop): State<Shop>,
    Json(given): Json<EmailIn>,
) -> Result<Json<EmailOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let before = channels::email_settings(&mut tx).await.map_err(of_records)?;
    let after = given.after(before);
    if let Some(problem) = after.problem() {
        return Err(of_settings(&problem));
    }
    channels::save_email_settings(&mut tx, &shop, &after).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(EmailOut::from(after)))
}

impl EmailIn {
    fn after(self, before: EmailSettings) -> EmailSettings {
        EmailSettings {
            kind: self.kind,
            host: filled(self.host),
            port: self.port,
            tls: self.tls,
            username: filled(self.username),
            password: filled(self.password).map(Secret::typed).or(before.password),
            from_name: filled(self.from_name),
            from_address: filled(self.from_address),
            reply_to: filled(self.reply_to),
            postal_address: filled(self.postal_address),
            shop_url: filled(self.shop_url),
            public_url: filled(self.public_url),
            unsubscribe_address: filled(self.unsubscribe_address),
        }
    }
}

impl From<EmailSettings> for EmailOut {
    fn from(settings: EmailSettings) -> Self {
        Self {
            problem: settings.problem().map(|problem| problem.code()),
            has_password: settings.password.is_some(),
            kind: settings.kind,
            host: settings.host,
            port: settings.port,
            tls: settings.tls,
            username: settings.username,
            from_name: settings.from_name,
            from_address: settings.from_address,
            reply_to: settings.reply_to,
            postal_address: settings.postal_address,
            shop_url: settings.shop_url,
            public_url: settings.public_url,
            unsubscribe_address: settings.unsubscribe_address,
        }
    }
}
