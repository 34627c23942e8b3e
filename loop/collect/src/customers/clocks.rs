//! The clocks that customers live by.

use std::collections::HashMap;

use domain::{CustomerId, ShopZone};
use records::{RecordsError, ShopTx};

use super::rows;

/// The clocks that these customers live by; who never told is left out.
pub async fn time_zones_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, ShopZone>, RecordsError> {
    let named = rows::time_zones_of(tx, customers).await?;
    Ok(named
        .into_iter()
        .filter_map(|(customer, name)| Some((customer, ShopZone::named(&name).ok()?)))
        .collect())
}

/// Every clock that some customer lives by.
pub async fn time_zones(tx: &mut ShopTx) -> Result<Vec<ShopZone>, RecordsError> {
    let names = rows::time_zones(tx).await?;
    Ok(names.iter().filter_map(|name| ShopZone::named(name).ok()).collect())
}
