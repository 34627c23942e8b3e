//! Rows of `bounce`.

use domain::{CustomerId, Instant, MessageId};
use records::{Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::Report;

/// Writes a report down; `false` when it was told before.
pub(super) async fn add(
    tx: &mut ShopTx,
    message: MessageId,
    (customer, address): (Option<CustomerId>, &str),
    report: &Report,
) -> Result<bool, RecordsError> {
    let id: Uuid = tx.new_id();
    let values: Vec<Value> = vec![
        id.into(),
        message.0.into(),
        customer.map(|customer| customer.0).into(),
        address.into(),
        report.kind.word().into(),
        report.status.clone().into(),
        report.words.clone().into(),
        tx.now().0.into(),
    ];
    let columns = &["id", "message_id", "customer_id", "address", "kind", "status", "words", "at"];
    let conflict = "on conflict (message_id, kind) do nothing";
    Ok(tx.insert_many(Insert { table: "bounce", columns, conflict }, vec![values]).await? == 1)
}

/// Letters to an address that came back softly since a moment.
pub(super) async fn n_soft(
    tx: &mut ShopTx,
    address: &str,
    since: Instant,
) -> Result<i64, RecordsError> {
    let sql = "select count(*) from bounce where address = $1 and at >= $2 and kind = 'soft'";
    tx.number(sql, vec![address.into(), since.0.into()]).await
}
