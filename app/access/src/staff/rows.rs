//! Rows of `staff`.

use domain::{Instant, StaffId};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::Staff;
use crate::rights::Role;

#[derive(FromQueryResult)]
struct StaffRow {
    id: Uuid,
    email: String,
    name: String,
    role: String,
    created_at: i64,
    password_hash: Option<String>,
    totp_secret: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

/// What is kept of the second factor of one person.
#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct SecondFactorRow {
    /// The secret that codes are checked with.
    pub(crate) totp_secret: Option<Vec<u8>>,
    /// The one that was shown and not confirmed yet.
    pub(crate) totp_offered: Option<Vec<u8>>,
    /// The step of the last code that was taken.
    pub(crate) totp_step_used: i64,
}

const COLUMNS: &str = "id, email, name, role, created_at, password_hash, totp_secret";

fn staff(row: StaffRow) -> Result<Staff, RecordsError> {
    let unknown = || RecordsError::Unreadable(format!("role `{}`", row.role));
    Ok(Staff {
        id: StaffId(row.id),
        role: Role::named(&row.role).ok_or_else(unknown)?,
        email: row.email,
        name: row.name,
        created_at: Instant(row.created_at),
        has_password: row.password_hash.is_some(),
        has_second_factor: row.totp_secret.is_some(),
    })
}

pub(super) async fn add(tx: &mut ShopTx, staff: &Staff) -> Result<(), RecordsError> {
    let sql = "insert into staff
                   (id, email, name, role, totp_step_used, created_at, created_by)
               values ($1, $2, $3, $4, 0, $5, $6)";
    let values = vec![
        staff.id.0.into(),
        staff.email.clone().into(),
        staff.name.clone().into(),
        staff.role.word().into(),
        staff.created_at.0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn is_anybody(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    Ok(tx.number("select count(*) from staff", vec![]).await? > 0)
}

pub(super) async fn list(tx: &mut ShopTx) -> Result<Vec<Staff>, RecordsError> {
    let sql = format!("select {COLUMNS} from staff order by email");
    let rows: Vec<StaffRow> = tx.rows(&sql, vec![]).await?;
    rows.into_iter().map(staff).collect()
}

pub(super) async fn find(tx: &mut ShopTx, id: StaffId) -> Result<Option<Staff>, RecordsError> {
    let sql = format!("select {COLUMNS} from staff where id = $1");
    tx.row::<StaffRow>(&sql, vec![id.0.into()]).await?.map(staff).transpose()
}

pub(super) async fn find_by_email(
    tx: &mut ShopTx,
    email: &str,
) -> Result<Option<Staff>, RecordsError> {
    let sql = format!("select {COLUMNS} from staff where email = $1");
    tx.row::<StaffRow>(&sql, vec![email.into()]).await?.map(staff).transpose()
}

pub(super) async fn lock_owners(tx: &mut ShopTx) -> Result<Vec<StaffId>, RecordsError> {
    let lock = tx.lock_clause();
    let sql = format!("select id from staff where role = $1 {lock}");
    let rows: Vec<IdRow> = tx.rows(&sql, vec![Role::Owner.word().into()]).await?;
    Ok(rows.into_iter().map(|row| StaffId(row.id)).collect())
}

pub(super) async fn change_role(
    tx: &mut ShopTx,
    id: StaffId,
    role: Role,
) -> Result<(), RecordsError> {
    let sql = "update staff set role = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), role.word().into()]).await?;
    Ok(())
}

pub(super) async fn rename(tx: &mut ShopTx, id: StaffId, name: &str) -> Result<(), RecordsError> {
    tx.run("update staff set name = $2 where id = $1", vec![id.0.into(), name.into()]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, id: StaffId) -> Result<(), RecordsError> {
    tx.run("delete from staff where id = $1", vec![id.0.into()]).await?;
    Ok(())
}

pub(super) async fn set_password(
    tx: &mut ShopTx,
    id: StaffId,
    kept: &str,
) -> Result<(), RecordsError> {
    let sql = "update staff set password_hash = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), kept.into()]).await?;
    Ok(())
}

/// What is kept of somebody's password.
pub(crate) async fn password_of(
    tx: &mut ShopTx,
    id: StaffId,
) -> Result<Option<String>, RecordsError> {
    let sql = format!("select {COLUMNS} from staff where id = $1");
    let row: Option<StaffRow> = tx.row(&sql, vec![id.0.into()]).await?;
    Ok(row.and_then(|row| row.password_hash))
}

pub(crate) async fn second_factor(
    tx: &mut ShopTx,
    id: StaffId,
) -> Result<SecondFactorRow, RecordsError> {
    let lock = tx.lock_clause();
    let sql =
        format!("select totp_secret, totp_offered, totp_step_used from staff where id = $1 {lock}");
    Ok(tx.row(&sql, vec![id.0.into()]).await?.unwrap_or_default())
}

pub(crate) async fn save_second_factor(
    tx: &mut ShopTx,
    id: StaffId,
    row: SecondFactorRow,
) -> Result<(), RecordsError> {
    let sql = "update staff set totp_secret = $2, totp_offered = $3, totp_step_used = $4
               where id = $1";
    let values = vec![
        id.0.into(),
        row.totp_secret.into(),
        row.totp_offered.into(),
        row.totp_step_used.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}
