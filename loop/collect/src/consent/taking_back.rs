//! What one source told within a time: counted, and taken back.

use domain::{CustomerId, Instant};
use records::{RecordsError, ShopTx};
use uuid::Uuid;

use super::rows::{self, TellingCounts};

/// How many answers and declarations a source wrote within a time, its ends included.
pub(crate) async fn told_within(
    tx: &mut ShopTx,
    source: &str,
    span: (Instant, Instant),
) -> Result<TellingCounts, RecordsError> {
    rows::told_within(tx, source, span).await
}

/// Takes back what a source was the first to tell within a time: nobody said anything then.
pub(crate) async fn take_back(
    tx: &mut ShopTx,
    source: &str,
    span: (Instant, Instant),
) -> Result<u64, RecordsError> {
    rows::take_back(tx, source, span).await
}

/// Which of these customers said something besides what a source told of them within a time.
pub(crate) async fn said_otherwise(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    source: &str,
    span: (Instant, Instant),
) -> Result<Vec<Uuid>, RecordsError> {
    rows::said_otherwise(tx, customers, source, span).await
}
