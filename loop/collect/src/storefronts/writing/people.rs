//! People: who they are, what they answered, and accounts that were closed.

use domain::Instant;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use super::{Verdict, answers};
use crate::customers::{self, Identity, Known};
use crate::orders::draft::PersonDraft;
use crate::shop;
use crate::storefronts::Storefront;

/// Writes people down, and what they answered.
pub(in crate::storefronts) async fn people(
    tx: &mut ShopTx,
    storefront: &Storefront,
    told: Vec<PersonDraft>,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    let before = shop::news::last(tx).await?;
    let drafts: Vec<&PersonDraft> = told.iter().collect();
    let known = customers::recognise_many(tx, &storefront.source, &drafts).await?;
    for (person, customer) in told.iter().zip(&known) {
        customers::tell_more(tx, (*customer, &storefront.source), person).await?;
    }
    let is_different = shop::news::last(tx).await? > before;
    let mut n_answers = 0;
    for (person, customer) in told.iter().zip(known) {
        let number = person.external_id.as_deref().unwrap_or_default();
        let proof = format!("customer {number}");
        n_answers += answers::save(tx, storefront, (customer, person), (told_at, &proof)).await?;
    }
    match is_different || n_answers > 0 {
        true => Ok(Verdict::Taken),
        false => Ok(Verdict::Known),
    }
}

/// The customer stays, and so do his orders: closing an account is not asking to be forgotten.
pub(super) async fn person_gone(
    tx: &mut ShopTx,
    storefront: &Storefront,
    number: &str,
    told_at: Instant,
) -> Result<Verdict, RecordsError> {
    let Some(customer) = called(tx, storefront, number).await? else {
        return Ok(Verdict::Passed("never_heard_of"));
    };
    let news = Happening {
        customer: Some(customer.id.0),
        at: told_at,
        kind: "account_closed",
        source: storefront.source.clone(),
        key: format!("account_closed:{number}"),
        payload: json!({ "number": number }),
    };
    match happenings::note(tx, news).await? {
        true => Ok(Verdict::Taken),
        false => Ok(Verdict::Known),
    }
}

/// Who has this number at the storefront.
pub(super) async fn called(
    tx: &mut ShopTx,
    storefront: &Storefront,
    number: &str,
) -> Result<Option<Known>, RecordsError> {
    let value = format!("{}:{number}", storefront.source);
    customers::called(tx, &Identity { kind: "external_id".to_owned(), value }).await
}
