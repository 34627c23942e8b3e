//! What a backup is, what becomes of it, and why one cannot be made or brought back.

use domain::{BackupId, Instant};
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::privacy::DoingError;
use crate::shop::OpenError;

/// Why a backup cannot be made or brought back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// A file cannot be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// Another backup is being made.
    #[error("a backup is being made since {0}; wait until it is done")]
    Busy(Instant),
    /// The columns were replaced all the time.
    #[error("the columns were replaced again and again while they were opened; try once more")]
    Restless,
    /// The file is no backup, or not all of it.
    #[error("{path} is not a whole backup: {reason}")]
    NotABackup {
        /// The file.
        path: String,
        /// How that is known.
        reason: String,
    },
    /// A part of it is not as it was written.
    #[error("the backup is damaged: `{part}` is not as it was written; nothing was changed")]
    Damaged {
        /// The part.
        part: String,
    },
    /// A later version has made it.
    #[error("a newer Regulars has made this backup ({what} is unknown here); use that version")]
    Newer {
        /// What is unknown.
        what: String,
    },
    /// There is somebody at home.
    #[error("there is something in {0} already: nothing was changed; name an empty folder")]
    NotEmpty(String),
    /// The shop that was brought back cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Those who were forgotten could not be forgotten again.
    #[error("whoever was forgotten could not be forgotten again: {0}")]
    Erasures(#[from] DoingError),
}

/// What becomes of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = BackupState)]
pub enum State {
    /// It is being made.
    Running,
    /// It lies where it was put.
    Kept,
    /// It has made room for newer ones, or somebody has taken it away.
    Removed,
    /// It could not be made.
    Failed,
}

impl State {
    pub(super) const ALL: [Self; 4] = [Self::Running, Self::Kept, Self::Removed, Self::Failed];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Kept => "kept",
            Self::Removed => "removed",
            Self::Failed => "failed",
        }
    }
}

/// Through what a backup was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = BackupSource)]
pub enum Source {
    /// By the clock.
    Clock,
    /// By a person at the page.
    Page,
    /// By a command.
    Command,
}

impl Source {
    pub(super) const ALL: [Self; 3] = [Self::Clock, Self::Page, Self::Command];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Page => "page",
            Self::Command => "command",
        }
    }
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its name.
    pub id: BackupId,
    /// What became of it.
    pub state: State,
    /// Through what it was asked for.
    pub source: Source,
    /// Where it lies.
    pub path: String,
    /// When it was begun.
    pub began_at: Instant,
    /// The last sign of life of whoever makes it.
    pub heard_at: Instant,
    /// When it was whole, or had failed.
    pub ended_at: Option<Instant>,
    /// How large it is.
    pub n_bytes: Option<i64>,
    /// How many customers are in it.
    pub n_customers: Option<i64>,
    /// How many orders are in it.
    pub n_orders: Option<i64>,
    /// Why it failed.
    pub problem: Option<String>,
}

/// Whether the key that opens the shop's secrets goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// Whoever has the backup has the secrets, and nothing has to be told again.
    Along,
    /// Passwords and tokens have to be told again after it was brought back.
    StayHere,
}
