//! Rows of `backup`.

use domain::{BackupId, Instant};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::archive::Outcome;
use super::schedule::Newest;
use super::{Backup, Source, State};

#[derive(FromQueryResult)]
struct BackupRow {
    id: Uuid,
    state: String,
    source: String,
    path: String,
    began_at: i64,
    heard_at: i64,
    ended_at: Option<i64>,
    n_bytes: Option<i64>,
    n_customers: Option<i64>,
    n_orders: Option<i64>,
    problem: Option<String>,
}

const COLUMNS: &str = "id, state, source, path, began_at, heard_at, ended_at, n_bytes,
                       n_customers, n_orders, problem";

impl TryFrom<BackupRow> for Backup {
    type Error = RecordsError;

    fn try_from(row: BackupRow) -> Result<Self, RecordsError> {
        let state = State::ALL.into_iter().find(|state| state.word() == row.state);
        let source = Source::ALL.into_iter().find(|source| source.word() == row.source);
        let unknown = || RecordsError::Unreadable(format!("a backup that is `{}`", row.state));
        Ok(Self {
            id: BackupId(row.id),
            state: state.ok_or_else(unknown)?,
            source: source.ok_or_else(unknown)?,
            path: row.path,
            began_at: Instant(row.began_at),
            heard_at: Instant(row.heard_at),
            ended_at: row.ended_at.map(Instant),
            n_bytes: row.n_bytes,
            n_customers: row.n_customers,
            n_orders: row.n_orders,
            problem: row.problem,
        })
    }
}

pub(super) async fn add(
    tx: &mut ShopTx,
    id: BackupId,
    source: Source,
    path: &str,
) -> Result<(), RecordsError> {
    let sql = "insert into backup (id, state, source, path, began_at, heard_at)
               values ($1, 'running', $2, $3, $4, $4)";
    let values = vec![id.0.into(), source.word().into(), path.into(), tx.now().0.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Whoever makes it is still at it.
pub(super) async fn hear(tx: &mut ShopTx, id: BackupId) -> Result<(), RecordsError> {
    let sql = "update backup set heard_at = $2 where id = $1 and state = 'running'";
    tx.run(sql, vec![id.0.into(), tx.now().0.into()]).await?;
    Ok(())
}

pub(super) async fn keep(
    tx: &mut ShopTx,
    id: BackupId,
    outcome: &Outcome,
) -> Result<(), RecordsError> {
    let sql = "update backup set state = 'kept', ended_at = $2, n_bytes = $3, n_customers = $4,
                                 n_orders = $5, problem = null where id = $1";
    let values = vec![
        id.0.into(),
        tx.now().0.into(),
        i64::try_from(outcome.n_bytes).unwrap_or(i64::MAX).into(),
        outcome.manifest.n_rows("customer").into(),
        outcome.manifest.n_rows("orders").into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn fail(tx: &mut ShopTx, id: BackupId, problem: &str) -> Result<(), RecordsError> {
    let sql = "update backup set state = 'failed', ended_at = $2, problem = $3 where id = $1";
    tx.run(sql, vec![id.0.into(), tx.now().0.into(), problem.into()]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, id: BackupId) -> Result<(), RecordsError> {
    tx.run("update backup set state = 'removed' where id = $1", vec![id.0.into()]).await?;
    Ok(())
}

pub(super) async fn find(tx: &mut ShopTx, id: BackupId) -> Result<Option<Backup>, RecordsError> {
    let sql = format!("select {COLUMNS} from backup where id = $1");
    let row: Option<BackupRow> = tx.row(&sql, vec![id.0.into()]).await?;
    row.map(Backup::try_from).transpose()
}

pub(super) async fn list(tx: &mut ShopTx, limit: u32) -> Result<Vec<Backup>, RecordsError> {
    let sql = format!("select {COLUMNS} from backup order by began_at desc, id desc limit $1");
    let rows: Vec<BackupRow> = tx.rows(&sql, vec![i64::from(limit).into()]).await?;
    rows.into_iter().map(Backup::try_from).collect()
}

pub(super) async fn running(tx: &mut ShopTx) -> Result<Option<Backup>, RecordsError> {
    let sql = format!("select {COLUMNS} from backup where state = 'running'");
    let row: Option<BackupRow> = tx.row(&sql, vec![]).await?;
    row.map(Backup::try_from).transpose()
}

/// Those that lie where they were put, the newest first.
pub(super) async fn kept(tx: &mut ShopTx) -> Result<Vec<Backup>, RecordsError> {
    let sql = format!(
        "select {COLUMNS} from backup where state = 'kept' order by began_at desc, id desc"
    );
    let rows: Vec<BackupRow> = tx.rows(&sql, vec![]).await?;
    rows.into_iter().map(Backup::try_from).collect()
}

#[derive(FromQueryResult)]
struct NewestRow {
    whole: Option<i64>,
    tried: Option<i64>,
}

pub(super) async fn newest(tx: &mut ShopTx) -> Result<Newest, RecordsError> {
    let sql = "select max(case when state in ('kept', 'removed') then began_at end) as whole,
                      max(began_at) as tried from backup";
    let row: Option<NewestRow> = tx.row(sql, vec![]).await?;
    let row = row.unwrap_or(NewestRow { whole: None, tried: None });
    Ok(Newest { whole: row.whole.map(Instant), tried: row.tried.map(Instant) })
}
