//! Positions that stand in one cell: `name:Rye bread|sku:RYE|quantity:2|total:6.40;name:…`, or as
//! JSON.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value as Json;

use crate::imports::layouts::entry::Entry;
use crate::orders::Line;

/// The positions of a cell; none where it holds nothing of the kind.
pub(super) fn lines_of(cell: &str, entry: &Entry<'_>) -> Vec<Line> {
    let items = match serde_json::from_str::<Vec<Json>>(cell) {
        Ok(items) => items.iter().map(parts_of_json).collect(),
        Err(_) => items_of(cell),
    };
    items.iter().filter_map(|parts| line_of(parts, entry)).collect()
}

type Parts = Vec<(String, String)>;

fn parts_of_json(item: &Json) -> Parts {
    let parts = item.as_object().into_iter().flatten();
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    };
    parts.map(|(name, value)| (name.clone(), text(value))).collect()
}

/// A semicolon may stand in a name too: an item begins where a name of a part follows.
fn items_of(cell: &str) -> Vec<Parts> {
    let mut items: Vec<String> = Vec::new();
    for piece in cell.split(';') {
        let is_item = piece.split('|').next().is_some_and(is_part);
        match items.last_mut() {
            Some(last) if !is_item => {
                last.push(';');
                last.push_str(piece);
            }
            _ => items.push(piece.to_owned()),
        }
    }
    let part = |part: &str| {
        let (name, value) = part.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    items.iter().map(|item| item.split('|').filter_map(part).collect()).collect()
}

fn is_part(piece: &str) -> bool {
    ["id", "name", "product_id", "sku", "quantity", "total"]
        .iter()
        .any(|name| piece.trim().strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))
}

fn line_of(parts: &Parts, entry: &Entry<'_>) -> Option<Line> {
    let told = |names: &[&str]| {
        let found = names.iter().find_map(|name| {
            parts
                .iter()
                .find(|(other, value)| other == name && !value.is_empty() && value != "null")
        });
        found.map(|(_, value)| value.clone())
    };
    let number = |names: &[&str]| told(names).and_then(|text| text.parse::<Decimal>().ok());
    let quantity = number(&["quantity", "qty"]).unwrap_or(Decimal::ONE);
    let total = number(&["total", "subtotal", "sub_total"]);
    let product = told(&["name", "product_name", "title"]);
    let sku = told(&["sku", "product_id", "variation_id"]);
    if product.is_none() && sku.is_none() {
        return None;
    }
    let price = number(&["price", "item_price"]).or_else(|| total?.checked_div(quantity));
    Some(Line {
        sku,
        product,
        category: told(&["category"]),
        quantity: quantity.to_f64().unwrap_or(1.0),
        unit_price: price.and_then(|price| entry.in_minor(price)),
        amount: total.and_then(|total| entry.in_minor(total)),
        cost: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_cell_are_parted_where_a_part_of_the_next_one_follows() {
        let cell = "id:1|name:Rye; whole|sku:RYE|quantity:2|total:6.40;id:2|name:Bun|quantity:1";
        let items = items_of(cell);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0][1], ("name".to_owned(), "Rye; whole".to_owned()));
        assert_eq!(items[1][1], ("name".to_owned(), "Bun".to_owned()));
    }
}
