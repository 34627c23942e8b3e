//! Sheets: every table as a file, for spreadsheets, for programs, for other tools.
//!
//! A report knows its own tables, with columns that say what they hold ([`Columns`]); everything
//! that leaves the program as a file is written from them, in the terminal and over HTTP alike.
//! A table may be a million rows long: rows come some thousand at a time and leave before the next.
//!
//! Start at [`Tabled`] for what a report has to tell, at [`write()`] for how it leaves.

pub mod api;
mod csv;
mod headings;
mod sheet;
mod xlsx;

#[cfg(test)]
mod tests;

use std::io::Write;

use collect::shop::{self, Shop};
use facts::{FactsError, SheetWriter};
use futures::TryStreamExt;

pub use sheet::{About, Columns, Sheet, word_of};

use crate::asking::ReportError;

/// A question that is answered with tables.
pub trait Tabled: Send + Sized + 'static {
    /// What all its tables are read off.
    type Answer: Send;

    /// Its tables, the main one first.
    const TABLES: &'static [Table<Self>];

    /// Asks a shop.
    fn answer(self, shop: &Shop) -> impl Future<Output = Result<Self::Answer, ReportError>> + Send;
}

/// One table of an answer.
pub struct Table<Question: Tabled> {
    /// Its name, the last part of its address.
    pub name: &'static str,
    /// Reads it off the answer.
    pub sheet: fn(Question::Answer) -> Sheet,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for programs.
    Csv,
    /// A workbook for people.
    Xlsx,
    /// Typed columns for analysts.
    Parquet,
}

impl Format {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Parquet];

    /// What its file names end in.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Why a table did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The report failed.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The file cannot be written.
    #[error("the table cannot be written: {0}")]
    Files(#[from] std::io::Error),
    /// Text could not be written.
    #[error("the table cannot be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// The workbook could not be written.
    #[error("the workbook cannot be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The columns could not be written.
    #[error(transparent)]
    Facts(#[from] FactsError),
}

/// One table of a shop, in the shop's language.
pub async fn of_shop<Question: Tabled>(
    shop: &Shop,
    question: Question,
    table: &Table<Question>,
) -> Result<Sheet, ReportError> {
    let mut sheet = (table.sheet)(question.answer(shop).await?);
    sheet.about.table = table.name;
    sheet.about.is_main = Question::TABLES.first().is_some_and(|main| main.name == table.name);
    sheet.about.language = shop::settings(&mut shop.read().await?).await?.language;
    Ok(sheet)
}

/// Writes a table as a file.
pub async fn write(sheet: Sheet, format: Format, out: impl Write + Send) -> Result<(), SheetError> {
    match format {
        Format::Csv => csv::write(sheet, out).await,
        Format::Xlsx => xlsx::write(sheet, out).await,
        Format::Parquet => write_parquet(sheet, out).await,
    }
}

async fn write_parquet(sheet: Sheet, out: impl Write + Send) -> Result<(), SheetError> {
    let Sheet { about, columns, mut rows } = sheet;
    let mut writer = SheetWriter::create(out, &columns, &about.said())?;
    while let Some(some) = rows.try_next().await? {
        writer.add(&some)?;
    }
    Ok(writer.finish()?)
}
