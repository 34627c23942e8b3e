//! Reading one condition.

use collect::consent::{Channel, Purpose};
use collect::customers::Field;

use super::cohort::cohort;
use super::cursor::Cursor;
use super::did::did;
use super::field::field;
use super::measure::{self, measure};
use crate::abc::Class;
use crate::lifecycle::Standing;
use crate::segments::rule::{
    Against, Answer, Between, Bucket, Compare, Comparison, End, Measure, Own, Profile, Rank, RfmOn,
    Rule, Said, Test,
};
use crate::segments::text::{Fault, FaultCode};

const STANDINGS: [(&str, Standing); 3] =
    [("active", Standing::Active), ("quiet", Standing::Quiet), ("lapsed", Standing::Lapsed)];

const CLASSES: [(&str, Class); 3] = [("A", Class::A), ("B", Class::B), ("C", Class::C)];

const CHANNELS: [(&str, Channel); 3] =
    [("email", Channel::Email), ("sms", Channel::Sms), ("telegram", Channel::Telegram)];

/// The condition that stands here; none when something else does.
pub(super) fn condition(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Fault> {
    let place = cursor.place();
    let Some(condition) = any_condition(cursor)? else { return Ok(None) };
    condition.check_condition().map_err(|excess| {
        cursor.fault_from(place, FaultCode::DoesNotFit).saying(excess.to_string())
    })?;
    Ok(Some(condition))
}

fn any_condition(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Fault> {
    if let Some(measure) = measure(cursor)? {
        return Ok(Some(of_measure(cursor, measure)?));
    }
    if let Some(field) = cursor.one_word(&Field::ALL, Field::word) {
        return Ok(Some(Rule::Profile(Profile { field, test: test(cursor)? })));
    }
    if let Some(condition) = field(cursor)? {
        return Ok(Some(condition));
    }
    if cursor.phrase("consent") {
        return Ok(Some(consent(cursor)?));
    }
    if cursor.phrase("rfm is") {
        return Ok(Some(Rule::RfmGroup(names(cursor, group)?)));
    }
    if cursor.phrase("persona is") {
        return Ok(Some(Rule::Persona(names(cursor, persona)?)));
    }
    if cursor.phrase("rfm on") {
        return Ok(Some(rfm_on(cursor)?));
    }
    if cursor.phrase("standing is") {
        return Ok(Some(Rule::Standing(names(cursor, |cursor| known(cursor, &STANDINGS))?)));
    }
    if cursor.phrase("abc is") {
        return Ok(Some(Rule::Abc(names(cursor, |cursor| known(cursor, &CLASSES))?)));
    }
    if cursor.phrase("in bucket") {
        return Ok(Some(bucket(cursor)?));
    }
    if cursor.phrase("in cohort") {
        return Ok(Some(cohort(cursor)?));
    }
    if cursor.phrase("did") {
        return Ok(Some(did(cursor)?));
    }
    if cursor.phrase("in segment") {
        return Ok(Some(Rule::Segment(cursor.must_text()?)));
    }
    if cursor.phrase("listed") {
        return Ok(Some(Rule::Listed(texts(cursor)?)));
    }
    Ok(cursor.phrase("everyone").then_some(Rule::Everyone))
}

/// What is asked of a measure that has just been read.
fn of_measure(cursor: &mut Cursor<'_>, measure: Measure) -> Result<Rule, Fault> {
    if let Some(is) = cursor.one_sign(&Compare::SIGNS) {
        let than = against(cursor, &measure)?;
        return Ok(Rule::Compare(Comparison { measure, is, than }));
    }
    if cursor.phrase("between") {
        let least = measure::number(cursor, &measure)?;
        cursor.must("and")?;
        let most = measure::number(cursor, &measure)?;
        return Ok(Rule::Between(Between { measure, least, most }));
    }
    if let Some(end) = cursor.one_of(&[("in top", End::Top), ("in bottom", End::Bottom)]) {
        let percent = measure::plain_number(cursor)?;
        cursor.must_sign("%")?;
        return Ok(Rule::Rank(Rank { measure, end, percent }));
    }
    Err(cursor.unexpected())
}

/// `number | [number "*"] measure`
fn against(cursor: &mut Cursor<'_>, of: &Measure) -> Result<Against, Fault> {
    let place = cursor.place();
    let mut times = 1.0;
    if let Some(typed) = cursor.number() {
        if !cursor.multiplies() {
            let number = measure::of_typed(cursor, place, of, typed)?;
            measure::percent_sign(cursor, of);
            return Ok(Against::Number(number));
        }
        times = measure::of_typed_plain(cursor, place, typed)?;
        cursor.must_sign("*")?;
    }
    match measure(cursor)? {
        Some(measure) => Ok(Against::Own(Own { times, measure })),
        None => Err(cursor.unexpected()),
    }
}

/// `"is" texts | "contains" text | "starts with" text | "is known"`
fn test(cursor: &mut Cursor<'_>) -> Result<Test, Fault> {
    if cursor.phrase("is known") {
        return Ok(Test::Known);
    }
    if cursor.phrase("is") {
        return Ok(Test::Is(names(cursor, Cursor::must_text)?));
    }
    if cursor.phrase("contains") {
        return Ok(Test::Contains(cursor.must_text()?));
    }
    if cursor.phrase("starts with") {
        return Ok(Test::StartsWith(cursor.must_text()?));
    }
    Err(cursor.unexpected())
}

/// `day "is" names`
fn rfm_on(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let day = cursor.day()?;
    cursor.must("is")?;
    Ok(Rule::RfmOn(RfmOn { day, groups: names(cursor, group)? }))
}

fn group(cursor: &mut Cursor<'_>) -> Result<String, Fault> {
    cursor.name("the name of a group").ok_or_else(|| cursor.unexpected())
}

fn persona(cursor: &mut Cursor<'_>) -> Result<String, Fault> {
    cursor.name("the word of a persona").ok_or_else(|| cursor.unexpected())
}

/// `purpose channel "is" answer`
fn consent(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let purpose = known(cursor, &[("marketing", Purpose::Marketing)])?;
    let channel = known(cursor, &CHANNELS)?;
    cursor.must("is")?;
    let is = cursor.one_word(&Answer::ALL, Answer::word).ok_or_else(|| cursor.unexpected())?;
    Ok(Rule::Consent(Said { purpose, channel, is }))
}

/// `from ".." until "of" text`
fn bucket(cursor: &mut Cursor<'_>) -> Result<Rule, Fault> {
    let from = cursor.must_count()?;
    cursor.must_sign("..")?;
    let until = cursor.must_count()?;
    cursor.must("of")?;
    let salt = cursor.must_text()?;
    Ok(Rule::Bucket(Bucket { from, until, salt }))
}

/// One of the words, which must stand here.
fn known<T: Copy>(cursor: &mut Cursor<'_>, words: &[(&'static str, T)]) -> Result<T, Fault> {
    cursor.one_of(words).ok_or_else(|| cursor.unexpected())
}

