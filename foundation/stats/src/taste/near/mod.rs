//! What goes with what.

mod als;
mod ease;
mod together;

pub use als::{Als, AlsSettings};
pub use ease::Ease;
pub use together::{Bm25, Neighbour, Together};
