//! What was learnt stays in memory, so that an answer takes no time.
//!
//! What goes with what does not change from one order to the next: it is learnt anew in the
//! background when something has changed and ten minutes have gone by. What one customer bought is
//! read from the rows each time, so his newest order counts at once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};

use collect::shop::{Shop, news};
use domain::{Instant, RunId};
use tokio::sync::Semaphore;

use super::learnt::{Learnt, Recipe};
use super::{MODEL, RecommendOptions};
use crate::asking::{ReportError, ask};
use crate::models;

/// What was learnt is believed so long whatever has changed: ten minutes, in microseconds.
const BELIEVED_FOR: i64 = 600_000_000;

/// What is known of one shop.
#[derive(Clone)]
struct Held {
    news: i64,
    learnt_at: Instant,
    run: Option<RunId>,
    learnt: Arc<Option<Learnt>>,
}

/// By the folder of the shop.
static HELD: LazyLock<Mutex<HashMap<PathBuf, Held>>> = LazyLock::new(Mutex::default);
/// A fit takes both the processor and tens of megabytes: one at a time.
static TURN: Semaphore = Semaphore::const_new(1);

fn held() -> MutexGuard<'static, HashMap<PathBuf, Held>> {
    HELD.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// How the shop stands: what what was learnt is compared with.
struct Standing {
    news: i64,
    now: Instant,
    by_run: Option<(RunId, Option<Recipe>)>,
}

impl Standing {
    async fn of(shop: &Shop) -> Result<Self, ReportError> {
        let mut tx = shop.read().await?;
        let run = models::in_use(&mut tx, MODEL).await?;
        let by_run = run.map(|run| (run.id, serde_json::from_value(run.ran.found).ok()));
        Ok(Self { news: news::last(&mut tx).await?, now: tx.now(), by_run })
    }

    fn run(&self) -> Option<RunId> {
        self.by_run.map(|(id, _)| id)
    }

    fn is_new(&self, held: &Held) -> bool {
        held.news == self.news || self.now.0 - held.learnt_at.0 < BELIEVED_FOR
    }
}

/// What was learnt of a shop; none while nobody has bought. What is too old is told once more, and
/// learnt anew meanwhile.
pub async fn learnt(shop: &Shop) -> Result<Arc<Option<Learnt>>, ReportError> {
    let standing = Standing::of(shop).await?;
    let place = shop.home().path().to_owned();
    let known = held().get(&place).filter(|held| held.run == standing.run()).cloned();
    match known.filter(|_| shop.believes_kept()) {
        Some(held) if standing.is_new(&held) => Ok(held.learnt),
        Some(held) => {
            // Whoever has the turn is learning already.
            if TURN.available_permits() > 0 {
                let shop = shop.clone();
                tokio::spawn(async move {
                    if let Err(error) = anew(&shop, standing).await {
                        tracing::warn!(%error, "recommendations could not be learnt anew");
                    }
                });
            }
            Ok(held.learnt)
        }
        None => anew(shop, standing).await,
    }
}

/// Learns, unless another has while this one waited for its turn.
async fn anew(shop: &Shop, standing: Standing) -> Result<Arc<Option<Learnt>>, ReportError> {
    let place = shop.home().path().to_owned();
    let _turn = TURN.acquire().await;
    let known = held().get(&place).filter(|held| held.run == standing.run()).cloned();
    if let Some(held) = known.filter(|held| shop.believes_kept() && standing.is_new(held)) {
        return Ok(held.learnt);
    }
    let by_run = standing.by_run.and_then(|(id, recipe)| Some((id, recipe?)));
    let asked = ask(shop, None).await?;
    let learnt = Arc::new(super::learnt_of(&asked, &RecommendOptions::default(), by_run).await?);
    let (news, learnt_at, run) = (standing.news, standing.now, standing.run());
    held().insert(place, Held { news, learnt_at, run, learnt: learnt.clone() });
    Ok(learnt)
}
