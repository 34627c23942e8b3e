//! The access export: everything that is kept of one person, for programs and for himself.
//!
//! It goes by the same list of tables as forgetting him does, so nothing is kept that is not told.

mod page;
mod words;

use domain::{CustomerId, Instant};
use records::traces::{self, TRACES};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::doing::sought_words;
use crate::customers;
use crate::shop;

pub use page::page;

/// Everything that is kept of one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The shop that keeps it.
    pub shop: Option<String>,
    /// When it was told.
    pub told_at: Instant,
    /// The id that reports show.
    pub customer_id: String,
    /// What is kept, by its kind; kinds without anything are left out.
    pub sections: Vec<Section>,
}

/// What is kept of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// The kind: `customer`, `orders`, `consent`, `happening`, …
    pub kind: &'static str,
    /// One after the other, as they are kept; moments in UTC.
    pub items: Vec<Map<String, Json>>,
}

/// The order in which a person reads them; what is not named comes after.
const ORDER: [&str; 8] =
    ["customer", "identity", "consent", "orders", "message", "decision", "happening", "visitor"];

/// What only keeps the machine going and says nothing of him, and what speaks of two people: one
/// is not told of the other.
const LEFT_OUT: [&str; 4] = ["dirty_customer", "regulation", "merger", "likeness"];

/// Columns that only the program needs.
const MACHINERY: [&str; 9] = [
    "content_hash",
    "found_by",
    "transaction_number",
    "body",
    "html",
    "letter",
    "asked_as",
    "asked_for",
    "stranger",
];

/// Everything that is kept of a customer; none when there is no such customer.
pub async fn of_customer(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Option<Told>, RecordsError> {
    let Some(known) = customers::find(tx, customer).await? else { return Ok(None) };
    let person = sought_words(tx, &known).await?;
    let mut sections = Vec::new();
    for trace in TRACES.iter().filter(|trace| !LEFT_OUT.contains(&trace.table)) {
        let rows = traces::rows_of(tx, &person, trace).await?.rows;
        if !rows.is_empty() {
            let items = rows.into_iter().map(readable).collect();
            sections.push(Section { kind: trace.table, items });
        }
    }
    let place = |section: &Section| {
        ORDER.iter().position(|kind| *kind == section.kind).unwrap_or(ORDER.len())
    };
    sections.sort_by_key(place);
    Ok(Some(Told {
        shop: shop::settings(tx).await?.name,
        told_at: tx.now(),
        customer_id: customers::shown_id(known.external_id.as_deref(), known.id),
        sections,
    }))
}

/// A row as it is told: moments as moments, documents as documents, nothing that is empty.
fn readable(row: Map<String, Json>) -> Map<String, Json> {
    let told = row
        .into_iter()
        .filter(|(name, value)| !value.is_null() && !MACHINERY.contains(&name.as_str()));
    told.map(|(name, value)| {
        let value = match &value {
            Json::Number(number) if is_moment(&name) => {
                number.as_i64().map_or(value, |at| Json::String(Instant(at).to_string()))
            }
            Json::String(text) if name == "lines" => serde_json::from_str(text).unwrap_or(value),
            _ => value,
        };
        (name, value)
    })
    .collect()
}

fn is_moment(column: &str) -> bool {
    column == "at" || column.ends_with("_at") || column == "not_before"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn moments_are_told_as_moments_and_machinery_is_not_told() {
        let row = json!({ "at": 1_772_442_000_000_000_i64, "amount": 320, "content_hash": "ab",
                          "coupon": null, "lines": "[{\"product\":\"rye\"}]" });
        let Json::Object(row) = row else { panic!("a row") };
        let told = json!({ "at": "2026-03-02T09:00:00Z", "amount": 320,
                           "lines": [{ "product": "rye" }] });
        assert_eq!(Json::Object(readable(row)), told);
    }
}
