//! The door: who asks, and whether he may.
//!
//! The server calls [`caller_of`] and [`Door::admit`] before a request is answered and
//! [`Door::note`] after it. The door's own routes (`api.rs`) are open to everybody: the first
//! owner, signing in, one-time links.
//!
//! Start reading at [`Door::admit`].

pub mod api;
mod caller;
mod peer;
mod sign_in;
mod throttle;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::{HeaderMap, Method, StatusCode, header};
use collect::problems::of_records;
use collect::shop::Shop;
use records::{Actor, RecordsError};
use wire::Problem;

use crate::audit::{self, Deed};
use crate::rights::{Need, Right, need_of};
use crate::{sessions, staff};

pub use caller::{Caller, Noted, Signed};
pub use peer::{Peer, is_from_here, is_this_machine};
pub(crate) use sign_in::{Refused, begin, chosen, password_again};

/// What is remembered between requests; its clones are one door.
#[derive(Clone, Debug, Default)]
pub struct Door {
    throttle: Arc<throttle::Throttle>,
    has_anybody: Arc<AtomicBool>,
}

impl Door {
    /// Lets a request in, or says why not.
    pub async fn admit(
        &self,
        shop: &Shop,
        (method, path): (&Method, &str),
        caller: Option<&Caller>,
    ) -> Result<(), Problem> {
        let Need::Has(right) = need_of(method, path) else { return Ok(()) };
        match caller {
            None => Err(self.closed(shop).await?),
            Some(caller) if caller.rights().contains(&right) => Ok(()),
            Some(caller) => Err(forbidden(caller, right)),
        }
    }

    /// Whether anybody has been taken in yet; once somebody has, somebody always is.
    pub async fn has_anybody(&self, shop: &Shop) -> Result<bool, RecordsError> {
        if self.has_anybody.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let is_anybody = staff::is_anybody(&mut shop.read().await?).await?;
        self.has_anybody.store(is_anybody, Ordering::Relaxed);
        Ok(is_anybody)
    }

    /// Writes into the audit log what came of a request.
    pub async fn note(shop: &Shop, deed: Deed) -> Result<(), RecordsError> {
        let mut tx = shop.write(Actor::System).await?;
        audit::append(&mut tx, deed).await?;
        tx.commit().await
    }

    async fn closed(&self, shop: &Shop) -> Result<Problem, Problem> {
        let (code, detail) = match self.has_anybody(shop).await.map_err(of_records)? {
            true => (
                "sign_in_needed",
                "sign in, or send `Authorization: Bearer KEY`; `regulars key create NAME --scope \
                 read` makes a key",
            ),
            false => (
                "no_owner_yet",
                "nobody may ask yet: open the page on this machine to become the owner, or run \
                 `regulars user create EMAIL --role owner`",
            ),
        };
        Ok(Problem::new(StatusCode::UNAUTHORIZED, code, detail))
    }
}

/// Who asks: a program by its key, or somebody by his session.
pub async fn caller_of(shop: &Shop, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    if let Some(secret) = bearer_secret(headers) {
        let bearer = shop.keys().bearer(shop.records(), secret).await.map_err(of_records)?;
        return Ok(bearer.map(Caller::Key));
    }
    Ok(signed_in(shop, headers).await.map_err(of_records)?.map(Caller::Staff))
}

fn bearer_secret(headers: &HeaderMap) -> Option<&str> {
    let told = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (kind, secret) = told.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Who is signed in with the browser that asks.
async fn signed_in(shop: &Shop, headers: &HeaderMap) -> Result<Option<Signed>, RecordsError> {
    let Some(token) = peer::token_of(headers) else { return Ok(None) };
    let found = sessions::holder(&mut shop.read().await?, token).await?;
    let Some((staff, session)) = found else { return Ok(None) };
    if session.is_to_be_noted(shop.records().clock().now()) {
        let mut tx = shop.write(Actor::System).await?;
        sessions::note(&mut tx, session.id).await?;
        tx.commit().await?;
    }
    Ok(Some(Signed { staff, session: session.id }))
}

fn forbidden(caller: &Caller, right: Right) -> Problem {
    let whose = match caller {
        Caller::Staff(signed) => format!("the role `{}`", signed.staff.role.word()),
        Caller::Key(bearer) => format!("a key for `{}`", bearer.scope.word()),
    };
    let detail = format!("{whose} may not {}; an owner can change that", right.deed());
    Problem::new(StatusCode::FORBIDDEN, "no_right", detail)
}
