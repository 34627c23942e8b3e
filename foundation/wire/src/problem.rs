//! Errors on the wire: RFC 9457 problem details with a stable code.

use std::fmt::Display;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong, in a form that a program can branch on and a person can read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// A link-like name of this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened this time, with its numbers.
    pub detail: String,
    /// Stable within a version; the page translates it and people quote it.
    pub code: String,
    /// Which fields are at fault, if any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One field that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, as spelled in the request.
    pub field: String,
    /// Stable word for the kind of fault.
    pub code: String,
    /// The same for a person.
    pub message: String,
}

impl Problem {
    /// A problem with a status, a stable code and this time's sentence.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:regulars:problem:{code}"),
            title: code.replace('_', " "),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            errors: Vec::new(),
        }
    }

    /// The request is understood but asks for something impossible or malformed.
    pub fn invalid(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// One field of the request is at fault.
    pub fn field(field: &str, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut problem = Self::invalid("invalid_field", format!("{field}: {message}"));
        problem.errors =
            vec![FieldProblem { field: field.to_owned(), code: code.to_owned(), message }];
        problem
    }

    /// There is no such thing.
    pub fn not_found(what: impl Display) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("there is no {what}"))
    }

    /// The thing is not in a state in which this can be done.
    pub fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// A failure of ours: the cause goes to the log, the asker learns only that it is ours.
    pub fn internal(cause: impl Display) -> Self {
        tracing::error!(%cause, "a request failed");
        let detail = "something failed inside Regulars; the cause is in its log";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let soon = HeaderValue::from_static("5");
            response.headers_mut().entry(header::RETRY_AFTER).or_insert(soon);
        }
        response
    }
}
