//! Unsubscribing: one click, no sign-in, no questions.
//!
//! Opening the link changes nothing, because scanners of mail servers open every link; pressing
//! the button, or the mail program's own one-click request (RFC 8058), says no for good. Saying it
//! twice is saying it once.
//!
//! Start reading at [`unsubscribe`].

pub mod api;
mod page;
mod ticket;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use collect::consent::{self, Channel, Purpose};
use collect::customers::{self, Customer};
use collect::shop;
use domain::CampaignId;
use records::{RecordsError, ShopTx};

pub(crate) use page::masked;
pub use ticket::{Secret, Ticket};

const SETTING: &str = "unsubscribe_secret";

/// The shop's secret, made when it is needed first.
pub async fn secret(tx: &mut ShopTx) -> Result<Secret, RecordsError> {
    if let Some(known) = known_secret(tx).await? {
        return Ok(known);
    }
    let bytes: [u8; 32] = tx.random_bytes();
    shop::save_setting(tx, SETTING, &STANDARD.encode(bytes)).await?;
    Ok(Secret::of(bytes))
}

/// The shop's secret, if it was needed before.
pub(crate) async fn known_secret(tx: &mut ShopTx) -> Result<Option<Secret>, RecordsError> {
    let Some(text) = shop::setting::<String>(tx, SETTING).await? else { return Ok(None) };
    let bytes = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    let unreadable = || RecordsError::Unreadable(format!("setting {SETTING}"));
    bytes.map(Secret::of).map(Some).ok_or_else(unreadable)
}

/// Where a link leads.
#[derive(Debug)]
pub enum Found {
    /// To a person, who got the link with a campaign by a channel.
    Person(Box<Customer>, CampaignId, Channel),
    /// To nobody: it comes from a preview or a test.
    Preview,
    /// Nowhere: it was cut off or made up, or the person is not known any more.
    Nothing,
}

/// Whom a link speaks of.
pub async fn find(tx: &mut ShopTx, token: &str) -> Result<Found, RecordsError> {
    let ticket = known_secret(tx).await?.and_then(|secret| secret.read(token));
    let Some(ticket) = ticket else { return Ok(Found::Nothing) };
    let Some(customer) = ticket.customer else { return Ok(Found::Preview) };
    Ok(match customers::find(tx, customer).await? {
        Some(customer) => Found::Person(Box::new(customer), ticket.campaign, ticket.channel),
        None => Found::Nothing,
    })
}

/// The person of a link says no to marketing by the channel the link came with.
pub async fn unsubscribe(tx: &mut ShopTx, token: &str) -> Result<Found, RecordsError> {
    let found = find(tx, token).await?;
    if let Found::Person(customer, campaign, channel) = &found {
        let source = format!("unsubscribe:{campaign}");
        let what = (Purpose::Marketing, *channel);
        consent::withdraw(tx, customer.id, what, &source).await?;
    }
    Ok(found)
}
