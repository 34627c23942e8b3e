//! Keys: who may tell the shop something from outside.
//!
//! A key belongs to a source, which is its name: what the source told under an old key it has told
//! under a new one too. The secret is shown once; only its digest is kept.
//!
//! Start reading at [`create`] and [`Ring::holder`].

pub mod api;
mod ring;
mod rows;
mod secret;

#[cfg(test)]
mod tests;

use domain::{Instant, KeyId};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use ring::{Bearer, Ring};

/// What a key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = KeyScope)]
pub enum Scope {
    /// Telling what happened: `/v1/…`.
    Ingest,
    /// Asking the API, changing nothing.
    Read,
    /// Asking and changing what a marketer may.
    Write,
    /// Everything the owner may.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Ingest, Self::Read, Self::Write, Self::Admin];

    /// Its name on the command line and in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }

    /// The scope of this name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// A key as it is kept: everything but its secret.
#[derive(Clone, Debug)]
pub struct Key {
    /// Our id.
    pub id: KeyId,
    /// The source that speaks with it.
    pub name: String,
    /// What it opens.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Instant,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

/// A key just made, with the secret that nobody will see again.
#[derive(Debug)]
pub struct Created {
    /// The key.
    pub key: Key,
    /// What the source has to say to be let in.
    pub secret: String,
}

/// Why a key cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Nothing, too much or a sign that separates names elsewhere.
    #[error(
        "`{0}` is no name for a source: 1 to 60 letters, digits or signs, without `:` and line ends"
    )]
    BadName(String),
    /// Another way in bears the name: customer numbers of the two would be mixed up.
    #[error("`{0}` is the name of another way in; choose one such as `web` or `my shop`")]
    NameTaken(String),
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The longest name of a source.
const NAME_MAX: usize = 60;

/// The sources that are not told about through a key.
const OTHER_WAYS_IN: [&str; 3] = ["file", "shopify", "outbox"];

/// Makes a key for a source; two keys of one name are one source.
pub async fn create(tx: &mut ShopTx, name: &str, scope: Scope) -> Result<Created, KeyError> {
    let name = name.trim();
    let is_sound = !name.is_empty() && name.chars().count() <= NAME_MAX;
    if !is_sound || name.contains(|c: char| c == ':' || c.is_control()) {
        return Err(KeyError::BadName(name.to_owned()));
    }
    if OTHER_WAYS_IN.contains(&name.to_lowercase().as_str()) {
        return Err(KeyError::NameTaken(name.to_owned()));
    }
    let secret = secret::fresh(tx);
    let key = Key {
        id: tx.new_id(),
        name: name.to_owned(),
        scope,
        created_at: tx.now(),
        revoked_at: None,
    };
    rows::add(tx, &key, &secret::digest(&secret)).await?;
    Ok(Created { key, secret })
}

/// Every key, the newest first, those taken back too.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Key>, RecordsError> {
    rows::list(tx).await
}

/// Takes a key back; answers whether there was one to take.
pub async fn revoke(tx: &mut ShopTx, id: KeyId) -> Result<bool, RecordsError> {
    rows::revoke(tx, id).await
}
