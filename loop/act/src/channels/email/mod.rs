//! Letters: their envelope, their settings, and the line to the mail server.

mod letter;
mod settings;
pub(super) mod smtp;

pub use letter::{Composed, Letter, LetterProblem, compose};
pub use settings::{
    EmailKind, EmailSettings, SettingsProblem, Tls, email_settings, save_email_settings,
};
