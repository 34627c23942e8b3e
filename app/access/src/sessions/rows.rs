//! Rows of `session`.

use domain::{Instant, SessionId, StaffId};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::Session;
use crate::secret::TokenDigest;

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    staff_id: Uuid,
    began_at: i64,
    seen_at: i64,
    agent: String,
    address: String,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: SessionId(row.id),
            staff: StaffId(row.staff_id),
            began_at: Instant(row.began_at),
            seen_at: Instant(row.seen_at),
            agent: row.agent,
            address: row.address,
        }
    }
}

pub(super) async fn add(
    tx: &mut ShopTx,
    session: &Session,
    token: &TokenDigest,
) -> Result<(), RecordsError> {
    let sql = "insert into session (id, staff_id, token_hash, began_at, seen_at, agent, address)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        session.id.0.into(),
        session.staff.0.into(),
        token.to_vec().into(),
        session.began_at.0.into(),
        session.seen_at.0.into(),
        session.agent.clone().into(),
        session.address.clone().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut ShopTx,
    token: &TokenDigest,
) -> Result<Option<Session>, RecordsError> {
    let sql = "select id, staff_id, began_at, seen_at, agent, address from session
               where token_hash = $1";
    let row: Option<SessionRow> = tx.row(sql, vec![token.to_vec().into()]).await?;
    Ok(row.map(Session::from))
}

pub(super) async fn of_staff(
    tx: &mut ShopTx,
    staff: StaffId,
) -> Result<Vec<Session>, RecordsError> {
    let sql = "select id, staff_id, began_at, seen_at, agent, address from session
               where staff_id = $1 order by seen_at desc, id desc";
    let rows: Vec<SessionRow> = tx.rows(sql, vec![staff.0.into()]).await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

pub(super) async fn note(tx: &mut ShopTx, id: SessionId) -> Result<(), RecordsError> {
    let values = vec![id.0.into(), tx.now().0.into()];
    tx.run("update session set seen_at = $2 where id = $1", values).await?;
    Ok(())
}

pub(super) async fn end(
    tx: &mut ShopTx,
    staff: StaffId,
    id: SessionId,
) -> Result<bool, RecordsError> {
    let sql = "delete from session where staff_id = $1 and id = $2";
    Ok(tx.run(sql, vec![staff.0.into(), id.0.into()]).await? == 1)
}

pub(super) async fn end_all(tx: &mut ShopTx, staff: StaffId) -> Result<(), RecordsError> {
    tx.run("delete from session where staff_id = $1", vec![staff.0.into()]).await?;
    Ok(())
}

pub(super) async fn end_others(
    tx: &mut ShopTx,
    staff: StaffId,
    kept: SessionId,
) -> Result<u64, RecordsError> {
    let sql = "delete from session where staff_id = $1 and id <> $2";
    tx.run(sql, vec![staff.0.into(), kept.0.into()]).await
}

pub(super) async fn sweep(
    tx: &mut ShopTx,
    seen_before: Instant,
    began_before: Instant,
) -> Result<(), RecordsError> {
    let sql = "delete from session where seen_at <= $1 or began_at <= $2";
    tx.run(sql, vec![seen_before.0.into(), began_before.0.into()]).await?;
    Ok(())
}
