//! Reading what somebody did.

use super::cursor::Cursor;
use super::measure::{days, one_of_two, window};
use crate::segments::rule::{Did, Rule, Then, Window};
use crate::segments::text::{Fault, FaultCode};

/// `text ["at least" number "times"] {window} ["then" ["not"] text "within" days]`
pub(super) fn did(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let what = cursor.must_text()?;
    let mut times = 1;
    if cursor.phrase("at least") {
        times = cursor.must_count()?;
        one_of_two(cursor, "times", "time")?;
    }
    let mut when = Window::default();
    loop {
        let (place, before) = (cursor.place(), when.clone());
        if !window(cursor, &mut when)? {
            break;
        }
        if !when.says_more_than(&before) {
            let fault = cursor.fault_from(place, FaultCode::SaidTwice);
            return Err(fault.saying("this was said of the same deed before"));
        }
    }
    let then = cursor.phrase("then").then(|| then(cursor)).transpose()?;
    Ok(Rule::Did(Did { what, times, when, then }))
}

fn then(cursor: &mut Cursor<'_>) -> Result<Then, Fault> {
    let not = cursor.phrase("not");
    let what = cursor.must_text()?;
    cursor.must("within")?;
    Ok(Then { what, within_days: days(cursor)?, not })
}
