//! Orders for stories.

use collect::orders::draft::OrderDraft;
use domain::{Instant, OrderStatus};

/// A paid order over ten euros, of nobody and without lines; a story fills in what it is about.
pub fn order(source: &str, external_id: &str, at: Instant) -> OrderDraft {
    OrderDraft {
        source: source.to_owned(),
        external_id: external_id.to_owned(),
        person: None,
        at,
        currency: "EUR".parse().expect("a currency"),
        amount: Some(1_000),
        status: OrderStatus::Paid,
        source_status: None,
        discount: None,
        tax: None,
        shipping: None,
        refunded: None,
        coupon: None,
        channel: None,
        country: None,
        city: None,
        lines: Vec::new(),
        content: [0; 16],
    }
}
