//! Orders that an import brought, and taking them back.
//!
//! An order goes with its import as long as nobody has told of it differently since. A storefront
//! that tells of the same order keeps it, even where it tells exactly the same.

mod rows;

use std::collections::HashSet;

use domain::{CustomerId, ImportId, Instant};
use records::{RecordsError, ShopTx, happenings};
use uuid::Uuid;

use super::telling;
use crate::settling;

pub(crate) use rows::{Brought, Counts, changed_since};

/// How many orders an import brought, and what became of them since.
pub(crate) async fn counts(tx: &mut ShopTx, import: ImportId) -> Result<Counts, RecordsError> {
    rows::counts(tx, import).await
}

/// Orders that would go with their import, by id; read on after the last one.
pub(crate) async fn going(
    tx: &mut ShopTx,
    import: ImportId,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Brought>, RecordsError> {
    rows::going(tx, import, after.unwrap_or_else(|| floor_of(import)), limit).await
}

/// Customers all of whose orders would go, by number; read on after the last one.
pub(crate) async fn only_buyers(
    tx: &mut ShopTx,
    import: ImportId,
    after: i64,
    limit: u32,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    rows::only_buyers(tx, import, after, limit).await
}

/// Which of these customers have an order.
pub(crate) async fn who_has_bought(
    tx: &mut ShopTx,
    numbers: &[i64],
) -> Result<HashSet<i64>, RecordsError> {
    rows::who_has_bought(tx, numbers).await
}

/// Takes orders away with what was told of them on the timeline; reports are exact at once.
pub(crate) async fn take_back(tx: &mut ShopTx, orders: &[Brought]) -> Result<(), RecordsError> {
    let ids: Vec<Uuid> = orders.iter().map(|order| order.id).collect();
    rows::delete(tx, &ids).await?;
    for some in orders.chunk_by(|one, other| one.source == other.source) {
        let keys: Vec<String> =
            some.iter().map(|order| telling::key_of(&order.external_id, &order.content)).collect();
        happenings::take_back(tx, &some[0].source, &keys).await?;
    }
    settling::mark_dirty(tx, orders.iter().map(|order| order.customer_no).collect()).await
}

/// The least id that anything can have that was made after an import had begun: ids begin with the
/// millisecond in which they were made.
fn floor_of(import: ImportId) -> Uuid {
    let mut bytes = *import.0.as_bytes();
    bytes[6..].fill(0);
    Uuid::from_bytes(bytes)
}

/// Whose an order was, and when it was placed.
impl Brought {
    /// The customer and the moment of the order, where it has a customer.
    pub fn bought(&self) -> Option<(CustomerId, Instant)> {
        Some((self.customer?, self.at))
    }
}
