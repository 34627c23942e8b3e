//! Documents of Shopify's Admin API (REST), which are the bodies of its webhooks too.

use domain::{Currency, OrderStatus};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::fields::{at, currency, list, money, number, sum, text};
use super::people::{address, is_known, of_shopify, phone_number, shopify_answer};
use super::{Accent, Misread, OrderTold, Refund, Told, Wish};
use crate::imports::status_meant;
use crate::imports::values::minor_units;
use crate::orders::Line;
use crate::orders::draft::{ConsentChannel, ConsentDraft, PersonDraft};

/// Understands a document of Shopify.
pub(super) fn read(accent: Accent<'_>, topic: &str, document: &Json) -> Result<Told, Misread> {
    let numbered = |field| number(document, field).ok_or(Misread::of("no_number", field));
    match topic {
        "orders/create"
        | "orders/updated"
        | "orders/paid"
        | "orders/cancelled"
        | "orders/fulfilled"
        | "orders/partially_fulfilled" => Ok(Told::Order(Box::new(order(accent, document)?))),
        "orders/delete" => Ok(Told::OrderGone { number: numbered("id")? }),
        // What was edited comes as the whole order under orders/updated.
        "orders/edited" => Ok(Told::Nothing("told_elsewhere")),
        "refunds/create" => {
            Ok(Told::Refund { order: numbered("order_id")?, refund: refund(document)? })
        }
        "customers/create" | "customers/update" | "customers/enable" | "customers/disable" => {
            let person = Box::new(of_shopify(accent, document));
            Ok(Told::Person { number: numbered("id")?, person })
        }
        "customers/delete" => Ok(Told::PersonGone { number: numbered("id")? }),
        "customers_email_marketing_consent/update" => {
            let (way, field) = (ConsentChannel::Email, "email_marketing_consent");
            answered(numbered("customer_id")?, shopify_answer(way, &document[field], document))
        }
        "customers_marketing_consent/update" => {
            let (way, field) = (ConsentChannel::Sms, "sms_marketing_consent");
            answered(numbered("id")?, shopify_answer(way, &document[field], document))
        }
        "customers/data_request" | "customers/redact" | "shop/redact" => {
            Ok(Told::Wish(wish(accent, topic, document)))
        }
        "app/uninstalled" => Ok(Told::Uninstalled),
        _ => Ok(Told::Nothing("not_needed")),
    }
}

fn answered(number: String, answer: Option<ConsentDraft>) -> Result<Told, Misread> {
    let Some(answer) = answer else { return Ok(Told::Nothing("no_answer")) };
    let person = PersonDraft {
        external_id: Some(number.clone()),
        consents: vec![answer],
        ..PersonDraft::default()
    };
    Ok(Told::Person { number, person: Box::new(person) })
}

fn order(accent: Accent<'_>, document: &Json) -> Result<OrderTold, Misread> {
    let currency = currency(document)?;
    let place = &document["shipping_address"];
    let bill = &document["billing_address"];
    let refunds: Vec<Refund> =
        list(document, "refunds").iter().map(refund).collect::<Result<_, _>>()?;
    // After an edit without a refund only the current sum is what was bought; after a refund it
    // is less by what is told as given back, which would then be taken off twice.
    let current = match refunds.is_empty() {
        true => money(document, "current_subtotal_price", currency)?,
        false => None,
    };
    let number = number(document, "id").ok_or(Misread::of("no_number", "id"))?;
    let ordered_at = at(document, "created_at").ok_or(Misread::of("no_date", "created_at"))?;
    let source_status = text(document, "financial_status");
    Ok(OrderTold {
        name: text(document, "name").unwrap_or_else(|| number.clone()),
        number,
        at: ordered_at,
        changed_at: at(document, "updated_at").unwrap_or(ordered_at),
        currency,
        total: money(document, "total_price", currency)?,
        net: current.or(money(document, "subtotal_price", currency)?),
        status: status(document, source_status.as_deref()),
        source_status,
        discount: money(document, "total_discounts", currency)?,
        tax: money(document, "total_tax", currency)?,
        shipping: shipping(document, currency)?,
        coupon: list(document, "discount_codes").iter().find_map(|code| text(code, "code")),
        channel: text(document, "source_name"),
        country: text(place, "country_code").or_else(|| text(bill, "country_code")),
        city: text(place, "city").or_else(|| text(bill, "city")),
        lines: list(document, "line_items")
            .iter()
            .map(|one| line(one, currency))
            .collect::<Result<_, _>>()?,
        refunds,
        person: buyer(accent, document),
    })
}

