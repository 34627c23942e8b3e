//! Customers who go: by what they would be known again, and who takes their place.

mod rows;

use std::collections::HashSet;

use domain::{CustomerId, Instant};
use records::{RecordsError, ShopTx};

use super::Identity;
use super::recognition::{Rules, identities_of};
use crate::orders::draft::PersonDraft;

/// Every name that a draft of a person comes by, strongest first; what a shop has blocked since
/// still names whom it named.
pub(crate) fn names_told(source: &str, person: &PersonDraft) -> Vec<Identity> {
    identities_of(source, person, &Rules::default())
}

/// How many customers have this name.
pub(crate) async fn n_called(tx: &mut ShopTx, name: &str) -> Result<i64, RecordsError> {
    rows::n_called(tx, name).await
}

/// What others are called in whose names this one stands, as `anna@` stands in `hanna@`.
pub(crate) async fn names_with(tx: &mut ShopTx, name: &str) -> Result<Vec<String>, RecordsError> {
    rows::names_with(tx, name).await
}

/// Every name of everybody.
pub(crate) async fn all_identities(
    tx: &mut ShopTx,
) -> Result<Vec<(CustomerId, Identity)>, RecordsError> {
    rows::all_identities(tx).await
}

/// Makes somebody without a name who takes a customer's place; answers under which id.
///
/// Until [`let_go`] the customer is there too, so that what stays can be handed over.
pub(crate) async fn make_nameless(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<CustomerId, RecordsError> {
    let successor: CustomerId = tx.new_id();
    rows::add_nameless(tx, customer, successor).await?;
    Ok(successor)
}

/// Those of these customers whom we first heard of within a time, its ends included, and of whom
/// nothing was told since.
pub(crate) async fn heard_of_within(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    span: (Instant, Instant),
) -> Result<HashSet<CustomerId>, RecordsError> {
    rows::heard_of_within(tx, customers, span).await
}

/// These customers are not there any more, and nobody takes their place.
pub(crate) async fn let_several_go(
    tx: &mut ShopTx,
    customers: &[CustomerId],
) -> Result<(), RecordsError> {
    rows::let_several_go(tx, customers).await
}

/// The customer is not there any more; his number is his successor's, where there is one.
pub(crate) async fn let_go(
    tx: &mut ShopTx,
    customer: CustomerId,
    successor: Option<CustomerId>,
) -> Result<(), RecordsError> {
    rows::let_go(tx, customer, successor).await
}
