//! One step of an errand: asked, written, and the place where to go on.

use std::time::Duration;

use domain::{Instant, StorefrontId};
use records::{Actor, RecordsError, ShopTx};
use serde_json::Value as Json;

use super::jobs::{check_nightly, check_usual, step_at};
use super::{Errand, NotBegun, Run, State, days, fill, rows};
use crate::shop::Shop;
use crate::storefronts::peers::{Again, Peer, Trouble};
use crate::storefronts::{self, Storefront};

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is nothing to be done.
    Idle,
    /// There is more to do, not before a moment.
    More(Instant),
    /// That was the last one, or something stands in the way.
    Ended,
}

/// What a step has fetched and written, and where to go on.
pub(super) struct Fetched {
    /// None after the last step.
    pub(super) next: Option<Json>,
    pub(super) n_done: i64,
    pub(super) n_changed: i64,
    pub(super) n_failed: i64,
    pub(super) n_expected: Option<i64>,
    pub(super) rest: Duration,
}

/// Why a step was not done.
pub(super) enum NotFetched {
    Trouble(Trouble),
    Records(RecordsError),
}

impl From<RecordsError> for NotFetched {
    fn from(error: RecordsError) -> Self {
        Self::Records(error)
    }
}

impl From<Trouble> for NotFetched {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Does the next step of an errand.
pub async fn step(shop: &Shop, id: StorefrontId, errand: Errand) -> Result<Step, RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    let running = rows::find(&mut tx, id, errand).await?;
    let running = running.filter(|run| run.state == State::Running);
    let (Some(run), Some(storefront)) = (running, storefronts::find(&mut tx, id).await?) else {
        return Ok(Step::Idle);
    };
    // A step that comes too early, by a job that was kept twice, waits its turn.
    if let Some(until) = run.rests_until.filter(|until| *until > tx.now()) {
        step_at(&mut tx, id, errand, until).await?;
        tx.commit().await?;
        return Ok(Step::More(until));
    }
    let peer = Peer::of(shop, &mut tx, &storefront).await;
    drop(tx);
    let fetched = match peer {
        Err(trouble) => Err(NotFetched::Trouble(trouble)),
        Ok(peer) => match errand {
            Errand::Fill => fill::page(shop, &peer, &storefront, &run).await,
            Errand::Check | Errand::Mend => days::day(shop, &peer, &storefront, &run).await,
        },
    };
    match fetched {
        Ok((tx, fetched)) => advance(tx, &storefront, &run, fetched).await,
        Err(NotFetched::Trouble(trouble)) => stumble(shop, &run, trouble).await,
        Err(NotFetched::Records(error)) => Err(error),
    }
}

/// Writes the place where to go on, in the transaction that holds what was fetched.
async fn advance(
    mut tx: ShopTx,
    storefront: &Storefront,
    run: &Run,
    fetched: Fetched,
) -> Result<Step, RecordsError> {
    let (id, errand) = (storefront.id, run.errand);
    let rests_until = Instant(tx.now().0 + i64::try_from(fetched.rest.as_micros()).unwrap_or(0));
    let is_last = fetched.next.is_none();
    rows::advance(&mut tx, id, errand, &fetched, rests_until).await?;
    if is_last {
        if errand == Errand::Fill {
            after_fill(&mut tx, storefront).await?;
        }
        tx.commit().await?;
        return Ok(Step::Ended);
    }
    step_at(&mut tx, id, errand, rests_until).await?;
    tx.commit().await?;
    Ok(Step::More(rests_until))
}

/// Everything is fetched: whether it was is checked now, and every night from now on.
async fn after_fill(tx: &mut ShopTx, storefront: &Storefront) -> Result<(), RecordsError> {
    let (id, now) = (storefront.id, tx.now());
    if !storefront.kind.is_listed_nightly() {
        return check_nightly(tx, id, now).await;
    }
    match check_usual(tx, id).await {
        Err(NotBegun::Records(error)) => Err(error),
        _ => check_nightly(tx, id, now.plus_days(1)).await,
    }
}

/// How often in a row asking may fail before it is given up; the waits between add up to half a
/// day.
const STUMBLES_MAX: i64 = 12;

/// The longest wait before asking again, in seconds.
const WAIT_MAX: i64 = 2 * 60 * 60;

async fn stumble(shop: &Shop, run: &Run, trouble: Trouble) -> Result<Step, RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    let (id, errand) = (run.storefront, run.errand);
    let wait = match trouble.again {
        Some(_) if run.n_stumbles + 1 >= STUMBLES_MAX => None,
        Some(Again::After(wait)) => Some(i64::try_from(wait.as_secs()).unwrap_or(WAIT_MAX)),
        Some(Again::Later) => Some(5_i64 << run.n_stumbles.clamp(0, 20)),
        None => None,
    };
    let rests_until =
        wait.map(|seconds| Instant(tx.now().0 + seconds.clamp(1, WAIT_MAX) * 1_000_000));
    rows::stumble(&mut tx, id, errand, &trouble.to_string(), rests_until).await?;
    if let Some(at) = rests_until {
        step_at(&mut tx, id, errand, at).await?;
    }
    tx.commit().await?;
    Ok(rests_until.map_or(Step::Ended, Step::More))
}
