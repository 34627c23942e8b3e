//! What somebody did, as SQL over the lent table `happened`.

use domain::Instant;

use super::Question;
use crate::segments::crowd::{Meant, in_quotes, one_of};
use crate::segments::rule::{Detail, DetailComparison, DetailTest, DetailValue, Did, Then};
use crate::segments::text::property_name;

impl Question<'_> {
    /// Whether he did it often enough.
    pub(super) fn did(&mut self, Did { what, details, times, when, then }: &Did) -> String {
        let (from, until) = self.meant.bounds(when);
        let mut meant = format!("deed.what = {} and deed.at < {}", in_quotes(what), until.0);
        if let Some(from) = from {
            meant.push_str(&format!(" and deed.at >= {}", from.0));
        }
        meant.push_str(&told("deed", details));
        if let Some(then) = then {
            meant.push_str(&self.followed(what, then));
        }
        let part = self.part(format!(
            "select deed.customer_no from happened as deed where {meant} group by \
             deed.customer_no having count(*) >= {times}"
        ));
        format!("{part}.customer_no is not null")
    }

    fn followed(&self, what: &str, then: &Then) -> String {
        let Then { what: later, details, within_days, not } = then;
        let (within, as_of) = (i64::from(*within_days) * Instant::DAY, self.meant.as_of().0);
        let (is_in, over) = match not {
            true => ("not in", format!(" and deed.at + {within} <= {as_of}")),
            false => ("in", String::new()),
        };
        format!(
            "{over} and deed.nth {is_in} (select before.nth from happened as before join happened \
             as later on later.customer_no = before.customer_no where before.what = {} and \
             later.what = {} and later.at > before.at and later.at <= before.at + {within} and \
             later.at < {as_of}{})",
            in_quotes(what),
            in_quotes(later),
            told("later", details),
        )
    }
}

/// Whether all of this was told of a deed.
fn told(deed: &str, details: &[Detail]) -> String {
    details.iter().map(|detail| format!(" and {}", told_so(deed, detail))).collect()
}

fn told_so(deed: &str, Detail { property, test }: &Detail) -> String {
    let read_as = |read_as: ReadAs| format!("{deed}.{}", read_as.quoted_column(property));
    match test {
        DetailTest::Known => format!("{} is not null", read_as(ReadAs::Anything)),
        DetailTest::Missing => format!("{} is null", read_as(ReadAs::Anything)),
        DetailTest::Is(texts) => one_of(&read_as(ReadAs::Text), texts.iter().map(String::as_str)),
        DetailTest::Contains(text) => {
            format!("strpos({}, {}) > 0", read_as(ReadAs::Text), in_quotes(text))
        }
        DetailTest::StartsWith(text) => {
            format!("starts_with({}, {})", read_as(ReadAs::Text), in_quotes(text))
        }
        DetailTest::Compare(DetailComparison { is, than }) => {
            let (kind, value) = compared(than);
            let compares = format!("{} {} {value}", read_as(kind), is.sign());
            match than {
                DetailValue::Number(_) => {
                    format!("{} is not null and {compares}", read_as(ReadAs::AnyNumber))
                }
                _ => compares,
            }
        }
    }
}

fn compared(than: &DetailValue) -> (ReadAs, String) {
    match than {
        DetailValue::Number(number) => (ReadAs::Number, number.to_string()),
        DetailValue::Text(text) => (ReadAs::Text, in_quotes(text)),
        DetailValue::YesNo(yes) => (ReadAs::YesNo, u8::from(*yes).to_string()),
        DetailValue::Day(day) => (ReadAs::Day, Meant::number_of(*day).to_string()),
    }
}

/// What a property is read as: each has a column of `happened`, empty where it cannot be read so.
///
/// Columns, not rows of another table, where each would be a question within the question.
#[derive(Clone, Copy)]
pub(super) enum ReadAs {
    /// It was told at all: 1.
    Anything,
    /// It is a number at all: 1.
    AnyNumber,
    /// 0 where it is none.
    Number,
    Text,
    /// 1 or 0.
    YesNo,
    /// The number of the day, counted from 1970.
    Day,
}

impl ReadAs {
    /// The name of the column.
    pub fn column(self, property: &[String]) -> String {
        let word = match self {
            Self::Anything => "anything",
            Self::AnyNumber => "any number",
            Self::Number => "number",
            Self::Text => "text",
            Self::YesNo => "yes or no",
            Self::Day => "day",
        };
        format!("{} as {word}", property_name(property))
    }

    /// The same as SQL writes it.
    fn quoted_column(self, property: &[String]) -> String {
        format!("\"{}\"", self.column(property).replace('"', "\"\""))
    }
}
