//! Orders of customers who go: erased with them, or nobody's from then on.

use domain::CustomerId;
use records::{RecordsError, ShopTx};

use super::rows;

/// The names of a customer's orders, each with its source.
pub(crate) async fn names_of(
    tx: &mut ShopTx,
    customer_no: i64,
) -> Result<Vec<(String, String)>, RecordsError> {
    rows::names_of(tx, customer_no).await
}

/// A customer's orders become those of somebody without a name: sums, days and what was bought
/// stay, their own names and what they came from do not. Answers how many.
pub(crate) async fn make_nameless(
    tx: &mut ShopTx,
    customer_no: i64,
    successor: CustomerId,
) -> Result<i64, RecordsError> {
    rows::make_nameless(tx, customer_no, successor).await
}

/// Erases a customer's orders; answers how many.
pub(crate) async fn erase(tx: &mut ShopTx, customer_no: i64) -> Result<i64, RecordsError> {
    rows::erase(tx, customer_no).await
}
