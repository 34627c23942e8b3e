//! Channels: how a letter leaves the house.
//!
//! A courier takes one letter at a time and says what became of it, in words that keep apart what
//! the sender must never confuse: taken, refused for now, refused for good, never left the house,
//! and *nobody knows*. Only the last one is dangerous, and it is never repeated by itself.
//!
//! Not here: which letters (`outbox`), and whether at all (`contact`).
//! Start reading at [`Courier::hand_over`].

pub mod api;
mod folder;
mod letter;
mod settings;
mod smtp;

use std::path::Path;

pub use letter::{Composed, Letter, LetterProblem, compose};
pub use settings::{
    EmailKind, EmailSettings, SettingsProblem, Tls, email_settings, save_email_settings,
};

/// What became of a letter that was to leave the house.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether coming back later is useless.
    pub for_good: bool,
    /// Whether it is the address that is refused, and not this letter.
    pub of_address: bool,
    /// What it said.
    pub answer: String,
}

/// Somebody who carries letters, one at a time.
pub enum Courier {
    /// Into a folder, to look at.
    Folder(folder::Folder),
    /// To a mail server, over one connection that is kept open.
    Smtp(Box<smtp::Line>),
}

impl Courier {
    /// A courier by the shop's settings; nothing is opened yet.
    pub fn by(settings: &EmailSettings, folder: &Path) -> Self {
        match settings.kind {
            EmailKind::Folder => Self::Folder(folder::Folder::at(folder)),
            EmailKind::Smtp => Self::Smtp(Box::new(smtp::Line::to(settings))),
        }
    }

    /// Hands one letter over and waits for the answer.
    pub async fn hand_over(&mut self, letter: &Composed) -> HandedOver {
        match self {
            Self::Folder(folder) => folder.keep(letter).await,
            Self::Smtp(line) => line.hand_over(letter).await,
        }
    }

    /// Says good-bye.
    pub async fn leave(self) {
        if let Self::Smtp(line) = self {
            line.leave().await;
        }
    }
}

#[cfg(test)]
mod tests;
