//! Orders whose own values stand once, or beside every position the same: amounts are the order's.

mod packed;

use domain::OrderStatus;
use rust_decimal::Decimal;

use crate::imports::layouts::Layout;
use crate::imports::layouts::entry::Entry;
use crate::imports::layouts::fields::Field;
use crate::imports::layouts::generic::{all_of, conflict, line_of, one_person};
use crate::imports::layouts::plan::Plan;
use crate::imports::reading::fault::Rejection;
use crate::orders::Line;
use crate::orders::draft::OrderDraft;

/// The money columns of which one must be filled once the file has any of them.
const MONEY: [Field; 4] = [Field::Amount, Field::Total, Field::UnitPrice, Field::LineAmount];

/// Makes one order of its rows.
pub(in crate::imports::layouts) fn assemble(
    entries: &[Entry<'_>],
    external_id: &str,
    plan: &Plan,
) -> Result<OrderDraft, Vec<Rejection>> {
    let entries = once(entries, plan)?;
    let first = &entries[0];
    let person = one_person(entries)?;
    let Some(at) = entries.iter().find_map(|entry| entry.at) else {
        return Err(all_of(entries, "no_date", "the order has no date"));
    };
    if entries.iter().any(|entry| entry.currency != first.currency) {
        return Err(conflict(entries, "two_currencies", "has amounts in two currencies"));
    }
    let amount = net(entries, plan);
    if plan.columns.has_any(&MONEY) && amount.is_none() {
        return Err(all_of(entries, "no_amount", "no row of this order has an amount"));
    }
    let source_status = entries.iter().find_map(|entry| entry.text(Field::Status));
    let filled = |field| entries.iter().find_map(|entry| entry.owned(field));
    let minor = |field| money(entries, field).and_then(|amount| first.in_minor(amount));
    let draft = OrderDraft {
        source: plan.layout.source().to_owned(),
        external_id: external_id.into(),
        person,
        at,
        currency: first.currency,
        amount: amount.and_then(|amount| first.in_minor(amount)),
        status: status_of(entries, source_status, plan),
        source_status: source_status.map(str::to_owned),
        discount: minor(Field::Discount),
        tax: minor(Field::Tax),
        shipping: minor(Field::Shipping),
        refunded: minor(Field::Refunded).map(i64::abs),
        coupon: filled(Field::Coupon),
        channel: filled(Field::Channel),
        country: filled(Field::Country),
        city: filled(Field::City),
        lines: entries.iter().flat_map(lines_of).collect(),
        content: [0; 16],
    };
    Ok(draft.sealed())
}

/// A file of documents may tell of an order twice: the same is one, two different ones a riddle.
fn once<'e, 'a>(entries: &'e [Entry<'a>], plan: &Plan) -> Result<&'e [Entry<'a>], Vec<Rejection>> {
    if !plan.holds_documents {
        return Ok(entries);
    }
    let documents: Vec<&[Entry<'a>]> =
        entries.chunk_by(|one, other| one.line == other.line).collect();
    let (first, others) = documents.split_first().expect("a group of rows has one at least");
    let is_same = |other: &&[Entry<'a>]| {
        other.len() == first.len()
            && other.iter().zip(first.iter()).all(|(one, other)| one.cells() == other.cells())
    };
    match others.iter().all(is_same) {
        true => Ok(first),
        false => Err(conflict(entries, "two_orders", "stands twice with different content")),
    }
}

fn money(entries: &[Entry<'_>], field: Field) -> Option<Decimal> {
    entries.iter().find_map(|entry| entry.money(field))
}

/// What the shop earned: the amount as told, else the total without shipping and tax, else the
/// positions less the discount; without what was paid back, and not below zero by that.
fn net(entries: &[Entry<'_>], plan: &Plan) -> Option<Decimal> {
    let of_order = |field| money(entries, field).unwrap_or(Decimal::ZERO);
    let total = || {
        // Elsewhere tax stands in every price, as a buyer sees it.
        let tax =
            if plan.layout == Layout::Woocommerce { of_order(Field::Tax) } else { Decimal::ZERO };
        Some(money(entries, Field::Total)? - of_order(Field::Shipping) - tax)
    };
    let gross = money(entries, Field::Amount)
        .or_else(total)
        .or_else(|| Some(positions(entries)? - of_order(Field::Discount)))?;
    match of_order(Field::Refunded).abs() {
        refunded if refunded.is_zero() => Some(gross),
        refunded => Some((gross - refunded).max(Decimal::ZERO)),
    }
}

/// What all positions brought; none as long as one of them does not tell.
fn positions(entries: &[Entry<'_>]) -> Option<Decimal> {
    let lines = entries.iter().filter(|entry| is_line(entry));
    lines.map(line_amount).try_fold(Decimal::ZERO, |sum, line| Some(sum + line?))
}

fn line_amount(entry: &Entry<'_>) -> Option<Decimal> {
    entry.money(Field::LineAmount).or_else(|| {
        // A discount of a position is told for one piece (RetailCRM) or for all of them.
        Some(entry.product()? - line_discount(entry))
    })
}

fn line_discount(entry: &Entry<'_>) -> Decimal {
    let discount = entry.money(Field::LineDiscount).unwrap_or(Decimal::ZERO);
    match entry.is_of(Layout::Retailcrm) {
        true => discount * entry.quantity.unwrap_or(Decimal::ONE),
        false => discount,
    }
}

fn is_line(entry: &Entry<'_>) -> bool {
    let is_filled = |field| entry.text(field).is_some();
    entry.quantity.is_some() || is_filled(Field::Product) || is_filled(Field::Sku)
}

fn lines_of(entry: &Entry<'_>) -> Vec<Line> {
    if let Some(packed) = entry.text(Field::PackedLines) {
        return packed::lines_of(packed, entry);
    }
    match is_line(entry) {
        true => {
            let amount = line_amount(entry).and_then(|amount| entry.in_minor(amount));
            vec![line_of(entry, amount)]
        }
        false => Vec::new(),
    }
}

/// What became of the order; a file without statuses holds what was sold.
fn status_of(entries: &[Entry<'_>], word: Option<&str>, plan: &Plan) -> OrderStatus {
    const NO: [&str; 5] = ["false", "0", "нет", "ні", "no"];
    let cancelled = entries.iter().find_map(|entry| entry.text(Field::CancelledAt));
    let is_no = |word: &str| NO.contains(&word.to_lowercase().as_str());
    if cancelled.is_some_and(|word| !is_no(word)) {
        return OrderStatus::Cancelled;
    }
    match word {
        Some(word) => plan.meanings.of(word).unwrap_or(OrderStatus::Open),
        None => OrderStatus::Paid,
    }
}
