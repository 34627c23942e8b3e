//! Rows of `storefront_subscription`.

use std::collections::HashMap;

use domain::{Currency, Instant, StorefrontId};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value as Json;

use crate::storefronts::telling::stripe::SubscriptionTold;
use crate::storefronts::writing::DayCount;

/// The newest state of a subscription.
pub(super) struct Newest {
    pub(super) told: SubscriptionTold,
    /// When it was so.
    pub(super) told_at: Instant,
}

pub(super) async fn newest(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    number: &str,
) -> Result<Option<Newest>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NewestRow {
        told: Json,
        told_at: i64,
    }
    let sql = format!(
        "select told, told_at from storefront_subscription
         where storefront_id = $1 and number = $2 {}",
        tx.lock_clause()
    );
    let row: Option<NewestRow> = tx.row(&sql, vec![storefront.0.into(), number.into()]).await?;
    let newest = |row: NewestRow| {
        Ok(Newest { told: serde_json::from_value(row.told)?, told_at: Instant(row.told_at) })
    };
    row.map(newest).transpose()
}

pub(super) async fn save(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    told: &SubscriptionTold,
    told_at: Instant,
) -> Result<(), RecordsError> {
    let sql = "insert into storefront_subscription (storefront_id, number, person, created_at,
                   told_at, currency, monthly, told)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (storefront_id, number) do update
               set person = excluded.person, told_at = excluded.told_at,
                   currency = excluded.currency, monthly = excluded.monthly, told = excluded.told";
    let values = vec![
        storefront.0.into(),
        told.number.clone().into(),
        told.person.external_id.clone().unwrap_or_default().into(),
        told.created_at.0.into(),
        told_at.0.into(),
        told.currency.code().into(),
        told.monthly().into(),
        serde_json::to_value(told)?.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The subscriptions that were made in a stretch of time and what they are worth a month, by
/// currency.
pub(in crate::storefronts) async fn days_between(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    (from, until): (Instant, Instant),
) -> Result<HashMap<Currency, DayCount>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        currency: String,
        n: i64,
        sum: i64,
    }
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let sql = "select currency, count(*) as n, cast(sum(monthly) as bigint) as sum
               from storefront_subscription
               where storefront_id = $1 and created_at >= $2 and created_at < $3
               group by currency";
    let values = vec![storefront.0.into(), from.0.into(), until.0.into()];
    let mut counts = HashMap::new();
    for row in tx.rows::<CountRow>(sql, values).await? {
        let unreadable = |_| RecordsError::Unreadable(format!("currency {}", row.currency));
        let currency = row.currency.parse().map_err(unreadable)?;
        counts.insert(currency, DayCount { n: row.n, sum: row.sum });
    }
    Ok(counts)
}
