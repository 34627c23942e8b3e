//! How far an import is taken back, in its row.

use domain::ImportId;
use records::{RecordsError, ShopTx};

use super::Reversal;
use crate::imports::State;

pub(super) async fn note(
    tx: &mut ShopTx,
    id: ImportId,
    state: State,
    reversal: &Reversal,
) -> Result<(), RecordsError> {
    let sql = "update import set state = $2, reverted = $3, reverted_at = $4, updated_at = $4
               where id = $1";
    let now = tx.now().0;
    let told = serde_json::to_value(reversal)?;
    tx.run(sql, vec![id.0.into(), state.word().into(), told.into(), now.into()]).await?;
    Ok(())
}
