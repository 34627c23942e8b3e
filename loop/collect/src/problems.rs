//! How failures of this room look on the wire.

use records::RecordsError;
use wire::Problem;

/// A failure of the records, told without its insides.
pub fn of_records(error: RecordsError) -> Problem {
    of_shared_records(&error)
}

/// The same where several requests failed by one failure.
pub(crate) fn of_shared_records(error: &RecordsError) -> Problem {
    match error {
        RecordsError::DiskFull => Problem::new(
            axum::http::StatusCode::INSUFFICIENT_STORAGE,
            "disk_full",
            error.to_string(),
        ),
        RecordsError::ReadOnly(_) => Problem::new(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            "read_only",
            error.to_string(),
        ),
        RecordsError::Away => Problem::new(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            "records_away",
            error.to_string(),
        ),
        other => Problem::internal(other),
    }
}
