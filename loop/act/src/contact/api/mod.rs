//! The decision core over HTTP: its limits, and what it decided.

mod decisions;
mod limits;

use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;

pub use decisions::{DecisionOut, named};

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().merge(limits::router()).merge(decisions::router())
}
