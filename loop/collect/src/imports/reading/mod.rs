//! Reads a table out of whatever file it comes in, row by row, never the whole file at once.
//!
//! Text (plain, .gz, .zst; any encoding and delimiter), workbooks (.xlsx) and documents (JSON, JSON
//! Lines, CommerceML, Parquet) look the same from here on: rows of cells with the line they begin
//! in. What the rows mean is not known here. Start reading at `read`.

mod cells;
mod documents;
mod encodings;
pub mod fault;
mod opening;
mod records;
mod workbooks;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub(super) use cells::Cells;
pub(super) use documents::{columns_of, is_positions};
pub(super) use encodings::{Decoding, guess as guess_encoding, is_foreign_utf8};
pub(super) use opening::{Kind, head_of, kind_of_text, open};
pub(super) use records::{Delimiter, Grammar, RECORD_LIMIT, Records};

use self::fault::{Fault, Rejection};
use self::opening::Packing;

/// One row of a table: its cells, and the line of the file it begins in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// Counted from 1, as an editor shows it.
    pub line: u64,
    /// The cells, unquoted.
    pub cells: Cells,
}

/// How a file is to be read, once guessed or told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    pub kind: Kind,
    pub packing: Packing,
    pub encoding: &'static encoding_rs::Encoding,
    pub grammar: Grammar,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The names of the columns that documents have; a table has them in its first row.
    pub columns: Vec<String>,
}

/// What the reader hands over: a row, or a line that is no row.
pub(super) type Read<'a> = Result<&'a Row, Rejection>;

/// Reads a file from its first row on, until its end or until `see` has seen enough.
///
/// `bytes_done` counts the bytes of the file as it lies on the disk, for the progress bar.
pub(super) fn read(
    path: &Path,
    form: &Form,
    bytes_done: &Arc<AtomicU64>,
    mut see: impl FnMut(Read<'_>) -> Result<ControlFlow<()>, Fault>,
) -> Result<(), Fault> {
    match form.kind {
        Kind::Workbook => {
            workbooks::read(path, form.sheet.as_deref(), bytes_done, |row| see(Ok(row)))
        }
        Kind::Text => {
            let opened = open(path, bytes_done)?;
            let text = Decoding::new(opened.bytes, form.encoding);
            let mut records = Records::new(text, form.grammar);
            let mut row = Row::default();
            while let Some(step) = records.next(&mut row)? {
                let seen = match step {
                    Ok(()) => see(Ok(&row))?,
                    Err(rejection) => see(Err(rejection))?,
                };
                if seen.is_break() {
                    break;
                }
            }
            Ok(())
        }
        Kind::Json | Kind::JsonLines | Kind::CommerceMl | Kind::Parquet => {
            documents::read(path, form, bytes_done, see)
        }
    }
}
