//! A letter tried out before it goes to people: looked at, refused, sent to one of the shop's own.

use collect::customers;
use collect::shop::Shop;
use domain::{CampaignId, CustomerId};
use records::{Actor, ShopTx};

use super::{Desk, Preview, Said};
use crate::campaigns::wanted::Tastes;
use crate::campaigns::{CampaignError, Plan, audience, find};
use crate::channels::{HandedOver, Outfit};
use crate::outbox::Followed;

/// The letter as one person would get it: the one who is named, or the first of the audience.
pub async fn preview(
    shop: &Shop,
    id: CampaignId,
    (customer, variant): (Option<CustomerId>, usize),
) -> Result<Preview, CampaignError> {
    let campaign = find(&mut shop.read().await?, id).await?;
    let meant = match customer {
        Some(customer) => Some(customer),
        None => {
            let now = shop.read().await?.now();
            let people = audience::people(shop, &campaign.plan.audience, now).await?;
            people.first().map(|person| person.id)
        }
    };
    preview_of(shop, (id, &campaign.plan), (meant, variant)).await
}

async fn preview_of(
    shop: &Shop,
    (id, plan): (CampaignId, &Plan),
    (meant, variant): (Option<CustomerId>, usize),
) -> Result<Preview, CampaignError> {
    let tastes = Tastes::for_plan(shop, plan).await?;
    // The first preview makes the secret that links are signed with, so it may write.
    let mut tx = shop.write(Actor::System).await?;
    let person = match meant {
        Some(id) => {
            let found = customers::find(&mut tx, id).await?;
            Some(found.ok_or(CampaignError::UnknownCustomer(id))?)
        }
        None => None,
    };
    let desk = Desk::lay(&mut tx, plan.channel, tastes).await?;
    let preview = desk.preview(&mut tx, (id, plan), (person.as_ref(), variant)).await?;
    tx.commit().await?;
    Ok(preview)
}

/// A letter that nothing keeps yet, as one person would get it.
pub(in crate::campaigns) async fn preview_given(
    shop: &Shop,
    plan: &Plan,
    customer: Option<CustomerId>,
) -> Result<Preview, CampaignError> {
    plan.check()?;
    preview_of(shop, (CampaignId(uuid::Uuid::nil()), plan), (customer, 0)).await
}

/// Refuses to send what would shame the shop: better one stop now than a thousand bad letters.
pub(in crate::campaigns) async fn check(
    tx: &mut ShopTx,
    id: CampaignId,
    plan: &Plan,
) -> Result<(), CampaignError> {
    let desk = Desk::lay(tx, plan.channel, Tastes::default()).await?;
    if let Some(problem) = desk.way.problem() {
        return Err(CampaignError::Settings(plan.channel, problem));
    }
    for variant in 0..=plan.variants.len() {
        let preview = desk.preview(tx, (id, plan), (None, variant)).await?;
        let stopping: Vec<_> = preview.problems.into_iter().filter(|one| one.stops).collect();
        if !stopping.is_empty() {
            return Err(CampaignError::Text(stopping));
        }
    }
    Ok(())
}

/// Sends the letter to one of the shop's own people, as Anna would get it.
pub async fn send_test(
    shop: &Shop,
    id: CampaignId,
    (address, variant): (&str, usize),
) -> Result<HandedOver, CampaignError> {
    let mut tx = shop.write(Actor::System).await?;
    let campaign = find(&mut tx, id).await?;
    check(&mut tx, id, &campaign.plan).await?;
    let desk = Desk::lay(&mut tx, campaign.plan.channel, Tastes::default()).await?;
    let reader = desk.anna(campaign.plan.language);
    let name = tx.new_id();
    tx.commit().await?;
    let wording = campaign.plan.wording(variant);
    let said = Said { campaign: id, customer: None, wording, followed: Followed::No };
    let letter = desk
        .compose(&campaign.plan, &reader, said, (name, address))
        .map_err(|problem| CampaignError::Plan { field: "address", reason: problem.to_string() })?;
    let mut courier = Outfit::of(shop, &desk.way).await?.courier();
    let handed = courier.hand_over(&letter.parcel).await;
    courier.leave().await;
    Ok(handed)
}
