//! Documents with their positions inside, of a system that nobody has named: columns by the words
//! that tables use, looked for among what is told of the order and of its positions apart.

use crate::imports::layouts::fields::{Field, plain};
use crate::imports::layouts::plan::Columns;
use crate::imports::layouts::recognising::{generic_columns, part_of_position};

/// What positions call their parts beside the words of tables.
const OF_POSITION: &[(Field, &[&str])] = &[
    (Field::Sku, &["code", "offerid", "variantid", "id"]),
    (Field::Product, &["name", "название", "назва"]),
    (
        Field::LineAmount,
        &[
            "total",
            "amount",
            "linetotal",
            "lineamount",
            "sum",
            "subtotal",
            "сумма",
            "сума",
            "итого",
        ],
    ),
    (Field::LineDiscount, &["discount", "discounttotal", "скидка", "знижка"]),
];

/// The columns of documents.
pub(in crate::imports::layouts) fn columns(headers: &[String]) -> Columns {
    let of_order: Vec<String> = headers
        .iter()
        .map(|header| if part_of_position(header).is_some() { "" } else { header }.to_owned())
        .collect();
    let mut columns = generic_columns(&of_order);
    // What stands beside the positions is not about one of them.
    Field::all().filter(|field| field.is_of_line()).for_each(|field| columns.unset(field));
    let parts: Vec<String> =
        headers.iter().map(|header| plain(part_of_position(header).unwrap_or_default())).collect();
    for field in Field::all().filter(|field| field.is_of_line()) {
        let more = OF_POSITION.iter().find(|(other, _)| *other == field);
        let more = more.map(|(_, words)| *words).unwrap_or_default();
        let words = field.aliases().iter().chain(more);
        let found: Vec<usize> =
            words.filter_map(|word| parts.iter().position(|part| part == word)).collect();
        if !found.is_empty() {
            columns.set(field, found);
        }
    }
    columns
}
