//! Campaigns: one thing said to many people, once, with some of them held out.
//!
//! A draft is a plan. Started, its audience is remembered as it is at that moment, and each person
//! in it is decided when his turn comes. Pausing stops after the letters on the wire; going on
//! neither skips nor repeats anybody; what was called off never starts again.
//!
//! Not here: who may be written to (`contact`), what became of a message (`outbox`), whether it
//! helped (`learn::effects`). Start reading at [`start`], then `sending.rs`.

pub mod api;
mod audience;
mod campaign;
pub mod checking;
pub(crate) mod letters;
mod plan;
mod rows;
mod sending;
pub mod standing;
pub(crate) mod wanted;

use collect::shop;
use collect::work::Kind;
use domain::CampaignId;
use records::{RecordsError, ShopTx};

use crate::{contact, outbox};

pub use audience::{Audience, Reach, reach};
pub(crate) use campaign::PATIENCE_DAYS;
pub use campaign::{Campaign, CampaignError, State, Step};
pub use letters::{Preview, preview, send_test};
pub use plan::{Delivery, Plan, Repeats, Timing, VARIANTS_MAX, Variant, letter_of};
pub use rows::{list, list_started, runs};

/// Runs looked at when a campaign that repeats is called off: older ones have long come to their
/// end, because nobody waits longer than a week.
const RUNS_AT_ONCE: u32 = 100;

/// The kind of work that sends campaigns.
pub fn kind_of_work() -> Kind {
    sending::kind()
}

/// Writes a new plan down.
pub async fn create(tx: &mut ShopTx, plan: &Plan) -> Result<Campaign, CampaignError> {
    plan.check()?;
    let id: CampaignId = tx.new_id();
    let plan = with_its_zone(tx, plan).await?;
    rows::add(tx, id, &plan).await?;
    find(tx, id).await
}

/// Changes a plan that has not been started.
pub async fn change(
    tx: &mut ShopTx,
    id: CampaignId,
    plan: &Plan,
) -> Result<Campaign, CampaignError> {
    plan.check()?;
    let campaign = find(tx, id).await?;
    after(&campaign, Step::Change)?;
    let plan = with_its_zone(tx, plan).await?;
    rows::change(tx, id, &plan).await?;
    find(tx, id).await
}

/// A time is kept with the zone it was meant in: a shop that moves does not move its campaigns.
async fn with_its_zone(tx: &mut ShopTx, plan: &Plan) -> Result<Plan, RecordsError> {
    let mut plan = plan.clone();
    let timing = &mut plan.delivery.timing;
    if timing.at.is_some() && timing.zone.is_none() {
        timing.zone = Some(shop::settings(tx).await?.shop_zone().name().to_owned());
    }
    Ok(plan)
}

/// Throws a plan away that has not been started; one that has had runs is called off instead.
pub async fn discard(tx: &mut ShopTx, id: CampaignId) -> Result<(), CampaignError> {
    let campaign = find(tx, id).await?;
    after(&campaign, Step::Change)?;
    match campaign.started_at {
        Some(_) => cancel(tx, id).await.map(|_| ()),
        None => Ok(rows::delete(tx, id).await?),
    }
}

/// The campaign of an id.
pub async fn find(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    rows::find(tx, id).await?.ok_or(CampaignError::Unknown(id))
}

/// Begins to write to people, or to wait for the moment that the plan names; the sending itself is
/// work for later, kept in this transaction.
pub async fn start(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let mut campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Start)?;
    letters::check(tx, campaign.id, &campaign.plan).await?;
    campaign.problem = None;
    if campaign.plan.delivery.timing.at.is_some() {
        return wait(tx, campaign).await;
    }
    campaign.started_at = Some(tx.now());
    go(tx, campaign, Step::Start, state).await
}

async fn wait(tx: &mut ShopTx, mut campaign: Campaign) -> Result<Campaign, CampaignError> {
    let moment = sending::first_moment(tx, &campaign.plan.delivery.timing).await?;
    let (_, next_at) = moment.ok_or_else(|| CampaignError::Plan {
        field: "delivery.timing.at",
        reason: "this moment has passed; name one that is to come".to_owned(),
    })?;
    campaign.next_at = Some(next_at);
    move_on(tx, &campaign, Step::Start, State::Scheduled).await?;
    sending::send_later(tx, campaign.id, next_at).await?;
    find(tx, campaign.id).await
}

/// Takes back what waits for its moment, so that it can be changed; runs that began go on.
pub async fn recall(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let mut campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Recall)?;
    campaign.next_at = None;
    campaign.problem = None;
    move_on(tx, &campaign, Step::Recall, state).await?;
    find(tx, id).await
}

/// Goes on after a pause, exactly where it stopped.
pub async fn resume(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Resume)?;
    letters::check(tx, campaign.id, &campaign.plan).await?;
    go(tx, campaign, Step::Resume, state).await
}

async fn go(
    tx: &mut ShopTx,
    mut campaign: Campaign,
    step: Step,
    state: State,
) -> Result<Campaign, CampaignError> {
    campaign.deadline_at = Some(tx.now().plus_days(campaign::PATIENCE_DAYS));
    move_on(tx, &campaign, step, state).await?;
    let now = tx.now();
    sending::send_later(tx, campaign.id, now).await?;
    find(tx, campaign.id).await
}

/// Stops for a while; letters on the wire still arrive.
pub async fn pause(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Pause)?;
    move_on(tx, &campaign, Step::Pause, state).await?;
    find(tx, id).await
}

/// Calls it off; everybody whose turn had not come is written down as not written to.
pub async fn cancel(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let mut campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Cancel)?;
    campaign.finished_at = Some(tx.now());
    campaign.next_at = None;
    move_on(tx, &campaign, Step::Cancel, state).await?;
    let unsettled = [State::Sending, State::Paused];
    for run in rows::runs(tx, id, RUNS_AT_ONCE).await? {
        if unsettled.contains(&run.state) {
            let ended = Campaign { finished_at: Some(tx.now()), ..run.clone() };
            rows::set_state(tx, &ended, State::Cancelled).await?;
            call_off(tx, run.id).await?;
        }
    }
    call_off(tx, id).await?;
    find(tx, id).await
}

async fn call_off(tx: &mut ShopTx, id: CampaignId) -> Result<(), RecordsError> {
    contact::call_off(tx, id).await?;
    outbox::call_off(tx, id).await?;
    Ok(())
}

async fn move_on(
    tx: &mut ShopTx,
    campaign: &Campaign,
    step: Step,
    state: State,
) -> Result<(), CampaignError> {
    match rows::set_state(tx, campaign, state).await? {
        true => Ok(()),
        // Somebody else was faster; what he made of it decides what can be done now.
        false => Err(CampaignError::NotNow(find(tx, campaign.id).await?.state, step)),
    }
}

fn after(campaign: &Campaign, step: Step) -> Result<State, CampaignError> {
    if campaign.journey.is_some() {
        return Err(CampaignError::OfJourney);
    }
    campaign.state.after(step).ok_or(CampaignError::NotNow(campaign.state, step))
}
