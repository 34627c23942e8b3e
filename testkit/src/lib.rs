//! The testkit: a stage to play stories on, drawn shops, a mailbox, and the demo shop.
//!
//! - [`on_both_engines`] plays one story on a file and on a server, each in a shop of its own.
//! - [`drawn::shop`] turns a month-by-month picture of who bought when into orders.
//! - [`Mailbox`] is a mail server on loopback that can be told to refuse and to hang up.
//! - [`Gateway`] is an HTTP server on loopback that can be told to break off in the middle.
//! - [`StorefrontPeer`] is a shop of Shopify or WooCommerce on loopback that can be asked.
//! - [`order`] is an order that tells nothing yet; a story fills in what it is about.
//! - [`plant`] puts somebody into every table and folder, to be forgotten.
//! - [`real_data`] finds the real data sets where they are at hand.
//! - [`demo`] is the made-up shop *Corner Bakery*, whose truth is known.
//!
//! Only tests use this crate, and the binary for its demo shop.

pub mod demo;
pub mod drawn;
mod gateway;
mod mailbox;
mod orders;
mod planted;
mod real_data;
mod stage;
mod storefront;

pub use domain::FixedClock;
pub use gateway::{Asked, Gateway, Reply};
pub use mailbox::{Answer, Mailbox, Moment, Received};
pub use orders::order;
pub use planted::{PLANTED_EMAIL, PLANTED_NAME, PLANTED_NUMBER, PLANTED_PHONE, plant};
pub use real_data::real_data;
pub use stage::{Stage, on_both_engines, on_one_engine};
pub use storefront::{SHOPIFY_TOKEN, STRIPE_KEY, StorefrontPeer, WOO_KEY};
