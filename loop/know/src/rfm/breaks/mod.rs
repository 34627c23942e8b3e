//! Breaks of the shop's own: where its scores are cut, in versions.
//!
//! Every report, segment and campaign that asks for scores or groups cuts them by the newest
//! version, whatever day it looks at: a customer moves because he bought, never because somebody
//! changed the ruler between two days. What was set before is kept and can be looked up.

pub mod api;

#[cfg(test)]
mod tests;

use clap::Args;
use collect::shop;
use domain::Instant;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};

use super::Scale;
use super::scores::OwnBreaks;

/// Where a shop cuts its scores; by fifths of the customers where it says nothing.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, Args,
)]
#[serde(default, deny_unknown_fields)]
pub struct ShopBreaks {
    /// The longest silence in days for 5, 4, 3 and 2
    #[arg(long, value_name = "A,B,C,D")]
    #[schema(value_type = Option<String>, example = "30,60,120,240")]
    pub recency: Option<OwnBreaks>,
    /// The fewest orders for 2, 3, 4 and 5
    #[arg(long, value_name = "A,B,C,D")]
    #[schema(value_type = Option<String>, example = "2,3,4,6")]
    pub orders: Option<OwnBreaks>,
    /// The least revenue in minor units for 2, 3, 4 and 5
    #[arg(long, value_name = "A,B,C,D")]
    #[schema(value_type = Option<String>, example = "5000,10000,25000,100000")]
    pub revenue: Option<OwnBreaks>,
}

/// The breaks that were in force from a moment until the next version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BreaksVersion {
    /// Its number, from 1.
    pub version: u32,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Instant,
    /// The breaks.
    pub breaks: ShopBreaks,
}

const SETTING: &str = "rfm_breaks";

/// Versions that are remembered; the numbers go on.
const VERSIONS_MAX: usize = 100;

/// Every version that is remembered, the newest last; none while fifths have always decided.
pub async fn versions(tx: &mut ShopTx) -> Result<Vec<BreaksVersion>, RecordsError> {
    Ok(shop::setting(tx, SETTING).await?.unwrap_or_default())
}

/// Where the shop cuts its scores now.
pub async fn scale_of(tx: &mut ShopTx) -> Result<Scale, RecordsError> {
    let newest = versions(tx).await?.last().copied();
    Ok(newest.map_or_else(Scale::default, |newest| Scale {
        recency: newest.breaks.recency,
        orders: newest.breaks.orders,
        revenue: newest.breaks.revenue,
        version: Some(newest.version),
    }))
}

/// Sets the breaks as a new version; breaks that are in force already are left as they are.
pub async fn replace_breaks(
    tx: &mut ShopTx,
    breaks: ShopBreaks,
) -> Result<BreaksVersion, RecordsError> {
    let mut versions = versions(tx).await?;
    if let Some(newest) = versions.last().filter(|newest| newest.breaks == breaks) {
        return Ok(*newest);
    }
    let version = versions.last().map_or(1, |newest| newest.version + 1);
    let newest = BreaksVersion { version, since: tx.now(), breaks };
    versions.push(newest);
    let forgotten = versions.len().saturating_sub(VERSIONS_MAX);
    shop::save_setting(tx, SETTING, &versions.split_off(forgotten)).await?;
    Ok(newest)
}

/// Goes back to fifths, which is a version too.
pub async fn reset_breaks(tx: &mut ShopTx) -> Result<BreaksVersion, RecordsError> {
    replace_breaks(tx, ShopBreaks::default()).await
}
