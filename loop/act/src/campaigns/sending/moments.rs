//! Campaigns that wait for their moment.
//!
//! A moment is taken in the transaction that lets the campaign begin, so several programs begin it
//! once. One that repeats stays as it is and lets a run of itself begin; what it held out stays
//! held out in every run. A moment that is a day late is not made up for: news of last week would
//! only confuse.

use collect::customers;
use collect::shop;
use domain::{CampaignId, Instant, ShopZone};
use jiff::civil::DateTime;
use records::{RecordsError, ShopTx};

use super::send_later;
use crate::campaigns::campaign::PATIENCE_DAYS;
use crate::campaigns::plan::Timing;
use crate::campaigns::{Campaign, CampaignError, Plan, State, letters, rows};

/// How late a campaign may still begin, in microseconds.
const LATE_MAX: i64 = Instant::DAY;

/// How long to wait before asking again whether what holds it up was mended, in microseconds.
const ASKED_AGAIN: i64 = 600_000_000;

/// The word under which the page tells that a moment was missed.
const MISSED: &str = "moment_missed";

/// The next moment of a rule after now, as the wall shows it and as a moment.
pub(in crate::campaigns) async fn first_moment(
    tx: &mut ShopTx,
    timing: &Timing,
) -> Result<Option<(DateTime, Instant)>, RecordsError> {
    let clocks = clocks(tx, timing).await?;
    Ok(timing.next_after(tx.now(), &clocks))
}

/// The clocks by which a campaign may begin: the one it is meant by, or everybody's.
async fn clocks(tx: &mut ShopTx, timing: &Timing) -> Result<Vec<ShopZone>, RecordsError> {
    let mut clocks = vec![timing.clock(&shop::settings(tx).await?.shop_zone())];
    if timing.own_clock.is_some() {
        clocks.extend(customers::time_zones(tx).await?);
    }
    Ok(clocks)
}

/// Lets a campaign begin whose moment has come; anything else is left as it is.
pub(super) async fn keep(tx: &mut ShopTx, id: CampaignId) -> Result<(), CampaignError> {
    let Some(campaign) = rows::find(tx, id).await? else { return Ok(()) };
    let Some(moment) = campaign.next_at.filter(|_| campaign.state == State::Scheduled) else {
        return Ok(());
    };
    if moment > tx.now() {
        return Ok(send_later(tx, id, moment).await?);
    }
    if tx.now().0 - moment.0 > LATE_MAX {
        return miss(tx, &campaign).await;
    }
    match letters::check(tx, id, &campaign.plan).await {
        Ok(()) => begin(tx, &campaign, moment).await,
        Err(CampaignError::Records(error)) => Err(error.into()),
        Err(problem) => {
            let again_at = Instant(tx.now().0 + ASKED_AGAIN);
            rows::set_problem(tx, id, Some(&problem.to_string())).await?;
            Ok(send_later(tx, id, again_at).await?)
        }
    }
}

async fn begin(tx: &mut ShopTx, campaign: &Campaign, moment: Instant) -> Result<(), CampaignError> {
    if campaign.plan.delivery.timing.repeats.is_some() {
        return begin_run(tx, campaign, moment).await;
    }
    let deadline_at = Some(tx.now().plus_days(PATIENCE_DAYS));
    let begun = Campaign {
        started_at: Some(tx.now()),
        deadline_at,
        next_at: None,
        problem: None,
        ..campaign.clone()
    };
    rows::set_state(tx, &begun, State::Sending).await?;
    Ok(())
}

/// One run of a campaign that repeats: its plan as it is now, meant for this one moment.
async fn begin_run(
    tx: &mut ShopTx,
    campaign: &Campaign,
    moment: Instant,
) -> Result<(), CampaignError> {
    let timing = &campaign.plan.delivery.timing;
    let clocks = clocks(tx, timing).await?;
    let meant = timing.next_after(Instant(moment.0 - 1), &clocks);
    let next = timing.next_after(moment.max(tx.now()), &clocks).map(|(_, at)| at);
    if !rows::take_moment(tx, campaign, next).await? {
        return Ok(());
    }
    let mut plan = Plan { ..campaign.plan.clone() };
    plan.delivery.timing = Timing {
        at: meant.map(|(wall, _)| wall),
        zone: timing.zone.clone(),
        own_clock: timing.own_clock,
        ..Timing::default()
    };
    let run: CampaignId = tx.new_id();
    rows::add(tx, run, &plan).await?;
    let deadline_at = tx.now().plus_days(PATIENCE_DAYS);
    rows::begin_run(tx, run, campaign.id, deadline_at).await?;
    let now = tx.now();
    send_later(tx, run, now).await?;
    wait_or_end(tx, campaign.id, next).await
}

/// What came too late is left out: one that repeats waits for the next time, one that does not
/// becomes a draft again and says why.
async fn miss(tx: &mut ShopTx, campaign: &Campaign) -> Result<(), CampaignError> {
    let timing = &campaign.plan.delivery.timing;
    if timing.repeats.is_none() {
        let problem = Some(MISSED.to_owned());
        let back = Campaign { next_at: None, problem, ..campaign.clone() };
        rows::set_state(tx, &back, State::Draft).await?;
        return Ok(());
    }
    let clocks = clocks(tx, timing).await?;
    let next = timing.next_after(tx.now(), &clocks).map(|(_, at)| at);
    let waits = Campaign { next_at: next, ..campaign.clone() };
    rows::set_state(tx, &waits, State::Scheduled).await?;
    wait_or_end(tx, campaign.id, next).await
}

async fn wait_or_end(
    tx: &mut ShopTx,
    id: CampaignId,
    next: Option<Instant>,
) -> Result<(), CampaignError> {
    if let Some(next) = next {
        return Ok(send_later(tx, id, next).await?);
    }
    let Some(campaign) = rows::find(tx, id).await? else { return Ok(()) };
    let ended = Campaign { finished_at: Some(tx.now()), ..campaign };
    rows::set_state(tx, &ended, State::Done).await?;
    Ok(())
}
