//! Imports: orders and customers out of the files that shop systems export, and taking them back.
//!
//! A file is looked at (`preview`), tried out (a dry run) and taken in (`run`). Everything about
//! it is guessed and shown; everything can be told instead. A row that makes no sense is left out
//! with its line and the reason, and never stops the rest; a file that makes no sense is refused
//! before anything is written. Taking the same file in twice changes nothing the second time.
//!
//! The slices inside: `reading` (files to rows), `values` (cells), `guessing`, `layouts` (rows to
//! orders, or to people), `gathering` (whole files at flat memory). Start reading at [`run`].

pub mod api;
mod gathering;
mod guessing;
mod import;
mod jobs;
mod layouts;
pub mod presets;
mod reading;
pub mod reverting;
mod rows;
pub(crate) mod tables;
mod taking_in;
pub(crate) mod values;
mod writing;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use domain::{ImportId, OrderStatus};
use records::{RecordsError, ShopTx};

pub use gathering::{Progress, Skipped, StatusCount, Summary};
pub use guessing::options::ImportOptions;
pub use guessing::preview::{ColumnOut, FieldOut, FormatOut, Preview};
pub use import::{Import, ImportError, NewImport, State};
pub use jobs::kinds as kinds_of_work;
pub use layouts::Subject;
pub use reading::fault::{Fault, Rejection};
pub use taking_in::{preview, rehearse, run};

/// The imports of a shop, newest first.
pub async fn list(
    tx: &mut ShopTx,
    before: Option<ImportId>,
    limit: u32,
) -> Result<Vec<Import>, RecordsError> {
    rows::list(tx, before, limit).await
}

/// The files that are being read now.
pub(crate) async fn being_read(tx: &mut ShopTx) -> Result<Vec<PathBuf>, RecordsError> {
    rows::being_read(tx).await
}

/// One import.
pub async fn find(tx: &mut ShopTx, id: ImportId) -> Result<Option<Import>, RecordsError> {
    rows::find(tx, id).await
}

/// The rows of an import that were left out, by line.
pub async fn rejections(
    tx: &mut ShopTx,
    id: ImportId,
    limit: u32,
) -> Result<Vec<Rejection>, RecordsError> {
    rows::rejections(tx, id, limit).await
}

/// Whether a file is being taken in now; reports say so.
pub async fn is_running(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    Ok(rows::n_running(tx).await? > 0)
}

/// In whose words answers and fields are kept that a file of this name told.
fn source_of(file_name: &str) -> String {
    format!("file:{file_name}")
}

/// What the word of a shop system for what became of an order means to us, where it is known.
pub(crate) fn status_meant(word: &str) -> Option<OrderStatus> {
    layouts::Meanings::default().of(word)
}
