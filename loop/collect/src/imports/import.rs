//! What an import is: the file, how far it came, what came of it.

use std::path::PathBuf;

use domain::{ImportId, Instant};
use records::RecordsError;

use super::gathering::Summary;
use super::guessing::options::ImportOptions;
use super::reading::fault::Fault;
use super::reverting::Reversal;
use crate::settling::SettlingError;

/// A file to be taken in.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// What its owner calls it.
    pub file_name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What its owner says about it.
    pub options: ImportOptions,
    /// Only count, write nothing.
    pub is_dry_run: bool,
}

/// One file taken in, or being taken in.
#[derive(Debug, Clone)]
pub struct Import {
    /// Our id.
    pub id: ImportId,
    /// What its owner calls it.
    pub file_name: String,
    /// Where it lay.
    pub path: PathBuf,
    /// Only counted, nothing written.
    pub is_dry_run: bool,
    /// What its owner said about it.
    pub options: ImportOptions,
    /// How far it came.
    pub state: State,
    /// Bytes of the file read.
    pub bytes_done: i64,
    /// Bytes of the file.
    pub bytes_total: i64,
    /// Rows seen.
    pub rows_done: i64,
    /// Its numbers, once it is done; rejected rows are asked for separately.
    pub summary: Option<Summary>,
    /// Why it could not be done.
    pub problem: Option<Fault>,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// What taking it back came to, as far as that is.
    pub reverted: Option<Reversal>,
    /// When it was taken back.
    pub reverted_at: Option<Instant>,
    /// The columns of its file, as a digest; none before its file has been looked at.
    pub shape: Option<String>,
}

/// How far an import came.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
#[schema(as = ImportState)]
pub enum State {
    /// Being read or written.
    Running,
    /// Taken in.
    Done,
    /// Refused; the shop is as it was.
    Failed,
    /// Cut off; taking the file in again finishes it.
    Interrupted,
    /// Being taken back.
    Reverting,
    /// Taken back.
    Reverted,
}

impl State {
    /// The word in rows and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Interrupted => "interrupted",
            State::Reverting => "reverting",
            State::Reverted => "reverted",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        use State::*;
        let all = [Running, Done, Failed, Interrupted, Reverting, Reverted];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Something is wrong with the file or with what was told about it.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The rows of the shop failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The orders are in; their columns failed.
    #[error(transparent)]
    Settling(#[from] SettlingError),
    /// A bug of ours.
    #[error("the import broke down: {0}")]
    Broken(String),
}