/// `name | "one of (" name {"," name} ")"`
pub(super) fn names<'t, T>(
    cursor: &mut Cursor<'t>,
    name: impl Fn(&mut Cursor<'t>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    if !cursor.phrase("one of") {
        return Ok(vec![name(cursor)?]);
    }
    cursor.must_sign("(")?;
    listed(cursor, name)
}

/// `text | "(" text {"," text} ")"`
pub(super) fn texts(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Fault> {
    one_or_listed(cursor, Cursor::must_text)
}

/// `text | "one of (" text {"," text} ")"`
pub(super) fn texts_or_one_of(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Fault> {
    names(cursor, Cursor::must_text)
}

/// One alone, or several in brackets.
pub(super) fn one_or_listed<'t, T>(
    cursor: &mut Cursor<'t>,
    name: impl Fn(&mut Cursor<'t>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    match cursor.sign("(") {
        true => listed(cursor, name),
        false => Ok(vec![name(cursor)?]),
    }
}

fn listed<'t, T>(
    cursor: &mut Cursor<'t>,
    name: impl Fn(&mut Cursor<'t>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut listed = vec![name(cursor)?];
    while cursor.sign(",") {
        listed.push(name(cursor)?);
    }
    cursor.must_sign(")")?;
    Ok(listed)
}
