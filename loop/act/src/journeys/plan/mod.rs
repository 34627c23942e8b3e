//! What a journey is: who comes in, the steps one after another, what ends it.
//!
//! Steps stand in an order and lead only to later ones, so everybody comes to an end and no letter
//! is met twice. Written down it is a readable file (see `written`), and the same thing both ways.

mod asked;
mod faults;
mod span;
mod step;
mod written;

use collect::shop::Language;
use jiff::civil::{Time, Weekday};

use crate::blocks::Design;
use crate::contact::HoldOutShare;

pub use faults::{Fault, FaultCode};
pub use span::Span;
pub use step::{WrittenStep, WrittenWay};
pub use written::{Written, WrittenEnter};

/// What is said to people step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name, for the owner.
    pub name: String,
    /// What it is for, for the owner.
    pub about: Option<String>,
    /// The language of numbers and days in its letters.
    pub language: Language,
    /// The share held out; they go the same way and are not written to.
    pub hold_out: HoldOutShare,
    /// Who comes in.
    pub enter: Enter,
    /// What somebody does who has reached the end that was hoped for: he leaves at once.
    pub goal: Option<String>,
    /// The steps, in their order; everybody begins with the first.
    pub steps: Vec<Step>,
}

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
    Segment {
        /// Its name.
        name: String,
        /// Its rule, for a shop that has no segment of this name yet.
        rule: Option<String>,
    },
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

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name, the only one of this name.
    pub name: String,
    /// What happens there.
    pub does: Does,
    /// Where it leads.
    pub next: Next,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To this place in the order of steps.
    Step(usize),
    /// Out of the journey.
    End,
}

/// What happens at a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// A letter goes out, if the decision core lets it.
    Write(Letter),
    /// Nothing for a while.
    Wait(Wait),
    /// Nothing until a day of his own comes.
    Await {
        /// The field that holds the day: its key.
        field: String,
        /// So many days after it; before it where the number is negative.
        days: i16,
        /// At this time of the shop's day; at its beginning where none is told.
        time: Option<Time>,
        /// Where it leads for whom no such day is known, or none is to come.
        no: Next,
    },
    /// Nothing until he does something, or it takes too long.
    Hear {
        /// What he is to do.
        deed: String,
        /// How long it may take.
        at_most: Span,
        /// Where it leads when it has taken too long.
        late: Next,
    },
    /// A condition parts the ways; `next` is the way of those for whom it holds.
    Ask {
        /// The condition, in the language of segments.
        rule: String,
        /// The way of the others.
        no: Next,
    },
    /// Chance parts the ways.
    Split(Vec<Way>),
}

/// One of the ways that chance deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where it leads.
    pub to: Next,
    /// Its weight beside the others.
    pub share: u32,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject line, with blanks.
    pub subject: String,
    /// The body in MJML, with blanks; empty where it is put together of blocks.
    pub body_mjml: String,
    /// The body as blocks, instead of MJML.
    pub design: Option<Design>,
}

/// A rest between two steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long at least.
    pub span: Span,
    /// And then until this time of the shop's day.
    pub until: Option<Time>,
    /// On one of these weekdays only; any when empty.
    pub on: Vec<Weekday>,
}

#[cfg(test)]
pub(in crate::journeys) mod tests;
