//! Which files count at one moment, and which customers have changed since they were settled.

use std::collections::BTreeSet;
use std::path::PathBuf;

use datafusion::arrow::datatypes::SchemaRef;

use crate::columns;
use crate::rows::{CustomerFact, LineFact, OrderFact};

/// The fact tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactTable {
    /// One row an order.
    Orders,
    /// One row a position of an order.
    OrderLines,
    /// One row a customer.
    Customers,
}

impl FactTable {
    /// Every table.
    pub const ALL: [Self; 3] = [Self::Orders, Self::OrderLines, Self::Customers];

    /// The name in SQL and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::OrderLines => "order_lines",
            Self::Customers => "customers",
        }
    }

    /// The table of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            Self::Orders => columns::orders_schema(),
            Self::OrderLines => columns::lines_schema(),
            Self::Customers => columns::customers_schema(),
        }
    }
}

/// Whether a file holds a whole bucket or what changed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledKind {
    /// Every customer of a bucket.
    Base,
    /// Some customers, whole, in place of what older files say of them.
    Delta,
}

/// One settled file.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Which table.
    pub table: FactTable,
    /// Base or delta.
    pub kind: SettledKind,
    /// Where it lies.
    pub path: PathBuf,
    /// Later files replace earlier ones, customer by customer.
    pub generation: i64,
    /// Rows in it.
    pub n_rows: i64,
    /// The customers a delta speaks for, even those with no rows left; empty for a base.
    pub customers: BTreeSet<i64>,
}

/// The facts of one moment, exact up to the last committed transaction.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What is settled.
    pub settled: Vec<Settled>,
    /// Customers whose rows have changed since; files are not believed about them.
    pub dirty: BTreeSet<i64>,
    /// The orders of dirty customers with their positions, sorted by customer and time.
    pub dirty_orders: Vec<(OrderFact, Vec<LineFact>)>,
    /// The dirty customers themselves, sorted.
    pub dirty_customers: Vec<CustomerFact>,
}
