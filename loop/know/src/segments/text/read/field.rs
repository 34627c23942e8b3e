//! Reading what is known of somebody in a field of the shop's own.

use collect::fields::{BIRTHDAY, key_of};

use super::condition::names;
use super::cursor::Cursor;
use super::measure::{days, of_typed_plain, plain_number};
use crate::segments::rule::{Compare, FieldTest, OfField, Rule};
use crate::segments::text::Fault;

/// `("field" text | "birthday") test`; none when something else stands here.
pub(super) fn field(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Fault> {
    let field = if cursor.phrase(BIRTHDAY) {
        BIRTHDAY.to_owned()
    } else if cursor.phrase("field") {
        key_of(&cursor.must_text()?)
    } else {
        return Ok(None);
    };
    Ok(Some(Rule::Field(OfField { field, test: test(cursor)? })))
}

/// What the words about today mean.
const WORDS: [(&str, FieldTest); 4] = [
    ("is known", FieldTest::Known),
    ("is today", FieldTest::Today),
    ("is yes", FieldTest::Yes),
    ("is no", FieldTest::No),
];

fn test(cursor: &mut Cursor<'_>) -> Result<FieldTest, Fault> {
    if let Some(is) = cursor.one_sign(&Compare::SIGNS) {
        return compared(cursor, is);
    }
    if cursor.phrase("between") {
        return between(cursor);
    }
    for (phrase, test) in WORDS {
        if cursor.phrase(phrase) {
            return Ok(test);
        }
    }
    if cursor.phrase("is within next") {
        return Ok(FieldTest::WithinNext(days(cursor)?));
    }
    if cursor.phrase("is within last") {
        return Ok(FieldTest::WithinLast(days(cursor)?));
    }
    if cursor.phrase("is") {
        return Ok(FieldTest::Is(names(cursor, Cursor::must_text)?));
    }
    if cursor.phrase("contains") {
        return Ok(FieldTest::Contains(cursor.must_text()?));
    }
    if cursor.phrase("starts with") {
        return Ok(FieldTest::StartsWith(cursor.must_text()?));
    }
    Err(cursor.unexpected())
}

fn compared(cursor: &mut Cursor<'_>, is: Compare) -> Result<FieldTest, Fault> {
    let place = cursor.place();
    if let Some(typed) = cursor.number() {
        return Ok(FieldTest::Compare { is, than: of_typed_plain(cursor, place, typed)? });
    }
    Ok(FieldTest::Day { is, than: cursor.day()? })
}

fn between(cursor: &mut Cursor<'_>) -> Result<FieldTest, Fault> {
    let place = cursor.place();
    if let Some(typed) = cursor.number() {
        let least = of_typed_plain(cursor, place, typed)?;
        cursor.must("and")?;
        return Ok(FieldTest::Between { least, most: plain_number(cursor)? });
    }
    let from = cursor.day()?;
    cursor.must("and")?;
    Ok(FieldTest::Days { from, until: cursor.day()? })
}
