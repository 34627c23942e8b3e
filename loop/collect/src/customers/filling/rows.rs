//! Rows of `customer` as they grow.

use domain::CustomerId;
use records::{FromQueryResult, RecordsError, ShopTx};

use crate::customers::rows::found_by;
use crate::orders::draft::PersonDraft;

/// What of a customer's profile can change.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Profile {
    pub(crate) external_id: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) time_zone: Option<String>,
}

impl Profile {
    /// Each field by the word that rules and programs call it by.
    pub(super) fn fields(&self) -> [(&'static str, Option<&str>); 8] {
        [
            ("number", self.external_id.as_deref()),
            ("email", self.email.as_deref()),
            ("phone", self.phone.as_deref()),
            ("name", self.name.as_deref()),
            ("country", self.country.as_deref()),
            ("city", self.city.as_deref()),
            ("language", self.language.as_deref()),
            ("time_zone", self.time_zone.as_deref()),
        ]
    }

    /// The same with what was not known.
    pub(super) fn filled_in(&self, person: &PersonDraft) -> Self {
        let or = |known: &Option<String>, told: &Option<String>| known.clone().or(told.clone());
        Self {
            external_id: or(&self.external_id, &person.external_id),
            email: or(&self.email, &person.email),
            phone: or(&self.phone, &person.phone),
            name: or(&self.name, &person.name),
            country: or(&self.country, &person.country),
            city: or(&self.city, &person.city),
            ..self.clone()
        }
    }
}

const PROFILE: &str = "select external_id, email, phone, name, country, city, language, time_zone
                       from customer where id = $1";

pub(super) async fn profile(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<Option<Profile>, RecordsError> {
    tx.row(PROFILE, vec![id.0.into()]).await
}

/// The profile, where this person tells something of it that is not known.
pub(super) async fn profile_with_gaps(
    tx: &mut ShopTx,
    id: CustomerId,
    person: &PersonDraft,
) -> Result<Option<Profile>, RecordsError> {
    let sql = format!(
        "{PROFILE} and ((name is null and cast($2 as text) is not null)
             or (country is null and cast($3 as text) is not null)
             or (city is null and cast($4 as text) is not null))"
    );
    let values = vec![
        id.0.into(),
        person.name.clone().into(),
        person.country.clone().into(),
        person.city.clone().into(),
    ];
    tx.row(&sql, values).await
}

/// The profile, where its clock is not this one.
pub(super) async fn profile_elsewhere(
    tx: &mut ShopTx,
    id: CustomerId,
    zone: &str,
) -> Result<Option<Profile>, RecordsError> {
    let sql = format!("{PROFILE} and (time_zone is null or time_zone <> $2)");
    tx.row(&sql, vec![id.0.into(), zone.into()]).await
}

/// Writes down what was not known of a customer yet.
pub(super) async fn fill_in(
    tx: &mut ShopTx,
    id: CustomerId,
    person: &PersonDraft,
) -> Result<(), RecordsError> {
    let sql = "update customer set external_id = coalesce(external_id, $2),
                   email = coalesce(email, $3), phone = coalesce(phone, $4),
                   name = coalesce(name, $5), country = coalesce(country, $6),
                   city = coalesce(city, $7), found_by = found_by || $8,
                   updated_at = $9, updated_by = $10
               where id = $1";
    let values = vec![
        id.0.into(),
        person.external_id.clone().into(),
        person.email.clone().into(),
        person.phone.clone().into(),
        person.name.clone().into(),
        person.country.clone().into(),
        person.city.clone().into(),
        format!("\n{}", found_by(person)).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes down who a customer is as far as it was not known.
pub(super) async fn fill_gaps(
    tx: &mut ShopTx,
    id: CustomerId,
    person: &PersonDraft,
) -> Result<(), RecordsError> {
    let sql = "update customer set name = coalesce(name, $2), country = coalesce(country, $3),
                   city = coalesce(city, $4), found_by = found_by || $5, updated_at = $6,
                   updated_by = $7
               where id = $1";
    let values = vec![
        id.0.into(),
        person.name.clone().into(),
        person.country.clone().into(),
        person.city.clone().into(),
        format!("\n{}", found_by(person)).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn set_language(
    tx: &mut ShopTx,
    customer: CustomerId,
    code: &str,
) -> Result<(), RecordsError> {
    let sql = "update customer set language = $2, updated_at = $3, updated_by = $4 where id = $1";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    tx.run(sql, vec![customer.0.into(), code.into(), now.into(), actor.into()]).await?;
    Ok(())
}

pub(super) async fn set_time_zone(
    tx: &mut ShopTx,
    customer: CustomerId,
    zone: &str,
) -> Result<(), RecordsError> {
    let sql = "update customer set time_zone = $2 where id = $1";
    tx.run(sql, vec![customer.0.into(), zone.into()]).await?;
    Ok(())
}
