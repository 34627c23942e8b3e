//! What a campaign says to one person: who reads it, who signs it, how it ends.
//!
//! Start reading at [`Desk`].

mod body;
mod desk;
mod trying;

pub(crate) use body::Body;
pub(crate) use desk::Desk;
pub use desk::Preview;
pub(super) use desk::Said;
pub(super) use trying::{check, preview_given};
pub use trying::{preview, send_test};
