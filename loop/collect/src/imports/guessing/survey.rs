//! Looks through the rows of a file for what its first ones do not tell.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::forms::Look;
use crate::fields::Kind;
use crate::imports::layouts::{Columns, Field};
use crate::imports::reading::fault::Fault;
use crate::imports::reading::{Row, read};
use crate::imports::values::{
    DayEvidence, DecimalSign, currency_named, day_evidence, sign_evidence,
};

/// How many rows are looked through; more only while day and month cannot be told apart.
const SURVEYED_ROWS: u64 = 20_000;
/// More different words than this are no order statuses.
const STATUSES_LIMIT: usize = 100;

/// What the rows of a file say about how they are to be read.
#[derive(Debug, Default)]
pub(in crate::imports) struct Survey {
    pub n_rows: u64,
    /// The first line whose day can only come first.
    pub day_first: Option<u64>,
    /// The first line whose month can only come first.
    pub month_first: Option<u64>,
    /// Days that read both ways.
    pub n_either: u64,
    /// How often numbers speak for a decimal point, and for a comma.
    pub n_points: u64,
    pub n_commas: u64,
    /// Order statuses, and how often.
    pub statuses: BTreeMap<String, u64>,
    /// Currencies, and how often.
    pub currencies: BTreeMap<String, u64>,
    /// Discounts that are whole amounts of money, and those that could be shares of one.
    n_discounts: u64,
    n_shares: u64,
}

/// Looks through the rows.
pub(in crate::imports) fn survey(
    path: &Path,
    look: &Look,
    columns: &Columns,
) -> Result<Survey, Fault> {
    let mut survey = Survey::default();
    let mut packed = Row::default();
    let mut is_header_due = look.has_header;
    read(path, &look.form, &Arc::default(), |row| {
        if let Ok(row) = row
            && !std::mem::take(&mut is_header_due)
        {
            columns.pack(row, &mut packed);
            survey.see(&packed, columns);
        }
        Ok(match survey.n_rows >= SURVEYED_ROWS && !survey.is_day_unclear() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    })?;
    Ok(survey)
}

impl Survey {
    fn see(&mut self, packed: &Row, columns: &Columns) {
        self.n_rows += 1;
        match columns.has(Field::OrderedAt) {
            true => self.see_day(packed.line, columns.cell(packed, Field::OrderedAt)),
            false => self.see_days_of_people(packed, columns),
        }
        if self.n_rows > SURVEYED_ROWS {
            return;
        }
        for (field, _) in columns.mapped().filter(|(field, _)| field.is_money()) {
            match sign_evidence(columns.cell(packed, field)) {
                Some(DecimalSign::Point) => self.n_points += 1,
                Some(DecimalSign::Comma) => self.n_commas += 1,
                None => {}
            }
        }
        let status = columns.cell(packed, Field::Status);
        if !status.is_empty() && self.statuses.len() < STATUSES_LIMIT {
            *self.statuses.entry(status.to_owned()).or_default() += 1;
        }
        if let Ok(currency) = currency_named(columns.cell(packed, Field::Currency)) {
            *self.currencies.entry(currency.code().to_owned()).or_default() += 1;
        }
        self.see_discount(columns.cell(packed, Field::Discount));
    }

    fn see_day(&mut self, line: u64, day: &str) {
        match day_evidence(day) {
            DayEvidence::DayFirst => self.day_first = self.day_first.or(Some(line)),
            DayEvidence::MonthFirst => self.month_first = self.month_first.or(Some(line)),
            DayEvidence::Either => self.n_either += 1,
            DayEvidence::Plain | DayEvidence::NoDay => {}
        }
    }

    /// A file without orders has the days on which people answered, and those of its own fields.
    fn see_days_of_people(&mut self, packed: &Row, columns: &Columns) {
        self.see_day(packed.line, columns.cell(packed, Field::ConsentAt));
        for (field, cell) in columns.own_cells(packed) {
            if field.kind == Kind::Date {
                self.see_day(packed.line, cell);
            }
        }
    }

    fn see_discount(&mut self, discount: &str) {
        let number: Option<f64> = discount.replace(',', ".").parse().ok();
        match number {
            Some(share) if share > 0.0 && share < 1.0 => self.n_shares += 1,
            Some(amount) if amount != 0.0 => self.n_discounts += 1,
            _ => {}
        }
    }

    /// Whether day and month could still be the other way round.
    fn is_day_unclear(&self) -> bool {
        self.n_either > 0 && self.day_first.is_none() && self.month_first.is_none()
    }

    /// Whether the discount column holds shares (0.2 for 20 %) rather than money.
    pub fn has_share_discounts(&self) -> bool {
        self.n_shares > 0 && self.n_discounts == 0
    }
}
