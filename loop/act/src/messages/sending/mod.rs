//! The sending of service messages: put on the wire, hand over, write down, channel by channel.
//!
//! As with campaigns, what goes on the wire is written down before it is touched, so that a crash
//! leaves at most one message of unknown fate per line and none is ever repeated by itself.

pub(super) mod fate;
mod round;

use collect::shop::Shop;
use collect::work::{Doing, Kind};
use domain::Instant;
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use fate::settle;
use round::put_on_the_wire;

use super::{ServiceMessage, rows};
use crate::campaigns::letters::Desk;
use crate::campaigns::wanted::Tastes;
use crate::channels::{Channel, Courier, HandedOver, Outfit, Parcel, Way};
use crate::outbox::{self, Fate, Standing};
use crate::reasons::Reason;

/// The word under which jobs of sending are kept.
const KIND: &str = "service_sending";

/// Lines open at once; also the most messages whose fate a crash can hide.
const LINES: usize = 4;

const SECOND: i64 = 1_000_000;

/// The longest one slice of sending lasts, in microseconds.
const SLICE: i64 = 5 * SECOND;

/// How long to stay away from a door that was closed, in microseconds.
const CLOSED_DOOR: i64 = 60 * SECOND;

/// A message that has been on the wire for so long was left there by a program that died: every
/// step of a hand-over is given up sooner.
const LEFT_ON_THE_WIRE: i64 = 300 * SECOND;

/// After this nobody needs the message any more: a code is stale, a receipt was asked for again.
const WORTH_DAYS: i64 = 1;

/// This room's way of doing the work kept under `service_sending`.
pub(super) fn kind() -> Kind {
    fn run(shop: Shop, job: Claimed) -> Doing {
        Box::pin(async move {
            let word = job.payload.get("channel").and_then(|word| word.as_str());
            let channel = word.and_then(Channel::of_word);
            let channel = channel.ok_or_else(|| "the job names no channel".to_owned())?;
            send_slice(&shop, channel).await.map_err(|error| error.to_string())
        })
    }
    Kind { name: KIND, run }
}

/// Keeps the sending by one channel for a moment.
pub(super) async fn send_later(
    tx: &mut ShopTx,
    channel: Channel,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let (key, payload) = (channel.word().to_owned(), json!({ "channel": channel }));
    jobs::enqueue(tx, NewJob { kind: KIND, key, payload, run_at }).await
}

async fn send_slice(shop: &Shop, channel: Channel) -> Result<(), RecordsError> {
    let mut sending =
        Sending { shop, channel, outfit: None, couriers: Vec::new(), answers: Vec::new() };
    let slice_ends = Instant(shop.read().await?.now().0 + SLICE);
    while sending.round(slice_ends).await? {}
    for courier in sending.couriers {
        courier.leave().await;
    }
    Ok(())
}

/// Gives up every message that may still leave; answers how many.
pub(crate) async fn give_up_all(tx: &mut ShopTx) -> Result<usize, RecordsError> {
    let left = rows::unsettled(tx).await?;
    give_up(tx, &left).await?;
    Ok(left.len())
}

async fn give_up(tx: &mut ShopTx, left: &[ServiceMessage]) -> Result<(), RecordsError> {
    for message in left {
        let fate = Fate {
            standing: Standing::Uncertain,
            ..Fate::unwritten(Reason::Interrupted, String::new())
        };
        settle(tx, message, &fate).await?;
    }
    Ok(())
}

/// One slice of sending: its open lines, and the answers not written down yet.
struct Sending<'a> {
    shop: &'a Shop,
    channel: Channel,
    outfit: Option<Outfit>,
    couriers: Vec<Courier>,
    answers: Vec<(ServiceMessage, HandedOver)>,
}

impl Sending<'_> {
    /// Writes the last answers down and hands the next messages over; `false` when it is over.
    async fn round(&mut self, slice_ends: Instant) -> Result<bool, RecordsError> {
        let mut tx = self.shop.write(Actor::System).await?;
        let is_closed = self.write_answers_down(&mut tx).await?;
        if is_closed || tx.now() > slice_ends {
            let run_at = Instant(tx.now().0 + if is_closed { CLOSED_DOOR } else { 0 });
            send_later(&mut tx, self.channel, run_at).await?;
            tx.commit().await?;
            return Ok(false);
        }
        self.give_up_interrupted(&mut tx).await?;
        let desk = Desk::lay(&mut tx, self.channel, Tastes::default()).await?;
        let due = rows::due(&mut tx, self.channel, LINES as u32).await?;
        let is_over = due.is_empty();
        let outgoing = put_on_the_wire(&mut tx, &desk, due).await?;
        if is_over {
            self.rest(&mut tx).await?;
        }
        tx.commit().await?;
        self.hand_over(&desk.way, outgoing).await?;
        Ok(!is_over)
    }

    /// Answers whether nothing could leave the house.
    async fn write_answers_down(&mut self, tx: &mut ShopTx) -> Result<bool, RecordsError> {
        let mut is_closed = false;
        for (message, handed) in std::mem::take(&mut self.answers) {
            let deadline = message.created_at.plus_days(WORTH_DAYS);
            let is_unreached = matches!(handed, HandedOver::Unreachable { .. });
            is_closed |= is_unreached;
            let fate = outbox::fate_of(handed, message.attempts, tx.now(), deadline);
            let fate = match is_unreached && tx.now() > deadline {
                true => Fate::unwritten(Reason::TriedTooOften, fate.answer),
                false => fate,
            };
            settle(tx, &message, &fate).await?;
        }
        Ok(is_closed)
    }

    /// Messages that a program left on the wire when it died: nobody knows what became of them.
    async fn give_up_interrupted(&self, tx: &mut ShopTx) -> Result<(), RecordsError> {
        let before = Instant(tx.now().0 - LEFT_ON_THE_WIRE);
        let left = rows::in_handing(tx, (self.channel, before)).await?;
        give_up(tx, &left).await
    }

    /// Keeps the next look at this channel, where there is something to look at.
    async fn rest(&self, tx: &mut ShopTx) -> Result<(), RecordsError> {
        let (due_at, handed_at) = rows::next_look(tx, self.channel).await?;
        let left_at = handed_at.map(|at| Instant(at.0 + LEFT_ON_THE_WIRE));
        match [due_at, left_at].into_iter().flatten().min() {
            Some(next) => send_later(tx, self.channel, next.max(tx.now())).await,
            None => Ok(()),
        }
    }

    /// One message on each line, all at once.
    async fn hand_over(
        &mut self,
        way: &Way,
        outgoing: Vec<(ServiceMessage, Parcel)>,
    ) -> Result<(), RecordsError> {
        // One slice goes by the settings that it began with.
        let outfit = match self.outfit.take() {
            Some(outfit) => outfit,
            None => Outfit::of(self.shop, way).await?,
        };
        while self.couriers.len() < outgoing.len() {
            self.couriers.push(outfit.courier());
        }
        self.outfit = Some(outfit);
        let mut on_the_way = tokio::task::JoinSet::new();
        for (message, parcel) in outgoing {
            let Some(mut courier) = self.couriers.pop() else { break };
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
        Ok(())
    }
}
