//! What was taken: how often, and on which days.

mod baskets;
mod diaries;

pub use baskets::Baskets;
pub use diaries::{Diaries, Entry};
