//! Who comes into a journey, and how often.

use jiff::civil::{Date, Time};

use crate::journeys::plan::Span;

/// Who comes in, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Enter {
    /// What brings somebody in.
    pub by: By,
    /// Only the first time in his life that he does it.
    pub first: bool,
    /// A condition in the language of segments, asked when he comes.
    pub only_if: Option<String>,
    /// Whether he may come again.
    pub again: Again,
    /// Whether he goes once, or once for each of his orders.
    pub per: Per,
}

/// What brings somebody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// He does something: a kind of happening, or the shop's own name of an event.
    Deed(String),
    /// He comes into a saved segment.
    Segment(Named),
    /// A day of his own comes, such as his birthday.
    Date {
        /// The field that holds the day: its key.
        field: String,
        /// So many days after it; before it where the number is negative.
        days: i16,
        /// At this time of the shop's day; at its beginning where none is told.
        time: Option<Time>,
    },
    /// A day of the calendar comes, and he is one of those who are meant then.
    Day {
        /// Who is meant.
        whom: Whom,
        /// When.
        turn: Turn,
    },
}

/// A saved segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its rule, for a shop that has no segment of this name yet.
    pub rule: Option<String>,
}

/// Who is meant by a day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Whoever is in a segment then.
    In(Named),
    /// Whoever finds something new in the category that he buys most, see `recommend::arrivals`.
    Arrivals,
}

/// A day of the calendar, once or again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The first day.
    pub on: Date,
    /// How often after it; once where none is told.
    pub every: Option<Every>,
    /// At this time of the shop's day; at its beginning where none is told.
    pub time: Option<Time>,
}

/// How often a day comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Each day.
    Day,
    /// Each week, on the weekday of the first.
    Week,
    /// Each month; on the last day of a month that is shorter.
    Month,
    /// Each year.
    Year,
}

/// Whether somebody who has been through may come in again. Nobody comes in twice at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Once in his life.
    Never,
    /// Not before so long has passed since he last came in.
    After(Span),
    /// Whenever he has left.
    Always,
}

/// What a passage belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// The person: he is inside once at a time.
    Person,
    /// One of his orders: he is inside once for each.
    Order,
}
