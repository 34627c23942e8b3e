//! Who is on the way: one row for each passage of one person, and how many came to each step.

mod merged;
mod rows;

use collect::customers::Known;
use domain::Instant;
use uuid::Uuid;

use super::plan::Plan;
use super::walk::{Standing, Why};

pub use merged::FOLLOWER;
pub(super) use rows::{
    add, came, came_in_last, change_version, count_steps, due, inside_of, leave_all, letter,
    letters_of_passage, of_other_versions, remember_letter, save, standings, versions,
};

/// One passage of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Traveller {
    /// Its name; chance deals by it.
    pub id: Uuid,
    /// The person.
    pub customer: Known,
    /// The order that it belongs to; empty when it is the person's own.
    pub subject: String,
    /// The how manieth of this person, from 1.
    pub passage: i64,
    /// The version by which he came in.
    pub version: i64,
    /// The step at which he stands, or stood last.
    pub step: String,
    /// When he came in.
    pub entered_at: Instant,
    /// The happening that brought him in.
    pub entered_seq: i64,
    /// When he came to his step.
    pub arrived_at: Instant,
    /// When he moves on by time; nothing once he has left.
    pub due_at: Option<Instant>,
    /// Why he left, if he has.
    pub left: Option<(Instant, Why)>,
}

impl Traveller {
    /// Where he stands by his version; nothing once he has left.
    pub(super) fn standing(&self, plan: &Plan) -> Option<Standing> {
        let (step, due_at) = (plan.place_of(&self.step)?, self.due_at?);
        Some(Standing { step, arrived_at: self.arrived_at, due_at })
    }
}

/// When a person last came in, and how often he has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Last {
    /// Passages so far.
    pub n: i64,
    /// The moment of the newest.
    pub entered_at: Option<Instant>,
    /// Whether one of them is still under way.
    pub is_inside: bool,
}

/// How many are, or were, at a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtStep {
    /// The version.
    pub version: i64,
    /// The step.
    pub step: String,
    /// Why they left there; nothing for those who stand there.
    pub left: Option<Why>,
    /// How many.
    pub n: i64,
}
