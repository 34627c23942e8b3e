//! What is known about the people of one round of deciding, gathered in few questions.

mod rows;

use std::collections::{HashMap, HashSet};

use collect::consent::{self, Channel, Purpose, State};
use collect::customers::{self, Customer, Known, merging};
use domain::{CampaignId, CustomerId};
use records::{RecordsError, ShopTx};

use super::{Bar, Person, Said, Touch};
use crate::{channels, outbox};

pub(super) use rows::suppressed_among;

/// What the decision needs to know about each person, and his address.
pub(super) async fn people(
    tx: &mut ShopTx,
    touch: &Touch,
    asked: &[Known],
) -> Result<Vec<(Person, Option<String>)>, RecordsError> {
    let ids: Vec<CustomerId> = asked.iter().map(|person| person.id).collect();
    let numbers: Vec<i64> = asked.iter().map(|person| person.no).collect();
    let channel = channels::consent_for(tx, touch.channel).await?;
    let said = consent::states_of(tx, &ids, Purpose::Marketing, channel).await?;
    let known = customers::of_numbers(tx, &numbers).await?;
    let mut reached_at = addresses(tx, channel, &known).await?;
    let known: HashSet<CustomerId> = known.into_iter().map(|customer| customer.id).collect();
    let written: Vec<String> = reached_at.values().cloned().collect();
    let suppressed = rows::suppressed_among(tx, channel, &written).await?;
    let since = touch.limits.pressure.window_opens(touch.at);
    let mut touches = outbox::touches_since(tx, &ids, since).await?;
    let mut zones = customers::time_zones_of(tx, &ids).await?;
    let mut were = merging::were(tx, &ids).await?;
    let held_out = held_out_before(tx, touch.dealt_by, &were).await?;
    let person = |customer: CustomerId| {
        let address = reached_at.remove(&customer);
        let bar = match &address {
            _ if !known.contains(&customer) => Some(Bar::Erased),
            Some(address) if suppressed.contains(address) => Some(Bar::Suppressed),
            _ => None,
        };
        let consent = match said.get(&customer) {
            Some(State::Granted) => Said::Yes,
            Some(State::Denied) => Said::No,
            None => Said::Nothing,
        };
        let touches = touches.remove(&customer).unwrap_or_default();
        let (has_address, zone) = (address.is_some(), zones.remove(&customer));
        let was = were.remove(&customer).unwrap_or_default();
        let was_held_out =
            held_out.contains(&customer) || was.iter().any(|name| held_out.contains(name));
        let known =
            Person { customer, consent, has_address, bar, touches, zone, was, was_held_out };
        (known, address)
    };
    Ok(ids.into_iter().map(person).collect())
}

/// Those among these merged people, and among whom they were, who are written down as held out.
async fn held_out_before(
    tx: &mut ShopTx,
    dealt_by: CampaignId,
    were: &HashMap<CustomerId, Vec<CustomerId>>,
) -> Result<HashSet<CustomerId>, RecordsError> {
    // Hardly anybody was ever merged: then his name says it all, and nothing is asked.
    let names = were.iter().flat_map(|(now, was)| was.iter().chain([now]));
    rows::held_out_among(tx, dealt_by, names.copied().collect()).await
}

/// Which of these people a campaign holds out, under any of the names they ever had.
pub async fn held_out_of(
    tx: &mut ShopTx,
    dealt_by: CampaignId,
    people: &[CustomerId],
) -> Result<HashSet<CustomerId>, RecordsError> {
    let were = merging::were(tx, people).await?;
    let held_out = held_out_before(tx, dealt_by, &were).await?;
    let is_held_out = |(now, was): &(&CustomerId, &Vec<CustomerId>)| {
        was.iter().chain([*now]).any(|name| held_out.contains(name))
    };
    Ok(were.iter().filter(is_held_out).map(|(now, _)| *now).collect())
}

/// Where each of these people is reached by a channel; who is not is left out.
///
/// An address is told as it is written to and compared: letters of e-mail addresses are small.
pub async fn addresses(
    tx: &mut ShopTx,
    channel: Channel,
    people: &[Customer],
) -> Result<HashMap<CustomerId, String>, RecordsError> {
    let tidy = |address: &Option<String>| {
        let address = address.as_deref()?.trim().to_lowercase();
        (!address.is_empty()).then_some(address)
    };
    let own = |of: fn(&Customer) -> &Option<String>| {
        people.iter().filter_map(|person| Some((person.id, tidy(of(person))?))).collect()
    };
    match channel {
        Channel::Email => Ok(own(|person| &person.email)),
        Channel::Sms => Ok(own(|person| &person.phone)),
        Channel::Telegram => {
            let ids: Vec<CustomerId> = people.iter().map(|person| person.id).collect();
            customers::names_of(tx, &ids, channel.word()).await
        }
    }
}
