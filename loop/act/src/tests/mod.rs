//! The stories of this room, on both engines.

pub(crate) mod api;
pub(crate) mod bakery;
mod faults;
mod schedule;
mod story;
mod texts;
