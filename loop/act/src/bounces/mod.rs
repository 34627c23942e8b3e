//! Letters that come back, complaints, and the addresses that are not written to any more.
//!
//! A report is believed when it came by the shop's own address for reports and quotes a letter of
//! ours. An address that does not exist is given up at once, one that refuses three letters within
//! a month too, and who calls a letter spam gets none again.
//!
//! Not here: what a mail server says while it is talked to (`outbox`). Start reading at [`take`].

pub mod api;
mod letter;
mod mail;
pub(crate) mod report;
mod rows;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use collect::consent::{self, Channel, Purpose};
use collect::customers::merging::Follower;
use collect::customers::{self, Identity};
use collect::shop;
use records::bearing::Bearing;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::contact;
use crate::reasons::Reason;
use crate::{messages, outbox};

use letter::Letter;
pub use report::{Kind, Report, read};

/// What follows a customer: what of his came back.
pub const FOLLOWER: Follower = Follower::of(&[Bearing::of("bounce")]);

const SETTING: &str = "mail_report_key";

/// Letters that came back softly within so many days make an address not worth writing to.
const SOFT_MAX: i64 = 3;
const SOFT_WITHIN_DAYS: i64 = 30;

/// What was made of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was a report about a letter of ours, and is written down.
    Written(Kind),
    /// It was told before.
    Again,
    /// It is no report, or about a letter that is not ours.
    NotOurs,
}

/// The end of the address that mails with reports are handed to; made when it is asked for first.
pub async fn key(tx: &mut ShopTx) -> Result<String, RecordsError> {
    if let Some(known) = shop::setting::<String>(tx, SETTING).await? {
        return Ok(known);
    }
    let bytes: [u8; 24] = tx.random_bytes();
    let made = URL_SAFE_NO_PAD.encode(bytes);
    shop::save_setting(tx, SETTING, &made).await?;
    Ok(made)
}

/// Whether this is the end of that address; compares digests, whose first difference says nothing.
pub async fn is_key(tx: &mut ShopTx, given: &str) -> Result<bool, RecordsError> {
    let known = shop::setting::<String>(tx, SETTING).await?;
    Ok(known.is_some_and(|known| Sha256::digest(known) == Sha256::digest(given)))
}

/// Takes a raw mail; what is no report about a letter of ours changes nothing.
pub async fn take(tx: &mut ShopTx, raw: &[u8]) -> Result<Taken, RecordsError> {
    let Some(report) = read(raw) else { return Ok(Taken::NotOurs) };
    let Some(id) = report.message else { return Ok(Taken::NotOurs) };
    let Some(letter) = Letter::find(tx, id).await? else { return Ok(Taken::NotOurs) };
    let whose = (letter.customer(), letter.address());
    if !rows::add(tx, letter.id(), whose, &report).await? {
        return Ok(Taken::Again);
    }
    match report.kind {
        Kind::Hard => came_back(tx, &letter, &report, Reason::AddressRefused).await?,
        Kind::Soft => came_back(tx, &letter, &report, Reason::CameBack).await?,
        Kind::Complaint => complained(tx, &letter).await?,
    }
    Ok(Taken::Written(report.kind))
}

async fn came_back(
    tx: &mut ShopTx,
    letter: &Letter,
    report: &Report,
    reason: Reason,
) -> Result<(), RecordsError> {
    match letter {
        Letter::Message(message) => outbox::came_back(tx, message, (reason, &report.words)).await?,
        Letter::Service(message) => {
            messages::came_back(tx, message.id, (reason, &report.words)).await?;
        }
    }
    let gives_up = match report.kind {
        Kind::Soft => {
            let since = tx.now().plus_days(-SOFT_WITHIN_DAYS);
            rows::n_soft(tx, letter.address(), since).await? >= SOFT_MAX
        }
        Kind::Hard | Kind::Complaint => true,
    };
    if gives_up {
        contact::suppress(tx, (Channel::Email, letter.address()), reason).await?;
    }
    note(tx, letter, "message_bounced", json!({ "status": report.status })).await
}

async fn complained(tx: &mut ShopTx, letter: &Letter) -> Result<(), RecordsError> {
    contact::suppress(tx, (Channel::Email, letter.address()), Reason::Complained).await?;
    if let Some(customer) = letter.customer() {
        let source = format!("complaint:{}", letter.asked_by());
        consent::withdraw(tx, customer, (Purpose::Marketing, Channel::Email), &source).await?;
    }
    note(tx, letter, "message_complained", json!({})).await
}

async fn note(
    tx: &mut ShopTx,
    letter: &Letter,
    kind: &'static str,
    mut payload: serde_json::Value,
) -> Result<(), RecordsError> {
    let message = match letter {
        Letter::Message(message) => message,
        Letter::Service(message) => return messages::note(tx, message, kind, payload).await,
    };
    payload["message"] = json!(message.id);
    payload["campaign"] = json!(message.campaign);
    let news = Happening {
        customer: Some(message.customer.id.0),
        at: tx.now(),
        kind,
        source: "bounces".to_owned(),
        key: format!("{}:{kind}", message.id),
        payload,
    };
    happenings::note(tx, news).await.map(|_| ())
}

/// Lets an address be written to again; why stands on the timeline of whoever it belongs to.
pub async fn lift(
    tx: &mut ShopTx,
    (channel, address): (Channel, &str),
    why: &str,
) -> Result<(), RecordsError> {
    contact::forgive(tx, (channel, address)).await?;
    let kind = match channel {
        Channel::Email => "email",
        Channel::Sms => "phone",
        Channel::Telegram => channel.word(),
    };
    let identity = Identity { kind: kind.to_owned(), value: address.to_owned() };
    let Some(customer) = customers::called(tx, &identity).await? else { return Ok(()) };
    let news = Happening {
        customer: Some(customer.id.0),
        at: tx.now(),
        kind: "suppression_lifted",
        source: "bounces".to_owned(),
        key: format!("{}:{}", customer.id, tx.now().0),
        payload: json!({ "channel": channel, "why": why }),
    };
    happenings::note(tx, news).await.map(|_| ())
}

#[cfg(test)]
mod tests;
