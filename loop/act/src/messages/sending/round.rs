//! One round of sending: what goes on the wire now.

use records::{RecordsError, ShopTx};

use super::fate::settle;
use crate::campaigns::letters::Desk;
use crate::channels::Parcel;
use crate::contact;
use crate::messages::{ServiceMessage, rows};
use crate::outbox::Fate;
use crate::reasons::Reason;
use crate::templates::Written;

/// Writes down which messages go on the wire now; what may not be written any more is settled.
pub(super) async fn put_on_the_wire(
    tx: &mut ShopTx,
    desk: &Desk,
    due: Vec<ServiceMessage>,
) -> Result<Vec<(ServiceMessage, Parcel)>, RecordsError> {
    let mut outgoing = Vec::with_capacity(due.len());
    for mut message in due {
        let recipient = contact::recipient(tx, message.channel, Some(&message.address)).await?;
        let verdict = contact::decide_owed(&recipient);
        if verdict.outcome != contact::Outcome::Write {
            settle(tx, &message, &Fate::unwritten(verdict.reason, String::new())).await?;
            continue;
        }
        let Some((html, text)) = rows::said(tx, message.id).await? else {
            settle(tx, &message, &Fate::unwritten(Reason::Erased, String::new())).await?;
            continue;
        };
        let (subject, html) = (message.subject.clone(), html.unwrap_or_default());
        let written = Written { subject, html, text };
        let to = (message.address.as_str(), message.to_name.as_deref());
        match desk.owed_parcel(message.id, to, written) {
            Ok(parcel) => {
                if rows::begin(tx, message.id).await? {
                    message.attempts += 1;
                    outgoing.push((message, parcel));
                }
            }
            Err(problem) => {
                let fate = Fate::unwritten(Reason::TextProblem, problem.to_string());
                settle(tx, &message, &fate).await?;
            }
        }
    }
    Ok(outgoing)
}
