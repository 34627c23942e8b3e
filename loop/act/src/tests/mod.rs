//! The stories of this room, on both engines.

mod api;
mod bakery;
mod faults;
mod story;
