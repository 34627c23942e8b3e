//! KNOW: understand it. Who stays, who leaves, in what rhythm, and what that is worth.
//!
//! A report is a fold over customers (see `facts::Fold`) and arithmetic after it. Every slice
//! has its fold, its table and its words; what they share is the [`Vantage`] a report looks from,
//! the [`Calendar`] that cuts time in the shop's zone, and the [`Head`] printed with every figure.
//!
//! Start reading at [`cohorts::of_shop`].

pub mod abc;
pub mod acquisition;
mod asking;
mod calendar;
mod called;
pub mod cohorts;
mod days;
pub mod elsewhere;
pub mod figure;
pub mod forecast;
mod functions;
mod head;
pub mod home;
mod kept;
pub mod leaving;
pub mod lifecycle;
pub mod metrics;
pub mod models;
pub mod people;
pub mod personas;
pub mod questions;
pub mod recommend;
pub mod report;
pub mod retention;
pub mod revenue;
pub mod rfm;
pub mod rhythm;
mod ruler;
pub mod segments;
pub mod sheets;
mod speech;
pub mod subscriptions;
pub mod targets;
pub mod value;
mod wording;

#[cfg(test)]
mod drawn;

use collect::customers::merging::Follower;
use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;

pub use asking::{Asked, ReportError, ask};
pub use calendar::{Calendar, Unit};
pub use days::{BadDays, Days};
pub use functions::functions;
pub use head::{AsOf, BadAsOf, Head, Vantage};
pub use ruler::Ruler;
pub use speech::Speech;
pub use wording::{PURCHASE, Wording};

/// What follows a customer here when two turn out to be one.
pub const FOLLOWERS: &[Follower] = &[segments::FOLLOWER];

/// Every route of this room.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(people::api::router())
        .merge(cohorts::api::router())
        .merge(retention::api::router())
        .merge(rhythm::api::router())
        .merge(lifecycle::api::router())
        .merge(revenue::api::router())
        .merge(rfm::api::router())
        .merge(metrics::api::router())
        .merge(elsewhere::api::router())
        .merge(report::api::router())
        .merge(abc::api::router())
        .merge(acquisition::api::router())
        .merge(home::api::router())
        .merge(segments::api::router())
        .merge(models::api::router())
        .merge(questions::api::router())
        .merge(recommend::api::router())
        .merge(targets::api::router())
        .merge(forecast::api::router())
        .merge(leaving::api::router())
        .merge(personas::api::router())
        .merge(value::api::router())
        .merge(subscriptions::api::router())
}
