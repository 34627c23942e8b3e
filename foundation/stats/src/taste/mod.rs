//! What somebody takes next, told by what he took and by what others took.
//!
//! What was taken on which days is [`Diaries`], how often [`Baskets`]. [`Again`] tells what is
//! taken again and when; [`Together`], [`Ease`] and [`Als`] tell what goes with what. [`Taste`]
//! puts them together, and [`try_out`] tells how well each of them foretold.

mod again;
mod blend;
mod near;
mod ranking;
mod taken;

pub use again::{Again, Before, Rhythms, before};
pub use blend::{Method, Near, Parts, Settings, Taste, Trial, Tried, Weights, try_out};
pub use near::{Als, AlsSettings, Bm25, Ease, Neighbour, Together};
pub use ranking::{Telling, Told, best, ranked};
pub use taken::{Baskets, Diaries, Entry};
