//! What has happened: columns sorted by customer and time, and folds over them.
//!
//! Facts are Parquet files in which the orders of one customer lie side by side, in time order.
//! A report is a [`Fold`]: one pass, no shuffle, no join. Which files count, and which customers
//! have changed since, is told by the caller as a [`Snapshot`]; nothing here keeps a list of its
//! own. Only this room knows which engine reads the columns.
//!
//! Start reading at [`Session::fold`], then `fold.rs`.

mod answer;
mod columns;
mod engine;
mod error;
mod fold;
mod folding;
mod foreign;
mod grouped;
mod local_files;
mod only_word;
mod output;
mod pages;
mod property;
mod rows;
mod session;
mod sheet;
mod snapshot;
mod store;
mod stretch;
mod table;
mod together;

pub use answer::{Answer, Bounds, WrongQuestion};
pub use error::FactsError;
pub use fold::{Fold, Sum, customer_by_customer, fold_batches, fold_rows};
pub use folding::FoldFunction;
pub use foreign::{Document, read_foreign};
pub use grouped::{Grouped, Grouping};
pub use output::Table;
pub use pages::{LentKind, Pages};
pub use rows::{CustomerFact, LineFact, OrderFact};
pub use session::{Lent, Session};
pub use sheet::SheetWriter;
pub use snapshot::{FactTable, Settled, SettledKind, Snapshot};
pub use store::{Store, Writer};
pub use stretch::{Rows, Turn};
