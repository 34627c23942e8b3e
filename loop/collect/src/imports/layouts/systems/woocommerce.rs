//! Exports of WooCommerce: tables of its plug-ins (a row per order or per position), and the
//! documents of its own API.
//!
//! Columns are compared without case, blanks and signs, so `billing_email`, `Email (Billing)` and
//! `billing.email` need a name each only where the words stand in another order.

use super::{columns_named, has};
use crate::imports::layouts::fields::{Field, plain};
use crate::imports::layouts::plan::Columns;

/// How many columns with one packed position each are looked for.
const PACKED_COLUMNS: usize = 50;

const COLUMNS: &[(Field, &[&str])] = &[
    (Field::OrderId, &["order_id", "Order ID", "id", "order_number", "number"]),
    (Field::CustomerId, &["customer_id", "customer_user", "Customer User ID"]),
    (
        Field::Email,
        &["billing_email", "Email (Billing)", "customer_email", "Customer Email", "email"],
    ),
    (Field::Phone, &["billing_phone", "Phone (Billing)", "shipping_phone", "customer_phone"]),
    (Field::Name, &["Full Name (Billing)", "billing_full_name", "customer_name"]),
    (Field::FirstName, &["billing_first_name", "First Name (Billing)", "shipping_first_name"]),
    (Field::LastName, &["billing_last_name", "Last Name (Billing)", "shipping_last_name"]),
    (Field::OrderedAt, &["order_date", "date_created", "date", "date_created_gmt"]),
    (Field::Total, &["order_total", "Order Total Amount", "total"]),
    (Field::Tax, &["tax_total", "order_total_tax", "Order Total Tax Amount", "total_tax"]),
    (
        Field::Shipping,
        &["shipping_total", "Order Shipping Amount", "order_shipping", "shipping_cost"],
    ),
    (Field::Refunded, &["refunded_total", "order_refund_amount", "Order Refund Amount", "refunds"]),
    (
        Field::Discount,
        &["discount_total", "cart_discount", "Cart Discount Amount", "order_discount"],
    ),
    (Field::Currency, &["order_currency", "currency", "Order Currency"]),
    (Field::Status, &["status", "order_status", "Order Status"]),
    (Field::Country, &["shipping_country", "billing_country", "Country Code (Billing)"]),
    (Field::City, &["shipping_city", "billing_city", "City (Billing)"]),
    (Field::Coupon, &["coupon_lines.code", "Coupon Code", "coupon_code", "coupons"]),
    (Field::Channel, &["created_via"]),
    (
        Field::Sku,
        &["line_items.sku", "item_sku", "SKU", "line_items.product_id", "item_product_id"],
    ),
    (Field::Product, &["line_items.name", "item_name", "Item Name", "product_name"]),
    (
        Field::Quantity,
        &["line_items.quantity", "item_quantity", "Quantity (- Refund)", "Quantity", "item_qty"],
    ),
    (Field::UnitPrice, &["line_items.price", "item_price", "Item Cost", "Item Price"]),
    (Field::LineAmount, &["line_items.total", "item_total", "Order Line Total", "line_total"]),
];

/// Whether these headers are of an export of WooCommerce.
pub(in crate::imports::layouts) fn recognises(headers: &[String]) -> bool {
    let any = |names: &[&str]| names.iter().any(|name| has(headers, name));
    any(&["order_id", "order_number", "id"])
        && any(&["order_date", "date_created", "date_created_gmt"])
        && any(&[
            "billing_email",
            "Email (Billing)",
            "customer_user",
            "cart_hash",
            "line_items",
            "line_item_1",
            "line_items.product_id",
        ])
}

/// The columns of an export, matched by name.
pub(in crate::imports::layouts) fn columns(headers: &[String]) -> Columns {
    let mut columns = columns_named(headers, COLUMNS);
    let names = headers.iter().map(|header| plain(header)).collect::<Vec<_>>();
    let numbered = (1..=PACKED_COLUMNS).map(|n| format!("lineitem{n}"));
    let packed: Vec<usize> = std::iter::once("lineitems".to_owned())
        .chain(numbered)
        .filter_map(|name| names.iter().position(|header| *header == name))
        .collect();
    if !packed.is_empty() {
        columns.set(Field::PackedLines, packed);
    }
    columns
}
