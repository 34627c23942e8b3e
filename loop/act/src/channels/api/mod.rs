//! `/api/v1/channels`: what the shop says about each channel, trying one out, and what gateways
//! report.

mod email;
mod reports;
mod texts;
mod trying;

use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;

pub use trying::TestOut;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(email::router())
        .merge(super::signing::api::router())
        .merge(texts::router())
        .merge(trying::router())
        .merge(reports::router())
}

/// An empty field of a form is a field left out.
fn filled(field: Option<String>) -> Option<String> {
    field.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Settings that messages cannot go out by, as they look on the wire.
fn of_settings(problem: &super::SettingsProblem) -> wire::Problem {
    wire::Problem::field(problem.field(), problem.code(), problem.to_string())
}