fn status(document: &Json, word: Option<&str>) -> OrderStatus {
    if document.get("test").and_then(Json::as_bool) == Some(true) {
        return OrderStatus::Test;
    }
    if at(document, "cancelled_at").is_some() {
        return OrderStatus::Cancelled;
    }
    word.map_or(OrderStatus::Paid, |word| status_meant(word).unwrap_or(OrderStatus::Open))
}

fn shipping(document: &Json, currency: Currency) -> Result<Option<i64>, Misread> {
    let lines = list(document, "shipping_lines");
    if lines.is_empty() {
        return Ok(None);
    }
    let mut all = 0_i64;
    for line in lines {
        all = all.saturating_add(money(line, "price", currency)?.unwrap_or(0));
    }
    Ok(Some(all))
}

fn line(document: &Json, currency: Currency) -> Result<Line, Misread> {
    let quantity = sum(document, "quantity")?.unwrap_or(Decimal::ONE);
    let price = sum(document, "price")?;
    let mut discount = sum(document, "total_discount")?.unwrap_or(Decimal::ZERO);
    if discount.is_zero() {
        for part in list(document, "discount_allocations") {
            discount += sum(part, "amount")?.unwrap_or(Decimal::ZERO);
        }
    }
    let amount = price.and_then(|price| price.checked_mul(quantity)).map(|sum| sum - discount);
    let minor = |sum: Decimal| minor_units(sum, currency.digits());
    Ok(Line {
        sku: text(document, "sku"),
        product: text(document, "name").or_else(|| text(document, "title")),
        category: text(document, "product_type"),
        quantity: quantity.try_into().unwrap_or(1.0),
        unit_price: price.and_then(minor),
        amount: amount.and_then(minor),
        cost: None,
    })
}

/// Money that has really gone back; goods put back on the shelf are none.
fn refund(document: &Json) -> Result<Refund, Misread> {
    let number = number(document, "id").ok_or(Misread::of("no_number", "refunds"))?;
    let mut amount = Decimal::ZERO;
    for transaction in list(document, "transactions") {
        let word = |field: &str| transaction.get(field).and_then(Json::as_str);
        if word("kind") == Some("refund") && word("status").is_none_or(|it| it == "success") {
            amount += sum(transaction, "amount")?.unwrap_or(Decimal::ZERO);
        }
    }
    Ok(Refund { number, amount })
}

fn buyer(accent: Accent<'_>, document: &Json) -> Option<PersonDraft> {
    let (bill, place) = (&document["billing_address"], &document["shipping_address"]);
    let known = match document.get("customer") {
        Some(customer) if customer.is_object() => of_shopify(accent, customer),
        _ => PersonDraft::default(),
    };
    let call = |document: &Json| phone_number(document, "phone", accent.currency);
    let own_address = address(document, "email").or_else(|| address(document, "contact_email"));
    let mut person = PersonDraft {
        email: own_address.or(known.email),
        phone: call(document).or(known.phone).or_else(|| call(bill)).or_else(|| call(place)),
        name: text(bill, "name").or(known.name).or_else(|| text(place, "name")),
        country: text(bill, "country_code").or(known.country),
        city: text(bill, "city").or(known.city),
        ..known
    };
    let said_yes = document.get("buyer_accepts_marketing").and_then(Json::as_bool) == Some(true);
    if said_yes && person.consents.iter().all(|said| said.channel != ConsentChannel::Email) {
        person.consents.push(ConsentDraft {
            channel: ConsentChannel::Email,
            granted: true,
            at: at(document, "created_at"),
            text: None,
        });
    }
    is_known(&person).then_some(person)
}

fn wish(accent: Accent<'_>, topic: &str, document: &Json) -> Wish {
    let who = &document["customer"];
    let orders = ["orders_requested", "orders_to_redact"].into_iter();
    let numbers = orders.flat_map(|field| list(document, field)).filter_map(|one| match one {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        _ => None,
    });
    Wish {
        topic: topic.to_owned(),
        number: number(who, "id"),
        email: address(who, "email"),
        phone: phone_number(who, "phone", accent.currency),
        orders: numbers.collect(),
    }
}
