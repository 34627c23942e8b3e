//! Products that are recommended to nobody for now: out of stock, or not to be pushed.

mod rows;

use domain::Instant;
use records::{RecordsError, ShopTx};
use serde::Serialize;

/// A product that is recommended to nobody for now.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = WithheldProduct)]
pub struct Withheld {
    /// Its article number, or its name where it has none.
    pub product: String,
    /// Since when.
    pub withheld_at: Instant,
    /// Who said so.
    pub withheld_by: String,
}

/// All of them.
pub async fn all(tx: &mut ShopTx) -> Result<Vec<Withheld>, RecordsError> {
    rows::all(tx).await
}

/// Recommends a product to nobody from now on.
pub async fn withhold(tx: &mut ShopTx, product: &str) -> Result<(), RecordsError> {
    rows::withhold(tx, product.trim()).await
}

/// Lets a product be recommended again; answers whether it was withheld.
pub async fn release(tx: &mut ShopTx, product: &str) -> Result<bool, RecordsError> {
    rows::release(tx, product.trim()).await
}
