//! What the exports of shop systems call their columns.

pub(super) mod commerceml;
pub(super) mod nested;
pub(super) mod retailcrm;
pub(super) mod shopify;
pub(super) mod woocommerce;

use super::fields::{Field, plain};
use super::plan::Columns;

/// The columns of a table of names; of the names of a field the first filled one counts.
fn columns_named(headers: &[String], names: &[(Field, &[&str])]) -> Columns {
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut columns = Columns::default();
    for (field, names) in names {
        let found: Vec<usize> = names
            .iter()
            .filter_map(|name| headers.iter().position(|header| *header == plain(name)))
            .collect();
        if !found.is_empty() {
            columns.set(*field, found);
        }
    }
    columns
}

/// Whether one of the headers is called so.
fn has(headers: &[String], name: &str) -> bool {
    headers.iter().any(|header| plain(header) == plain(name))
}
