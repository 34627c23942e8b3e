//! What customers who are listed in a report are called.

use std::collections::HashMap;

use collect::customers;
use collect::shop::Shop;
use domain::CustomerId;
use records::RecordsError;

/// What customers are called, by their numbers: the id that reports show, and ours.
pub(crate) type Called = HashMap<i64, (String, CustomerId)>;

/// What the customers of these numbers are called.
pub(crate) async fn of_numbers(shop: &Shop, numbers: &[i64]) -> Result<Called, RecordsError> {
    let found = customers::of_numbers(&mut shop.read().await?, numbers).await?;
    let called = found.into_iter().map(|customer| {
        let shown = customers::shown_id(customer.external_id.as_deref(), customer.id);
        (customer.no, (shown, customer.id))
    });
    Ok(called.collect())
}
