//! What is true now: rows, transactions, jobs, migrations; SQLite or PostgreSQL.
//!
//! Every verb of the product runs in a [`ShopTx`]: one transaction in one shop, carrying the
//! clock, the randomness and the actor. A row, its happening and its follow-up job are written in
//! one transaction or not at all. Only this room knows which engine runs; the SQL that slices
//! write is the same text on both (see `docs/decisions/0002-one-sql-text-for-two-engines.md`).
//!
//! Start reading at [`Records::open`], then `tx.rs`.

pub mod bearing;
pub mod carrying;
mod engine;
mod error;
pub mod happenings;
pub mod jobs;
mod migrator;
mod open;
mod places;
pub mod traces;
mod tx;

pub use engine::Engine;
pub use error::RecordsError;
pub use happenings::Happening;
pub use open::Records;
pub use places::places;
pub use tx::{Actor, Insert, ShopTx, Value};

pub use sea_orm::FromQueryResult;
