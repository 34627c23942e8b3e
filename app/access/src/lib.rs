//! Who may come in, and what each may do here: staff, sessions, keys, rights, the audit log.
//!
//! The server asks [`door::Door::admit`] before every request of the API; what a request needs is
//! told by one table, [`rights::need_of`]. Customers are not people in the sense of this crate, and
//! sources that tell events have keys of their own under `/v1`.
//!
//! Start reading at `door/mod.rs` and `rights/routes.rs`.

pub mod account;
pub mod audit;
pub mod door;
pub mod rights;
pub mod second;
mod secret;
pub mod sessions;
pub mod staff;
pub mod tickets;

use collect::shop::Shop;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this crate; it wants the [`door::Door`] as an extension.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(door::api::router())
        .merge(account::api::router())
        .merge(staff::api::router())
        .merge(audit::api::router())
}
