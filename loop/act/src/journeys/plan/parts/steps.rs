//! The steps of a journey, and what happens at each.

use jiff::civil::{Time, Weekday};
use serde_json::Value as Json;

use crate::blocks::Design;
use crate::channels::Channel;
use crate::journeys::plan::Span;
use crate::tasks::Assignee;

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
    /// A message goes out, if the decision core lets it.
    Write(Letter),
    /// A field of his takes a value; for those who are held out too, nobody is reached by it.
    Set {
        /// The field: its key, or `language`.
        field: String,
        /// What it takes.
        to: Worth,
    },
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
    /// Somebody of the shop is given something to do about him; not for those who are held out.
    Task(Task),
    /// Another program is told that he came here; not for those who are held out.
    Call(Call),
}

/// What somebody of the shop is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done, with blanks.
    pub title: String,
    /// What helps to do it, with blanks.
    pub details: String,
    /// Whose it is.
    pub assigned_to: Assignee,
    /// How long there is for it.
    pub due: Option<Span>,
    /// Whether he waits here until it is done; else he goes on at once.
    pub waits: Option<Patience>,
}

/// How long is waited for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// At most so long.
    pub at_most: Span,
    /// Where it leads when it has taken too long.
    pub late: Next,
}

/// A call of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Where it is.
    pub url: String,
    /// Where it leads when the call was given up; where none is told, he goes on without waiting.
    pub failed: Option<Next>,
}

impl Does {
    /// Whether something is done that is not to be done to him twice.
    pub fn is_deed(&self) -> bool {
        matches!(self, Self::Write(_) | Self::Set { .. } | Self::Task(_) | Self::Call(_))
    }
}

/// One of the ways that chance deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where it leads.
    pub to: Next,
    /// Its weight beside the others.
    pub share: u32,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// This value.
    Value(Json),
    /// What the event that brought him in tells under this name; steps into it by points.
    Told(String),
}

/// What a message says, and how it travels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What it travels by.
    pub channel: Channel,
    /// The subject line of a letter, with blanks.
    pub subject: String,
    /// Its body in MJML, with blanks; empty where it is put together of blocks.
    pub body_mjml: String,
    /// Its body as blocks, instead of MJML.
    pub design: Option<Design>,
    /// What a short text says, with blanks.
    pub note: String,
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
