//! From drafts of people to customers: known ones are found, others are made.

use std::collections::{HashMap, HashSet};

use domain::CustomerId;
use records::{RecordsError, ShopTx};

use super::recognition::{self, Rules, identities_of};
use super::{Identity, Known, filling, rows};
use crate::orders::draft::PersonDraft;
use crate::shop::news;

/// Whose the drafts of people are.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// The customer of every draft, in the order given.
    pub known: Vec<Known>,
    /// Those of them of whom nobody had heard.
    pub new: Vec<CustomerId>,
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
    Ok(meet(tx, (source, source), people).await?.known)
}

/// The same, and who of them is new; changes of what was known are told by `told_by`.
pub async fn meet(
    tx: &mut ShopTx,
    (source, told_by): (&str, &str),
    people: &[&PersonDraft],
) -> Result<Met, RecordsError> {
    let rules = recognition::rules(tx).await?;
    let named: Vec<_> = people.iter().map(|person| identities_of(source, person, &rules)).collect();
    let asked: HashSet<&Identity> = named.iter().flatten().collect();
    let mut known = rows::find_by_identities(tx, asked.iter().copied()).await?;
    let mut numbers_of = Numbers::of(tx, source, &newly_numbered(&named, &known), &rules).await?;
    let mut arrivals = Vec::new();
    let mut additions: HashMap<Identity, Known> = HashMap::new();
    let mut richer = Vec::new();
    let mut recognised = Vec::with_capacity(people.len());
    for (person, identities) in people.iter().zip(named) {
        let found = identities.iter().find_map(|identity| known.get(identity)).copied();
        let is_new_number = brings_number(&identities, &known);
        let found = found.filter(|customer| !is_new_number || numbers_of.has_room(*customer));
        let customer = match found {
            Some(customer) => customer,
            None => {
                let customer = Known::new(tx.new_id(), -1);
                arrivals.push((customer.id, (*person).clone()));
                customer
            }
        };
        if found.is_some() && identities.iter().any(|identity| !known.contains_key(identity)) {
            richer.push((customer, *person));
        }
        for identity in identities {
            known.entry(identity.clone()).or_insert_with(|| {
                additions.insert(identity, customer);
                customer
            });
        }
        if is_new_number {
            numbers_of.count(customer);
        }
        recognised.push(customer);
    }
    if !arrivals.is_empty() || !richer.is_empty() {
        news::tell(tx).await?;
    }
    let new = arrivals.iter().map(|(id, _)| *id).collect();
    let numbers = rows::welcome(tx, source, arrivals).await?;
    rows::add_identities(tx, source, additions).await?;
    for (customer, person) in richer {
        filling::fill_in(tx, (customer, told_by), person).await?;
    }
    for customer in &mut recognised {
        customer.no = numbers.get(&customer.id).copied().unwrap_or(customer.no);
    }
    Ok(Met { known: recognised, new })
}

/// Whether somebody brings a customer number that nobody has.
fn brings_number(names: &[Identity], known: &HashMap<Identity, Known>) -> bool {
    names.first().is_some_and(|first| first.kind == "external_id" && !known.contains_key(first))
}

/// The customers to whom these names would bring one more number.
fn newly_numbered(named: &[Vec<Identity>], known: &HashMap<Identity, Known>) -> Vec<CustomerId> {
    let brings = named.iter().filter(|names| brings_number(names, known));
    let ids: HashSet<CustomerId> =
        brings.flatten().filter_map(|name| known.get(name)).map(|known| known.id).collect();
    ids.into_iter().collect()
}

/// How many customer numbers of one source each customer has.
struct Numbers {
    known: HashMap<CustomerId, i64>,
    most: i64,
}

impl Numbers {
    async fn of(
        tx: &mut ShopTx,
        source: &str,
        customers: &[CustomerId],
        rules: &Rules,
    ) -> Result<Self, RecordsError> {
        let known = rows::n_numbers_of(tx, source, customers).await?;
        Ok(Self { known, most: rules.numbers_max.into() })
    }

    fn has_room(&self, customer: Known) -> bool {
        self.known.get(&customer.id).is_none_or(|n| *n < self.most)
    }

    fn count(&mut self, customer: Known) {
        *self.known.entry(customer.id).or_default() += 1;
    }
}
