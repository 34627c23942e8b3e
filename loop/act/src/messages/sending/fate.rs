//! What becomes of service messages, written down for the list and the timeline at once.

use domain::MessageId;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::{Value as Json, json};

use crate::channels::{self, Channel, Report, Told};
use crate::contact;
use crate::messages::{ServiceMessage, rows};
use crate::outbox::{Fate, Standing};
use crate::reasons::Reason;

/// Writes down what became of a message, for the list and the timeline at once.
pub(super) async fn settle(
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
