//! Jobs: work for later, kept in the transaction that made it necessary.
//!
//! A job carries ids, is safe to run twice and never trusts what it was told. A worker claims it
//! under a lease; when the worker dies the lease runs out and another one takes over.

use domain::{Instant, JobId};
use sea_orm::FromQueryResult;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{RecordsError, ShopTx};

/// Work about to be kept for later.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Who knows how to do it, such as `campaign_sending`.
    pub kind: &'static str,
    /// Jobs of one kind with the same key are one job.
    pub key: String,
    /// The ids it needs.
    pub payload: Json,
    /// Not before this moment.
    pub run_at: Instant,
}

/// A job under this worker's lease.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The job.
    pub id: JobId,
    /// Who knows how to do it.
    pub kind: String,
    /// The ids it needs.
    pub payload: Json,
    /// How often it has been tried, this time included.
    pub attempts: i64,
}

#[derive(FromQueryResult)]
struct ClaimedRow {
    id: Uuid,
    kind: String,
    payload: Json,
    attempts: i64,
}

/// A worker that has not reported for this long is taken for dead.
pub const LEASE_SECONDS: i64 = 60;

/// After this many tries a job is set aside for a person to look at.
const ATTEMPTS_MAX: i64 = 8;

/// Keeps work for later; the same kind and key twice is kept once, at the earlier moment.
///
/// The moment of a job that is running is spent: a job that keeps itself for later rests until
/// then.
pub async fn enqueue(tx: &mut ShopTx, job: NewJob) -> Result<(), RecordsError> {
    let id: JobId = tx.new_id();
    let sql = "insert into job (id, kind, job_key, payload, run_at, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (kind, job_key) do update
               set run_at = case when job.state = 'due' and job.run_at < excluded.run_at
                                 then job.run_at else excluded.run_at end,
                   payload = excluded.payload,
                   state = 'due', attempts = 0";
    let values = vec![
        id.0.into(),
        job.kind.into(),
        job.key.into(),
        job.payload.into(),
        job.run_at.0.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Takes the job that has been due longest, under a lease.
pub async fn claim(tx: &mut ShopTx) -> Result<Option<Claimed>, RecordsError> {
    let now = tx.now();
    let sql = format!(
        "update job set state = 'running', attempts = attempts + 1, lease_until = $2
         where id = (select id from job
                     where run_at <= $1 and (state = 'due'
                           or (state = 'running' and lease_until < $1))
                     order by run_at, id limit 1 {})
         returning id, kind, payload, attempts",
        tx.engine().skip_locked()
    );
    let lease = now.0 + LEASE_SECONDS * 1_000_000;
    let row: Option<ClaimedRow> = tx.row(&sql, vec![now.0.into(), lease.into()]).await?;
    Ok(row.map(|row| Claimed {
        id: JobId(row.id),
        kind: row.kind,
        payload: row.payload,
        attempts: row.attempts,
    }))
}

/// Keeps the lease of a job that is still being worked on; `false` when it was lost.
pub async fn renew(tx: &mut ShopTx, job: &Claimed) -> Result<bool, RecordsError> {
    let lease = tx.now().0 + LEASE_SECONDS * 1_000_000;
    let sql = "update job set lease_until = $2
               where id = $1 and state = 'running' and attempts = $3";
    Ok(tx.run(sql, vec![job.id.0.into(), lease.into(), job.attempts.into()]).await? == 1)
}

/// The job is done and forgotten.
pub async fn done(tx: &mut ShopTx, job: &Claimed) -> Result<(), RecordsError> {
    let sql = "delete from job where id = $1 and state = 'running' and attempts = $2";
    tx.run(sql, vec![job.id.0.into(), job.attempts.into()]).await?;
    Ok(())
}

/// The job failed: it is tried again later and later, and set aside after the eighth try.
pub async fn failed(tx: &mut ShopTx, job: &Claimed, reason: &str) -> Result<(), RecordsError> {
    let wait_seconds = 1_i64 << job.attempts.min(10);
    let state = if job.attempts >= ATTEMPTS_MAX { "set_aside" } else { "due" };
    let sql = "update job set state = $3, run_at = $4, last_error = $5
               where id = $1 and state = 'running' and attempts = $2";
    let values = vec![
        job.id.0.into(),
        job.attempts.into(),
        state.into(),
        (tx.now().0 + wait_seconds * 1_000_000).into(),
        reason.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Work of one kind, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Standing {
    /// Who knows how to do it.
    pub kind: String,
    /// `due`, `running` or `set_aside`.
    pub state: String,
    /// How much of it.
    pub n: i64,
    /// The earliest moment of it, in microseconds since 1970.
    pub earliest: i64,
}

/// How much work is kept, by kind and state.
pub async fn standing(tx: &mut ShopTx) -> Result<Vec<Standing>, RecordsError> {
    let sql = "select kind, state, count(*) as n, min(run_at) as earliest from job
               group by kind, state order by kind, state";
    tx.rows(sql, vec![]).await
}

/// A job that has failed, and is tried again or waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The job.
    pub id: JobId,
    /// Who knows how to do it.
    pub kind: String,
    /// Whether it is not tried any more until somebody says so.
    pub is_set_aside: bool,
    /// How often it has been tried.
    pub attempts: i64,
    /// When it is tried next, or was tried last.
    pub run_at: Instant,
    /// What stood in the way last.
    pub reason: String,
}

/// The jobs that have failed, those that are set aside first.
pub async fn failing(tx: &mut ShopTx, limit: u32) -> Result<Vec<Failing>, RecordsError> {
    #[derive(FromQueryResult)]
    struct FailingRow {
        id: Uuid,
        kind: String,
        state: String,
        attempts: i64,
        run_at: i64,
        last_error: String,
    }
    let sql = "select id, kind, state, attempts, run_at, last_error from job
               where last_error is not null and state <> 'running' and attempts > 0
               order by case state when 'set_aside' then 0 else 1 end, run_at, id limit $1";
    let rows: Vec<FailingRow> = tx.rows(sql, vec![i64::from(limit).into()]).await?;
    let failing = |row: FailingRow| Failing {
        id: JobId(row.id),
        kind: row.kind,
        is_set_aside: row.state == "set_aside",
        attempts: row.attempts,
        run_at: Instant(row.run_at),
        reason: row.last_error,
    };
    Ok(rows.into_iter().map(failing).collect())
}

/// Has a failed job tried again at once, as if for the first time; `false` when it runs or is gone.
pub async fn try_again(tx: &mut ShopTx, id: JobId) -> Result<bool, RecordsError> {
    let sql = "update job set state = 'due', attempts = 0, run_at = $2
               where id = $1 and state <> 'running'";
    Ok(tx.run(sql, vec![id.0.into(), tx.now().0.into()]).await? == 1)
}
