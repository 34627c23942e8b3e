//! What can go wrong with rows, in words for the person at the keyboard.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// A failure of the records; business refusals have types of their own.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// The shop's folder or server cannot be opened.
    #[error("cannot open the records at {address}: {reason}")]
    CannotOpen {
        /// Where the records were expected, without a password.
        address: String,
        /// What the engine said.
        reason: String,
    },
    /// The records were written by a later version of Regulars.
    #[error(
        "this shop was last opened by a newer Regulars (it has `{migration}`, unknown here); \
             nothing was changed: start that version or a later one"
    )]
    TooNew {
        /// The first unknown migration.
        migration: String,
    },
    /// There are rows where a shop was to be brought back.
    #[error("there is a shop at {address} already: nothing was changed; name an empty place")]
    NotEmpty {
        /// Where, without a password.
        address: String,
    },
    /// No room left on the disk.
    #[error(
        "the disk takes no more, it is full or a limit is reached: nothing of this step was \
             written; free some space and try again"
    )]
    DiskFull,
    /// The folder or the file may not be written to.
    #[error("the shop's folder is read-only: {0}")]
    ReadOnly(String),
    /// A row with this key exists already.
    #[error("exists already: {0}")]
    Exists(String),
    /// A row is not what its slice wrote.
    #[error("a row cannot be read: {0}")]
    Unreadable(String),
    /// The server that keeps the rows does not answer; nothing of this step was written.
    #[error("the server of the records does not answer; nothing of this step was written")]
    Away,
    /// Anything else the engine refuses.
    #[error("{0}")]
    Engine(DbErr),
}

impl From<DbErr> for RecordsError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(text)) = error.sql_err() {
            return Self::Exists(text);
        }
        if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) || is_broken_off(&error) {
            return Self::Away;
        }
        match engine_code(&error).as_deref() {
            // SQLITE_FULL, SQLITE_IOERR_WRITE (a limit of the system on files) and
            // SQLITE_IOERR_SHMSIZE; PostgreSQL class 53 is lack of resources, 53100 the disk.
            Some("13" | "778" | "4874" | "53100") => Self::DiskFull,
            // SQLITE_READONLY and its variants, PostgreSQL read_only_sql_transaction.
            Some("8" | "1032" | "1544" | "25006") => Self::ReadOnly(error.to_string()),
            _ => Self::Engine(error),
        }
    }
}

impl From<serde_json::Error> for RecordsError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Whether the connection broke in the middle of it, or the server is ending or beginning.
fn is_broken_off(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) =
        error
    else {
        return false;
    };
    let is_gone =
        matches!(**inner, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed);
    // PostgreSQL's admin_shutdown, crash_shutdown and cannot_connect_now.
    is_gone || matches!(engine_code(error).as_deref(), Some("57P01" | "57P02" | "57P03"))
}

fn engine_code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner)) = error else {
        return None;
    };
    match inner {
        RuntimeErr::SqlxError(error) => {
            error.as_database_error().and_then(|known| known.code()).map(|code| code.into_owned())
        }
        RuntimeErr::Internal(_) => None,
    }
}
