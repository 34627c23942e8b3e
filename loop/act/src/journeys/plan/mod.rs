//! What a journey is: who comes in, the steps one after another, what ends it.
//!
//! Steps stand in an order and lead only to later ones, so everybody comes to an end and no letter
//! is met twice. Written down it is a readable file (see `written`), and the same thing both ways.

mod asked;
mod faults;
mod parts;
mod printing;
mod reading;
mod span;
mod written;

use collect::shop::Language;

use crate::contact::HoldOutShare;

pub use faults::{Fault, FaultCode};
pub use parts::{
    Again, By, Call, Does, Enter, Every, Letter, Named, Next, Patience, Per, Step, Task, Turn,
    Wait, Way, Whom, Worth,
};
pub use span::Span;
pub use written::{Written, WrittenEnter, WrittenStep, WrittenWay};

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

#[cfg(test)]
pub(in crate::journeys) mod tests;
