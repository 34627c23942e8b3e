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

/// One key that opens.
#[derive(Debug)]
pub(super) struct HeldKey {
    pub(super) source: String,
    pub(super) scope: Scope,
    pub(super) secret: SecretDigest,
}

impl Ring {
    /// The source that has this secret, when its key opens what is asked for.
    ///
    /// A secret that is not known is looked for in the records before it is refused, so that a new
    /// key opens at once.
    pub async fn holder(
        &self,
        records: &Records,
        secret: &str,
        scope: Scope,
    ) -> Result<Option<String>, RecordsError> {
        let digest = secret::digest(secret);
        let found = |keys: &[HeldKey]| {
            let fits = |key: &&HeldKey| secret::is_same(&key.secret, &digest) && key.scope == scope;
            keys.iter().filter(fits).map(|key| key.source.clone()).next_back()
        };
        let now = records.clock().now();
        if let Some(source) = self.held(now).and_then(|keys| found(&keys)) {
            return Ok(Some(source));
        }
        let mut tx = records.read().await?;
        let keys: Arc<[HeldKey]> = rows::opening(&mut tx).await?.into();
        let source = found(&keys);
        self.hold(Some(Held { read_at: now, keys }));
        Ok(source)
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
