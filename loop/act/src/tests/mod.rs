//! The stories of this room, on both engines.

mod api;
pub(crate) mod bakery;
mod faults;
mod story;
mod texts;
