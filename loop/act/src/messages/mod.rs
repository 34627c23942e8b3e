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
mod problem;
mod rows;
mod sending;
pub mod texts;
mod writing;

use collect::customers::merging::Follower;
use collect::shop::Language;
use collect::work::Kind;
use domain::{CustomerId, Instant, MessageId};
use records::bearing::Bearing;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::{Value as Json, json};

use crate::campaigns::{Desk, Tastes};
use crate::channels::{self, Channel, Report, Told};
use crate::contact::{self, Basis, Outcome};
use crate::outbox::{Fate, Standing};
use crate::reasons::Reason;

pub use asked::{Asked, Said, Whom};
pub use problem::MessageError;
pub use rows::{Filter, find, list};
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

/// Where a service message stands: the word of one that was never to be written.
pub const REFUSED: &str = "refused";

/// One message that is owed to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceMessage {
    /// Its name, on the wire too.
    pub id: MessageId,
    /// On what ground it is sent.
    pub basis: Basis,
    /// What it travels by.
    pub channel: Channel,
    /// Whom it is for, where he is known.
    pub customer: Option<CustomerId>,
    /// Where to; empty where nobody could be reached.
    pub address: String,
    /// The name on the envelope.
    pub to_name: Option<String>,
    /// The kept text that it was made of.
    pub text_name: Option<String>,
    /// Its subject line.
    pub subject: String,
    /// What was decided, which never changes.
    pub outcome: Outcome,
    /// Why.
    pub why: Reason,
    /// `refused`, or where it stands in the outbox.
    pub state: String,
    /// Why it stands there.
    pub reason: Reason,
    /// What the other side said.
    pub answer: Option<String>,
    /// How often it has been put on the wire.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was put on the wire last.
    pub handed_at: Option<Instant>,
    /// When its fate was known.
    pub settled_at: Option<Instant>,
    /// When it is known to have arrived.
    pub delivered_at: Option<Instant>,
    /// Whether it will be seen when it is opened.
    pub followed: bool,
    /// Whether a person opened it.
    pub opened: bool,
}

/// What whoever asked is told, now and whenever he asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The message.
    pub id: MessageId,
    /// Whether it will be written, or why not.
    pub outcome: Outcome,
    /// Why.
    pub why: Reason,
    /// When it was decided.
    pub decided_at: Instant,
    /// Whether it was asked for before.
    pub again: bool,
}

impl Answer {
    fn of(message: &ServiceMessage, again: bool) -> Self {
        let ServiceMessage { id, outcome, why, created_at, .. } = *message;
        Self { id, outcome, why, decided_at: created_at, again }
    }

    /// Whether it is to be written.
    pub fn is_accepted(&self) -> bool {
        self.outcome == Outcome::Write
    }
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

/// Writes down what became of a message, for the list and the timeline at once.
pub(crate) async fn settle(
    tx: &mut ShopTx,
    message: &ServiceMessage,
    fate: &Fate,
) -> Result<(), RecordsError> {
    if !rows::settle(tx, message.id, fate).await? {
        return Ok(());
    }
    if fate.suppresses {
        let channel = channels::consent_for(tx, message.channel).await?;
        contact::suppress(tx, (channel, &message.address), fate.reason).await?;
    }
    let kind = match fate.standing {
        Standing::Due | Standing::Handing => return Ok(()),
        Standing::Sent => "message_sent",
        Standing::Failed => "message_failed",
        Standing::Uncertain => "message_uncertain",
    };
    note(tx, message, kind, json!({ "reason": fate.reason.code() })).await
}

/// Writes down that a message which was taken came back.
pub(crate) async fn came_back(
    tx: &mut ShopTx,
    id: MessageId,
    why: (Reason, &str),
) -> Result<(), RecordsError> {
    rows::came_back(tx, id, why).await
}

/// Writes down what a gateway reported of a message that it took; what is not ours is left alone.
pub async fn report(tx: &mut ShopTx, report: &Report) -> Result<(), RecordsError> {
    let Ok(id) = report.id.parse() else { return Ok(()) };
    let found = rows::find(tx, id).await?.filter(|message| message.channel == Channel::Sms);
    let Some(message) = found else { return Ok(()) };
    let (standing, reason, kind) = match report.told {
        Told::OnItsWay => return Ok(()),
        Told::Delivered => (Standing::Sent, Reason::Delivered, "message_delivered"),
        Told::Failed => (Standing::Failed, Reason::NotDelivered, "message_failed"),
    };
    if rows::report(tx, id, (standing, reason, &report.word)).await? {
        note(tx, &message, kind, json!({ "reason": reason.code() })).await?;
    }
    Ok(())
}

/// Puts something about a message on the timeline of whoever it is for, where he is known.
pub(crate) async fn note(
    tx: &mut ShopTx,
    message: &ServiceMessage,
    kind: &'static str,
    mut payload: Json,
) -> Result<(), RecordsError> {
    let Some(customer) = message.customer else { return Ok(()) };
    payload["message"] = json!(message.id);
    payload["channel"] = json!(message.channel);
    payload["basis"] = json!(message.basis);
    payload["text"] = json!(message.text_name);
    let news = Happening {
        customer: Some(customer.0),
        at: tx.now(),
        kind,
        source: "messages".to_owned(),
        key: format!("{}:{}", message.id, kind.trim_start_matches("message_")),
        payload,
    };
    happenings::note(tx, news).await.map(|_| ())
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
