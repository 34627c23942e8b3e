//! What stands on the timeline of an order.

use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;
use uuid::Uuid;

use super::draft::OrderDraft;
use crate::customers::Known;

/// Writes the happenings of orders down, with the profile each arrived under.
pub(super) async fn note(
    tx: &mut ShopTx,
    news: Vec<Happening>,
    profiles: &[Option<Uuid>],
) -> Result<(), RecordsError> {
    let arrivals: Vec<(String, String, Uuid)> = news
        .iter()
        .zip(profiles)
        .filter_map(|(new, profile)| Some((new.source.clone(), new.key.clone(), (*profile)?)))
        .collect();
    happenings::note_many(tx, news).await?;
    for (source, key, profile) in arrivals {
        happenings::arrived_under(tx, &source, &[(key, profile)]).await?;
    }
    Ok(())
}

/// What makes it the same telling of an order when it comes again.
pub(super) fn key_of(external_id: &str, content: &[u8]) -> String {
    let content: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("order:{external_id}:{content}")
}

/// The happening of an order heard of, or heard of differently.
pub(super) fn told(draft: &OrderDraft, customer: Option<Known>, again: bool) -> Happening {
    Happening {
        customer: customer.map(|known| known.id.0),
        at: draft.at,
        kind: if again { "order_changed" } else { "order_placed" },
        source: draft.source.clone(),
        key: key_of(&draft.external_id, &draft.content),
        payload: json!({
            "order": draft.external_id,
            "amount": draft.amount,
            "currency": draft.currency,
            "status": draft.status,
            "lines": draft.lines.len(),
        }),
    }
}
