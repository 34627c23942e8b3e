//! The words of the HTTP API that all rooms share: problems, pages, places in a list; and how
//! another program is called ([`calls`]).
//!
//! Each slice's `api.rs` speaks them; nothing here knows a table or a rule of the shop.

mod asker;
pub mod calls;
pub mod meters;
mod page;
mod problem;

pub use asker::Asker;
pub use page::{Page, PageQuery};
pub use problem::{FieldProblem, Problem};

/// Path and query of a request, refused with a [`Problem`] instead of bare text.
pub use extract::{Json, Path, Query};

mod extract;
