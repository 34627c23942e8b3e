//! What a service message says, filled in for the person it is for.

use collect::customers::{self, Customer};
use domain::{CustomerId, MessageId};
use records::{RecordsError, ShopTx};
use serde_json::Value as Json;

use super::asked::Found;
use super::{Asked, MessageError, REFUSED, Said, ServiceMessage, language, texts};
use crate::blocks::{Design, Footing};
use crate::campaigns::letters::Desk;
use crate::campaigns::wanted::Tastes;
use crate::channels::{self, Channel, Length};
use crate::contact::{Outcome, Verdict};
use crate::outbox::Standing;
use crate::reasons::Reason;
use crate::templates::{Reader, TextProblem, Written};
use crate::tracking;

/// A message that is about to be written down.
pub(super) struct New {
    pub(super) about: ServiceMessage,
    pub(super) written: Option<Written>,
}

/// What a message says before it is filled in.
struct Words {
    subject: String,
    body_mjml: String,
    design: Option<Design>,
    note: String,
    language: collect::shop::Language,
}

/// The message as it will stand in the rows; one that is not to be written says nothing.
pub(super) async fn written(
    tx: &mut ShopTx,
    desk: &Desk,
    (asked, whom): (&Asked, &Found),
    verdict: Verdict,
) -> Result<New, MessageError> {
    let customer = whom.customer.as_ref();
    let id: MessageId = tx.new_id();
    let is_written = verdict.outcome == Outcome::Write;
    let (state, reason) = match is_written {
        true => (Standing::Due.word(), Reason::InQueue),
        false => (REFUSED, verdict.reason),
    };
    let followed =
        is_written && asked.channel == Channel::Email && is_followed(tx, customer).await?;
    // A text that does not exist is told whatever is decided, so that a mistake shows at once.
    let words = words(tx, &asked.said).await?;
    let mut written = None;
    if is_written {
        let reader = reader(tx, desk, customer, whom.address.as_deref()).await?;
        let mut letter = filled(desk, asked.channel, &words, (&reader, &asked.data))
            .map_err(MessageError::Text)?;
        if followed {
            letter.html = desk.followed(&letter.html, id);
        }
        written = Some(letter);
    }
    let text_name = match &asked.said {
        Said::Kept(name, _) => Some(name.clone()),
        Said::Own { .. } => None,
    };
    let about = ServiceMessage {
        id,
        basis: asked.basis,
        channel: asked.channel,
        customer: customer.map(|customer| customer.id),
        address: whom.address.clone().unwrap_or_default(),
        to_name: customer.and_then(|customer| customer.name.clone()),
        text_name,
        subject: written.as_ref().map(|letter| letter.subject.clone()).unwrap_or_default(),
        outcome: verdict.outcome,
        why: verdict.reason,
        state: state.to_owned(),
        reason,
        answer: None,
        attempts: 0,
        created_at: tx.now(),
        handed_at: None,
        settled_at: None,
        delivered_at: None,
        followed,
        opened: false,
    };
    Ok(New { about, written })
}

async fn is_followed(tx: &mut ShopTx, customer: Option<&Customer>) -> Result<bool, RecordsError> {
    let Some(customer) = customer else { return Ok(false) };
    Ok(tracking::followable(tx, &[customer.id]).await?.contains(&customer.id))
}

async fn words(tx: &mut ShopTx, said: &Said) -> Result<Words, MessageError> {
    Ok(match said {
        Said::Kept(name, wanted) => {
            let wanted = language(tx, *wanted).await?;
            let kept = texts::in_language(tx, name, wanted).await?;
            let kept = kept.ok_or_else(|| MessageError::UnknownText(name.clone()))?;
            let texts::KeptText { subject, body_mjml, design, note, language, .. } = kept;
            Words { subject, body_mjml, design, note, language }
        }
        Said::Own { subject, body_mjml, design, note, language: wanted } => Words {
            subject: subject.clone(),
            body_mjml: body_mjml.clone(),
            design: design.clone(),
            note: note.clone(),
            language: language(tx, *wanted).await?,
        },
    })
}

/// What the text may say of the person; of somebody unknown only where he is reached.
async fn reader(
    tx: &mut ShopTx,
    desk: &Desk,
    customer: Option<&Customer>,
    address: Option<&str>,
) -> Result<Reader, RecordsError> {
    let known = match customer {
        Some(customer) => desk.readers(tx, &[customer.no]).await?.remove(&customer.id),
        None => None,
    };
    let email = address.filter(|address| address.contains('@')).map(str::to_owned);
    Ok(known.unwrap_or_else(|| Reader {
        email,
        fields: desk.unknown_fields(),
        ..Reader::default()
    }))
}

fn filled(
    desk: &Desk,
    channel: Channel,
    words: &Words,
    (reader, data): (&Reader, &Json),
) -> Result<Written, Vec<TextProblem>> {
    let language = words.language;
    match channel {
        Channel::Email => {
            let said = (words.body_mjml.as_str(), words.design.as_ref());
            let body = desk.body(said, (language, Footing::Owed));
            body.whole()?;
            let letter = desk.owed_letter(body.text(&words.subject, language), (reader, data));
            letter.map_err(|problems| body.told(problems))
        }
        Channel::Sms | Channel::Telegram | Channel::Webhook => {
            desk.owed_note((&words.note, language), (reader, data))
        }
    }
}

/// A message as somebody would get it, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What it would say, unless a problem stops it.
    pub written: Option<Written>,
    /// How long a text message is.
    pub length: Option<Length>,
    /// What to mend.
    pub problems: Vec<TextProblem>,
}

/// The message as a customer would get it; as somebody unknown would, when nobody is named.
pub async fn preview(
    tx: &mut ShopTx,
    (channel, customer): (Channel, Option<CustomerId>),
    (said, data): (&Said, &Json),
) -> Result<Preview, MessageError> {
    let desk = Desk::lay(tx, channel, Tastes::default()).await?;
    let customer = match customer {
        Some(id) => Some(
            customers::find(tx, id)
                .await?
                .ok_or_else(|| MessageError::UnknownCustomer(id.to_string()))?,
        ),
        None => None,
    };
    let words = words(tx, said).await?;
    let reader = reader(tx, &desk, customer.as_ref(), Some("anna@example.test")).await?;
    Ok(match filled(&desk, channel, &words, (&reader, data)) {
        Ok(written) => {
            let length = (channel == Channel::Sms).then(|| channels::length_of(&written.text));
            Preview { written: Some(written), length, problems: Vec::new() }
        }
        Err(problems) => Preview { written: None, length: None, problems },
    })
}
