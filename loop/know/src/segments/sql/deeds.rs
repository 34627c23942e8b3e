//! What somebody did, as SQL over the lent tables `happened` and `told`.

use domain::Instant;

use super::Question;
use crate::segments::crowd::{Meant, in_quotes, one_of};
use crate::segments::rule::{
    Compare, Detail, DetailComparison, DetailTest, DetailValue, Did, Then,
};
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
    let (is_in, read_as, so) = match test {
        DetailTest::Known => ("in", ReadAs::Anything, "true".to_owned()),
        DetailTest::Missing => ("not in", ReadAs::Anything, "true".to_owned()),
        DetailTest::Is(texts) => {
            ("in", ReadAs::Text, one_of("word", texts.iter().map(String::as_str)))
        }
        DetailTest::Contains(text) => {
            ("in", ReadAs::Text, format!("strpos(word, {}) > 0", in_quotes(text)))
        }
        DetailTest::StartsWith(text) => {
            ("in", ReadAs::Text, format!("starts_with(word, {})", in_quotes(text)))
        }
        DetailTest::Compare(DetailComparison { is, than }) => {
            let (read_as, so) = compared(*is, than);
            ("in", read_as, so)
        }
    };
    format!(
        "{deed}.nth {is_in} (select nth from told where property = {} and read_as = {} and {so})",
        in_quotes(&property_name(property)),
        in_quotes(read_as.word()),
    )
}

fn compared(is: Compare, than: &DetailValue) -> (ReadAs, String) {
    let sign = is.sign();
    match than {
        DetailValue::Number(number) => (ReadAs::Number, format!("number {sign} {number}")),
        DetailValue::Text(text) => (ReadAs::Text, format!("word {sign} {}", in_quotes(text))),
        DetailValue::YesNo(yes) => (ReadAs::YesNo, format!("number {sign} {}", u8::from(*yes))),
        DetailValue::Day(day) => {
            (ReadAs::Day, format!("number {sign} {}", Meant::number_of_day(*day)))
        }
    }
}

/// What a property is read as, in the table `told`: a row for each way in which it can be read.
#[derive(Clone, Copy)]
pub(super) enum ReadAs {
    /// It was told at all.
    Anything,
    Number,
    Text,
    /// The number is 1 or 0.
    YesNo,
    /// The number is that of the day, counted from 1970.
    Day,
}

impl ReadAs {
    pub fn word(self) -> &'static str {
        match self {
            Self::Anything => "anything",
            Self::Number => "number",
            Self::Text => "text",
            Self::YesNo => "yes-no",
            Self::Day => "day",
        }
    }
}
