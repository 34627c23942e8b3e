//! From orders to counts: one customer's way, the cohorts it is added to, and who stands behind a
//! cell of the table.

mod fold;
mod marks;
mod members;
mod path;
mod split;

#[cfg(test)]
mod tests;

pub use fold::{CohortFold, CohortSum, CohortSums, Row};
pub use members::{CellMembers, CellName, Member, Members, customers_of_cell, members_of_cell};
pub use split::{Groups, Split};
