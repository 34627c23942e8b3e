//! The first reading of a file: every row is checked and put to the others of its order.

use std::ops::ControlFlow;

use super::{Gathered, Gathering, keys, nothing_in};
use crate::imports::layouts::{Entry, Field, Subject};
use crate::imports::reading::fault::{Fault, Rejection};
use crate::imports::reading::{Row, is_foreign_utf8, read};
use crate::imports::values::{DateOrder, DayEvidence, Moments, day_evidence};

/// Reads the whole file once.
pub(super) fn read_all<'a>(
    gathering: &Gathering<'a>,
    gathered: Gathered<'a>,
) -> Result<Gathered<'a>, Fault> {
    let mut reading = FirstReading {
        gathering,
        gathered,
        packed: Row::default(),
        moments: gathering.plan.moments(),
        key: String::new(),
        misfit: None,
        is_header_due: gathering.has_header,
    };
    read(gathering.path, gathering.form, gathering.progress.byte_count(), |row| {
        reading.see(row)?;
        Ok(ControlFlow::Continue(()))
    })?;
    reading.finish()
}

/// What is remembered from row to row while a file is read for the first time.
struct FirstReading<'g, 'a> {
    gathering: &'g Gathering<'a>,
    gathered: Gathered<'a>,
    packed: Row,
    moments: Moments,
    key: String,
    /// The first row whose day speaks against the order of day and month.
    misfit: Option<u64>,
    is_header_due: bool,
}

impl<'a> FirstReading<'_, 'a> {
    fn see(&mut self, row: Result<&Row, Rejection>) -> Result<(), Fault> {
        if std::mem::take(&mut self.is_header_due) {
            return Ok(());
        }
        if let Ok(row) = row
            && row.cells.is_blank()
        {
            self.gathered.tally.summary.rows += 1;
            self.gathered.tally.skip("blank", 1);
            return Ok(());
        }
        self.gathered.tally.summary.rows += 1;
        self.gathering.progress.saw_row();
        match row.and_then(|row| self.check(row)) {
            Ok(()) => self.gathered.spill.put(&self.key, &self.packed),
            Err(rejection) => {
                self.gathered.tally.reject(rejection);
                Ok(())
            }
        }
    }

    /// Checks a row; what is kept of it stands in `packed` and `key` then.
    fn check(&mut self, row: &Row) -> Result<(), Rejection> {
        let plan = self.gathering.plan;
        self.check_width(row)?;
        let encoding = self.gathering.form.encoding;
        if encoding.is_single_byte() && row.cells.iter().any(|cell| is_foreign_utf8(cell, encoding))
        {
            let text = format!("this line is UTF-8, the rest is {}", encoding.name());
            return Err(Rejection::new(row.line, "encoding", text));
        }
        plan.columns.pack(row, &mut self.packed);
        match Entry::of(&self.packed, plan, &mut self.moments) {
            Ok(entry) if plan.subject() == Subject::Customers && entry.buyer().is_none() => {
                let text = "the row names nobody: it has no customer number, and no e-mail or \
                            phone that can be read";
                return Err(Rejection::new(row.line, "no_customer", text));
            }
            Ok(entry) => keys::write_key(&entry, plan, &mut self.key),
            Err(rejection) => {
                if rejection.reason == "not_a_date" && self.misfit.is_none() {
                    self.misfit = self.other_order();
                }
                return Err(rejection);
            }
        }
        Ok(())
    }

    /// More cells than columns come from an unquoted delimiter: the rest has slipped.
    fn check_width(&self, row: &Row) -> Result<(), Rejection> {
        let n_columns = self.gathering.n_columns;
        let has_more = || row.cells.iter().skip(n_columns).any(|cell| !cell.trim().is_empty());
        if row.cells.len() >= self.gathering.plan.columns.width() && !has_more() {
            return Ok(());
        }
        let text =
            format!("the row has {} cells, the table has {n_columns} columns", row.cells.len());
        Err(Rejection::new(row.line, "columns", text))
    }

    /// The line, if its day would be one with day and month the other way round.
    fn other_order(&self) -> Option<u64> {
        let plan = self.gathering.plan;
        let day = plan.columns.cell(&self.packed, Field::OrderedAt);
        let is_other = match day_evidence(day) {
            DayEvidence::DayFirst => plan.date_order == DateOrder::Mdy,
            DayEvidence::MonthFirst => plan.date_order != DateOrder::Mdy,
            _ => false,
        };
        is_other.then_some(self.packed.line)
    }

    fn finish(self) -> Result<Gathered<'a>, Fault> {
        let summary = &self.gathered.tally.summary;
        if let Some(line) = self.misfit.filter(|_| !self.gathering.is_date_order_told) {
            return Err(two_kinds_of_dates(line));
        }
        if summary.rows == summary.rejected_count {
            return Err(nothing_in(summary));
        }
        Ok(self.gathered)
    }
}

/// Dates of two kinds cannot be read both ways at once: half of them would be silently wrong.
pub(in crate::imports) fn two_kinds_of_dates(line: u64) -> Fault {
    Fault::new(
        "two_date_orders",
        "in some dates the day comes first and in others the month (this one contradicts earlier \
         ones)",
        "write all dates the same way, or name the right way with --date-order dmy or mdy and \
         have the other rows left out",
    )
    .at_line(line)
}
