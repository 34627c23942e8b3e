//! COLLECT: hear everything. Who the customer is, what he bought, what he allowed.
//!
//! The first room of the loop; the rooms after it look here, never the other way round.

pub mod backups;
pub mod consent;
pub mod customers;
pub mod events;
pub mod fields;
pub mod imports;
pub mod keys;
pub mod orders;
pub mod privacy;
pub mod problems;
pub mod products;
pub mod settling;
pub mod shop;
pub mod spend;
pub mod storefronts;
pub mod subscriptions;
pub mod timeline;
pub mod work;

use utoipa_axum::router::OpenApiRouter;

/// The kinds of work of this room.
pub fn kinds_of_work() -> Vec<work::Kind> {
    [imports::kinds_of_work(), storefronts::kinds_of_work(), privacy::kinds_of_work()].concat()
}

/// What follows a customer here when two turn out to be one.
pub const FOLLOWERS: &[customers::merging::Follower] = &[customers::merging::OF_COLLECT];

/// Every route of this room.
pub fn router() -> OpenApiRouter<shop::Shop> {
    OpenApiRouter::new()
        .merge(backups::api::router())
        .merge(shop::api::router())
        .merge(customers::api::router())
        .merge(customers::likeness::api::router())
        .merge(customers::merging::api::router())
        .merge(fields::api::router())
        .merge(imports::api::router())
        .merge(spend::api::router())
        .merge(products::api::router())
        .merge(subscriptions::api::router())
        .merge(storefronts::api::router())
        .merge(privacy::api::router())
        .merge(keys::api::router())
        .merge(events::api::router())
        .merge(events::sources::api::router())
}
