//! What is learnt of a customer after he was first heard of: his profile grows, and each change of
//! it is one of his happenings.

mod rows;

use std::collections::HashMap;

use domain::ShopZone;
use records::{RecordsError, ShopTx};

use super::{Customer, Known};
use crate::fields;
use crate::orders::draft::PersonDraft;
use crate::shop::Language;

pub use rows::Profile;

/// A customer, and who tells of him.
type Told<'a> = (Known, &'a str);

/// Writes down what was not known of somebody who is called by one more name.
pub(super) async fn fill_in(
    tx: &mut ShopTx,
    (customer, source): Told<'_>,
    person: &PersonDraft,
) -> Result<(), RecordsError> {
    let Some(was) = rows::profile(tx, customer.id).await? else { return Ok(()) };
    rows::fill_in(tx, customer.id, person).await?;
    let became = was.filled_in(person);
    fields::changed_profile(tx, (customer, source), &changes_between(&was, &became)).await
}

/// Writes down what a person says about himself that was not known; what it contradicts stays.
///
/// Addresses are not among it: they come with their identity, which may be another customer's.
pub(crate) async fn tell_more(
    tx: &mut ShopTx,
    (customer, source): Told<'_>,
    person: &PersonDraft,
) -> Result<(), RecordsError> {
    let Some(was) = rows::profile_with_gaps(tx, customer.id, person).await? else { return Ok(()) };
    rows::fill_gaps(tx, customer.id, person).await?;
    let nameless = PersonDraft { external_id: None, email: None, phone: None, ..person.clone() };
    let became = was.filled_in(&nameless);
    fields::changed_profile(tx, (customer, source), &changes_between(&was, &became)).await
}

/// The same of many: only whose gaps somebody fills are looked at one by one.
pub(crate) async fn tell_all_more(
    tx: &mut ShopTx,
    source: &str,
    told: &[(Known, &PersonDraft)],
) -> Result<(), RecordsError> {
    let numbers: Vec<i64> = told.iter().map(|(customer, _)| customer.no).collect();
    let customers = super::of_numbers(tx, &numbers).await?;
    let by_number: HashMap<i64, &Customer> = customers.iter().map(|one| (one.no, one)).collect();
    for (known, person) in told {
        let Some(customer) = by_number.get(&known.no) else { continue };
        let pairs = [
            (&customer.name, &person.name),
            (&customer.country, &person.country),
            (&customer.city, &person.city),
        ];
        if pairs.iter().any(|(was, told)| was.is_none() && told.is_some()) {
            tell_more(tx, (*known, source), person).await?;
        }
    }
    Ok(())
}

/// The customer says in which language he wants to be written to.
pub async fn speak(
    tx: &mut ShopTx,
    (customer, source): Told<'_>,
    language: Language,
) -> Result<(), RecordsError> {
    let Some(was) = rows::profile(tx, customer.id).await? else { return Ok(()) };
    rows::set_language(tx, customer.id, language.code()).await?;
    let became = Profile { language: Some(language.code().to_owned()), ..was.clone() };
    fields::changed_profile(tx, (customer, source), &changes_between(&was, &became)).await
}

/// Writes down the clock that a customer lives by, as his browser or the shop tells; the latest
/// word counts, because people travel. A name that no atlas knows is left out.
pub async fn set_time_zone(
    tx: &mut ShopTx,
    (customer, source): Told<'_>,
    zone: &str,
) -> Result<(), RecordsError> {
    let Ok(zone) = ShopZone::named(zone) else { return Ok(()) };
    let was = rows::profile_elsewhere(tx, customer.id, zone.name()).await?;
    let Some(was) = was else { return Ok(()) };
    rows::set_time_zone(tx, customer.id, zone.name()).await?;
    let became = Profile { time_zone: Some(zone.name().to_owned()), ..was.clone() };
    fields::changed_profile(tx, (customer, source), &changes_between(&was, &became)).await
}

/// A field with what it was and what it became.
pub(crate) type Difference<'a> = (&'static str, Option<&'a str>, Option<&'a str>);

/// In what two states of a profile differ.
pub(crate) fn changes_between<'a>(was: &'a Profile, became: &'a Profile) -> Vec<Difference<'a>> {
    let pairs = was.fields().into_iter().zip(became.fields());
    let differences = pairs.filter(|((_, was), (_, became))| was != became);
    differences.map(|((field, was), (_, became))| (field, was, became)).collect()
}
