//! Errands: what is fetched from a storefront by asking it.
//!
//! *Fill* fetches everything that was before. *Check* counts the orders of each day there and here.
//! *Mend* fetches the orders of some days again. An errand goes step by step; each step is a page
//! or a day, written with the place where to go on. Whoever is killed loses one step, and doing it
//! again changes nothing.
//!
//! Start reading at [`begin`] and [`step`].

mod days;
mod fill;
mod rows;

use std::time::Duration;

use domain::{Day, Instant, StorefrontId};
use jiff::ToSpan;
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::peers::{Again, Peer, Trouble};
use super::{State as Listening, Storefront};
use crate::shop::{self, Shop};
use crate::work;

pub use rows::{DayBeside, Run};

/// What is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Errand {
    /// Everything that was before.
    Fill,
    /// The orders of each day, to be counted.
    Check,
    /// The orders of some days, to be written down again.
    Mend,
}

impl Errand {
    const ALL: [Self; 3] = [Self::Fill, Self::Check, Self::Mend];

    fn word(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Check => "check",
            Self::Mend => "mend",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|errand| errand.word() == word)
    }
}

/// How far an errand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ErrandState)]
pub enum State {
    /// It goes on, or rests until it may.
    Running,
    /// It is done.
    Done,
    /// Something stands in its way; begun again, it goes on where it was.
    Failed,
    /// Somebody has stopped it; begun again, it goes on where it was.
    Stopped,
}

/// Days from one up to, and without, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

/// Why an errand is not begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// There is no such storefront.
    #[error("there is no such storefront")]
    Nobody,
    /// It cannot be asked.
    #[error("give the key of its API first: without it the storefront cannot be asked")]
    NoKey,
    /// It is under way.
    #[error("this is under way already")]
    Running,
    /// It was let go.
    #[error("the storefront is not connected")]
    LetGo,
    /// The days make no sense.
    #[error("the days must be one to {DAYS_MAX}, the last not before the first")]
    BadDays,
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The most days of a check: two years and a day.
const DAYS_MAX: i64 = 731;

/// Days that are checked every night: longer than any shop takes to notice that something is
/// missing, and few enough to be asked for.
const NIGHTLY_DAYS: i64 = 30;

/// Begins an errand, or goes on with one that was stopped or failed.
pub async fn begin(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    days: Option<Days>,
) -> Result<(), NotBegun> {
    let storefront = super::find(tx, id).await?.ok_or(NotBegun::Nobody)?;
    if storefront.state == Listening::Disconnected {
        return Err(NotBegun::LetGo);
    }
    if !storefront.can_be_asked {
        return Err(NotBegun::NoKey);
    }
    let n_days = days.map_or(1, |days| (days.until - days.from).get_days().into());
    if !(1..=DAYS_MAX).contains(&n_days) || (errand == Errand::Fill) != days.is_none() {
        return Err(NotBegun::BadDays);
    }
    let before = rows::find(tx, id, errand).await?;
    match before.map(|run| run.state) {
        Some(State::Running) => return Err(NotBegun::Running),
        Some(State::Failed | State::Stopped) if errand == Errand::Fill => {
            rows::go_on(tx, id, errand).await?;
        }
        _ => {
            let place = days.map_or_else(|| json!({}), |days| json!({ "day": days.from }));
            rows::begin(tx, id, errand, days, place).await?;
        }
    }
    step_at(tx, id, errand, tx.now()).await?;
    Ok(())
}

/// The days that are checked every night, today included.
pub async fn usual_days(tx: &mut ShopTx) -> Result<Days, RecordsError> {
    let today = shop::settings(tx).await?.shop_zone().day_of(tx.now());
    let until = today.saturating_add(1.day());
    Ok(Days { from: until.saturating_sub(NIGHTLY_DAYS.days()), until })
}

/// Stops an errand; `false` when it is not under way.
pub async fn stop(tx: &mut ShopTx, id: StorefrontId, errand: Errand) -> Result<bool, RecordsError> {
    rows::stop(tx, id, errand).await
}

/// How far the errands of a storefront are.
pub async fn list(tx: &mut ShopTx, id: StorefrontId) -> Result<Vec<Run>, RecordsError> {
    rows::list(tx, id).await
}

/// The days of a storefront as it counts them beside ours, newest first.
pub async fn days(tx: &mut ShopTx, id: StorefrontId) -> Result<Vec<DayBeside>, RecordsError> {
    rows::days(tx, id).await
}

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
struct Fetched {
    /// None after the last step.
    next: Option<Json>,
    n_done: i64,
    n_changed: i64,
    n_failed: i64,
    n_expected: Option<i64>,
    rest: Duration,
}

/// Why a step was not done.
enum NotFetched {
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
    let (Some(run), Some(storefront)) = (running, super::find(&mut tx, id).await?) else {
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
            let now = tx.now();
            check_nightly(&mut tx, id, now).await?;
        }
        tx.commit().await?;
        return Ok(Step::Ended);
    }
    step_at(&mut tx, id, errand, rests_until).await?;
    tx.commit().await?;
    Ok(Step::More(rests_until))
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

const STEP: &str = "storefront_errand";
const NIGHTLY: &str = "storefront_nightly";

async fn step_at(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let job = NewJob {
        kind: STEP,
        key: format!("{id}:{}", errand.word()),
        payload: json!({ "storefront": id, "errand": errand }),
        run_at,
    };
    jobs::enqueue(tx, job).await
}

async fn check_nightly(
    tx: &mut ShopTx,
    id: StorefrontId,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let payload = json!({ "storefront": id });
    jobs::enqueue(tx, NewJob { kind: NIGHTLY, key: id.to_string(), payload, run_at }).await
}

/// The kinds of work of errands.
pub(super) fn kinds() -> Vec<work::Kind> {
    vec![
        work::Kind {
            name: STEP,
            run: |shop, job| Box::pin(async move { run_step(&shop, &job).await }),
        },
        work::Kind {
            name: NIGHTLY,
            run: |shop, job| Box::pin(async move { run_nightly(&shop, &job).await }),
        },
    ]
}

fn storefront_of(job: &Claimed) -> Option<StorefrontId> {
    job.payload["storefront"].as_str().and_then(|id| id.parse().ok())
}

async fn run_step(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let errand = job.payload["errand"].as_str().and_then(Errand::named);
    let (Some(id), Some(errand)) = (storefront_of(job), errand) else { return Ok(()) };
    step(shop, id, errand).await.map(|_| ()).map_err(|error| error.to_string())
}

async fn run_nightly(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let Some(id) = storefront_of(job) else { return Ok(()) };
    begin_nightly(shop, id).await.map_err(|error| error.to_string())
}

async fn begin_nightly(shop: &Shop, id: StorefrontId) -> Result<(), RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    let days = usual_days(&mut tx).await?;
    match begin(&mut tx, id, Errand::Check, Some(days)).await {
        Err(NotBegun::Records(error)) => return Err(error),
        // Nobody to be asked: it is tried again when a fill has shown that there is.
        Err(NotBegun::Nobody | NotBegun::NoKey | NotBegun::LetGo) => return Ok(()),
        Ok(()) | Err(NotBegun::Running | NotBegun::BadDays) => {}
    }
    let tomorrow = tx.now().plus_days(1);
    check_nightly(&mut tx, id, tomorrow).await?;
    tx.commit().await
}
