//! Rows of `recovery_code`.

use domain::StaffId;
use records::{Insert, RecordsError, ShopTx};

pub(super) async fn replace(
    tx: &mut ShopTx,
    staff: StaffId,
    codes: &[[u8; 32]],
) -> Result<(), RecordsError> {
    tx.run("delete from recovery_code where staff_id = $1", vec![staff.0.into()]).await?;
    let rows = codes.iter().map(|code| vec![staff.0.into(), code.to_vec().into()]).collect();
    let into = Insert { table: "recovery_code", columns: &["staff_id", "code_hash"], conflict: "" };
    tx.insert_many(into, rows).await?;
    Ok(())
}

pub(super) async fn take(
    tx: &mut ShopTx,
    staff: StaffId,
    code: &[u8; 32],
) -> Result<bool, RecordsError> {
    let sql = "delete from recovery_code where staff_id = $1 and code_hash = $2";
    Ok(tx.run(sql, vec![staff.0.into(), code.to_vec().into()]).await? == 1)
}

pub(super) async fn count(tx: &mut ShopTx, staff: StaffId) -> Result<i64, RecordsError> {
    let sql = "select count(*) from recovery_code where staff_id = $1";
    tx.number(sql, vec![staff.0.into()]).await
}
