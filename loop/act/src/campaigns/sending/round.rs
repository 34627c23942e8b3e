//! One round of sending: who is written to now, and who is decided next.

use collect::shop;
use domain::{CustomerId, Instant};
use records::{RecordsError, ShopTx};

use super::lines::Outgoing;
use super::pace::Room;
use super::send_later;
use crate::campaigns::campaign::PATIENCE_DAYS;
use crate::campaigns::letters::{Desk, Said};
use crate::campaigns::{Campaign, State, rows};
use crate::channels::Channel;
use crate::contact::{self, Outcome, OwnTime, Touch};
use crate::outbox::{self, Fate, Followed};
use crate::reasons::Reason;
use crate::{tracking, views};

/// People decided at a time.
const DECIDED_AT_ONCE: u32 = 200;

/// The shortest time to wait for somebody else's messages, in microseconds.
const BREATH: i64 = 1_000_000;

/// Writes down which letters go on the wire now; what cannot be written is settled at once.
pub(super) async fn put_on_the_wire(
    tx: &mut ShopTx,
    campaign: &Campaign,
    desk: &Desk,
    room: Room,
) -> Result<Vec<Outgoing>, RecordsError> {
    let due = match room {
        Room::For(n) => outbox::due(tx, campaign.id, n).await?,
        Room::Until(_) => return Ok(Vec::new()),
    };
    let numbers: Vec<i64> = due.iter().map(|message| message.customer.no).collect();
    let readers = desk.readers(tx, &numbers).await?;
    let people: Vec<CustomerId> = due.iter().map(|message| message.customer.id).collect();
    let followable = tracking::followable(tx, &people).await?;
    let held_out = contact::held_out_of(tx, campaign.dealt_by(), &people).await?;
    let mut outgoing = Vec::with_capacity(due.len());
    for mut message in due {
        let customer = message.customer.id;
        let address = (message.channel, message.address.as_str());
        if let Err(fate) = contact::still_allowed(tx, customer, address).await? {
            outbox::withdraw(tx, &message, fate).await?;
            continue;
        }
        if held_out.contains(&customer) {
            // He turned out to be somebody who is held out, after this was decided.
            outbox::withdraw(tx, &message, (Outcome::HeldOut, Reason::HeldOut)).await?;
            continue;
        }
        let Some(reader) = readers.get(&customer) else { continue };
        let wording = campaign.plan.said_to(campaign.dealt_by(), Some(customer));
        let followed = match followable.contains(&customer) && message.channel == Channel::Email {
            true => Followed::Yes,
            false => Followed::No,
        };
        let said = Said { campaign: campaign.id, customer: Some(customer), wording, followed };
        match desk.compose(&campaign.plan, reader, said, (message.id, &message.address)) {
            Ok(ready) => {
                if outbox::begin(tx, &message, followed).await? {
                    if let Some(letter) = &ready.seen {
                        views::keep(tx, (&message, followed), letter).await?;
                    }
                    message.attempts += 1;
                    outgoing.push((message, ready.parcel));
                }
            }
            Err(problem) => {
                let fate = Fate::unwritten(Reason::TextProblem, problem.to_string());
                outbox::settle(tx, &message, fate).await?;
            }
        }
    }
    Ok(outgoing)
}

/// Decides the next people; when nobody is left, ends the campaign or keeps the rest for later.
pub(super) async fn decide_more(
    tx: &mut ShopTx,
    campaign: &Campaign,
    room: Room,
) -> Result<bool, RecordsError> {
    let touch = touch(tx, campaign).await?;
    let decided = contact::decide_next(tx, &touch, DECIDED_AT_ONCE).await?;
    if decided.n > 0 {
        outbox::put(tx, campaign.id, decided.to_write).await?;
        return Ok(true);
    }
    // A settled message freed the wire in this very round: look once more.
    let has_due = !outbox::due(tx, campaign.id, 1).await?.is_empty();
    if has_due && matches!(room, Room::For(_)) {
        return Ok(true);
    }
    let next_look = contact::next_look_at(tx, campaign.id).await?;
    let next_due = match room {
        Room::Until(free_at) if has_due => Some(free_at),
        _ => outbox::next_due_at(tx, campaign.id).await?,
    };
    match [next_look, next_due].into_iter().flatten().min() {
        Some(next) => {
            let soonest = Instant(tx.now().0 + BREATH);
            send_later(tx, campaign.id, next.max(soonest)).await?;
        }
        // A letter of a journey stays open: somebody may come to it any day.
        None if campaign.journey.is_some() => {}
        None => finish(tx, campaign).await?,
    }
    rows::set_problem(tx, campaign.id, None).await?;
    Ok(false)
}

/// What is asked about everybody of a campaign now.
async fn touch(tx: &mut ShopTx, campaign: &Campaign) -> Result<Touch, RecordsError> {
    let timing = &campaign.plan.delivery.timing;
    let own_time = timing.at.zip(timing.own_clock).map(|(wall, past)| OwnTime {
        wall,
        past,
        began_at: campaign.started_at.unwrap_or(tx.now()),
    });
    Ok(Touch {
        campaign: campaign.id,
        channel: campaign.plan.channel,
        dealt_by: campaign.dealt_by(),
        hold_out: campaign.plan.hold_out,
        limits: contact::limits(tx).await?,
        zone: shop::settings(tx).await?.shop_zone(),
        at: tx.now(),
        deadline: campaign.deadline_at.unwrap_or(tx.now()),
        patience_days: campaign.journey.map(|_| PATIENCE_DAYS),
        variants: campaign.plan.variant_shares(),
        own_time,
    })
}

async fn finish(tx: &mut ShopTx, campaign: &Campaign) -> Result<(), RecordsError> {
    let finished_at = Some(tx.now());
    let done = Campaign { finished_at, problem: None, ..campaign.clone() };
    rows::set_state(tx, &done, State::Done).await?;
    Ok(())
}
