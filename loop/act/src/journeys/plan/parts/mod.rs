//! The parts of a journey: who comes in, and the steps.

mod enter;
mod steps;

pub use enter::{Again, By, Enter, Every, Named, Per, Turn, Whom};
pub use steps::{Call, Does, Letter, Next, Patience, Step, Task, Wait, Way, Worth};
