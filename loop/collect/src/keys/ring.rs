//! The keys that open now, held at hand: the question is asked with every request.

use std::sync::{Arc, Mutex, PoisonError};

use domain::Instant;
use records::{Records, RecordsError};

use super::secret::{self, SecretDigest};
use super::{Scope, rows};

/// How long keys are believed without looking: a key that another process takes back opens for so
/// long at most.
const BELIEVED_FOR: i64 = 1_000_000;

/// The keys that open now; its clones are one ring.
#[derive(Clone, Debug, Default)]
pub struct Ring(Arc<Mutex<Option<Held>>>);

#[derive(Clone, Debug)]
struct Held {
    read_at: Instant,
    keys: Arc<[HeldKey]>,
}

/// Who holds a key, and what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The name of the key.
    pub name: String,
    /// What it opens.
    pub scope: Scope,
}

/// One key that opens.
#[derive(Debug)]
pub(super) struct HeldKey {
    pub(super) source: String,
    pub(super) scope: Scope,
    pub(super) secret: SecretDigest,
}

impl Ring {
    /// The source that has this secret, when its key opens what is asked for.
    pub async fn holder(
        &self,
        records: &Records,
        secret: &str,
        scope: Scope,
    ) -> Result<Option<String>, RecordsError> {
        let found = self.found(records, secret, |opens| opens == scope).await?;
        Ok(found.map(|bearer| bearer.name))
    }

    /// Who has this secret, when its key opens something of the API.
    pub async fn bearer(
        &self,
        records: &Records,
        secret: &str,
    ) -> Result<Option<Bearer>, RecordsError> {
        self.found(records, secret, |opens| opens != Scope::Ingest).await
    }

    /// A secret that is not known is looked for in the records before it is refused, so that a new
    /// key opens at once.
    async fn found(
        &self,
        records: &Records,
        secret: &str,
        is_meant: impl Fn(Scope) -> bool,
    ) -> Result<Option<Bearer>, RecordsError> {
        let digest = secret::digest(secret);
        let found = |keys: &[HeldKey]| {
            let fits =
                |key: &&HeldKey| secret::is_same(&key.secret, &digest) && is_meant(key.scope);
            let bearer = |key: &HeldKey| Bearer { name: key.source.clone(), scope: key.scope };
            keys.iter().filter(fits).map(bearer).next_back()
        };
        let now = records.clock().now();
        if let Some(bearer) = self.held(now).and_then(|keys| found(&keys)) {
            return Ok(Some(bearer));
        }
        let mut tx = records.read().await?;
        let keys: Arc<[HeldKey]> = rows::opening(&mut tx).await?.into();
        let bearer = found(&keys);
        self.hold(Some(Held { read_at: now, keys }));
        Ok(bearer)
    }

    /// Lets go of what is held, so that the next question looks.
    pub fn forget(&self) {
        self.hold(None);
    }

    fn held(&self, now: Instant) -> Option<Arc<[HeldKey]>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let believed = |held: &&Held| (0..BELIEVED_FOR).contains(&(now.0 - held.read_at.0));
        held.as_ref().filter(believed).map(|held| held.keys.clone())
    }

    fn hold(&self, held: Option<Held>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = held;
    }
}
