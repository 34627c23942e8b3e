//! Events: what happens in a shop, told while it happens by whoever speaks Segment's protocol.
//!
//! A request is answered when everything in it that makes sense is on the disk, and each event in
//! it is told what became of it. What was told before is known for ever and changes nothing. Orders
//! told as events are orders like any other; carts, visits and letters are happenings of their
//! customer, or of somebody without a name until he says who he is.
//!
//! Start reading at [`Intake::hear`], then `writing/mod.rs`.

pub mod api;
mod body;
mod intake;
pub mod message;
pub mod sources;
mod writing;

#[cfg(test)]
mod tests;

use domain::CustomerId;
use message::{Message, Reason, Refusal};
use records::{RecordsError, ShopTx};

pub use intake::{Intake, NotHeard};
pub use writing::Spoken;

use wire::meters::Counter;

/// One message of a request, or why it makes no sense.
pub type Told = Result<Message, Refusal>;

/// What was told, by whether it is kept.
pub static EVENTS: Counter<2> = Counter::new(
    "regulars_events_total",
    "Messages that sources told, by whether they were taken in.",
    "outcome",
    ["accepted", "refused"],
);

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What its source calls it, or what we call it where its source does not.
    pub message_id: Option<String>,
    /// Whether it is kept.
    pub accepted: bool,
    /// Why not, or what is to be known about it.
    pub reason: Option<Reason>,
    /// What of it that is about, such as a trait that is no value of its field.
    pub about: Option<String>,
}

/// The names that a customer bore before he said who he is, each with its source.
pub(crate) async fn visitors_of(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Vec<(String, String)>, RecordsError> {
    writing::visitors_of(tx, customer).await
}
