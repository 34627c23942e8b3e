//! Documents of WooCommerce's REST API v3, which are the bodies of its webhooks too.
//!
//! Sums are texts, every time stands twice (the shop's own and `_gmt`), and customer 0 is a guest.

use domain::{Currency, OrderStatus};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::fields::{at, currency, list, money, number, sum, text, unescaped};
use super::people::{is_known, of_woocommerce};
use super::{Accent, Misread, OrderTold, Refund, Told};
use crate::imports::status_meant;
use crate::imports::values::minor_units;
use crate::orders::Line;

/// States of an order that nobody has placed yet: the checkout keeps carts so.
const DRAFTS: [&str; 2] = ["checkout-draft", "auto-draft"];

/// Understands a document of WooCommerce.
pub(super) fn read(accent: Accent<'_>, topic: &str, document: &Json) -> Result<Told, Misread> {
    let numbered = || number(document, "id").ok_or(Misread::of("no_number", "id"));
    match topic {
        "order.created" | "order.updated" | "order.restored" => match is_draft(document) {
            true => Ok(Told::Nothing("draft")),
            false => Ok(Told::Order(Box::new(order(accent, document)?))),
        },
        "order.deleted" => Ok(Told::OrderGone { number: numbered()? }),
        "customer.created" | "customer.updated" => {
            let said_at = at(document, "date_modified_gmt");
            let said_at = said_at.or_else(|| at(document, "date_created_gmt"));
            let person = Box::new(of_woocommerce(accent, document, "id", said_at));
            Ok(Told::Person { number: numbered()?, person })
        }
        "customer.deleted" => Ok(Told::PersonGone { number: numbered()? }),
        _ => Ok(Told::Nothing("not_needed")),
    }
}

/// Whether nobody has placed this order yet.
pub(super) fn is_draft(document: &Json) -> bool {
    text(document, "status").is_some_and(|status| DRAFTS.contains(&status.as_str()))
}

fn order(accent: Accent<'_>, document: &Json) -> Result<OrderTold, Misread> {
    let currency = currency(document)?;
    let placed = at(document, "date_created_gmt").or_else(|| at(document, "date_created"));
    let placed = placed.ok_or(Misread::of("no_date", "date_created_gmt"))?;
    let changed = at(document, "date_modified_gmt").or_else(|| at(document, "date_modified"));
    let (place, bill) = (&document["shipping"], &document["billing"]);
    let source_status = text(document, "status");
    let number = number(document, "id").ok_or(Misread::of("no_number", "id"))?;
    let total = money(document, "total", currency)?;
    let tax = money(document, "total_tax", currency)?;
    let shipping = money(document, "shipping_total", currency)?;
    Ok(OrderTold {
        // Plug-ins number orders anew and not always once; the id is what files call `order_id`.
        name: number.clone(),
        number,
        at: placed,
        changed_at: changed.unwrap_or(placed),
        currency,
        total,
        net: total.map(|total| total - tax.unwrap_or(0) - shipping.unwrap_or(0)),
        status: source_status
            .as_deref()
            .map_or(OrderStatus::Open, |word| status_meant(word).unwrap_or(OrderStatus::Open)),
        source_status,
        discount: money(document, "discount_total", currency)?,
        tax,
        shipping,
        coupon: list(document, "coupon_lines").iter().find_map(|coupon| text(coupon, "code")),
        channel: text(document, "created_via"),
        country: text(place, "country").or_else(|| text(bill, "country")),
        city: text(place, "city").or_else(|| text(bill, "city")),
        lines: list(document, "line_items")
            .iter()
            .map(|one| line(one, currency))
            .collect::<Result<_, _>>()?,
        refunds: list(document, "refunds").iter().map(refund).collect::<Result<_, _>>()?,
        person: Some(of_woocommerce(accent, document, "customer_id", Some(placed)))
            .filter(is_known),
    })
}

fn line(document: &Json, currency: Currency) -> Result<Line, Misread> {
    let quantity = sum(document, "quantity")?.unwrap_or(Decimal::ONE);
    let price = sum(document, "price")?;
    Ok(Line {
        sku: text(document, "sku").or_else(|| number(document, "product_id")),
        product: text(document, "name").map(|name| unescaped(&name)),
        category: None,
        quantity: quantity.try_into().unwrap_or(1.0),
        unit_price: price.and_then(|price| minor_units(price, currency.digits())),
        amount: money(document, "total", currency)?,
        cost: None,
    })
}

/// Money given back stands below zero.
fn refund(document: &Json) -> Result<Refund, Misread> {
    let number = number(document, "id").ok_or(Misread::of("no_number", "refunds"))?;
    let amount = sum(document, "total")?.unwrap_or(Decimal::ZERO).abs();
    Ok(Refund { number, amount })
}
