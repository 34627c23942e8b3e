//! ACT: do something kind, and only to those who want it.
//!
//! Nothing reaches a person except through `contact::decide`. A campaign says to whom and what,
//! the decision core says why and why not, the outbox hands each letter over at most once, and
//! one click ends it all.

pub mod blocks;
pub mod bot;
pub mod bounces;
pub mod calming;
pub mod campaigns;
pub mod channels;
pub mod contact;
pub mod journeys;
mod merged;
pub mod messages;
pub mod outbox;
pub mod preferences;
pub mod reasons;
pub mod tasks;
pub mod templates;
pub mod tracking;
pub mod unsubscribe;
pub mod views;

use collect::customers::merging::Follower;
use collect::shop::Shop;
use collect::work::Kind;
use utoipa_axum::router::OpenApiRouter;

/// What follows a customer here when two turn out to be one.
pub const FOLLOWERS: &[Follower] = &[
    merged::FOLLOWER,
    outbox::FOLLOWER,
    messages::FOLLOWER,
    bounces::FOLLOWER,
    journeys::FOLLOWER,
    tasks::FOLLOWER,
    views::FOLLOWER,
];

/// Every route of this room.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(blocks::api::router())
        .merge(bounces::api::router())
        .merge(campaigns::api::router())
        .merge(channels::api::router())
        .merge(contact::api::router())
        .merge(journeys::api::router())
        .merge(messages::api::router())
        .merge(tasks::api::router())
        .merge(templates::api::router())
        .merge(tracking::api::router())
        .merge(preferences::api::router())
        .merge(unsubscribe::api::router())
        .merge(views::api::router())
}

#[cfg(test)]
mod tests;

/// The kinds of work this room knows how to do later.
pub fn kinds_of_work() -> Vec<Kind> {
    vec![
        campaigns::kind_of_work(),
        messages::kind_of_work(),
        bot::kind_of_work(),
        journeys::calls::kind_of_work(),
        tracking::kind_of_work(),
        views::kind_of_work(),
    ]
}
