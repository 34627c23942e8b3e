//! Shopify's order export: the order stands in its first row, its other rows hold positions only.
//!
//! Columns differ by the age of the export, so they are matched by name and may be missing.

use domain::OrderStatus;
use rust_decimal::Decimal;

use super::columns_named;
use crate::imports::layouts::entry::Entry;
use crate::imports::layouts::fields::{Field, plain};
use crate::imports::layouts::generic::{all_of, conflict, line_of, one_person};
use crate::imports::layouts::plan::{Columns, Plan};
use crate::imports::reading::fault::Rejection;
use crate::orders::draft::OrderDraft;

/// Field to the columns that hold it; of several the first filled one counts.
const COLUMNS: &[(Field, &[&str])] = &[
    (Field::OrderId, &["Name"]),
    (Field::Email, &["Email"]),
    (Field::Phone, &["Phone", "Billing Phone", "Shipping Phone"]),
    (Field::Name, &["Billing Name", "Shipping Name"]),
    (Field::OrderedAt, &["Created at"]),
    (Field::Amount, &["Subtotal"]),
    (Field::Currency, &["Currency"]),
    (Field::Quantity, &["Lineitem quantity"]),
    (Field::UnitPrice, &["Lineitem price"]),
    (Field::Discount, &["Discount Amount"]),
    (Field::Tax, &["Taxes"]),
    (Field::Shipping, &["Shipping"]),
    (Field::Refunded, &["Refunded Amount"]),
    (Field::Status, &["Financial Status"]),
    (Field::Sku, &["Lineitem sku"]),
    (Field::Product, &["Lineitem name"]),
    (Field::Channel, &["Source"]),
    (Field::Country, &["Shipping Country", "Billing Country"]),
    (Field::City, &["Shipping City", "Billing City"]),
    (Field::Coupon, &["Discount Code"]),
    (Field::EmailConsent, &["Accepts Marketing"]),
    (Field::Total, &["Total"]),
    (Field::LineDiscount, &["Lineitem discount"]),
    (Field::CancelledAt, &["Cancelled at"]),
];

/// Whether these headers are of an order export of Shopify.
pub(in crate::imports::layouts) fn recognises(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| plain(header) == plain(name));
    let is_order = has("Name") && has("Created at");
    is_order && (has("Financial Status") || has("Lineitem name") || has("Lineitem quantity"))
}

/// The columns of an order export, matched by name.
pub(in crate::imports::layouts) fn columns(headers: &[String]) -> Columns {
    columns_named(headers, COLUMNS)
}

/// Makes one order of its rows.
pub(in crate::imports::layouts) fn assemble(
    entries: &[Entry<'_>],
    external_id: &str,
    plan: &Plan,
) -> Result<OrderDraft, Vec<Rejection>> {
    let entries = once(entries)?;
    let Some(head) = entries.iter().find(|entry| is_head(entry)) else {
        return Err(all_of(entries, "no_first_row", "the first row of this order is missing"));
    };
    let Some(at) = head.at else {
        return Err(all_of(entries, "no_date", "the order has no date of creation"));
    };
    let lines: Vec<_> = entries.iter().filter(|entry| is_line(entry)).collect();
    let source_status = head.text(Field::Status);
    let draft = OrderDraft {
        source: "shopify".into(),
        external_id: external_id.into(),
        person: one_person(entries)?,
        at,
        currency: head.currency,
        amount: net(head, entries),
        status: status_of(head, source_status, plan),
        source_status: source_status.map(str::to_owned),
        discount: head.minor(Field::Discount),
        tax: head.minor(Field::Tax),
        shipping: head.minor(Field::Shipping),
        refunded: head.minor(Field::Refunded),
        coupon: head.owned(Field::Coupon),
        channel: head.owned(Field::Channel),
        country: head.owned(Field::Country),
        city: head.owned(Field::City),
        lines: lines.into_iter().map(|entry| line_of(entry, line_amount(entry))).collect(),
        content: [0; 16],
    };
    Ok(draft.sealed())
}

/// The order's own row: the only one with its status and its sums.
fn is_head(entry: &Entry<'_>) -> bool {
    [Field::Status, Field::Amount, Field::Total].iter().any(|field| entry.text(*field).is_some())
}

fn is_line(entry: &Entry<'_>) -> bool {
    entry.quantity.is_some() || entry.text(Field::Product).is_some()
}

/// An export can hold an order twice, row for row; then it counts once.
fn once<'e, 'a>(entries: &'e [Entry<'a>]) -> Result<&'e [Entry<'a>], Vec<Rejection>> {
    let heads: Vec<usize> = (0..entries.len()).filter(|at| is_head(&entries[*at])).collect();
    let [first, second, ..] = heads[..] else { return Ok(entries) };
    let size = second - first;
    let is_repeated = first == 0
        && entries.len() == size * heads.len()
        && entries
            .iter()
            .enumerate()
            .all(|(at, entry)| entry.cells() == entries[at % size].cells());
    match is_repeated {
        true => Ok(&entries[..size]),
        false => Err(conflict(entries, "two_orders", "stands twice with different content")),
    }
}

/// What the shop earned: subtotal, else the positions less discount, else the total; without
/// what was paid back, and not below zero.
fn net(head: &Entry<'_>, entries: &[Entry<'_>]) -> Option<i64> {
    let gross = head.money(Field::Amount).or_else(|| positions(head, entries));
    let gross = gross.or_else(|| head.money(Field::Total))?;
    let refunded = head.money(Field::Refunded).unwrap_or(Decimal::ZERO);
    head.in_minor((gross - refunded).max(Decimal::ZERO))
}

fn positions(head: &Entry<'_>, entries: &[Entry<'_>]) -> Option<Decimal> {
    let lines = entries.iter().filter(|entry| is_line(entry));
    let sum = lines.map(Entry::product).try_fold(Decimal::ZERO, |sum, line| Some(sum + line?))?;
    Some(sum - head.money(Field::Discount).unwrap_or(Decimal::ZERO))
}

fn line_amount(entry: &Entry<'_>) -> Option<i64> {
    let discount = entry.money(Field::LineDiscount).unwrap_or(Decimal::ZERO);
    entry.in_minor(entry.product()? - discount)
}

fn status_of(head: &Entry<'_>, word: Option<&str>, plan: &Plan) -> OrderStatus {
    if head.text(Field::CancelledAt).is_some() {
        return OrderStatus::Cancelled;
    }
    match word {
        Some(word) => plan.meanings.of(word).unwrap_or(OrderStatus::Open),
        None => OrderStatus::Paid,
    }
}
