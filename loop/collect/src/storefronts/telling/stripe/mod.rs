//! Documents of Stripe: events, as its webhooks bring them, and the objects within, as its API
//! lists them.
//!
//! Sums are whole minor units, moments whole seconds since 1970. Start at [`read`].

mod deed;
mod subscription;

use domain::{Currency, Instant};
use serde_json::Value as Json;

use super::fields::text;
use super::people::{address, phone_number};
use super::{Accent, Counted, Misread, Told};
use crate::orders::draft::PersonDraft;
use crate::storefronts::Kind;

pub(in crate::storefronts) use deed::Deed;
pub(in crate::storefronts) use subscription::SubscriptionTold;

/// Understands an event of Stripe, or one of its objects that was asked for.
pub(super) fn read(accent: Accent<'_>, topic: &str, document: &Json) -> Result<Told, Misread> {
    let object = object_of(document);
    match topic {
        "customer.subscription.created"
        | "customer.subscription.updated"
        | "customer.subscription.deleted"
        | "customer.subscription.paused"
        | "customer.subscription.resumed" => {
            Ok(Told::Subscription(Box::new(subscription::read(accent, object)?)))
        }
        "customer.created" | "customer.updated" => Ok(Told::Person {
            number: text(object, "id").ok_or(Misread::of("no_number", "id"))?,
            person: Box::new(person(accent, object)),
        }),
        "customer.deleted" => Ok(Told::PersonGone {
            number: text(object, "id").ok_or(Misread::of("no_number", "id"))?,
        }),
        _ => deed::read(accent, topic, object),
    }
}

/// What an event is about; an object that was asked for is about itself.
fn object_of(document: &Json) -> &Json {
    match document["object"] == "event" {
        true => &document["data"]["object"],
        false => document,
    }
}

/// Whether a document is one of Stripe's: all of them say what they are.
pub(super) fn is_one(document: &Json) -> bool {
    document["object"].is_string()
}

/// The number of the person whom a document is about.
pub(super) fn number_of(document: &Json) -> Option<String> {
    let object = object_of(document);
    match object["object"] == "customer" {
        true => text(object, "id"),
        false => owner(object),
    }
}

/// What a subscription counts for.
pub(super) fn counted(document: &Json) -> Option<Counted> {
    let accent = Accent { kind: Kind::Stripe, currency: None, consent_field: None };
    let told = subscription::read(accent, document).ok()?;
    Some(Counted { total: told.monthly(), currency: told.currency, number: told.number })
}

/// The number of the customer whose an object is, whether he stands in it or is only named.
fn owner(object: &Json) -> Option<String> {
    let customer = object.get("customer")?;
    text(customer, "id").or_else(|| text(object, "customer"))
}

/// Whose an object is: everything that stands in it of him.
fn owner_told(accent: Accent<'_>, object: &Json) -> Result<PersonDraft, Misread> {
    let number = owner(object).ok_or(Misread::of("no_number", "customer"))?;
    let told = &object["customer"];
    match told.is_object() {
        true => Ok(person(accent, told)),
        false => Ok(PersonDraft { external_id: Some(number), ..PersonDraft::default() }),
    }
}

fn person(accent: Accent<'_>, document: &Json) -> PersonDraft {
    let home = &document["address"];
    PersonDraft {
        external_id: text(document, "id"),
        email: address(document, "email"),
        phone: phone_number(document, "phone", accent.currency),
        name: text(document, "name"),
        country: text(home, "country"),
        city: text(home, "city"),
        ..PersonDraft::default()
    }
}

/// A moment; none where there is none.
fn at(document: &Json, field: &str) -> Option<Instant> {
    // A second beyond the year 36,000 is no moment of a shop.
    let second = document.get(field)?.as_i64().filter(|second| (0..1 << 40).contains(second))?;
    Some(Instant(second * 1_000_000))
}

/// Currencies whose sums Stripe writes in hundredths, though there are none.
const IN_HUNDREDTHS: [&str; 2] = ["ISK", "UGX"];

/// What one of Stripe's units is in our minor units, as a divisor.
fn units(currency: Currency) -> i64 {
    if IN_HUNDREDTHS.contains(&currency.code()) { 100 } else { 1 }
}
