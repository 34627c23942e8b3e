//! `/api/v1/letters/snippets`.

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

use super::{Snippet, SnippetError};
use crate::blocks::Block;

/// A kept group of blocks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LetterSnippet)]
pub struct SnippetOut {
    /// What letters name it by.
    name: String,
    /// Its language.
    language: Language,
    /// Its blocks.
    blocks: Vec<Block>,
    /// When it was written last.
    updated_at: Instant,
}

/// The blocks of a snippet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterSnippetIn)]
pub struct SnippetIn {
    /// Its blocks; none of them a snippet.
    blocks: Vec<Block>,
}

/// The routes of snippets.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_letter_snippets))
        .routes(routes!(save_letter_snippet, discard_letter_snippet))
}

/// Every kept group of blocks, in every language.
#[utoipa::path(get, path = "/api/v1/letters/snippets", tag = "letters",
    responses((status = 200, body = Vec<SnippetOut>)))]
async fn list_letter_snippets(State(shop): State<Shop>) -> Result<Json<Vec<SnippetOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let known = super::list(&mut tx).await.map_err(of_records)?;
    Ok(Json(known.into_iter().map(SnippetOut::from).collect()))
}

/// Keeps a group of blocks; letters that name it say this from now on.
#[utoipa::path(put, path = "/api/v1/letters/snippets/{name}/{language}", tag = "letters",
    params(("name" = String, Path, description = "such as `Our hours`"),
        ("language" = Language, Path, description = "en, uk or ru")),
    request_body = SnippetIn,
    responses((status = 200, body = SnippetOut), (status = 422, body = Problem)))]
async fn save_letter_snippet(
    State(shop): State<Shop>,
    Path((name, language)): Path<(String, Language)>,
    Json(given): Json<SnippetIn>,
) -> Result<Json<SnippetOut>, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    let snippet = Snippet { name, language, blocks: given.blocks, updated_at: tx.now() };
    super::save(&mut tx, &snippet).await?;
    tx.commit().await.map_err(of_records)?;
    Ok(Json(snippet.into()))
}

/// Throws a group of blocks away; letters that name it cannot go out before they are mended.
#[utoipa::path(delete, path = "/api/v1/letters/snippets/{name}/{language}", tag = "letters",
    params(("name" = String, Path, description = "such as `Our hours`"),
        ("language" = Language, Path, description = "en, uk or ru")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn discard_letter_snippet(
    State(shop): State<Shop>,
    Path((name, language)): Path<(String, Language)>,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)?;
    if !super::delete(&mut tx, (&name, language)).await.map_err(of_records)? {
        return Err(Problem::not_found(format!("snippet `{name}` in this language")));
    }
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<Snippet> for SnippetOut {
    fn from(snippet: Snippet) -> Self {
        let Snippet { name, language, blocks, updated_at } = snippet;
        Self { name, language, blocks, updated_at }
    }
}

impl From<SnippetError> for Problem {
    fn from(error: SnippetError) -> Self {
        let text = error.to_string();
        match error {
            SnippetError::Name => Problem::field("name", "bad_name", text),
            SnippetError::Unfit(_) => Problem::field("blocks", "bad_blocks", text),
            SnippetError::TooMany => Problem::conflict("too_many_snippets", text),
            SnippetError::Records(error) => of_records(error),
        }
    }
}
