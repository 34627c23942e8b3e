//! The outbox: messages that were decided, and what became of each; at most one a decision.
//!
//! A message is written in the transaction of its decision, stands `due`, and is written down as
//! `handing` **before** the wire is touched. Only an answer takes it out of that state, so what is
//! found there after a crash may have been taken: it becomes `uncertain` and is never repeated by
//! itself. There is at most one such message per open line, and nothing else is lost.
//!
//! Start reading at [`begin`] and [`settle`].

mod fate;
mod rows;

use collect::customers::Known;
use collect::customers::merging::Follower;
use domain::{CampaignId, DecisionId, Instant, MessageId};
use records::bearing::Bearing;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;
use wire::meters::Counter;

use crate::channels::{self, Channel, Report, Told};
use crate::contact::{self, Outcome};
use crate::reasons::Reason;

pub use fate::{Fate, Standing, of as fate_of};
pub use rows::{
    call_off, call_off_one, due, find, handed_since, n_delivered, next_due_at, put, standing,
    touches_since,
};

/// What follows a customer: what he was sent.
pub const FOLLOWER: Follower = Follower::of(&[Bearing::of("message").with_number()]);

/// One thing to say to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name, on the wire too.
    pub id: MessageId,
    /// Why it is written.
    pub decision: DecisionId,
    /// Who asked.
    pub campaign: CampaignId,
    /// To whom.
    pub customer: Known,
    /// What it travels by.
    pub channel: Channel,
    /// Where to.
    pub address: String,
    /// How often it has been put on the wire.
    pub attempts: i64,
}

/// What became of messages; one that is due again is tried later.
pub static MESSAGES: Counter<4> = Counter::new(
    "regulars_messages_total",
    "Messages that were handed over, by what became of them.",
    "fate",
    ["sent", "failed", "uncertain", "due"],
);

/// Whether it will be seen when a message is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The person may be followed, and the message is made for it.
    Yes,
    /// Nobody will know.
    No,
}

/// Writes down that a message goes on the wire; commit before touching it.
///
/// `false` when it is on somebody else's wire.
pub async fn begin(
    tx: &mut ShopTx,
    message: &Message,
    followed: Followed,
) -> Result<bool, RecordsError> {
    rows::begin(tx, message.id, followed).await
}

/// Writes down what became of a message, for the outbox, the decision and the timeline at once.
pub async fn settle(tx: &mut ShopTx, message: &Message, fate: Fate) -> Result<(), RecordsError> {
    if !rows::settle(tx, message.id, &fate).await? {
        return Ok(());
    }
    MESSAGES.add(fate.standing.word(), 1);
    contact::note_fate(tx, message.decision, fate.outcome(), fate.reason).await?;
    if fate.suppresses {
        let channel = channels::consent_for(tx, message.channel).await?;
        contact::suppress(tx, (channel, &message.address), fate.reason).await?;
    }
    match told(tx.now(), message, &fate) {
        Some(news) => happenings::note(tx, news).await.map(|_| ()),
        None => Ok(()),
    }
}

/// Writes down what a gateway reported of a text message it took; what is not ours is left alone.
///
/// A report settles what nobody knew: it is the answer that was not seen.
pub async fn report(tx: &mut ShopTx, report: &Report) -> Result<(), RecordsError> {
    let Ok(id) = report.id.parse() else { return Ok(()) };
    let found = rows::find(tx, id).await?.filter(|message| message.channel == Channel::Sms);
    let Some(message) = found else { return Ok(()) };
    let (standing, outcome, reason, kind) = match report.told {
        Told::OnItsWay => return Ok(()),
        Told::Delivered => (Standing::Sent, Outcome::Sent, Reason::Delivered, "message_delivered"),
        Told::Failed => (Standing::Failed, Outcome::Failed, Reason::NotDelivered, "message_failed"),
    };
    if !rows::report(tx, id, (standing, reason, &report.word)).await? {
        return Ok(());
    }
    contact::note_fate(tx, message.decision, outcome, reason).await?;
    let news = happening(tx.now(), &message, kind, reason);
    happenings::note(tx, news).await.map(|_| ())
}

/// Writes down that a letter which was taken came back.
pub async fn came_back(
    tx: &mut ShopTx,
    message: &Message,
    (reason, words): (Reason, &str),
) -> Result<(), RecordsError> {
    if rows::came_back(tx, message.id, (reason, words)).await? {
        contact::note_fate(tx, message.decision, Outcome::Failed, reason).await?;
    }
    Ok(())
}

/// A message that is not to be written any more, and why.
pub async fn withdraw(
    tx: &mut ShopTx,
    message: &Message,
    (outcome, reason): (Outcome, Reason),
) -> Result<(), RecordsError> {
    let fate = Fate::unwritten(reason, String::new());
    rows::settle(tx, message.id, &fate).await?;
    contact::note_fate(tx, message.decision, outcome, reason).await
}

/// Messages that a runner left on the wire when it died: nobody knows what became of them.
pub async fn give_up_interrupted(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<usize, RecordsError> {
    let left = rows::in_handing(tx, campaign).await?;
    give_up(tx, &left).await
}

/// Every message that waits: in a shop brought back from a backup it may have gone out since.
pub(crate) async fn give_up_all(tx: &mut ShopTx) -> Result<usize, RecordsError> {
    let left = rows::unsettled(tx).await?;
    give_up(tx, &left).await
}

async fn give_up(tx: &mut ShopTx, left: &[Message]) -> Result<usize, RecordsError> {
    for message in left {
        let fate = Fate {
            standing: Standing::Uncertain,
            reason: Reason::Interrupted,
            due_at: None,
            suppresses: false,
            answer: String::new(),
        };
        settle(tx, message, fate).await?;
    }
    Ok(left.len())
}

/// What the timeline says; a message that is due again has nothing to tell yet.
fn told(at: Instant, message: &Message, fate: &Fate) -> Option<Happening> {
    let kind = match fate.standing {
        Standing::Due | Standing::Handing => return None,
        Standing::Sent => "message_sent",
        Standing::Failed => "message_failed",
        Standing::Uncertain => "message_uncertain",
    };
    Some(happening(at, message, kind, fate.reason))
}

fn happening(at: Instant, message: &Message, kind: &'static str, reason: Reason) -> Happening {
    Happening {
        customer: Some(message.customer.id.0),
        at,
        kind,
        source: "outbox".to_owned(),
        key: format!("{}:{}", message.id, kind.trim_start_matches("message_")),
        payload: json!({
            "message": message.id,
            "campaign": message.campaign,
            "channel": message.channel,
            "reason": reason.code(),
        }),
    }
}
