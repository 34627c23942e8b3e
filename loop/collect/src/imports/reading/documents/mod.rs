//! Files in which an order is a document with its positions inside it: JSON, JSON Lines,
//! CommerceML, Parquet.
//!
//! They are read as the same rows of cells that tables have: one row for every position, with what
//! the order tells of itself repeated in each. The first row holds the names of the columns. One
//! document is in memory at a time. Start reading at [`read`].

mod commerceml;
mod flattening;
mod json;
mod text;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use facts::{Document, FactsError};

pub(in crate::imports) use flattening::is_positions;
pub(super) use json::is_lines;

use self::flattening::Columns;
use self::text::Text;
use super::fault::{Fault, Rejection};
use super::{Form, Kind, Read, Row, encodings, open};

/// Documents whose columns are looked for; one that a later document brings first is not read.
const SURVEYED: usize = 20_000;

/// Takes a document, or why there is none, with the line it begins in.
type See<'a> = dyn FnMut(u64, Result<Document, Rejection>) -> Result<ControlFlow<()>, Fault> + 'a;

/// The names of the columns that the documents of a file have.
pub(in crate::imports) fn columns_of(path: &Path, form: &Form) -> Result<Vec<String>, Fault> {
    let mut columns = Columns::default();
    let mut n_seen = 0;
    each_document(path, form, &Arc::default(), &mut |_, document| {
        if let Ok(document) = document {
            columns.note(&document);
            n_seen += 1;
        }
        Ok(match n_seen < SURVEYED {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        })
    })?;
    Ok(columns.names())
}

/// Reads the documents of a file as rows, the names of the columns first.
pub(super) fn read(
    path: &Path,
    form: &Form,
    bytes_done: &Arc<AtomicU64>,
    mut see: impl FnMut(Read<'_>) -> Result<ControlFlow<()>, Fault>,
) -> Result<(), Fault> {
    let columns = Columns::of(&form.columns);
    let mut row = Row { line: 0, cells: form.columns.iter().map(String::as_str).collect() };
    if see(Ok(&row))?.is_break() {
        return Ok(());
    }
    let mut last_line = 0;
    each_document(path, form, bytes_done, &mut |line, document| {
        // Documents that stand in one line are told apart by their number.
        last_line = line.max(last_line + 1);
        row.line = last_line;
        match document {
            Ok(document) => columns.each_row(&document, &mut row, &mut |row| match row
                .cells
                .iter()
                .any(|cell| cell.contains(encodings::MALFORMED))
            {
                true => see(Err(super::records::wrong_encoding(row.line))),
                false => see(Ok(row)),
            }),
            Err(rejection) => see(Err(Rejection { line: last_line, ..rejection })),
        }
    })
}

fn each_document(
    path: &Path,
    form: &Form,
    bytes_done: &Arc<AtomicU64>,
    see: &mut See<'_>,
) -> Result<(), Fault> {
    if form.kind == Kind::Parquet {
        return each_of_parquet(path, bytes_done, see);
    }
    let text = Text::new(open(path, bytes_done)?.bytes, form.encoding);
    match form.kind {
        Kind::JsonLines => json::each_line(text, see),
        Kind::CommerceMl => commerceml::each_document(text, see),
        _ => json::each_document(text, see),
    }
}

fn each_of_parquet(
    path: &Path,
    bytes_done: &Arc<AtomicU64>,
    see: &mut See<'_>,
) -> Result<(), Fault> {
    let size = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let read = facts::read_foreign(path, |(row, n_rows), document| {
        bytes_done.store(size * row / n_rows.max(1), Ordering::Relaxed);
        see(row, Ok(document)).map_err(Stopped::Told)
    });
    read.map_err(|stopped| match stopped {
        Stopped::Told(fault) => fault,
        Stopped::Unreadable(error) => {
            let text = format!("not a readable Parquet file ({error})");
            Fault::new("wrong_file_type", text, "write it again, or export CSV")
        }
    })
}

/// Why the reading of a Parquet file ended early.
enum Stopped {
    Told(Fault),
    Unreadable(FactsError),
}

impl From<FactsError> for Stopped {
    fn from(error: FactsError) -> Self {
        Self::Unreadable(error)
    }
}
