//! Whose values of a field are as a condition wants them.

use collect::fields::{self, Definition, Kind, Value};
use collect::shop::Shop;
use domain::Day;
use jiff::ToSpan;

use super::Crowd;
use crate::asking::ReportError;
use crate::segments::SegmentError;
use crate::segments::rule::{FieldTest, OfField, Rule};

/// A condition that no value of a field can meet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoField {
    /// There is no such field.
    #[error("there is no field `{0}`; make it in the settings first, or look there for its key")]
    Unknown(String),
    /// The field holds something else.
    #[error("`{field}` holds {}: it cannot be {wanted}", held(*.kind))]
    OtherKind {
        /// The field.
        field: String,
        /// What it holds.
        kind: Kind,
        /// What was asked.
        wanted: &'static str,
    },
}

fn held(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "texts",
        Kind::Number => "numbers",
        Kind::Whole => "whole numbers",
        Kind::Date => "days",
        Kind::Anniversary => "days of the year",
        Kind::YesNo => "yes or no",
        Kind::Choice => "one of a list",
        Kind::Choices => "several of a list",
    }
}

/// Whether every field that a rule names is there and holds what is asked; those put away count.
pub fn check(known: &[Definition], rule: &Rule) -> Result<(), NoField> {
    rule.conditions().into_iter().try_for_each(|condition| match condition {
        Rule::Field(of) => definition(known, of).map(|_| ()),
        _ => Ok(()),
    })
}

fn definition<'k>(known: &'k [Definition], of: &OfField) -> Result<&'k Definition, NoField> {
    let found = known.iter().find(|field| field.key == of.field);
    let found = found.ok_or_else(|| NoField::Unknown(of.field.clone()))?;
    let kind = found.kind;
    let (fits, wanted) = match &of.test {
        FieldTest::Compare { .. } | FieldTest::Between { .. } => {
            (matches!(kind, Kind::Number | Kind::Whole), "compared with a number")
        }
        FieldTest::Day { .. } | FieldTest::Days { .. } => {
            (kind.is_of_days(), "compared with a day")
        }
        FieldTest::Today | FieldTest::WithinNext(_) | FieldTest::WithinLast(_) => {
            (kind.is_of_days(), "near to today")
        }
        FieldTest::Is(_) => (kind == Kind::Text || kind.has_choices(), "one of these texts"),
        FieldTest::Contains(_) | FieldTest::StartsWith(_) => {
            (kind == Kind::Text, "searched for a text")
        }
        FieldTest::Yes | FieldTest::No => (kind == Kind::YesNo, "answered by yes or no"),
        FieldTest::Known => (true, ""),
    };
    match fits {
        true => Ok(found),
        false => Err(NoField::OtherKind { field: of.field.clone(), kind, wanted }),
    }
}

/// Those whose value meets a condition on a day of the shop.
pub(super) async fn meeting(shop: &Shop, of: &OfField, today: Day) -> Result<Crowd, ReportError> {
    let mut tx = shop.read().await?;
    let known = fields::list(&mut tx).await?;
    let field = definition(&known, of).map_err(SegmentError::from)?;
    let values = fields::of_everybody(&mut tx, field).await?;
    let so = values.into_iter().filter(|(_, value)| holds(&of.test, value, today));
    Ok(Crowd::of(so.map(|(customer, _)| customer)))
}

