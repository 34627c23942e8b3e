//! Any table with one row per order, or with one row per line of an order.

use domain::OrderStatus;
use rust_decimal::Decimal;

use super::entry::Entry;
use super::fields::Field;
use super::plan::Plan;
use crate::imports::reading::fault::Rejection;
use crate::orders::Line;
use crate::orders::draft::{OrderDraft, PersonDraft};

/// The money columns of which one must be filled once the file has any of them.
const MONEY: [Field; 3] = [Field::Amount, Field::UnitPrice, Field::Total];

/// Makes one order of its rows.
pub(super) fn assemble(
    entries: &[Entry<'_>],
    external_id: &str,
    plan: &Plan,
) -> Result<OrderDraft, Vec<Rejection>> {
    let has_lines = Field::all().any(|field| field.is_of_line() && plan.columns.has(field));
    let entries = match has_lines {
        true => entries,
        // Rows are whole orders here: the same order twice is one, two different ones are a riddle.
        false if entries.iter().all(|entry| entry.cells() == entries[0].cells()) => &entries[..1],
        false => {
            return Err(conflict(entries, "two_orders", "stands twice with different content"));
        }
    };
    let first = &entries[0];
    let person = one_person(entries)?;
    let Some(at) = entries.iter().find_map(|entry| entry.at) else {
        return Err(all_of(entries, "no_date", "no row of this order has a date"));
    };
    if entries.iter().any(|entry| entry.currency != first.currency) {
        return Err(conflict(entries, "two_currencies", "has amounts in two currencies"));
    }
    let amounts: Vec<Option<i64>> = entries.iter().map(net).collect();
    if plan.columns.has_any(&MONEY) && amounts.iter().all(Option::is_none) {
        return Err(all_of(entries, "no_amount", "no row of this order has an amount"));
    }
    let lines = entries.iter().zip(&amounts).map(|(entry, amount)| line_of(entry, *amount));
    let source_status = entries.iter().find_map(|entry| entry.text(Field::Status));
    let filled = |field| entries.iter().find_map(|entry| entry.owned(field));
    let minor = |field| entries.iter().find_map(|entry| entry.minor(field));
    let draft = OrderDraft {
        source: "file".into(),
        external_id: external_id.into(),
        person,
        at,
        currency: first.currency,
        amount: sum(amounts.iter().copied()),
        status: status_of(entries, source_status, plan),
        source_status: source_status.map(str::to_owned),
        discount: sum(entries.iter().map(|entry| entry.minor(Field::Discount))),
        tax: minor(Field::Tax),
        shipping: minor(Field::Shipping),
        refunded: minor(Field::Refunded),
        coupon: filled(Field::Coupon),
        channel: filled(Field::Channel),
        country: filled(Field::Country),
        city: filled(Field::City),
        lines: if has_lines { lines.collect() } else { Vec::new() },
        content: [0; 16],
    };
    Ok(draft.sealed())
}

/// What a row brought: its amount as written, else pieces times price less discount.
fn net(entry: &Entry<'_>) -> Option<i64> {
    let amount = entry.money(Field::Amount).or_else(|| {
        let discount = entry.money(Field::Discount).unwrap_or(Decimal::ZERO);
        Some(entry.product()? - discount)
    });
    entry.in_minor(amount?)
}

pub(super) fn line_of(entry: &Entry<'_>, amount: Option<i64>) -> Line {
    use rust_decimal::prelude::ToPrimitive;
    let quantity = entry.quantity.unwrap_or(Decimal::ONE);
    Line {
        sku: entry.owned(Field::Sku),
        product: entry.owned(Field::Product),
        category: entry.owned(Field::Category),
        quantity: quantity.to_f64().unwrap_or(1.0),
        unit_price: entry.unit_price.and_then(|price| entry.in_minor(price)),
        amount,
        cost: cost_of(entry),
    }
}

/// What the position cost: as written, else pieces times the cost of one.
fn cost_of(entry: &Entry<'_>) -> Option<i64> {
    entry.minor(Field::Cost).or_else(|| {
        let pieces = entry.quantity.unwrap_or(Decimal::ONE);
        entry.in_minor(pieces.checked_mul(entry.money(Field::UnitCost)?)?)
    })
}

/// What became of the order; a file without statuses holds what was sold.
///
/// One exception is older than status columns: an invoice number that begins with C and takes
/// everything back is a cancellation (the UCI file has 3,836 of them).
fn status_of(entries: &[Entry<'_>], word: Option<&str>, plan: &Plan) -> OrderStatus {
    if let Some(word) = word {
        return plan.meanings.of(word).unwrap_or(OrderStatus::Open);
    }
    let number = entries[0].order_id.strip_prefix(['C', 'c']);
    let is_marked = number
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let takes_back = |entry: &Entry<'_>| {
        let pieces = entry.quantity.is_some_and(|pieces| pieces.is_sign_negative());
        pieces || entry.money(Field::Amount).is_some_and(|amount| amount.is_sign_negative())
    };
    match is_marked && entries.iter().all(takes_back) {
        true => OrderStatus::Cancelled,
        false => OrderStatus::Paid,
    }
}

/// The buyer of an order; two different ones are a riddle that only the owner can solve.
pub(super) fn one_person(entries: &[Entry<'_>]) -> Result<Option<PersonDraft>, Vec<Rejection>> {
    let mut person: Option<PersonDraft> = None;
    let mut last: Option<[&str; 3]> = None;
    for entry in entries {
        let signs = entry.signs();
        if last.replace(signs) == Some(signs) {
            continue;
        }
        let Some(other) = entry.person() else { continue };
        match &mut person {
            None => person = Some(other),
            Some(known) if is_same(known, &other) => complete(known, other),
            Some(_) => {
                return Err(conflict(entries, "two_customers", "is claimed by two customers"));
            }
        }
    }
    Ok(person)
}

/// Customer numbers decide; without them e-mails; without those phones.
fn is_same(one: &PersonDraft, other: &PersonDraft) -> bool {
    let pairs = [
        (&one.external_id, &other.external_id),
        (&one.email, &other.email),
        (&one.phone, &other.phone),
    ];
    let known = pairs.into_iter().find(|(one, other)| one.is_some() && other.is_some());
    known.is_none_or(|(one, other)| one == other)
}

fn complete(known: &mut PersonDraft, other: PersonDraft) {
    let PersonDraft { external_id, email, phone, name, country, city, consents, fields } = other;
    for (mine, theirs) in [
        (&mut known.external_id, external_id),
        (&mut known.email, email),
        (&mut known.phone, phone),
        (&mut known.name, name),
        (&mut known.country, country),
        (&mut known.city, city),
    ] {
        if mine.is_none() {
            *mine = theirs;
        }
    }
    if known.consents.is_empty() {
        known.consents = consents;
    }
    for (field, value) in fields {
        known.fields.entry(field).or_insert(value);
    }
}

/// The sum of what is known; none when nothing is.
pub(super) fn sum(amounts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    amounts.flatten().fold(None, |sum, amount| Some(sum.unwrap_or(0_i64).saturating_add(amount)))
}

/// The same reason for every row of an order.
pub(super) fn all_of(entries: &[Entry<'_>], reason: &str, text: &str) -> Vec<Rejection> {
    entries.iter().map(|entry| Rejection::new(entry.line, reason, text)).collect()
}

/// A contradiction between the rows of one order, naming them.
pub(super) fn conflict(entries: &[Entry<'_>], reason: &str, what: &str) -> Vec<Rejection> {
    const SHOWN: usize = 4;
    let lines: Vec<String> =
        entries.iter().take(SHOWN).map(|entry| entry.line.to_string()).collect();
    let more = if entries.len() > SHOWN { " …" } else { "" };
    let id = entries[0].order_id;
    let text = format!("order {id} {what} (lines {}{more})", lines.join(", "));
    let rejections = all_of(entries, reason, &text).into_iter();
    rejections.map(|rejection| rejection.of_cell(Field::OrderId.name(), id)).collect()
}
