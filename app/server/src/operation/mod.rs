//! Operation: how the shop is doing as a thing that runs, and whether it is whole.
//!
//! What is told here is about the program: work that waits, room on the disk, backups. It holds no
//! figure of the shop and nothing of anybody.
//!
//! Start reading at [`check`].

pub mod api;
mod checks;
mod space;

pub use checks::{Check, CheckError, Part, Verdict, check};
pub use space::{Space, space};
