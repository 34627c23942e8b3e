//! Reads the rows of a workbook (.xlsx) cell by cell, without the whole sheet in memory.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::Row;
use crate::imports::reading::fault::Fault;

/// The widest sheet that is read; Excel's own limit, so that a stray cell costs no memory.
const COLUMNS_LIMIT: u32 = 16_384;

/// Reads the rows of a sheet (the first one unless named) until its end or `see` breaks.
pub(super) fn read(
    path: &Path,
    sheet: Option<&str>,
    bytes_done: &Arc<AtomicU64>,
    mut see: impl FnMut(&Row) -> Result<ControlFlow<()>, Fault>,
) -> Result<(), Fault> {
    let mut book = open(path)?;
    let names = book.sheet_names();
    let Some(sheet) = sheet.map(str::to_owned).or_else(|| names.first().cloned()) else {
        return Err(Fault::new("empty_file", "the workbook has no sheet", "export it again"));
    };
    if !names.contains(&sheet) {
        let text = format!("the workbook has no sheet `{sheet}`");
        return Err(Fault::new("no_such_sheet", text, format!("choose one of {names:?}")));
    }
    let size = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|error| damaged(&error))?;
    let n_rows = u64::from(cells.dimensions().end.0) + 1;
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
        let (line, column) = (u64::from(cell.get_position().0) + 1, cell.get_position().1);
        if line != row.line {
            if !row.cells.is_empty() && see(&row)?.is_break() {
                return Ok(());
            }
            row.line = line;
            row.cells.clear();
            bytes_done.store(size * line.min(n_rows) / n_rows, Ordering::Relaxed);
        }
        if column < COLUMNS_LIMIT {
            (row.cells.len()..column as usize).for_each(|_| row.cells.push(""));
            row.cells.push(&text_of(cell.get_value()));
        }
    }
    if row.cells.is_empty() {
        return Ok(());
    }
    see(&row).map(|_| ())
}

fn open(path: &Path) -> Result<Xlsx<BufReader<File>>, Fault> {
    let file = File::open(path).map_err(|error| Fault::unreadable(&error))?;
    Xlsx::new(BufReader::new(file)).map_err(|error| damaged(&error))
}

fn damaged(error: &XlsxError) -> Fault {
    let hint = "save it as .xlsx without a password, or export CSV (a .zip must be unpacked)";
    Fault::new("wrong_file_type", format!("not a readable workbook ({error})"), hint)
}

/// A cell as text, the way a CSV export would have written it.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(answer) => answer.to_string(),
        DataRef::DateTime(moment) => moment_of(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

fn moment_of(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let whole = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    if milli == 0 { whole } else { format!("{whole}.{milli:03}") }
}
