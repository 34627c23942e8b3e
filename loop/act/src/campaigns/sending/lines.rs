//! The open lines of one slice of sending, and the answers that come back on them.

use collect::shop::Shop;
use domain::{CampaignId, Instant};
use records::{Actor, RecordsError, ShopTx};

use super::{pace, round, send_later};
use crate::campaigns::campaign::PATIENCE_DAYS;
use crate::campaigns::letters::Desk;
use crate::campaigns::wanted::Tastes;
use crate::campaigns::{Campaign, State, rows};
use crate::channels::{Courier, HandedOver, Outfit, Parcel, Way};
use crate::outbox::{self, Message};

/// Lines open to the mail server at once; also the most messages whose fate a crash can hide.
const LINES: usize = 4;

/// How long to stay away from a door that was closed, in microseconds.
const CLOSED_DOOR: i64 = 60_000_000;

/// A parcel on its way, with the message it belongs to.
pub(super) type Outgoing = (Message, Parcel);

/// One slice of sending: its open lines, and the answers not written down yet.
pub(super) struct Sending<'a> {
    shop: &'a Shop,
    id: CampaignId,
    lines_go_by: Option<Way>,
    couriers: Vec<Courier>,
    answers: Vec<(Message, HandedOver)>,
}

impl<'a> Sending<'a> {
    pub(super) fn of(shop: &'a Shop, id: CampaignId) -> Self {
        let (couriers, answers) = (Vec::new(), Vec::new());
        Self { shop, id, lines_go_by: None, couriers, answers }
    }

    /// Writes the last answers down and hands the next letters over; `false` when it is over.
    pub(super) async fn round(&mut self, slice_ends: Instant) -> Result<bool, RecordsError> {
        let tastes = self.tastes().await?;
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
        let desk = Desk::lay(&mut tx, campaign.plan.channel, tastes).await?;
        let room = pace::room(&mut tx, &campaign, LINES as u32).await?;
        let outgoing = round::put_on_the_wire(&mut tx, &campaign, &desk, room).await?;
        let goes_on = match outgoing.is_empty() {
            true => round::decide_more(&mut tx, &campaign, room).await?,
            false => true,
        };
        tx.commit().await?;
        self.hand_over(&desk.way, outgoing).await?;
        Ok(goes_on)
    }

    /// What the letters say of what their readers want; learnt before anything is written.
    async fn tastes(&self) -> Result<Tastes, RecordsError> {
        let campaign = rows::find(&mut self.shop.read().await?, self.id).await?;
        match campaign {
            Some(campaign) => Tastes::for_plan(self.shop, &campaign.plan).await,
            None => Ok(Tastes::default()),
        }
    }

    /// Says good-bye on every line.
    pub(super) async fn end(self) {
        for courier in self.couriers {
            courier.leave().await;
        }
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
    async fn hand_over(&mut self, way: &Way, outgoing: Vec<Outgoing>) -> Result<(), RecordsError> {
        if self.lines_go_by.as_ref() != Some(way) {
            let lines = if way.has_lines() { LINES } else { 1 };
            let outfit = Outfit::of(self.shop, way).await?;
            self.couriers = (0..lines).map(|_| outfit.courier()).collect();
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
        Ok(())
    }
}
