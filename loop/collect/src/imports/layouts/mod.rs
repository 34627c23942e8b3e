//! The layouts of export files: which header means what, and how rows become an order.

mod entry;
mod fields;
mod generic;
mod plan;
mod recognising;
mod subject;
mod systems;
mod whole;

pub(super) use entry::{Entry, shortened};
pub(super) use fields::{Field, plain};
pub(super) use plan::{Columns, KeyedBy, Meanings, Plan};
pub(super) use recognising::{
    OWN, columns_by_header, layout_of, listed, map_by_hand, mappable, own_aliases, own_by_header,
};
pub use subject::Subject;
pub(super) use subject::people_columns;

use super::reading::fault::Rejection;
use crate::orders::draft::OrderDraft;

/// A known shape of export file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Any table with one row per order or per line.
    Generic,
    /// Shopify's order export: the order's own fields stand in its first row only.
    Shopify,
    /// Exports of WooCommerce: of its plug-ins, and of its own API.
    Woocommerce,
    /// Orders as RetailCRM's API tells them.
    Retailcrm,
    /// An exchange file of 1C and of Bitrix.
    Commerceml,
    /// Documents with their positions inside, of whatever system.
    Nested,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 6] = [
        Self::Generic,
        Self::Shopify,
        Self::Woocommerce,
        Self::Retailcrm,
        Self::Commerceml,
        Self::Nested,
    ];

    /// Its name on the command line and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Generic => "generic",
            Layout::Shopify => "shopify",
            Layout::Woocommerce => "woocommerce",
            Layout::Retailcrm => "retailcrm",
            Layout::Commerceml => "commerceml",
            Layout::Nested => "nested",
        }
    }

    /// In whose words the numbers of its orders and customers are unique.
    pub fn source(self) -> &'static str {
        match self {
            Layout::Generic | Layout::Nested => "file",
            other => other.name(),
        }
    }

    /// The layout of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

/// Makes one order of its rows, or says for each of them why it is none.
pub(super) fn assemble(
    entries: &[Entry<'_>],
    external_id: &str,
    plan: &Plan,
) -> Result<OrderDraft, Vec<Rejection>> {
    match plan.layout {
        Layout::Generic => generic::assemble(entries, external_id, plan),
        Layout::Shopify => systems::shopify::assemble(entries, external_id, plan),
        Layout::Woocommerce | Layout::Retailcrm | Layout::Commerceml | Layout::Nested => {
            whole::assemble(entries, external_id, plan)
        }
    }
}
