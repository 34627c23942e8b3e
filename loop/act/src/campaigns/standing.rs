//! Standing letters: campaigns that belong to a journey, open as long as it is on.
//!
//! People come to them one by one. A journey has one campaign of its own, under which its arms are
//! dealt and its effect is told, and one for each letter and each time that somebody passes by it;
//! so the same person is never written to twice by one letter of one passage.

use std::collections::HashMap;

use collect::customers::Known;
use domain::{CampaignId, CustomerId, JourneyId};
use records::{RecordsError, ShopTx};

use super::{Campaign, CampaignError, Plan, State, letters, rows, sending};
use crate::contact::{self, Outcome};
use crate::outbox;
use crate::reasons::Reason;

/// Opens the campaign under which the arms of a journey are dealt; once more changes nothing.
pub async fn open_head(
    tx: &mut ShopTx,
    journey: JourneyId,
    plan: &Plan,
) -> Result<(), RecordsError> {
    let id = CampaignId(journey.0);
    if rows::find(tx, id).await?.is_some() {
        return Ok(());
    }
    rows::add(tx, id, plan).await?;
    rows::hand_to_journey(tx, id, journey, State::Sending).await
}

/// Opens a letter of a journey.
pub async fn open(
    tx: &mut ShopTx,
    journey: JourneyId,
    plan: &Plan,
) -> Result<CampaignId, RecordsError> {
    let head = rows::find(tx, CampaignId(journey.0)).await?;
    let id: CampaignId = tx.new_id();
    rows::add(tx, id, plan).await?;
    let state = head.map_or(State::Sending, |head| head.state);
    rows::hand_to_journey(tx, id, journey, state).await?;
    Ok(id)
}

/// A person comes to a letter; he is decided like everybody, and at most once.
pub async fn join(tx: &mut ShopTx, letter: CampaignId, person: Known) -> Result<(), RecordsError> {
    contact::gather(tx, letter, &[person]).await?;
    let now = tx.now();
    sending::send_later(tx, letter, now).await
}

/// A person leaves a letter that has not been handed over.
pub async fn leave(
    tx: &mut ShopTx,
    letter: CampaignId,
    person: CustomerId,
) -> Result<(), RecordsError> {
    contact::call_off_one(tx, letter, person, Reason::LeftJourney).await?;
    outbox::call_off_one(tx, letter, person, Reason::LeftJourney).await?;
    Ok(())
}

/// Everything of a journey goes on, rests or ends with it.
pub async fn follow(tx: &mut ShopTx, journey: JourneyId, state: State) -> Result<(), RecordsError> {
    for campaign in rows::of_journey(tx, journey).await? {
        let finished_at = (state == State::Cancelled).then(|| tx.now());
        rows::set_state(tx, &Campaign { finished_at, ..campaign.clone() }, state).await?;
        match state {
            State::Sending => {
                let now = tx.now();
                sending::send_later(tx, campaign.id, now).await?;
            }
            State::Cancelled => {
                contact::call_off(tx, campaign.id).await?;
                outbox::call_off(tx, campaign.id).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Lets every campaign rest that writes to people, and takes back those whose moment has passed.
pub(crate) async fn rest_all(tx: &mut ShopTx) -> Result<(), RecordsError> {
    rows::rest_all(tx).await
}

/// The campaign under which the arms of a journey are dealt, once it was opened.
pub async fn head(tx: &mut ShopTx, journey: JourneyId) -> Result<Option<Campaign>, RecordsError> {
    rows::find(tx, CampaignId(journey.0)).await
}

/// The campaigns whose letters are told together as one: the letters of a journey, and the runs of
/// a campaign that repeats; any other is alone.
pub async fn parts(tx: &mut ShopTx, campaign: &Campaign) -> Result<Vec<Campaign>, RecordsError> {
    match campaign.journey.filter(|journey| journey.0 == campaign.id.0) {
        Some(journey) => rows::of_journey(tx, journey).await,
        None if campaign.plan.delivery.timing.repeats.is_some() => {
            rows::runs(tx, campaign.id, u32::MAX).await
        }
        None => Ok(vec![campaign.clone()]),
    }
}

/// What became of the letters of a campaign, all its parts together.
pub async fn outcomes(
    tx: &mut ShopTx,
    campaign: &Campaign,
) -> Result<HashMap<Outcome, i64>, RecordsError> {
    let mut all = HashMap::new();
    for letter in parts(tx, campaign).await? {
        for (outcome, n) in contact::counts(tx, letter.id).await? {
            *all.entry(outcome).or_default() += n;
        }
    }
    Ok(all)
}

/// Refuses a letter that would shame the shop, as the start of a campaign does.
pub async fn check(tx: &mut ShopTx, plan: &Plan) -> Result<(), CampaignError> {
    letters::check(tx, CampaignId(uuid::Uuid::nil()), plan).await
}
