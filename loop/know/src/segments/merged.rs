//! Segments of somebody who was known as two: the one who goes is in none, and tells nobody.
//!
//! The one who stays comes and goes by the next keeping, as what he is judged by has changed.

use collect::customers::merging::{Doing, Follower, Joined};
use domain::Instant;
use records::{RecordsError, ShopTx};

use super::keeping::Change;
use super::rows;

/// What is to be done with the crowds; no row bears a customer's id.
pub const FOLLOWER: Follower = Follower { rows: &[], joined, parted };

fn joined(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(take_out(tx, both.gone.no, both.at))
}

fn parted(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(put_back(tx, both.gone.no, both.at))
}

async fn take_out(tx: &mut ShopTx, customer_no: i64, at: Instant) -> Result<(), RecordsError> {
    for kept in rows::all_kept(tx).await? {
        let Some(mut crowd) = kept.crowd().filter(|crowd| crowd.holds(customer_no)) else {
            continue;
        };
        crowd.drop_one(customer_no);
        rows::put_crowd(tx, &kept.name, &crowd).await?;
        let change = Change { at, customer_no, entered: false };
        rows::add_changes(tx, &kept.name, &[change]).await?;
    }
    Ok(())
}

async fn put_back(tx: &mut ShopTx, customer_no: i64, at: Instant) -> Result<(), RecordsError> {
    for name in rows::left_at(tx, customer_no, at).await? {
        let Some(mut crowd) = rows::kept(tx, &name).await?.and_then(|kept| kept.crowd()) else {
            continue;
        };
        crowd.add_one(customer_no);
        rows::put_crowd(tx, &name, &crowd).await?;
    }
    rows::forget_change(tx, customer_no, at).await
}
