//! News: a number that grows with every change of what customers are judged by.
//!
//! Whoever keeps an answer keeps the number with it, and knows by it that nothing has happened
//! since: no order, no customer, no consent, no setting and no rule is another one.

use records::{RecordsError, ShopTx};

const COUNTER: &str = "news";

/// Something has changed; it is told with the change, in one transaction.
pub async fn tell(tx: &mut ShopTx) -> Result<(), RecordsError> {
    tx.take_numbers(COUNTER, 1).await?;
    Ok(())
}

/// The number of the last change; 0 in a shop that has heard nothing.
pub async fn last(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.last_number(COUNTER).await
}
