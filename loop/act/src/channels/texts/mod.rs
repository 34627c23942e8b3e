//! Short texts: to phones by a gateway, to Telegram by a bot, to the shop's own program.
//!
//! Each is one HTTP call; they differ in how the call is put together and in what its answer means.
//! An answer that was not seen whole is never taken for a yes or a no, except by the webhook, whose
//! receiver throws a second call of one name away.
//!
//! Start reading at [`Taker::hand_over`].

mod blanks;
mod length;
mod settings;
mod sms;
mod telegram;
mod webhook;

use std::time::Duration;

use collect::consent;
use domain::{Instant, MessageId};
use wire::calls::{Answer, Bounds, Broken};

use super::{HandedOver, Refusal, Way};

pub use length::{Length, length_of};
pub use settings::{
    BodyKind, CallMethod, Header, ReportRules, SmsSettings, TelegramSettings, TextKind,
    WebhookSettings,
};
pub use sms::{Report, Told};
pub use telegram::{Deed, Update, updates};
pub(crate) use webhook::{signed, told as told_of_call};

/// What is waited for and read of an answer: slow gateways take some seconds and say a line or two;
/// stories have no patience.
const BOUNDS: Bounds = Bounds {
    answer_within: Duration::from_secs(if cfg!(test) { 1 } else { 30 }),
    answer_max: 64 * 1024,
};

/// A short text to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its name; a receiver that knows it already throws a second one away.
    pub id: MessageId,
    /// The phone number, or the name of the chat.
    pub to: String,
    /// What `to` is an address of.
    pub reaches: consent::Channel,
    /// What it says.
    pub text: String,
    /// Where one click ends the messages; nowhere where they are owed.
    pub unsubscribe_url: Option<String>,
    /// When it is written.
    pub at: Instant,
}

/// A program that takes short texts.
#[derive(Clone, Debug)]
pub enum Taker {
    /// A gateway to phones.
    Gateway(SmsSettings),
    /// Telegram.
    Bot(TelegramSettings),
    /// The shop's own program.
    Program(WebhookSettings),
}

impl Taker {
    /// Whom short texts go to; nobody where they are only tried out.
    pub(super) fn of(way: &Way) -> Option<Self> {
        match way {
            Way::Sms(settings) if settings.kind == TextKind::Live => {
                Some(Self::Gateway(settings.clone()))
            }
            Way::Telegram(settings) if settings.kind == TextKind::Live => {
                Some(Self::Bot(settings.clone()))
            }
            Way::Webhook(settings) if settings.kind == TextKind::Live => {
                Some(Self::Program(settings.clone()))
            }
            _ => None,
        }
    }

    /// Hands one text over and waits for the answer.
    pub(super) async fn hand_over(&self, note: &Note) -> HandedOver {
        let call = match self {
            Self::Gateway(settings) => sms::call(settings, note),
            Self::Bot(settings) => telegram::call(settings, note),
            Self::Program(settings) => webhook::call(settings, note),
        };
        let call = match call {
            Ok(call) => call,
            Err(problem) => return HandedOver::Unreachable { why: problem.to_string() },
        };
        let answered = call.make().await;
        match self {
            Self::Gateway(_) => told(answered, sms::meaning),
            Self::Bot(_) => told(answered, telegram::meaning),
            Self::Program(_) => webhook::told(answered),
        }
    }
}

/// What a call came to, where a lost answer may hide a message that was taken.
fn told(answered: Result<Answer, Broken>, meaning: fn(&Answer) -> HandedOver) -> HandedOver {
    match answered {
        Ok(answer) => meaning(&answer),
        Err(Broken::Unreached(why)) => HandedOver::Unreachable { why },
        Err(Broken::Lost(why)) => HandedOver::Uncertain { why },
    }
}

/// What a status means where nothing more is known of the other side (RFC 9110).
fn meaning_of_status(answer: &Answer) -> HandedOver {
    let words = words(answer);
    match answer.status {
        200..=299 => HandedOver::Accepted { answer: words },
        // They send elsewhere, do not know us or not this place: that is so for every message.
        300..=399 | 401..=407 | 410 => HandedOver::Unreachable { why: words },
        408 | 425 | 429 | 500 | 501 | 503 => HandedOver::Refused(Refusal {
            come_back_after: answer.come_back_after,
            answer: words,
            ..Refusal::default()
        }),
        // Somebody in between got no answer himself: the message may have arrived.
        502 | 504 => HandedOver::Uncertain { why: words },
        400..=499 => {
            HandedOver::Refused(Refusal { for_good: true, answer: words, ..Refusal::default() })
        }
        _ => HandedOver::Refused(Refusal { answer: words, ..Refusal::default() }),
    }
}

/// The longest answer that is written down, in characters.
const WORDS_MAX: usize = 300;

/// Status and the beginning of what was said.
fn words(answer: &Answer) -> String {
    let said: String = answer.body.chars().take(WORDS_MAX).collect();
    format!("{} {}", answer.status, said.trim()).trim().to_owned()
}
