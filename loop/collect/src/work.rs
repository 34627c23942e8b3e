//! Doing work that was kept for later: claim under a lease, do, report.
//!
//! Every room lists its kinds of work; whoever runs the shop (the server, a command, a test)
//! passes them here. A kind of work carries ids, is safe to do twice and looks at the state
//! before it does anything.

use std::pin::Pin;

use records::jobs::{self, Claimed};
use records::{Actor, RecordsError};
use tokio::time::Instant;
use wire::meters::{Counter, Timer};

use crate::shop::Shop;

/// What a kind of work comes to: done, or the reason why it has to be tried again.
pub type Doing = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// A kind of work and who knows how to do it.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The word under which jobs of this kind are kept.
    pub name: &'static str,
    /// Does one job.
    pub run: fn(Shop, Claimed) -> Doing,
}

/// What became of work kept for later.
pub static JOBS: Counter<2> = Counter::new(
    "regulars_jobs_total",
    "Pieces of work kept for later, by what became of them.",
    "outcome",
    ["done", "failed"],
);

/// How long one piece of it took.
pub static JOB_TIME: Timer =
    Timer::new("regulars_job_seconds", "How long a piece of work kept for later took.");

/// Does the job that has been due longest; answers whether there was one.
pub async fn do_next(shop: &Shop, kinds: &[Kind]) -> Result<bool, RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    let Some(job) = jobs::claim(&mut tx).await? else { return Ok(false) };
    tx.commit().await?;
    let began = Instant::now();
    let outcome = match kinds.iter().find(|kind| kind.name == job.kind) {
        Some(kind) => (kind.run)(shop.clone(), job.clone()).await,
        None => Err(format!("nobody here knows how to do `{}`", job.kind)),
    };
    JOB_TIME.took(began.elapsed());
    JOBS.add(if outcome.is_ok() { "done" } else { "failed" }, 1);
    let mut tx = shop.write(Actor::System).await?;
    match outcome {
        Ok(()) => jobs::done(&mut tx, &job).await?,
        Err(reason) => {
            tracing::warn!(job.kind, attempts = job.attempts, %reason, "a job failed");
            jobs::failed(&mut tx, &job, &reason).await?;
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// Does everything that is due now.
pub async fn do_all_due(shop: &Shop, kinds: &[Kind]) -> Result<usize, RecordsError> {
    let mut n_done = 0;
    while do_next(shop, kinds).await? {
        n_done += 1;
    }
    Ok(n_done)
}
