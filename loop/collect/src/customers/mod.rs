//! Customers: one person, known by what he calls himself.
//!
//! An identity (customer number, e-mail, phone) leads to one customer. A draft of a person is
//! recognised by the strongest identity it carries. A draft that brings a new identity fills in
//! what was not known of the customer; what it contradicts is not overwritten. A customer has a
//! dense whole number beside his id: columns are sorted by it.
//!
//! Start reading at [`recognise_many`].

pub mod api;
mod clocks;
mod field;
mod leaving;
mod recognition;
mod rows;

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use domain::CustomerId;
use records::{RecordsError, ShopTx};

use crate::orders::draft::PersonDraft;
use crate::shop::news;

pub use clocks::{set_time_zone, time_zones, time_zones_of};
pub use field::Field;
pub(crate) use leaving::{all_identities, let_go, make_nameless, n_called, names_told};
use recognition::identities_of;
pub use rows::{Customer, Identity};

/// A customer as other slices refer to him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Known {
    /// The id that is shown.
    pub id: CustomerId,
    /// The dense number that columns are sorted by.
    pub no: i64,
}

/// Finds or makes the customer of every draft, in the order given.
///
/// Two drafts that share an identity are one person, also within one call. `source` names the
/// words in which customer numbers are unique.
pub async fn recognise_many(
    tx: &mut ShopTx,
    source: &str,
    people: &[&PersonDraft],
) -> Result<Vec<Known>, RecordsError> {
    let named: Vec<_> = people.iter().map(|person| identities_of(source, person)).collect();
    let asked: HashSet<&Identity> = named.iter().flatten().collect();
    let mut known = rows::find_by_identities(tx, asked.iter().copied()).await?;
    let mut arrivals = Vec::new();
    let mut additions: HashMap<Identity, CustomerId> = HashMap::new();
    let mut richer = Vec::new();
    let mut recognised = Vec::with_capacity(people.len());
    for (person, identities) in people.iter().zip(named) {
        let found = identities.iter().find_map(|identity| known.get(identity)).copied();
        let customer = match found {
            Some(customer) => customer,
            None => {
                let customer = Known { id: tx.new_id(), no: -1 };
                arrivals.push((customer.id, (*person).clone()));
                customer
            }
        };
        if found.is_some() && identities.iter().any(|identity| !known.contains_key(identity)) {
            richer.push((customer.id, *person));
        }
        for identity in identities {
            known.entry(identity.clone()).or_insert_with(|| {
                additions.insert(identity, customer.id);
                customer
            });
        }
        recognised.push(customer);
    }
    if !arrivals.is_empty() || !richer.is_empty() {
        news::tell(tx).await?;
    }
    let numbers = rows::welcome(tx, source, arrivals).await?;
    rows::add_identities(tx, source, additions).await?;
    for (customer, person) in richer {
        rows::fill_in(tx, customer, person).await?;
    }
    for customer in &mut recognised {
        customer.no = numbers.get(&customer.id).copied().unwrap_or(customer.no);
    }
    Ok(recognised)
}

/// Writes down what a person says about himself that was not known; what it contradicts stays.
pub(crate) async fn tell_more(
    tx: &mut ShopTx,
    customer: Known,
    person: &PersonDraft,
) -> Result<(), RecordsError> {
    match rows::fill_gaps(tx, customer.id, person).await? {
        0 => Ok(()),
        _ => news::tell(tx).await,
    }
}

/// The customer of an id.
pub async fn find(tx: &mut ShopTx, id: CustomerId) -> Result<Option<Customer>, RecordsError> {
    rows::find(tx, id).await
}

/// The customers of dense numbers; numbers of nobody are left out.
pub async fn of_numbers(tx: &mut ShopTx, numbers: &[i64]) -> Result<Vec<Customer>, RecordsError> {
    rows::of_numbers(tx, numbers).await
}

/// The numbers of customers whose name, address or customer number contains a text.
///
/// At most a thousand: who finds more wants to type on, not to scroll.
pub async fn search(tx: &mut ShopTx, text: &str) -> Result<Vec<i64>, RecordsError> {
    rows::search(tx, text).await
}

/// What a customer calls himself.
pub async fn identities(tx: &mut ShopTx, id: CustomerId) -> Result<Vec<Identity>, RecordsError> {
    rows::identities(tx, id).await
}

/// Notes that a customer also calls himself so; a name that is somebody's stays his.
///
/// `false` when the name is somebody else's.
pub async fn name(
    tx: &mut ShopTx,
    customer: CustomerId,
    identity: &Identity,
    source: &str,
) -> Result<bool, RecordsError> {
    let found = rows::find_by_identities(tx, std::iter::once(identity)).await?;
    if let Some(known) = found.get(identity) {
        return Ok(known.id == customer);
    }
    rows::add_identities(tx, source, HashMap::from([(identity.clone(), customer)])).await?;
    Ok(true)
}

/// Whose a name is, if it is anybody's.
pub async fn called(tx: &mut ShopTx, identity: &Identity) -> Result<Option<Known>, RecordsError> {
    let found = rows::find_by_identities(tx, std::iter::once(identity)).await?;
    Ok(found.get(identity).copied())
}

/// What these customers call themselves in one kind of names; the latest where there are several.
pub async fn names_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    kind: &str,
) -> Result<HashMap<CustomerId, String>, RecordsError> {
    rows::names_of(tx, customers, kind).await
}

/// People known.
pub async fn n_customers(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    rows::n_customers(tx).await
}

/// The numbers of everybody the shop knows; one stretch as long as nobody is missing in between.
pub async fn numbers(tx: &mut ShopTx) -> Result<Vec<RangeInclusive<i64>>, RecordsError> {
    rows::numbers(tx).await
}

/// What is known of customers: one field of everybody of whom it is known, by his number.
pub async fn known(tx: &mut ShopTx, field: Field) -> Result<Vec<(i64, String)>, RecordsError> {
    rows::known(tx, field).await
}

/// The numbers of everybody of whom a field is known.
pub async fn numbers_with(tx: &mut ShopTx, field: Field) -> Result<Vec<i64>, RecordsError> {
    rows::numbers_with(tx, field).await
}

/// The numbers of those who are shown by one of these ids.
pub async fn numbers_of_shown(tx: &mut ShopTx, shown: &[String]) -> Result<Vec<i64>, RecordsError> {
    rows::numbers_of_shown(tx, shown).await
}

/// The id that reports show: the shop's own number where there is one, ours otherwise.
pub fn shown_id(external_id: Option<&str>, id: CustomerId) -> String {
    external_id.map_or_else(|| id.to_string(), str::to_owned)
}
