//! Reading a cell of the cohort table.

use super::condition::one_or_listed;
use super::cursor::Cursor;
use crate::Unit;
use crate::cohorts::{BadBrackets, Brackets, Count, Entry, Mode, Split};
use crate::segments::rule::{InCohort, Rule};
use crate::segments::text::{Fault, FaultCode};

const UNITS: [(&str, Unit); 5] = [
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

const COUNTS: [(&str, Count); 4] = [
    ("on", Count::On),
    ("on-or-after", Count::OnOrAfter),
    ("on-or-before", Count::OnOrBefore),
    ("streak", Count::Streak),
];

const ENTRIES: [(&str, Entry); 2] =
    [("first-ever", Entry::FirstEver), ("first-matching", Entry::FirstMatching)];

const SPLITS: [(&str, Split); 6] = [
    ("product", Split::Product),
    ("category", Split::Category),
    ("coupon", Split::Coupon),
    ("channel", Split::Channel),
    ("country", Split::Country),
    ("city", Split::City),
];

/// `text "period" number` and what the table was asked for, each where it is not the usual.
pub(super) fn cohort(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let cohort = cursor.must_text()?;
    cursor.must("period")?;
    let period = cursor.must_count()?;
    let by = choice(cursor, "by", &UNITS)?.unwrap_or_default();
    let mode = cursor.one_of(&[("rolling", Mode::Rolling), ("calendar", Mode::Calendar)]);
    let brackets = cursor.phrase("cut at").then(|| brackets(cursor)).transpose()?;
    let count = choice(cursor, "counted", &COUNTS)?.unwrap_or_default();
    let entry = choice(cursor, "entered", &ENTRIES)?.unwrap_or_default();
    let split = choice(cursor, "grouped by", &SPLITS)?;
    let from = cursor.phrase("from").then(|| cursor.day()).transpose()?;
    let until = cursor.phrase("until").then(|| cursor.day()).transpose()?;
    let mode = mode.unwrap_or_default();
    Ok(Rule::Cohort(InCohort {
        cohort,
        period,
        by,
        mode,
        brackets,
        count,
        entry,
        split,
        from,
        until,
    }))
}

/// `days | "(" days {"," days} ")"`, rising.
fn brackets(cursor: &mut Cursor<'_>) -> Result<Brackets, Fault> {
    let place = cursor.place();
    let days = one_or_listed(cursor, Cursor::must_count)?;
    let typed: Vec<String> = days.iter().map(u32::to_string).collect();
    typed.join(",").parse().map_err(|bad: BadBrackets| {
        cursor.fault_from(place, FaultCode::DoesNotFit).saying(bad.to_string())
    })
}

/// What follows a phrase, if the phrase stands here.
fn choice<T: Copy>(
    cursor: &mut Cursor<'_>,
    phrase: &'static str,
    choices: &[(&'static str, T)],
) -> Result<Option<T>, Fault> {
    if !cursor.phrase(phrase) {
        return Ok(None);
    }
    cursor.one_of(choices).map(Some).ok_or_else(|| cursor.unexpected())
}
