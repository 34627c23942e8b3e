//! What makes rows one order or one person, and by which name an order without an id is known
//! again.

use sha2::{Digest, Sha256};

use crate::imports::layouts::{Entry, Field, KeyedBy, Plan};

/// Writes the key of a row's order, or of its person, into `key`.
pub(super) fn write_key(entry: &Entry<'_>, plan: &Plan, key: &mut String) {
    key.clear();
    match plan.keyed_by {
        KeyedBy::OrderId => key.push_str(entry.order_id),
        KeyedBy::Row => write_content(entry, key),
        KeyedBy::Customer => key.push_str(&entry.buyer().unwrap_or_default()),
        KeyedBy::CustomerDay => match (entry.buyer(), entry.at) {
            (Some(buyer), Some(at)) => {
                key.push_str(&format!("{buyer}/{}", plan.zone.day_of(at)));
            }
            // Nobody's lines cannot be told to belong together.
            _ => write_content(entry, key),
        },
    }
}

/// Who, when and what: the same row of the same file gives the same text for ever.
fn write_content(entry: &Entry<'_>, key: &mut String) {
    let at = entry.at.map_or(0, |at| at.0);
    key.push_str(&format!("{}\u{1f}{at}", entry.buyer().unwrap_or_default()));
    let numbers = [Field::Amount, Field::UnitPrice, Field::Discount];
    for number in numbers.map(|field| entry.money(field)).into_iter().chain([entry.quantity]) {
        key.push('\u{1f}');
        if let Some(number) = number {
            key.push_str(&number.normalize().to_string());
        }
    }
    for field in [Field::Sku, Field::Product, Field::Status] {
        key.push('\u{1f}');
        key.push_str(entry.text(field).unwrap_or(""));
    }
}

/// The name of the `ordinal`th of identical rows that are orders of their own.
///
/// The first one has no number, so that a file in which a row is doubled later changes nothing
/// about the order that was already there.
pub(super) fn name_of_row(key: &str, ordinal: usize) -> String {
    let digest = Sha256::digest(key);
    let hex: String = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    match ordinal {
        0 => format!("row-{hex}"),
        _ => format!("row-{hex}-{}", ordinal + 1),
    }
}
