//! What rows of `exposure` and `suppression` say about many people at once.

use std::collections::HashSet;

use collect::consent::Channel;
use domain::{CampaignId, CustomerId};
use records::{FromQueryResult, RecordsError, ShopTx, Value, places};
use uuid::Uuid;

/// How many values one `in (…)` names; well below every engine's limit.
const NAMES_MAX: usize = 5_000;

/// Which of these are written down as held out by a campaign, also where it is set aside.
pub(super) async fn held_out_among(
    tx: &mut ShopTx,
    campaign: CampaignId,
    people: Vec<CustomerId>,
) -> Result<HashSet<CustomerId>, RecordsError> {
    #[derive(FromQueryResult)]
    struct HeldOutRow {
        customer_id: Uuid,
    }
    let mut held_out = HashSet::new();
    for some in people.chunks(NAMES_MAX) {
        let sql = format!(
            "select customer_id from exposure
             where campaign_id = $1 and arm = 'held_out' and customer_id in ({})",
            places(2, some.len())
        );
        let mut values: Vec<Value> = vec![campaign.0.into()];
        values.extend(some.iter().map(|id| Value::from(id.0)));
        let rows: Vec<HeldOutRow> = tx.rows(&sql, values).await?;
        held_out.extend(rows.into_iter().map(|row| CustomerId(row.customer_id)));
    }
    Ok(held_out)
}

/// Which of these addresses of a channel must not be written to.
pub(in crate::contact) async fn suppressed_among(
    tx: &mut ShopTx,
    channel: Channel,
    addresses: &[String],
) -> Result<HashSet<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct AddressRow {
        address: String,
    }
    let mut suppressed = HashSet::new();
    for some in addresses.chunks(NAMES_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 2)).collect();
        let sql = format!(
            "select address from suppression where channel = $1 and address in ({})",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![channel.word().into()];
        values.extend(some.iter().map(|address| Value::from(address.clone())));
        let rows: Vec<AddressRow> = tx.rows(&sql, values).await?;
        suppressed.extend(rows.into_iter().map(|row| row.address));
    }
    Ok(suppressed)
}