fn holds(test: &FieldTest, value: &Value, today: Day) -> bool {
    match (test, value) {
        (FieldTest::Known, _) => true,
        (FieldTest::Compare { is, than }, Value::Number(number)) => is.holds(*number, *than),
        (FieldTest::Between { least, most }, Value::Number(number)) => {
            (*least..=*most).contains(number)
        }
        (FieldTest::Yes, Value::YesNo(is_so)) => *is_so,
        (FieldTest::No, Value::YesNo(is_so)) => !is_so,
        (_, Value::Text(text)) => holds_of_text(test, text),
        (FieldTest::Is(wanted), Value::Choices(words)) => words.iter().any(|word| {
            let word = word.to_lowercase();
            wanted.iter().any(|wanted| wanted.to_lowercase() == word)
        }),
        (FieldTest::Day { is, than }, value) => {
            day_of(value).is_some_and(|day| is.holds_of(&day, than))
        }
        (FieldTest::Days { from, until }, value) => {
            day_of(value).is_some_and(|day| (*from..=*until).contains(&day))
        }
        (FieldTest::Today, value) => is_within(value, today, (today, today)),
        (FieldTest::WithinNext(days), value) => {
            is_within(value, today, (today, today.saturating_add(i64::from(*days).days())))
        }
        (FieldTest::WithinLast(days), value) => {
            is_within(value, today, (today.saturating_sub(i64::from(*days).days()), today))
        }
        _ => false,
    }
}

fn holds_of_text(test: &FieldTest, text: &str) -> bool {
    let text = text.to_lowercase();
    match test {
        FieldTest::Is(wanted) => wanted.iter().any(|wanted| wanted.to_lowercase() == text),
        FieldTest::Contains(part) => text.contains(&part.to_lowercase()),
        FieldTest::StartsWith(opening) => text.starts_with(&opening.to_lowercase()),
        _ => false,
    }
}

/// The day itself; none where its year is not known.
fn day_of(value: &Value) -> Option<Day> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Anniversary(day) => day.whole(),
        _ => None,
    }
}

/// Whether a day, or one of the years of a day that comes back, lies in a stretch around today.
fn is_within(value: &Value, today: Day, (from, until): (Day, Day)) -> bool {
    let is_in = |day: Day| (from..=until).contains(&day);
    match value {
        Value::Date(day) => is_in(*day),
        Value::Anniversary(day) => {
            [day.next(today), day.last(today)].into_iter().flatten().any(is_in)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn anniversary(text: &str) -> Value {
        Value::Anniversary(text.parse().expect("a day"))
    }

    #[test]
    fn a_birthday_is_within_the_next_days_over_the_turn_of_the_year_and_in_common_years() {
        for (born, today, days, expected) in [
            ("1990-05-17", date(2025, 5, 10), 7, true),
            ("1990-05-18", date(2025, 5, 10), 7, false),
            ("--05-10", date(2025, 5, 10), 1, true),
            ("--05-09", date(2025, 5, 10), 364, true),
            ("--05-09", date(2025, 5, 10), 363, false),
            ("--01-02", date(2025, 12, 30), 3, true),
            ("--02-29", date(2025, 2, 21), 7, true),
            ("--02-29", date(2024, 2, 21), 7, false),
            ("--02-29", date(2024, 2, 21), 8, true),
            ("--02-29", date(2025, 3, 1), 7, false),
        ] {
            let so = holds(&FieldTest::WithinNext(days), &anniversary(born), today);
            assert_eq!(so, expected, "{born} seen on {today} for {days} days");
        }
        assert!(holds(&FieldTest::WithinLast(2), &anniversary("--12-31"), date(2026, 1, 2)));
        assert!(holds(&FieldTest::Today, &anniversary("--02-29"), date(2025, 2, 28)));
        assert!(!holds(&FieldTest::Today, &anniversary("--02-29"), date(2024, 2, 28)));
        let renewal = Value::Date(date(2025, 5, 17));
        assert!(holds(&FieldTest::WithinNext(7), &renewal, date(2025, 5, 10)));
        assert!(!holds(&FieldTest::WithinNext(7), &renewal, date(2024, 5, 10)));
    }

    #[test]
    fn a_day_without_its_year_is_neither_before_nor_after_a_day() {
        let test =
            FieldTest::Day { is: crate::segments::rule::Compare::Less, than: date(2000, 1, 1) };
        assert!(holds(&test, &anniversary("1990-05-17"), date(2025, 1, 1)));
        assert!(!holds(&test, &anniversary("--05-17"), date(2025, 1, 1)));
    }
}
