//! `/api/v1/keys`: make a key, see which there are, take one back.

use axum::extract::State;
use axum::http::StatusCode;
use domain::{Instant, KeyId};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::{Key, KeyError, Scope};
use crate::problems;
use crate::shop::Shop;

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyOut {
    /// Our id.
    id: KeyId,
    /// The source that speaks with it.
    name: String,
    /// What it opens.
    scope: Scope,
    /// When it was made.
    created_at: Instant,
    /// When it was taken back.
    revoked_at: Option<Instant>,
}

/// The keys of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeysOut {
    /// The newest first, those taken back too.
    items: Vec<KeyOut>,
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct KeyIn {
    /// The source that will speak with it, such as `web`.
    name: String,
    /// What it opens.
    #[serde(default = "ingest")]
    #[schema(default = "ingest")]
    scope: Scope,
}

fn ingest() -> Scope {
    Scope::Ingest
}

/// A key just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedOut {
    /// The key.
    #[serde(flatten)]
    key: KeyOut,
    /// What the source has to say to be let in; shown this once and kept nowhere.
    secret: String,
}

impl From<Key> for KeyOut {
    fn from(key: Key) -> Self {
        let Key { id, name, scope, created_at, revoked_at } = key;
        Self { id, name, scope, created_at, revoked_at }
    }
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_keys, create_key)).routes(routes!(revoke_key))
}

/// The keys there are.
#[utoipa::path(get, path = "/api/v1/keys", tag = "keys",
    responses((status = 200, body = KeysOut)))]
async fn list_keys(State(shop): State<Shop>) -> Result<Json<KeysOut>, Problem> {
    let mut tx = shop.read().await.map_err(problems::of_records)?;
    let keys = super::list(&mut tx).await.map_err(problems::of_records)?;
    Ok(Json(KeysOut { items: keys.into_iter().map(KeyOut::from).collect() }))
}

/// Makes a key; its secret is in this answer and never again.
#[utoipa::path(post, path = "/api/v1/keys", tag = "keys", request_body = KeyIn,
    responses((status = 201, body = CreatedOut), (status = 422, body = Problem)))]
async fn create_key(
    State(shop): State<Shop>,
    Json(asked): Json<KeyIn>,
) -> Result<(StatusCode, Json<CreatedOut>), Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    let created = super::create(&mut tx, &asked.name, asked.scope).await.map_err(problem_of)?;
    tx.commit().await.map_err(problems::of_records)?;
    let out = CreatedOut { key: created.key.into(), secret: created.secret };
    Ok((StatusCode::CREATED, Json(out)))
}

/// Takes a key back: from now on it opens nothing.
#[utoipa::path(delete, path = "/api/v1/keys/{id}", tag = "keys",
    params(("id" = KeyId, Path, description = "`key_…`")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn revoke_key(
    State(shop): State<Shop>,
    Path(id): Path<KeyId>,
) -> Result<StatusCode, Problem> {
    let staff = Actor::Staff("page".to_owned());
    let mut tx = shop.write(staff).await.map_err(problems::of_records)?;
    if !super::revoke(&mut tx, id).await.map_err(problems::of_records)? {
        return Err(Problem::not_found(format!("key {id} that still opens")));
    }
    tx.commit().await.map_err(problems::of_records)?;
    shop.keys().forget();
    Ok(StatusCode::NO_CONTENT)
}

fn problem_of(error: KeyError) -> Problem {
    match error {
        KeyError::BadName(_) => Problem::field("name", "bad_name", error.to_string()),
        KeyError::NameTaken(_) => Problem::field("name", "name_taken", error.to_string()),
        KeyError::Records(error) => problems::of_records(error),
    }
}
