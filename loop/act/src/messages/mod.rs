//! Service messages: what a shop owes one person – a receipt, a password, what the law demands.
//!
//! Asked for by the shop's own programs, one by one, with the legal ground named. Nobody has to
//! agree to get one and nobody is held out, but whoever was erased or must not be written to gets
//! nothing: [`contact::decide_owed`]. The same key is the same message for ever: it is decided,
//! written and sent once, and asking again only tells what was answered. What it says is kept
//! until it has left, then thrown away, because it may hold a secret.
//!
//! Not here: letters to many (`campaigns`). Start reading at [`send`].

pub mod api;
mod asked;
mod message;
mod problem;
mod rows;
mod sending;
pub mod texts;
mod writing;

use collect::customers::merging::Follower;
use collect::shop::Language;
use collect::work::Kind;
use domain::Instant;
use records::bearing::Bearing;
use records::{RecordsError, ShopTx};

use crate::campaigns::letters::Desk;
use crate::campaigns::wanted::Tastes;
use crate::contact;

pub use asked::{Asked, Said, Whom};
pub use message::{Answer, REFUSED, ServiceMessage};
pub use problem::MessageError;
pub use rows::{Filter, find, list};
pub use sending::fate::report;
pub(crate) use sending::fate::{came_back, note};
pub(crate) use sending::give_up_all;
pub use writing::{Preview, preview};

/// What follows a customer: what he was owed.
pub const FOLLOWER: Follower = Follower::of(&[Bearing::of("service_message")]);

/// The most messages that are taken on within a minute: a program gone wild is stopped before it
/// costs the shop its name.
pub const PER_MINUTE_MAX: i64 = 6_000;

/// The kind of work that sends service messages.
pub fn kind_of_work() -> Kind {
    sending::kind()
}

/// Takes a message on, decides it and keeps it for sending; or tells why it will not be written.
///
/// Decision, message and the work of sending it are written together.
pub async fn send(tx: &mut ShopTx, asked: &Asked) -> Result<Answer, MessageError> {
    send_within(tx, asked, PER_MINUTE_MAX).await
}

async fn send_within(
    tx: &mut ShopTx,
    asked: &Asked,
    per_minute: i64,
) -> Result<Answer, MessageError> {
    asked.check()?;
    if let Some(before) = answered(tx, asked).await? {
        return Ok(before);
    }
    if rows::n_since(tx, Instant(tx.now().0 - 60_000_000)).await? >= per_minute {
        return Err(MessageError::TooMany { per_minute });
    }
    let desk = Desk::lay(tx, asked.channel, Tastes::default()).await?;
    if let Some(problem) = desk.way.problem() {
        return Err(MessageError::Settings(asked.channel, problem));
    }
    let whom = asked::find(tx, asked).await?;
    let recipient = contact::recipient(tx, asked.channel, whom.address.as_deref()).await?;
    let verdict = contact::decide_owed(&recipient);
    let message = writing::written(tx, &desk, (asked, &whom), verdict).await?;
    let answer = Answer::of(&message.about, false);
    if !rows::add(tx, asked, &message).await? {
        // Somebody asked with this key at the same moment and was faster.
        let before = answered(tx, asked).await?;
        return before.ok_or(MessageError::Records(RecordsError::Unreadable(
            "a message of this key is there and cannot be found".to_owned(),
        )));
    }
    if answer.is_accepted() {
        let now = tx.now();
        sending::send_later(tx, asked.channel, now).await?;
    }
    Ok(answer)
}

/// What was answered when this key was told first.
async fn answered(tx: &mut ShopTx, asked: &Asked) -> Result<Option<Answer>, MessageError> {
    let Some(key) = asked.key_digest() else { return Ok(None) };
    match rows::asked_before(tx, &key).await? {
        Some((message, asked_for)) if asked_for == asked.digest() => {
            Ok(Some(Answer::of(&message, true)))
        }
        Some(_) => Err(MessageError::KeyUsed),
        None => Ok(None),
    }
}

/// The language of a message: the one that is asked for, or the shop's.
async fn language(tx: &mut ShopTx, asked: Option<Language>) -> Result<Language, RecordsError> {
    match asked {
        Some(language) => Ok(language),
        None => Ok(collect::shop::settings(tx).await?.language),
    }
}

#[cfg(test)]
mod tests;
