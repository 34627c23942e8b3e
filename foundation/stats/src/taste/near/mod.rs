//! What goes with what.

mod ease;
mod together;

pub use ease::Ease;
pub use together::{Bm25, Neighbour, Together};
