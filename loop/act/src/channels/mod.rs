//! Channels: how a message leaves the house.
//!
//! A courier takes one message at a time and says what became of it, in words that keep apart what
//! the sender must never confuse: taken, refused for now, refused for good, never left the house,
//! and *nobody knows*. Only the last one is dangerous, and it is never repeated by itself.
//!
//! Not here: which messages (`outbox`), and whether at all (`contact`).
//! Start reading at [`Courier::hand_over`].

pub mod api;
mod email;
mod folder;
mod outfit;
mod secret;
pub mod signing;
mod texts;
mod way;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use email::{
    Composed, EmailKind, EmailSettings, Letter, LetterProblem, SettingsProblem, Tls, compose,
    email_settings, save_email_settings,
};
pub use outfit::{Outfit, seal_secrets};
pub use secret::Secret;
pub use texts::{
    BodyKind, CallMethod, Deed, Header, Length, Note, Report, ReportRules, SmsSettings,
    TelegramSettings, TextKind, Told, Update, WebhookSettings, length_of, updates,
};
pub(crate) use texts::{signed, told_of_call};
pub use way::{Way, consent_for, save_sms, save_telegram, save_webhook, sms, telegram, webhook};

/// What a message travels by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = MessageChannel)]
pub enum Channel {
    /// E-mail.
    #[default]
    Email,
    /// Text messages to phones, by a gateway.
    Sms,
    /// A bot of Telegram.
    Telegram,
    /// The shop's own program, which carries it further.
    Webhook,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 4] = [Self::Email, Self::Sms, Self::Telegram, Self::Webhook];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Telegram => "telegram",
            Self::Webhook => "webhook",
        }
    }

    /// The channel of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// What became of a message that was to leave the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedOver {
    /// The other side took it and said so.
    Accepted {
        /// What it said.
        answer: String,
    },
    /// The other side said no.
    Refused(Refusal),
    /// It may have been taken: the connection was lost before the answer.
    Uncertain {
        /// How the connection was lost.
        why: String,
    },
    /// It never left: nobody could be reached, or they would not let us in.
    Unreachable {
        /// What stood in the way.
        why: String,
    },
}

/// A "no" of the other side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Whether coming back later is useless.
    pub for_good: bool,
    /// Whether it is the address that is refused, and not this message.
    pub of_address: bool,
    /// How long to stay away at least, where the other side says so.
    pub come_back_after: Option<Duration>,
    /// What it said.
    pub answer: String,
}

/// A message that is ready to be handed over.
#[derive(Clone, Debug)]
pub enum Parcel {
    /// A letter in its envelope.
    Letter(Composed),
    /// A short text.
    Note(Note),
}

/// Somebody who carries messages, one at a time.
pub struct Courier {
    by: By,
    signers: Arc<[signing::Signer]>,
}

/// How a courier goes.
enum By {
    /// Into a folder, to look at.
    Folder(folder::Folder),
    /// To a mail server, over one connection that is kept open.
    Smtp(Box<email::smtp::Line>),
    /// To a program that is asked over HTTP.
    Taker(Box<texts::Taker>),
    /// Not at all, for this reason.
    Nobody(String),
}

impl Courier {
    /// A courier by settings whose secrets are open; nothing else is opened yet.
    fn by(way: &Way, folder: &Path) -> Self {
        let by = match way {
            Way::Email(settings) if settings.kind == EmailKind::Smtp => {
                By::Smtp(Box::new(email::smtp::Line::to(settings)))
            }
            other => match texts::Taker::of(other) {
                Some(taker) => By::Taker(Box::new(taker)),
                None => By::Folder(folder::Folder::at(folder)),
            },
        };
        Self { by, signers: Arc::new([]) }
    }

    /// A courier who stays at home.
    fn shut(why: String) -> Self {
        Self { by: By::Nobody(why), signers: Arc::new([]) }
    }

    /// The same courier, who has letters signed before they leave.
    fn signing(self, signers: Arc<[signing::Signer]>) -> Self {
        Self { signers, ..self }
    }

    /// Hands one message over and waits for the answer.
    pub async fn hand_over(&mut self, parcel: &Parcel) -> HandedOver {
        match parcel {
            Parcel::Letter(letter) if !self.signers.is_empty() => {
                let signed = signing::signed(letter, &self.signers);
                self.carry(&Parcel::Letter(signed)).await
            }
            parcel => self.carry(parcel).await,
        }
    }

    async fn carry(&mut self, parcel: &Parcel) -> HandedOver {
        match (&mut self.by, parcel) {
            (By::Folder(folder), parcel) => folder.keep(parcel).await,
            (By::Smtp(line), Parcel::Letter(letter)) => line.hand_over(letter).await,
            (By::Taker(taker), Parcel::Note(note)) => taker.hand_over(note).await,
            (By::Nobody(why), _) => HandedOver::Unreachable { why: why.clone() },
            // A campaign lays its desk anew each round, so its text and its way are of one channel.
            (By::Smtp(_) | By::Taker(_), _) => {
                let why = "a letter and a short text go by different channels".to_owned();
                HandedOver::Unreachable { why }
            }
        }
    }

    /// Says good-bye.
    pub async fn leave(self) {
        if let By::Smtp(line) = self.by {
            line.leave().await;
        }
    }
}

#[cfg(test)]
mod tests;
