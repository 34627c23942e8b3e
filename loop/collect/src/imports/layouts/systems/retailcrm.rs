//! Orders as RetailCRM's API tells them (version 5): a list of documents, or one a line.
//!
//! Tables that its screens export are like anybody's and need no names of their own.

use super::{columns_named, has};
use crate::imports::layouts::fields::Field;
use crate::imports::layouts::plan::Columns;

const COLUMNS: &[(Field, &[&str])] = &[
    (Field::OrderId, &["number", "externalId", "id"]),
    (Field::CustomerId, &["customer.id", "customer.externalId"]),
    (Field::Email, &["email", "customer.email"]),
    (Field::Phone, &["phone", "customer.phones.number"]),
    (Field::FirstName, &["firstName", "customer.firstName"]),
    (Field::LastName, &["lastName", "customer.lastName"]),
    (Field::OrderedAt, &["createdAt"]),
    (Field::Total, &["totalSumm"]),
    (Field::Shipping, &["delivery.cost"]),
    (Field::Currency, &["currency"]),
    (Field::Discount, &["discountManualAmount"]),
    (Field::Status, &["status"]),
    (Field::Channel, &["orderMethod"]),
    (Field::Country, &["countryIso", "delivery.address.countryIso"]),
    (Field::City, &["delivery.address.city", "customer.address.city"]),
    (Field::Sku, &["items.offer.article", "items.offer.externalId", "items.offer.id"]),
    (Field::Product, &["items.productName", "items.offer.displayName", "items.offer.name"]),
    (Field::Quantity, &["items.quantity"]),
    (Field::UnitPrice, &["items.initialPrice"]),
    (Field::LineDiscount, &["items.discountTotal"]),
    (Field::UnitCost, &["items.purchasePrice"]),
];

/// Whether these headers are of orders of RetailCRM.
pub(in crate::imports::layouts) fn recognises(headers: &[String]) -> bool {
    has(headers, "totalSumm") && has(headers, "createdAt")
}

/// The columns of its documents.
pub(in crate::imports::layouts) fn columns(headers: &[String]) -> Columns {
    columns_named(headers, COLUMNS)
}
