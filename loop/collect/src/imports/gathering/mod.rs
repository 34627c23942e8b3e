//! Gathers the rows of a file into orders, at the same memory whatever its size.
//!
//! The file is read twice: once to check every row and to bring the rows of an order together on
//! the disk, once order by order. Nothing is written to the shop before the first reading is done,
//! so a file that turns out to be faulty leaves no trace.

mod first_reading;
mod keys;
mod progress;
mod runs;
mod spill;
mod tally;

use std::path::Path;

pub(super) use first_reading::two_kinds_of_dates;
pub use progress::Progress;
pub use tally::{Skipped, StatusCount, Summary};

use self::spill::Spill;
use self::tally::Tally;
use super::layouts::{Entry, KeyedBy, Plan, assemble};
use super::reading::Form;
use super::reading::fault::{Fault, Rejection};
use crate::orders::draft::{OrderDraft, PersonDraft};

/// A file to be gathered, and how.
pub(super) struct Gathering<'a> {
    pub path: &'a Path,
    pub form: &'a Form,
    /// The first row holds the names of the columns.
    pub has_header: bool,
    /// How many cells a row has.
    pub n_columns: usize,
    pub plan: &'a Plan,
    /// The owner said in which order day and month stand; rows that differ are left out.
    pub is_date_order_told: bool,
    /// Where rows are put aside.
    pub folder: &'a Path,
    pub progress: &'a Progress,
}

/// All rows of a file, checked and brought together, not yet made into orders.
pub(super) struct Gathered<'a> {
    spill: Spill,
    tally: Tally,
    plan: &'a Plan,
}

impl<'a> Gathering<'a> {
    /// Reads the whole file once.
    pub fn gather(&self) -> Result<Gathered<'a>, Fault> {
        let spill = Spill::in_folder(self.folder);
        let tally = Tally::new(self.plan.subject(), self.plan.zone.clone());
        first_reading::read_all(self, Gathered { spill, tally, plan: self.plan })
    }
}

impl Gathered<'_> {
    /// Makes the orders, one after the other, and counts them.
    pub fn each_order(
        self,
        has_ground: bool,
        progress: &Progress,
        mut take: impl FnMut(OrderDraft) -> Result<(), Fault>,
    ) -> Result<Summary, Fault> {
        let Gathered { spill, mut tally, plan } = self;
        let mut moments = plan.moments();
        spill.each_group(&mut |group| {
            progress.gathered(group.rows.len() as u64);
            let rows = group.rows.iter();
            let entries: Vec<Entry<'_>> =
                rows.filter_map(|row| Entry::of(row, plan, &mut moments).ok()).collect();
            for entry in &entries {
                tally.leave_cells_out(entry);
            }
            each_order_of(group.key, &entries, plan, &mut |rows, outcome| match outcome {
                Ok(order) => {
                    tally.count(&order, rows.len() as u64);
                    take(order)
                }
                Err(rejections) => {
                    rejections.into_iter().for_each(|rejection| tally.reject(rejection));
                    Ok(())
                }
            })
        })?;
        let summary = tally.finish(has_ground, |word| plan.meanings.of(word));
        match summary.orders {
            0 => Err(nothing_in(&summary)),
            _ => Ok(summary),
        }
    }

    /// Makes the people of a file without orders, one row after the other, and counts them.
    pub fn each_person(
        self,
        has_ground: bool,
        progress: &Progress,
        mut take: impl FnMut(PersonDraft) -> Result<(), Fault>,
    ) -> Result<Summary, Fault> {
        let Gathered { spill, mut tally, plan } = self;
        let mut moments = plan.moments();
        spill.each_group(&mut |group| {
            progress.gathered(group.rows.len() as u64);
            for row in group.rows.iter() {
                let Ok(entry) = Entry::of(row, plan, &mut moments) else { continue };
                let Some(person) = entry.person() else { continue };
                tally.leave_cells_out(&entry);
                tally.count_named(&person);
                take(person)?;
            }
            Ok(())
        })?;
        let summary = tally.finish(has_ground, |word| plan.meanings.of(word));
        match summary.accepted {
            0 => Err(nothing_in(&summary)),
            _ => Ok(summary),
        }
    }
}

/// What became of the rows of one order.
type Outcome = Result<OrderDraft, Vec<Rejection>>;

/// The orders of the rows of one key: one, or one each.
fn each_order_of(
    key: &str,
    entries: &[Entry<'_>],
    plan: &Plan,
    see: &mut dyn FnMut(&[Entry<'_>], Outcome) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let is_row_by_row = match plan.keyed_by {
        KeyedBy::OrderId => false,
        KeyedBy::Row | KeyedBy::Customer => true,
        KeyedBy::CustomerDay => entries.iter().any(|entry| entry.buyer().is_none()),
    };
    if !is_row_by_row {
        return see(entries, assemble(entries, key, plan));
    }
    for (ordinal, rows) in entries.chunks(1).enumerate() {
        see(rows, assemble(rows, &keys::name_of_row(key, ordinal), plan))?;
    }
    Ok(())
}

/// A file that gives no order at all is refused: something was understood wrongly.
fn nothing_in(summary: &Summary) -> Fault {
    let Some(first) = summary.rejected.first() else {
        let text = "the file has a header and no rows";
        return Fault::new("no_rows", text, "export it again and check that it has rows");
    };
    let text = format!("no row can be taken in; this one because {}", first.text);
    let hint = "check the columns with --map, and how numbers and dates are written";
    Fault::new("nothing_accepted", text, hint).at_line(first.line)
}
