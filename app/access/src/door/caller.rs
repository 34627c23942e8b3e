//! Who asks.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use collect::keys::Bearer;
use domain::SessionId;
use records::Actor;
use wire::{Asker, Problem};

use crate::rights::{self, Right};
use crate::staff::Staff;

/// Who asks and was let in; the server puts it beside the request.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Somebody at the page.
    Staff(Signed),
    /// A program with a key.
    Key(Bearer),
}

/// Somebody who is signed in, and where.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub staff: Staff,
    /// In which browser.
    pub session: SessionId,
}

/// What was before and after, for the audit log; a handler puts it beside its answer.
#[derive(Clone, Debug)]
pub struct Noted(pub String);

impl Caller {
    /// What he may do.
    pub fn rights(&self) -> &'static [Right] {
        match self {
            Self::Staff(signed) => signed.staff.role.rights(),
            Self::Key(bearer) => rights::rights_of(bearer.scope),
        }
    }

    /// His name in the audit log.
    pub fn name(&self) -> String {
        match self {
            Self::Staff(signed) => signed.staff.email.clone(),
            Self::Key(bearer) => format!("key {}", bearer.name),
        }
    }

    /// What rooms may know of him.
    pub fn asker(&self) -> Asker {
        let role = match self {
            Self::Staff(signed) => Some(signed.staff.role.word().to_owned()),
            Self::Key(_) => None,
        };
        Asker { name: self.name(), role }
    }

    /// His name in the rows that he writes.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.name())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let nobody = || Problem::internal("a request came to its handler past the door");
        parts.extensions.get::<Self>().cloned().ok_or_else(nobody)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Caller::from_request_parts(parts, state).await? {
            Caller::Staff(signed) => Ok(signed),
            Caller::Key(_) => {
                let detail = "a key has no account of its own; sign in at the page";
                Err(Problem::new(StatusCode::FORBIDDEN, "not_a_person", detail))
            }
        }
    }
}
