//! The words of a table on its way out: columns that say what they hold, so that no format has to
//! guess.

use std::borrow::Cow;

use crate::{Currency, Day, Instant, Money};

/// One column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every format and in every language.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words that are never counted with, even if they look like numbers.
    Word,
    /// Yes or no.
    Flag,
    /// Whole numbers.
    Whole,
    /// Numbers that may have a part after the point.
    Number,
    /// Shares, 0…1.
    Share,
    /// Amounts of this currency; none while the shop has none.
    Money(Option<Currency>),
    /// Days.
    Day,
    /// Moments.
    Moment,
    /// Numbers of which each row says for itself whether it is a share, a count or an amount.
    Figure,
}

/// One value of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// No answer.
    Nothing,
    /// A word.
    Word(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A share, 0…1.
    Share(f64),
    /// An amount.
    Money(Money),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Instant),
}

impl Cell {
    /// A count; beyond what a table can hold it stays the largest it can.
    pub fn count(n: u64) -> Self {
        Self::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Cell {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<String> for Cell {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::count(number)
    }
}

impl From<u8> for Cell {
    fn from(number: u8) -> Self {
        Self::Whole(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::count(number as u64)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Instant> for Cell {
    fn from(at: Instant) -> Self {
        Self::Moment(at)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(maybe: Option<T>) -> Self {
        maybe.map_or(Self::Nothing, Into::into)
    }
}

/// What a spreadsheet takes for the beginning of a formula, in its narrow and its wide form.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A word for a file of plain text: a name that begins like a formula would run as one in a
/// spreadsheet, so it gets a mark in front; a number may be below 0.
pub fn harmless(word: &str) -> Cow<'_, str> {
    match word.starts_with(FORMULA_SIGNS) && word.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{word}")),
        false => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_called_like_a_formula_does_not_run_and_a_loss_stays_a_number() {
        assert_eq!(harmless("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(harmless("@SUM(1)"), "'@SUM(1)");
        assert_eq!(harmless("＝1+1"), "'＝1+1");
        assert_eq!(
            (harmless("-12.5"), harmless("Anna-Maria")),
            ("-12.5".into(), "Anna-Maria".into())
        );
    }
}
