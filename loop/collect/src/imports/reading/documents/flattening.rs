//! From a document to rows: nested values get columns named by their path, as `customer.email`.

use std::collections::HashMap;
use std::ops::ControlFlow;

use facts::Document;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::imports::layouts::plain;
use crate::imports::reading::Row;
use crate::imports::reading::fault::Fault;

/// What shop systems call the positions of an order.
const POSITIONS: &[&str] = &[
    "items",
    "lineitems",
    "lines",
    "orderlines",
    "orderitems",
    "orderproducts",
    "positions",
    "products",
    "goods",
    "товары",
    "товари",
    "позиции",
    "позиції",
];

/// Lists of which several entries are added up; of other lists the first entry counts.
const ADDED_UP: &[&str] = &["refunds"];

/// Lists that only programs understand.
const NOT_FOR_PEOPLE: &[&str] = &["_links", "meta_data", "metadata", "customFields"];

/// How deep values may be nested.
const DEPTH_MAX: usize = 5;

/// More columns than any shop system writes.
const COLUMNS_MAX: usize = 1_000;

/// Whether a list of this name holds the positions of an order.
pub(in crate::imports) fn is_positions(name: &str) -> bool {
    POSITIONS.contains(&plain(name).as_str())
}

/// The columns of a file's documents, in the order in which they were met.
#[derive(Default)]
pub(super) struct Columns {
    places: HashMap<String, usize>,
}

impl Columns {
    /// Columns of these names.
    pub fn of(names: &[String]) -> Self {
        let places = names.iter().enumerate().map(|(place, name)| (name.clone(), place));
        Self { places: places.collect() }
    }

    /// Notes the columns that a document has.
    pub fn note(&mut self, document: &Document) {
        let (own, positions) = cells_of(document);
        for (path, _) in own.into_iter().chain(positions.into_iter().flatten()) {
            let next = self.places.len();
            if next < COLUMNS_MAX {
                self.places.entry(path).or_insert(next);
            }
        }
    }

    /// The names, in their order.
    pub fn names(self) -> Vec<String> {
        let mut names: Vec<(usize, String)> =
            self.places.into_iter().map(|(name, place)| (place, name)).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// Hands over the rows of a document: one a position, or one where there is none.
    pub fn each_row(
        &self,
        document: &Document,
        row: &mut Row,
        see: &mut dyn FnMut(&Row) -> Result<ControlFlow<()>, Fault>,
    ) -> Result<ControlFlow<()>, Fault> {
        let (own, mut positions) = cells_of(document);
        if positions.is_empty() {
            positions.push(Vec::new());
        }
        let mut cells = vec![""; self.places.len()];
        for position in &positions {
            cells.fill("");
            for (path, text) in own.iter().chain(position) {
                if let Some(place) = self.places.get(path) {
                    cells[*place] = text;
                }
            }
            row.cells = cells.iter().copied().collect();
            if see(row)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

type Cells = Vec<(String, String)>;

/// What a document tells of itself, and of each of its positions.
fn cells_of(document: &Document) -> (Cells, Vec<Cells>) {
    let (mut own, mut positions) = (Vec::new(), Vec::new());
    for (name, value) in document {
        match value {
            Json::Array(items)
                if positions.is_empty()
                    && is_positions(name)
                    && items.iter().any(Json::is_object) =>
            {
                positions = items.iter().map(|item| cells_under(name, item)).collect();
            }
            value => flatten(name, value, 0, &mut own),
        }
    }
    (own, positions)
}

fn cells_under(path: &str, value: &Json) -> Cells {
    let mut cells = Vec::new();
    flatten(path, value, 0, &mut cells);
    cells
}

fn flatten(path: &str, value: &Json, depth: usize, cells: &mut Cells) {
    match value {
        Json::Object(parts) if depth < DEPTH_MAX => {
            for (name, part) in parts.iter().filter(|(name, _)| !is_for_programs(name)) {
                flatten(&format!("{path}.{name}"), part, depth + 1, cells);
            }
        }
        Json::Array(_) if is_for_programs(path) => {}
        Json::Array(items) if items.iter().any(Json::is_object) => match added_up(path, items) {
            Some(sum) => cells.push((path.to_owned(), sum)),
            None => {
                items.iter().take(1).for_each(|item| flatten(path, item, depth + 1, cells));
            }
        },
        Json::Array(items) => {
            let texts: Vec<String> = items.iter().filter_map(text_of).collect();
            cells.push((path.to_owned(), texts.join(", ")));
        }
        value => cells.push((path.to_owned(), text_of(value).unwrap_or_default())),
    }
}

fn is_for_programs(path: &str) -> bool {
    NOT_FOR_PEOPLE.contains(&path.rsplit('.').next().unwrap_or_default())
}

/// The sum of entries such as refunds, of which each has a total or an amount.
fn added_up(path: &str, items: &[Json]) -> Option<String> {
    if !ADDED_UP.contains(&path) {
        return None;
    }
    let amount = |item: &Json| {
        let told = item.get("total").or_else(|| item.get("amount")).and_then(text_of);
        told.and_then(|text| text.parse::<Decimal>().ok()).unwrap_or_default().abs()
    };
    Some(items.iter().map(amount).sum::<Decimal>().to_string())
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(answer) => Some(answer.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_one_row_a_position_under_columns_named_by_their_paths() {
        let document: Document = serde_json::from_str(
            r#"{"id": 7, "customer": {"email": "anna@example.test", "tags": ["tea", "rye"]},
                "items": [{"sku": "rye", "offer": {"id": 5}}, {"sku": "bun", "price": 0.45}],
                "refunds": [{"total": "-1.50"}, {"total": "-0.50"}], "_links": [{"a": 1}],
                "coupons": [{"code": "SPRING"}, {"code": "LATER"}], "note": null}"#,
        )
        .expect("a document");
        let mut columns = Columns::default();
        columns.note(&document);
        let names = columns.names();
        let mut drawn = Vec::new();
        let mut row = Row::default();
        let flow = Columns::of(&names)
            .each_row(&document, &mut row, &mut |row| {
                let cells = names.iter().zip(row.cells.iter()).filter(|(_, cell)| !cell.is_empty());
                let mut cells: Vec<String> =
                    cells.map(|(name, cell)| format!("{name}={cell}")).collect();
                cells.sort();
                drawn.push(cells.join(" "));
                Ok(ControlFlow::Continue(()))
            })
            .expect("rows");
        assert!(flow.is_continue());
        assert!(names.contains(&"note".to_owned()), "an empty cell has a column");
        assert_eq!(
            drawn,
            [
                "coupons.code=SPRING customer.email=anna@example.test customer.tags=tea, rye id=7 \
                 items.offer.id=5 items.sku=rye refunds=2.00",
                "coupons.code=SPRING customer.email=anna@example.test customer.tags=tea, rye id=7 \
                 items.price=0.45 items.sku=bun refunds=2.00",
            ]
        );
    }
}
