//! What is known about the people of one round of deciding, gathered in few questions.

use std::collections::HashMap;

use collect::consent::{self, Channel, Purpose, State};
use collect::customers::{self, Customer};
use domain::CustomerId;
use records::{RecordsError, ShopTx};

use super::{Bar, Decision, EMAIL, Person, Said, Touch, rows};
use crate::outbox;

/// What the decision needs to know about each person, and his address.
pub(super) async fn people(
    tx: &mut ShopTx,
    touch: &Touch,
    decisions: &[Decision],
) -> Result<Vec<(Person, Option<String>)>, RecordsError> {
    let ids: Vec<CustomerId> = decisions.iter().map(|decision| decision.customer.id).collect();
    let numbers: Vec<i64> = decisions.iter().map(|decision| decision.customer.no).collect();
    let said = consent::states_of(tx, &ids, Purpose::Marketing, Channel::Email).await?;
    let known: HashMap<CustomerId, Customer> = customers::of_numbers(tx, &numbers)
        .await?
        .into_iter()
        .map(|customer| (customer.id, customer))
        .collect();
    let addresses: Vec<String> = known.values().filter_map(address_of).collect();
    let suppressed = rows::suppressed_among(tx, EMAIL, &addresses).await?;
    let since = touch.limits.pressure.window_opens(touch.at);
    let mut touches = outbox::touches_since(tx, &ids, since).await?;
    let person = |customer: CustomerId| {
        let address = known.get(&customer).and_then(address_of);
        let bar = match &address {
            _ if !known.contains_key(&customer) => Some(Bar::Erased),
            Some(address) if suppressed.contains(address) => Some(Bar::Suppressed),
            _ => None,
        };
        let consent = match said.get(&customer) {
            Some(State::Granted) => Said::Yes,
            Some(State::Denied) => Said::No,
            None => Said::Nothing,
        };
        let touches = touches.remove(&customer).unwrap_or_default();
        (Person { customer, consent, has_address: address.is_some(), bar, touches }, address)
    };
    Ok(ids.into_iter().map(person).collect())
}

/// The address as it is written to and compared.
fn address_of(customer: &Customer) -> Option<String> {
    let address = customer.email.as_deref()?.trim();
    (!address.is_empty()).then(|| address.to_lowercase())
}
