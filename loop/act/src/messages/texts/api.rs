//! `/api/v1/messages/texts`: the kept texts of service messages.

use axum::extract::State;
use axum::http::StatusCode;
use collect::problems::of_records;
use collect::shop::{Language, Shop};
use domain::Instant;
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::KeptText;
use crate::blocks::Design;

/// A kept text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessageText)]
pub struct TextOut {
    /// What programs name it by.
    name: String,
    /// Its language.
    language: Language,
    /// The subject line of a letter.
    subject: String,
    /// The body of a letter in MJML.
    body_mjml: String,
    /// The body as blocks, instead of MJML.
    design: Option<Design>,
    /// What is said where it is no letter.
    note: String,
    /// When it was written last.
    updated_at: Instant,
}

/// What a text is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(default)]
#[derive(Default)]
#[schema(as = KeptTextIn)]
pub struct TextIn {
    /// The subject line of a letter, with blanks.
    subject: String,
    /// The body of a letter in MJML, with blanks.
    body_mjml: String,
    /// The body as blocks, instead of MJML.
    design: Option<Design>,
    /// What is said where it is no letter.
    note: String,
}

/// The routes of kept texts.
pub(in crate::messages) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_message_texts))
        .routes(routes!(save_message_text, discard_message_text))
}

/// Every kept text, in every language.
#[utoipa::path(get, path = "/api/v1/messages/texts", tag = "messages",
    responses((status = 200, body = Vec<TextOut>)))]
async fn list_message_texts(State(shop): State<Shop>) -> Result<Json<Vec<TextOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let texts = super::list(&mut tx).await.map_err(of_records)?;
    Ok(Json(texts.into_iter().map(TextOut::from).collect()))
}

/// Keeps a text in a language; messages that are asked for from now on say this.
#[utoipa::path(put, path = "/api/v1/messages/texts/{name}/{language}", tag = "messages",
    params(("name" = String, Path, description = "such as `order-receipt`"),
        ("language" = Language, Path, description = "en, uk or ru")),
    request_body = TextIn,
    responses((status = 200, body = TextOut), (status = 422, body = Problem)))]
async fn save_message_text(
    State(shop): State<Shop>,
    Path((name, language)): Path<(String, Language)>,
    Json(given): Json<TextIn>,
) -> Result<Json<TextOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let TextIn { subject, body_mjml, design, note } = given;
    let updated_at = tx.now();
    let text = KeptText { name, language, subject, body_mjml, design, note, updated_at };
    super::save(&mut tx, &text).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(text.into()))
}

/// Throws a text away; messages that were made of it stay as they are.
#[utoipa::path(delete, path = "/api/v1/messages/texts/{name}/{language}", tag = "messages",
    params(("name" = String, Path, description = "such as `order-receipt`"),
        ("language" = Language, Path, description = "en, uk or ru")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn discard_message_text(
    State(shop): State<Shop>,
    Path((name, language)): Path<(String, Language)>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    if !super::delete(&mut tx, (&name, language)).await.map_err(of_records)? {
        return Err(Problem::not_found(format!("text `{name}` in this language")));
    }
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<KeptText> for TextOut {
    fn from(text: KeptText) -> Self {
        let KeptText { name, language, subject, body_mjml, design, note, updated_at } = text;
        Self { name, language, subject, body_mjml, design, note, updated_at }
    }
}
