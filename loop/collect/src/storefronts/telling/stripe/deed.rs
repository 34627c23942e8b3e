//! What happened to a customer's money: invoices paid or not, money given back.
//!
//! Each becomes an event of his with a name of its own, so that segments and journeys can ask for
//! it as for any other: who could not be charged can be written to before he is lost.

use domain::Currency;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::{Accent, Misread, Told, owner, owner_told, units};
use crate::orders::draft::PersonDraft;
use crate::storefronts::telling::fields::{currency, text};

/// Something that happened to a customer's money.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::storefronts) struct Deed {
    /// Whose it was.
    pub person: PersonDraft,
    /// Its name, as events have one.
    pub name: &'static str,
    /// Stripe's id of the invoice or the charge.
    pub number: String,
    /// What is told of it.
    pub properties: Json,
}

/// Understands what happened to money; the rest is not needed.
pub(super) fn read(accent: Accent<'_>, topic: &str, object: &Json) -> Result<Told, Misread> {
    let (name, sum) = match topic {
        "invoice.paid" => ("Invoice Paid", "amount_paid"),
        "invoice.payment_failed" => ("Payment Failed", "amount_due"),
        "charge.refunded" => ("Charge Refunded", "amount_refunded"),
        _ => return Ok(Told::Nothing("not_needed")),
    };
    // Who pays once without an account at Stripe is nobody that could be known again.
    if owner(object).is_none() {
        return Ok(Told::Nothing("nobody"));
    }
    let currency = currency(object)?;
    let number = text(object, "id").ok_or(Misread::of("no_number", "id"))?;
    let amount = object[sum].as_i64().ok_or(Misread::of("bad_money", sum))?;
    Ok(Told::Deed(Box::new(Deed {
        person: owner_told(accent, object)?,
        name,
        properties: json!({
            "id": number,
            "amount": written(amount, currency),
            "currency": currency.code(),
            "subscription_id": subscription_of(object),
            "attempt": object["attempt_count"].as_i64().filter(|_| name == "Payment Failed"),
        }),
        number,
    })))
}

/// An amount as events write it, in units of money.
fn written(minor: i64, currency: Currency) -> f64 {
    let amount = Decimal::new(minor / units(currency), currency.digits());
    f64::try_from(amount).unwrap_or_default()
}

/// The subscription an invoice is for: it stands in another place since 2025.
fn subscription_of(object: &Json) -> Option<String> {
    let details = &object["parent"]["subscription_details"];
    text(object, "subscription").or_else(|| text(details, "subscription"))
}
