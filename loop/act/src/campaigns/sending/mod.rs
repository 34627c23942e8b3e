//! The sending of a campaign: decide, write down, hand over, write down, again.
//!
//! One round is one transaction and one letter on each line. What the last round came to and what
//! the next puts on the wire is written down together, so a crash leaves at most one message of
//! unknown fate per line, and going on neither skips nor repeats anybody. Work is cut into short
//! slices, so that other work of the shop has its turn.

mod moments;
mod pace;

use std::path::PathBuf;

use collect::shop::{self, Shop};
use collect::work::{Doing, Kind};
use domain::{CampaignId, CustomerId, Instant};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

pub(super) use moments::first_moment;
use pace::Room;

use super::campaign::PATIENCE_DAYS;
use super::letters::{Desk, Said};
use super::{Campaign, CampaignError, State, audience, rows};
use crate::channels::{Channel, Courier, HandedOver, Parcel, Way};
use crate::contact::{self, OwnTime, Touch};
use crate::outbox::{self, Fate, Followed, Message};
use crate::reasons::Reason;
use crate::tracking;

/// The word under which jobs of sending are kept.
const KIND: &str = "campaign_sending";

/// Lines open to the mail server at once; also the most messages whose fate a crash can hide.
const LINES: usize = 4;

/// People decided at a time.
const DECIDED_AT_ONCE: u32 = 200;

/// People of an audience written down at a time.
const GATHERED_AT_ONCE: usize = 2_000;

/// The longest one slice of sending lasts, in microseconds.
const SLICE: i64 = 5_000_000;

/// How long to stay away from a door that was closed, in microseconds.
const CLOSED_DOOR: i64 = 60_000_000;

/// The shortest time to wait for somebody else's messages, in microseconds.
const BREATH: i64 = 1_000_000;

/// A parcel on its way, with the message it belongs to.
type Outgoing = (Message, Parcel);

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
    for courier in sending.couriers {
        courier.leave().await;
    }
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

/// One slice of sending: its open lines, and the answers not written down yet.
struct Sending<'a> {
    shop: &'a Shop,
    id: CampaignId,
    folder: PathBuf,
    lines_go_by: Option<Way>,
    couriers: Vec<Courier>,
    answers: Vec<(Message, HandedOver)>,
}

impl<'a> Sending<'a> {
    fn of(shop: &'a Shop, id: CampaignId) -> Self {
        let folder = shop.home().files().join("outbox");
        let (couriers, answers) = (Vec::new(), Vec::new());
        Self { shop, id, folder, lines_go_by: None, couriers, answers }
    }

    /// Writes the last answers down and hands the next letters over; `false` when it is over.
    async fn round(&mut self, slice_ends: Instant) -> Result<bool, RecordsError> {
        let mut tx = self.shop.write(Actor::System).await?;
        let Some(campaign) = rows::find(&mut tx, self.id).await? else { return Ok(false) };
        let closed_door = self.write_answers_down(&mut tx, &campaign).await?;
        if campaign.state != State::Sending {
            tx.commit().await?;
            return Ok(false);
        }
        if closed_door.is_some() || tx.now() > slice_ends {
            let wait = if closed_door.is_some() { CLOSED_DOOR } else { 0 };
            let run_at = Instant(tx.now().0 + wait);
            rows::set_problem(&mut tx, self.id, closed_door.as_deref()).await?;
            send_later(&mut tx, self.id, run_at).await?;
            tx.commit().await?;
            return Ok(false);
        }
        let desk = Desk::lay(&mut tx, campaign.plan.channel).await?;
        let room = pace::room(&mut tx, &campaign, LINES as u32).await?;
        let outgoing = put_on_the_wire(&mut tx, &campaign, &desk, room).await?;
        let goes_on = match outgoing.is_empty() {
            true => decide_more(&mut tx, &campaign, room).await?,
            false => true,
        };
        tx.commit().await?;
        self.hand_over(&desk.way, outgoing).await;
        Ok(goes_on)
    }

    /// Answers what kept every letter in the house, if something did.
    async fn write_answers_down(
        &mut self,
        tx: &mut ShopTx,
        campaign: &Campaign,
    ) -> Result<Option<String>, RecordsError> {
        let mut closed_door = None;
        let deadline = campaign.deadline_at.unwrap_or(tx.now().plus_days(PATIENCE_DAYS));
        for (message, handed) in std::mem::take(&mut self.answers) {
            if let HandedOver::Unreachable { why } = &handed {
                closed_door = Some(why.clone());
            }
            let fate = outbox::fate_of(handed, message.attempts, tx.now(), deadline);
            outbox::settle(tx, &message, fate).await?;
        }
        Ok(closed_door)
    }

    /// One message on each line, all at once.
    async fn hand_over(&mut self, way: &Way, outgoing: Vec<Outgoing>) {
        if self.lines_go_by.as_ref() != Some(way) {
            let lines = if way.has_lines() { LINES } else { 1 };
            self.couriers = (0..lines).map(|_| Courier::by(way, &self.folder)).collect();
            self.lines_go_by = Some(way.clone());
        }
        let mut waiting = outgoing.into_iter();
        while waiting.len() > 0 {
            let mut on_the_way = tokio::task::JoinSet::new();
            for (mut courier, (message, parcel)) in
                std::mem::take(&mut self.couriers).into_iter().zip(waiting.by_ref())
            {
                on_the_way.spawn(async move {
                    let handed = courier.hand_over(&parcel).await;
                    (courier, message, handed)
                });
            }
            while let Some(back) = on_the_way.join_next().await {
                let (courier, message, handed) = back.expect("a courier does not panic");
                self.couriers.push(courier);
                self.answers.push((message, handed));
            }
        }
    }
}

/// Writes down which letters go on the wire now; what cannot be written is settled at once.
async fn put_on_the_wire(
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
    let mut outgoing = Vec::with_capacity(due.len());
    for mut message in due {
        let customer = message.customer.id;
        let address = (message.channel, message.address.as_str());
        if let Err(fate) = contact::still_allowed(tx, customer, address).await? {
            outbox::withdraw(tx, &message, fate).await?;
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
            Ok(parcel) => {
                if outbox::begin(tx, &message, followed).await? {
                    message.attempts += 1;
                    outgoing.push((message, parcel));
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
async fn decide_more(
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
