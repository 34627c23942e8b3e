//! The sending of a campaign: decide, write down, hand over, write down, again.
//!
//! One round is one transaction and one letter on each line. What the last round came to and what
//! the next puts on the wire is written down together, so a crash leaves at most one message of
//! unknown fate per line, and going on neither skips nor repeats anybody. Work is cut into short
//! slices, so that other work of the shop has its turn.

mod lines;
mod moments;
mod pace;
mod round;

use collect::shop::Shop;
use collect::work::{Doing, Kind};
use domain::{CampaignId, Instant};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use lines::Sending;
pub(super) use moments::first_moment;

use super::{Campaign, CampaignError, State, audience, rows};
use crate::{contact, outbox};

/// The word under which jobs of sending are kept.
const KIND: &str = "campaign_sending";

/// People of an audience written down at a time.
const GATHERED_AT_ONCE: usize = 2_000;

/// The longest one slice of sending lasts, in microseconds.
const SLICE: i64 = 5_000_000;

/// This room's way of doing the work kept under `campaign_sending`.
pub(super) fn kind() -> Kind {
    fn run(shop: Shop, job: Claimed) -> Doing {
        Box::pin(async move {
            let id = job.payload.get("campaign").and_then(|id| id.as_str()?.parse().ok());
            let id: CampaignId = id.ok_or_else(|| "the job names no campaign".to_owned())?;
            send_slice(&shop, id).await.map_err(|error| error.to_string())
        })
    }
    Kind { name: KIND, run }
}

/// Keeps the sending of a campaign for a moment.
pub(super) async fn send_later(
    tx: &mut ShopTx,
    id: CampaignId,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let payload = json!({ "campaign": id });
    jobs::enqueue(tx, NewJob { kind: KIND, key: id.to_string(), payload, run_at }).await
}

/// Sends for a while and keeps the rest for later; a campaign that is not sending is left alone.
async fn send_slice(shop: &Shop, id: CampaignId) -> Result<(), CampaignError> {
    let mut tx = shop.write(Actor::System).await?;
    moments::keep(&mut tx, id).await?;
    let Some(campaign) = sending_campaign(&mut tx, id).await? else {
        return Ok(tx.commit().await?);
    };
    let n_interrupted = outbox::give_up_interrupted(&mut tx, id).await?;
    let slice_ends = Instant(tx.now().0 + SLICE);
    tx.commit().await?;
    if n_interrupted > 0 {
        tracing::warn!(campaign.id = %id, n_interrupted, "messages of unknown fate were given up");
    }
    if campaign.n_audience.is_none() {
        gather(shop, &campaign).await?;
    }
    let mut sending = Sending::of(shop, id);
    while sending.round(slice_ends).await? {}
    sending.end().await;
    Ok(())
}

async fn sending_campaign(
    tx: &mut ShopTx,
    id: CampaignId,
) -> Result<Option<Campaign>, RecordsError> {
    Ok(rows::find(tx, id).await?.filter(|campaign| campaign.state == State::Sending))
}

/// Remembers the audience as it is at the start; done halfway it is done again, with one result.
async fn gather(shop: &Shop, campaign: &Campaign) -> Result<(), CampaignError> {
    let at = campaign.started_at.unwrap_or(campaign.created_at);
    let people = audience::people(shop, &campaign.plan.audience, at).await?;
    for some in people.chunks(GATHERED_AT_ONCE) {
        let mut tx = shop.write(Actor::System).await?;
        contact::gather(&mut tx, campaign.id, some).await?;
        tx.commit().await?;
    }
    let mut tx = shop.write(Actor::System).await?;
    let n_audience = i64::try_from(people.len()).unwrap_or(i64::MAX);
    rows::set_gathered(&mut tx, campaign.id, n_audience).await?;
    Ok(tx.commit().await?)
}
