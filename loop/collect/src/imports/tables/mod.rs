//! Files that hold no orders, read as forgivingly: other slices say which columns they look for
//! and what a row means to them.
//!
//! The whole table is held in memory; a file of orders never is. Start at [`TableFile::open`].

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Caveat, Day};
use jiff::ToSpan;

use super::guessing::options::ImportOptions;
use super::guessing::{Look, look};
use super::layouts::plain;
use super::reading::fault::{Fault, Rejection};
use super::reading::read;
use super::values::{
    DateOrder, DayEvidence, DecimalSign, day_evidence, decimal, is_nothing, minor_units, moment,
    sign_evidence, tidy,
};

/// Rows of such a file: ten channels day by day for fifty years.
const ROWS_MAX: usize = 200_000;

/// A file that holds a table with a header.
pub(crate) struct TableFile {
    path: PathBuf,
    look: Look,
}

/// One row of a table.
#[derive(Debug)]
pub(crate) struct TableRow {
    /// The line of the file it begins in.
    pub line: u64,
    cells: Vec<String>,
}

impl TableRow {
    /// The cell in a column; none where nothing stands.
    pub fn cell(&self, column: usize) -> Option<&str> {
        let cell = self.cells.get(column).map(|cell| tidy(cell))?;
        (!is_nothing(cell)).then_some(cell)
    }
}

impl TableFile {
    /// Looks at a file: how it is read and what its columns are called.
    pub fn open(path: &Path, options: &ImportOptions) -> Result<Self, Fault> {
        let options = ImportOptions { header: Some(true), ..options.clone() };
        Ok(Self { path: path.to_owned(), look: look(path, &options)? })
    }

    /// The column that bears one of these names, which are small letters and digits; of several
    /// names the earlier one is looked for first.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let headers: Vec<String> = self.look.headers.iter().map(|header| plain(header)).collect();
        names.iter().find_map(|name| headers.iter().position(|header| header == name))
    }

    /// The column whose name begins with these small letters and digits.
    pub fn column_beginning(&self, letters: &str) -> Option<usize> {
        self.look.headers.iter().position(|header| plain(header).starts_with(letters))
    }

    /// The names of the columns, to be told to people.
    pub fn headers(&self) -> String {
        self.look.headers.join(", ")
    }

    /// Every row below the header, and the lines that are no rows.
    pub fn rows(&self) -> Result<(Vec<TableRow>, Vec<Rejection>), Fault> {
        let (mut rows, mut rejected) = (Vec::new(), Vec::new());
        let mut is_header_due = true;
        read(&self.path, &self.look.form, &Arc::default(), |row| {
            match row {
                Ok(row) if row.cells.is_blank() || std::mem::take(&mut is_header_due) => {}
                Ok(row) => rows.push(TableRow {
                    line: row.line,
                    cells: row.cells.iter().map(str::to_owned).collect(),
                }),
                Err(rejection) => rejected.push(rejection),
            }
            Ok(match rows.len() > ROWS_MAX {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            })
        })?;
        if rows.len() > ROWS_MAX {
            let text = format!("the table has more than {ROWS_MAX} rows");
            return Err(Fault::new("too_many_rows", text, "divide it into several files"));
        }
        Ok((rows, rejected))
    }
}

/// How the days and amounts of one table are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hand {
    order: DateOrder,
    sign: DecimalSign,
}

impl Hand {
    /// Learns it from the cells that hold days and from those that hold amounts; where no day
    /// tells, the day is taken to stand before the month and a caveat says so.
    pub fn of<'a>(
        days: impl Iterator<Item = &'a str>,
        amounts: impl Iterator<Item = &'a str>,
        options: &ImportOptions,
    ) -> Result<(Self, Option<Caveat>), Fault> {
        let (mut day_first, mut month_first, mut either) = (false, false, false);
        for day in days {
            match day_evidence(day) {
                DayEvidence::DayFirst => day_first = true,
                DayEvidence::MonthFirst => month_first = true,
                DayEvidence::Either => either = true,
                DayEvidence::Plain | DayEvidence::NoDay => {}
            }
        }
        let told = options.date_order.as_deref().map(told_order).transpose()?;
        if day_first && month_first && told.is_none() {
            let text = "some days are written day first and some month first";
            return Err(Fault::new("two_date_orders", text, "write them all the same way"));
        }
        let is_unclear = either && !day_first && !month_first && told.is_none();
        let text = "no date tells whether the day or the month comes first; read as \
                    day/month/year";
        let caveat = is_unclear.then(|| Caveat::new("unclear_date_order", text));
        let guessed = if month_first { DateOrder::Mdy } else { DateOrder::Dmy };
        Ok((Self { order: told.unwrap_or(guessed), sign: sign_of(amounts) }, caveat))
    }

    /// The day written in a cell.
    pub fn day(self, cell: &str) -> Option<Day> {
        let zone = domain::ShopZone::utc();
        moment(cell, self.order, &zone).map(|at| zone.day_of(at))
    }

    /// The first day of the month written in a cell as `2026-03` or `03.2026`.
    pub fn month(self, cell: &str) -> Option<Day> {
        let numbers: Vec<&str> = cell.split(['-', '.', '/']).map(str::trim).collect();
        let (year, month) = match numbers[..] {
            [year, month] if year.len() == 4 => (year, month),
            [month, year] if year.len() == 4 => (year, month),
            _ => return None,
        };
        let year: i16 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
        Day::new(year, month.parse().ok()?, 1).ok()
    }

    /// The amount written in a cell, in minor units of a currency with so many digits.
    pub fn amount(self, cell: &str, digits: u32) -> Option<i64> {
        minor_units(decimal(cell, self.sign)?, digits)
    }
}

fn told_order(word: &str) -> Result<DateOrder, Fault> {
    DateOrder::named(&word.to_lowercase()).ok_or_else(|| {
        Fault::new("bad_option", format!("`{word}` is no order of dates"), "say dmy, mdy or ymd")
    })
}

fn sign_of<'a>(amounts: impl Iterator<Item = &'a str>) -> DecimalSign {
    let evidence: Vec<DecimalSign> = amounts.filter_map(sign_evidence).collect();
    let n_commas = evidence.iter().filter(|sign| **sign == DecimalSign::Comma).count();
    if n_commas * 2 > evidence.len() { DecimalSign::Comma } else { DecimalSign::Point }
}

/// The day after another one.
pub(crate) fn day_after(day: Day) -> Day {
    day.saturating_add(1.day())
}

/// The same day a month later.
pub(crate) fn month_after(day: Day) -> Day {
    day.saturating_add(1.month())
}
