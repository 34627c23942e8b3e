//! Tables for people, rows for programs.

use std::borrow::Cow;

use anyhow::{Context, Result};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};

/// A table with named columns; every column but the first `n_words` is aligned as numbers are.
pub(crate) fn table(columns: &[&str], rows: &[Vec<String>], n_words: usize) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(n_words) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Rows with named columns as CSV on standard output.
pub(crate) fn csv<Name: AsRef<str>>(columns: &[Name], rows: &[Vec<String>]) -> Result<()> {
    let mut writer = csv::Writer::from_writer(std::io::stdout());
    let names = columns.iter().map(AsRef::as_ref);
    writer.write_record(names).context("cannot write to standard output")?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell).into_owned()))
            .context("cannot write to standard output")?;
    }
    writer.flush().context("cannot write to standard output")
}

/// A name that begins like a formula would run as one in a spreadsheet; numbers may be below 0.
fn harmless(cell: &str) -> Cow<'_, str> {
    let like_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match like_a_formula && cell.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_called_like_a_formula_does_not_run_and_a_loss_stays_a_number() {
        assert_eq!(
            harmless("=HYPERLINK(\"http://evil.test\")"),
            "'=HYPERLINK(\"http://evil.test\")"
        );
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(
            (harmless("-12.5"), harmless("Anna-Maria")),
            ("-12.5".into(), "Anna-Maria".into())
        );
    }
}
