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
mod letters;
mod rows;
mod sending;
pub mod standing;

use collect::work::Kind;
use domain::CampaignId;
use records::ShopTx;

use crate::contact;
use crate::outbox;

pub use audience::{Audience, Reach, reach};
pub(crate) use campaign::PATIENCE_DAYS;
pub use campaign::{Campaign, CampaignError, Plan, State, Step};
pub use letters::{Preview, preview, send_test};
pub use rows::{list, list_started};

/// The kind of work that sends campaigns.
pub fn kind_of_work() -> Kind {
    sending::kind()
}

/// Writes a new plan down.
pub async fn create(tx: &mut ShopTx, plan: &Plan) -> Result<Campaign, CampaignError> {
    plan.check()?;
    let id: CampaignId = tx.new_id();
    rows::add(tx, id, plan).await?;
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
    rows::change(tx, id, plan).await?;
    find(tx, id).await
}

/// Throws a plan away that has not been started.
pub async fn discard(tx: &mut ShopTx, id: CampaignId) -> Result<(), CampaignError> {
    let campaign = find(tx, id).await?;
    after(&campaign, Step::Change)?;
    Ok(rows::delete(tx, id).await?)
}

/// The campaign of an id.
pub async fn find(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    rows::find(tx, id).await?.ok_or(CampaignError::Unknown(id))
}

/// Begins to write to people; the sending itself is work for later, kept in this transaction.
pub async fn start(tx: &mut ShopTx, id: CampaignId) -> Result<Campaign, CampaignError> {
    let mut campaign = find(tx, id).await?;
    let state = after(&campaign, Step::Start)?;
    letters::check(tx, campaign.id, &campaign.plan).await?;
    campaign.started_at = Some(tx.now());
    go(tx, campaign, Step::Start, state).await
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
    move_on(tx, &campaign, Step::Cancel, state).await?;
    contact::call_off(tx, id).await?;
    outbox::call_off(tx, id).await?;
    find(tx, id).await
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
