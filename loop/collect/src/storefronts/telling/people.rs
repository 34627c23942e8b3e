//! People in documents: who they are, and what they answered.

use domain::{Currency, Instant};
use serde_json::Value as Json;

use super::Accent;
use super::fields::{at, full_name, number, text};
use crate::imports::values::{email, phone};
use crate::orders::draft::{ConsentChannel, ConsentDraft, PersonDraft};

/// Hosts of addresses that marketplaces make up for one order: mail to them goes to the
/// marketplace, and two of them are never one person.
const RELAYS: &[&str] = &["marketplace.amazon.", "scs.tiktok.com", "members.ebay."];

/// Whether an address was made up by a marketplace.
fn is_relay(address: &str) -> bool {
    let host = address.rsplit('@').next().unwrap_or_default();
    // TikTok numbers the hosts: scs3.tiktok.com.
    let host: String = match host.strip_suffix(".tiktok.com") {
        Some(name) => {
            format!("{}.tiktok.com", name.trim_end_matches(|sign: char| sign.is_ascii_digit()))
        }
        None => host.to_owned(),
    };
    RELAYS.iter().any(|relay| host.starts_with(relay))
}

/// An address that leads to a person.
pub(super) fn address(document: &Json, field: &str) -> Option<String> {
    text(document, field).and_then(|text| email(&text)).filter(|address| !is_relay(address))
}

/// A phone number; a country comes from the currency where it is told by it.
pub(super) fn phone_number(
    document: &Json,
    field: &str,
    currency: Option<Currency>,
) -> Option<String> {
    text(document, field).and_then(|text| phone(&text, currency))
}

/// Whether there is a name by which a person is known again.
pub(super) fn is_known(person: &PersonDraft) -> bool {
    person.external_id.is_some() || person.email.is_some() || person.phone.is_some()
}

/// A customer of Shopify.
pub(super) fn of_shopify(accent: Accent<'_>, document: &Json) -> PersonDraft {
    let home = &document["default_address"];
    let mut consents = Vec::new();
    let ways = [
        (ConsentChannel::Email, "email_marketing_consent"),
        (ConsentChannel::Sms, "sms_marketing_consent"),
    ];
    for (channel, field) in ways {
        consents.extend(shopify_answer(channel, &document[field], document));
    }
    // Before 2022 one word stood for both ways; it meant letters.
    if document.get("email_marketing_consent").is_none() {
        consents.extend(older_answer(document));
    }
    PersonDraft {
        external_id: number(document, "id"),
        email: address(document, "email"),
        phone: phone_number(document, "phone", accent.currency)
            .or_else(|| phone_number(home, "phone", accent.currency)),
        name: full_name(document).or_else(|| text(home, "name")),
        country: text(home, "country_code").or_else(|| text(home, "country")),
        city: text(home, "city"),
        consents,
        ..PersonDraft::default()
    }
}

/// What a customer of Shopify answered; who was not asked, or has not confirmed, said nothing.
pub(super) fn shopify_answer(
    channel: ConsentChannel,
    told: &Json,
    document: &Json,
) -> Option<ConsentDraft> {
    let granted = match told.get("state")?.as_str()? {
        "subscribed" => true,
        "unsubscribed" | "redacted" | "invalid" => false,
        _ => return None,
    };
    let when = at(told, "consent_updated_at").or_else(|| at(document, "updated_at"));
    Some(ConsentDraft { channel, granted, at: when, text: text(told, "opt_in_level") })
}

/// `accepts_marketing`: only a "yes" is an answer, a "no" may be that nobody asked.
fn older_answer(document: &Json) -> Option<ConsentDraft> {
    let said_yes = document.get("accepts_marketing")?.as_bool()?;
    let when = at(document, "accepts_marketing_updated_at").or_else(|| at(document, "updated_at"));
    let text = text(document, "marketing_opt_in_level");
    said_yes.then_some(ConsentDraft {
        channel: ConsentChannel::Email,
        granted: true,
        at: when,
        text,
    })
}

/// A customer of WooCommerce, or the buyer of an order, whose number is in another field.
pub(super) fn of_woocommerce(
    accent: Accent<'_>,
    document: &Json,
    number_field: &str,
    said_at: Option<Instant>,
) -> PersonDraft {
    let (billing, shipping) = (&document["billing"], &document["shipping"]);
    PersonDraft {
        external_id: number(document, number_field),
        email: address(document, "email").or_else(|| address(billing, "email")),
        phone: phone_number(billing, "phone", accent.currency)
            .or_else(|| phone_number(shipping, "phone", accent.currency)),
        name: full_name(document).or_else(|| full_name(billing)).or_else(|| full_name(shipping)),
        country: text(billing, "country").or_else(|| text(shipping, "country")),
        city: text(billing, "city").or_else(|| text(shipping, "city")),
        consents: woocommerce_answer(accent, document, said_at).into_iter().collect(),
        ..PersonDraft::default()
    }
}

/// The "yes" that a plug-in keeps among the further data, under a name that the owner has told.
///
/// A box left empty at the checkout is no answer: it is shown empty to those who agreed before,
/// too. In the account of a customer it is one.
fn woocommerce_answer(
    accent: Accent<'_>,
    document: &Json,
    said_at: Option<Instant>,
) -> Option<ConsentDraft> {
    let field = accent.consent_field?;
    let among = super::fields::list(document, "meta_data");
    let told = among.iter().find(|meta| meta.get("key").and_then(Json::as_str) == Some(field))?;
    let word = match told.get("value")? {
        Json::Bool(yes) => yes.to_string(),
        Json::String(word) => word.trim().to_lowercase(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    let granted = match word.as_str() {
        "1" | "yes" | "true" | "on" | "subscribed" => true,
        "0" | "no" | "false" | "off" | "unsubscribed" => false,
        _ => return None,
    };
    let is_account = document.get("line_items").is_none();
    (granted || is_account).then(|| ConsentDraft {
        channel: ConsentChannel::Email,
        granted,
        at: said_at,
        text: Some(field.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_made_up_by_a_marketplace_is_nobodys() {
        for relay in
            ["x1@marketplace.amazon.co.uk", "abc@scs3.tiktok.com", "seller@members.ebay.com"]
        {
            assert!(is_relay(relay), "{relay}");
        }
        for person in ["anna@example.test", "scs@tiktok.com", "anna@amazon.example"] {
            assert!(!is_relay(person), "{person}");
        }
    }
}
