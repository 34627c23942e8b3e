//! Rows of `ticket`.

use domain::{Instant, StaffId};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::{Purpose, Ticket};
use crate::secret::TokenDigest;

#[derive(FromQueryResult)]
struct TicketRow {
    staff_id: Uuid,
    purpose: String,
}

pub(super) async fn add(
    tx: &mut ShopTx,
    token: &TokenDigest,
    ticket: &Ticket,
    ends_at: Instant,
) -> Result<(), RecordsError> {
    let sql = "insert into ticket (token_hash, staff_id, purpose, ends_at)
               values ($1, $2, $3, $4)";
    let values = vec![
        token.to_vec().into(),
        ticket.staff.0.into(),
        ticket.purpose.word().into(),
        ends_at.0.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut ShopTx,
    token: &TokenDigest,
) -> Result<Option<Ticket>, RecordsError> {
    let sql = "select staff_id, purpose from ticket where token_hash = $1 and ends_at > $2";
    let values = vec![token.to_vec().into(), tx.now().0.into()];
    let Some(row) = tx.row::<TicketRow>(sql, values).await? else { return Ok(None) };
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.word() == row.purpose);
    let unknown = || RecordsError::Unreadable(format!("link to `{}`", row.purpose));
    Ok(Some(Ticket { staff: StaffId(row.staff_id), purpose: purpose.ok_or_else(unknown)? }))
}

pub(super) async fn take(tx: &mut ShopTx, token: &TokenDigest) -> Result<bool, RecordsError> {
    let sql = "delete from ticket where token_hash = $1";
    Ok(tx.run(sql, vec![token.to_vec().into()]).await? == 1)
}

pub(super) async fn forget(tx: &mut ShopTx, staff: StaffId) -> Result<(), RecordsError> {
    tx.run("delete from ticket where staff_id = $1", vec![staff.0.into()]).await?;
    Ok(())
}
