//! Reading what somebody did.

use super::condition::texts_or_one_of;
use super::cursor::Cursor;
use super::measure::{days, one_of_two, plain_number, window};
use crate::segments::rule::{
    Compare, Detail, DetailComparison, DetailTest, DetailValue, Did, Rule, Then, Window,
};
use crate::segments::text::{Fault, FaultCode};

/// `text [details] ["at least" number "times"] {window}
/// ["then" ["not"] text [details] "within" days]`
pub(super) fn did(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let what = cursor.must_text()?;
    let details = details(cursor)?;
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
    Ok(Rule::Did(Did { what, details, times, when, then }))
}

fn then(cursor: &mut Cursor<'_>) -> Result<Then, Fault> {
    let not = cursor.phrase("not");
    let what = cursor.must_text()?;
    let details = details(cursor)?;
    cursor.must("within")?;
    Ok(Then { what, details, within_days: days(cursor)?, not })
}

/// `["where" detail {"and" detail}]`; an `and` before anything else joins conditions.
fn details(cursor: &mut Cursor<'_>) -> Result<Vec<Detail>, Fault> {
    let mut details = Vec::new();
    if !cursor.phrase("where") {
        return Ok(details);
    }
    cursor.must("properties")?;
    loop {
        let property = names(cursor)?;
        details.push(Detail { property, test: test(cursor)? });
        if !cursor.phrase("and properties") {
            return Ok(details);
        }
    }
}

/// `"." name {"." name}`
fn names(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    cursor.must_sign(".")?;
    loop {
        let name = cursor.name("the name of a property");
        names.push(name.ok_or_else(|| cursor.unexpected())?);
        if !cursor.sign(".") {
            return Ok(names);
        }
    }
}

fn test(cursor: &mut Cursor<'_>) -> Result<DetailTest, Fault> {
    if let Some(is) = cursor.one_sign(&Compare::SIGNS) {
        return Ok(DetailTest::Compare(DetailComparison { is, than: compared(cursor)? }));
    }
    if cursor.phrase("is known") {
        return Ok(DetailTest::Known);
    }
    if cursor.phrase("is missing") {
        return Ok(DetailTest::Missing);
    }
    if cursor.phrase("is") {
        return Ok(DetailTest::Is(texts_or_one_of(cursor)?));
    }
    if cursor.phrase("contains") {
        return Ok(DetailTest::Contains(cursor.must_text()?));
    }
    if cursor.phrase("starts with") {
        return Ok(DetailTest::StartsWith(cursor.must_text()?));
    }
    Err(cursor.unexpected())
}

/// What a property is compared with; it says what the property is read as.
fn compared(cursor: &mut Cursor<'_>) -> Result<DetailValue, Fault> {
    if let Some(text) = cursor.text() {
        return Ok(DetailValue::Text(text));
    }
    if let Some(yes) = cursor.one_of(&[("yes", true), ("no", false)]) {
        return Ok(DetailValue::YesNo(yes));
    }
    if cursor.stands_number() {
        return Ok(DetailValue::Number(plain_number(cursor)?));
    }
    cursor.day().map(DetailValue::Day)
}
