//! Who asks, as far as a room may know: a name for what he does, and what he is in the shop.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// Who asks; the server puts it beside each request that it has let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// The address of somebody of the staff, or the name of a key.
    pub name: String,
    /// The word of his role; a key has none.
    pub role: Option<String>,
}

impl Default for Asker {
    /// Somebody of whom nothing is known, as where a room is asked without a server around it.
    fn default() -> Self {
        Self { name: "page".to_owned(), role: None }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
