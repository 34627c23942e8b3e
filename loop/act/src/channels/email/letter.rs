//! A letter as it travels: headers, plain text and HTML in one piece.

use std::time::{Duration, SystemTime};

use domain::{Instant, MessageId};
use lettre::address::{AddressError, Envelope};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::EmailSettings;
use crate::templates::Written;

/// A letter to one person, before it is put into its envelope.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Its name; receivers throw a second letter of one name away.
    pub id: MessageId,
    /// The address it goes to.
    pub to: &'a str,
    /// The person's name.
    pub to_name: Option<&'a str>,
    /// What it says.
    pub written: &'a Written,
    /// Where one click ends the letters; nowhere where they are owed.
    pub unsubscribe_url: Option<&'a str>,
    /// When it is written.
    pub at: Instant,
}

/// A letter in its envelope.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Its name.
    pub id: MessageId,
    /// When it was written.
    pub(in crate::channels) at: Instant,
    pub(in crate::channels) envelope: Envelope,
    pub(in crate::channels) bytes: Vec<u8>,
}

/// Why a letter cannot be put into an envelope.
#[derive(Debug, thiserror::Error)]
pub enum LetterProblem {
    /// The address cannot be written to.
    #[error("`{address}` is no e-mail address: {reason}")]
    BadAddress {
        /// What was given.
        address: String,
        /// What is wrong with it.
        reason: AddressError,
    },
    /// The headers do not fit together.
    #[error("the letter cannot be put together: {0}")]
    Unfit(#[from] lettre::error::Error),
}

/// Puts a letter into its envelope.
pub fn compose(
    settings: &EmailSettings,
    sender_name: &str,
    letter: Letter<'_>,
) -> Result<Composed, LetterProblem> {
    let from =
        mailbox(settings.sender_address(), settings.from_name.as_deref().or(Some(sender_name)))?;
    let domain = from.email.domain().to_owned();
    let mut builder = Message::builder()
        .from(from)
        .to(mailbox(letter.to, letter.to_name)?)
        .subject(letter.written.subject.clone())
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .date(moment(letter.at));
    builder = match letter.unsubscribe_url {
        Some(url) => builder
            .raw_header(way_out(settings, url))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        // RFC 3834: nobody's holiday message is to answer a receipt.
        None => builder.raw_header(header("Auto-Submitted", "auto-generated")),
    };
    if let Some(address) = &settings.reply_to {
        builder = builder.reply_to(mailbox(address, None)?);
    }
    let parts =
        MultiPart::alternative_plain_html(letter.written.text.clone(), letter.written.html.clone());
    let message = builder.multipart(parts)?;
    let (id, at, envelope) = (letter.id, letter.at, message.envelope().clone());
    Ok(Composed { id, at, envelope, bytes: message.formatted() })
}

/// RFC 2369 and RFC 8058: the link first, because one click works only there.
fn way_out(settings: &EmailSettings, url: &str) -> HeaderValue {
    let value = match &settings.unsubscribe_address {
        Some(address) => format!("<{url}>, <mailto:{address}?subject=unsubscribe>"),
        None => format!("<{url}>"),
    };
    header("List-Unsubscribe", &value)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn mailbox(address: &str, name: Option<&str>) -> Result<Mailbox, LetterProblem> {
    let parsed = address
        .parse::<Address>()
        .map_err(|reason| LetterProblem::BadAddress { address: address.to_owned(), reason })?;
    let one_line = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Mailbox::new(name.map(one_line).filter(|name| !name.is_empty()), parsed))
}

fn moment(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(at.0).unwrap_or_default())
}
