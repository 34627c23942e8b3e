//! One file that holds a shop: a tar archive that every system can look into.
//!
//! Its first part says where its last part stands, which lists all the others with their digests.
//! A file that was cut off has no list and is seen at once; one that was changed has another
//! digest.
//!
//! Start reading at [`Manifest`].

mod reading;
mod tar;
mod writing;

use std::collections::BTreeMap;

use domain::Instant;
use serde::{Deserialize, Serialize};

pub(super) use reading::{Archive, Piece};
pub(super) use writing::{Outcome, Packing, Spool, unfinished};

/// How archives are laid out; a reader refuses later layouts.
pub(super) const LAYOUT: i64 = 1;

/// What a backup is of, and everything that is in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// How the archive is laid out.
    pub layout: i64,
    /// Version of the program that made it.
    pub version: String,
    /// The moment of the shop that it holds.
    pub made_at: Instant,
    /// The shop's name, once it has one.
    pub shop: Option<String>,
    /// Which engine kept the rows; either takes them back.
    pub engine: String,
    /// The migrations that had made its tables, oldest first.
    pub migrations: Vec<String>,
    /// The last numbers of columns that count up by themselves.
    pub sequences: BTreeMap<String, i64>,
    /// How many rows each table has.
    pub rows: BTreeMap<String, i64>,
    /// Whether the key of the shop's secrets is in it.
    pub has_secrets: bool,
    /// Its parts, in their order.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// One part of an archive, as it lies in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path: `rows/…`, `facts/…`, `files/…`, or a file of the shop's folder.
    pub name: String,
    /// Where its bytes begin.
    pub from: u64,
    /// How many bytes.
    pub n_bytes: u64,
    /// Their SHA-256, as hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Rows of a table; 0 for one that was not there.
    pub fn n_rows(&self, table: &str) -> i64 {
        self.rows.get(table).copied().unwrap_or_default()
    }
}

/// What the part begins with that says where the list is.
const MARK: &str = "Regulars backup";

/// The names of the first part and the last.
const FIRST: &str = "about.txt";
const LAST: &str = "manifest.json";

/// Where rows lie in an archive, and what the names of packed parts end with.
pub(super) const ROWS: &str = "rows/";
pub(super) const PACKED: &str = ".zst";

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
