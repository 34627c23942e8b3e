//! What a shop says once about its e-mail.

use collect::shop::{self, Shop};
use lettre::Address;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::channels::Secret;
use crate::channels::outfit::seal_of;
use crate::channels::way::EMAIL;

/// Where public pages are found until the shop says.
const AT_HOME: &str = "http://127.0.0.1:7700";

/// Where letters go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EmailKind {
    /// Into the shop's folder, for trying out.
    #[default]
    Folder,
    /// To a mail server.
    Smtp,
}

/// How the connection to the mail server is kept private.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Not at all; for a server on this machine.
    None,
    /// Begins in the open, then closes the curtain; port 587.
    #[default]
    Starttls,
    /// Private from the first byte; port 465.
    Tls,
}

/// What a shop says once about its e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailSettings {
    /// Where letters go.
    pub kind: EmailKind,
    /// The mail server.
    pub host: Option<String>,
    /// Its port; by the kind of privacy when unsaid.
    pub port: Option<u16>,
    /// How the connection is kept private.
    pub tls: Tls,
    /// Name to sign in with.
    pub username: Option<String>,
    /// Password to sign in with; never shown again.
    pub password: Option<Secret>,
    /// The sender's name; the shop's when unsaid.
    pub from_name: Option<String>,
    /// The sender's address.
    pub from_address: Option<String>,
    /// Where answers go; to the sender when unsaid.
    pub reply_to: Option<String>,
    /// Where the shop can be found, for the foot of every letter.
    pub postal_address: Option<String>,
    /// The shop's page, for the button of the ready letters.
    pub shop_url: Option<String>,
    /// Where this program's public pages are reached from outside.
    pub public_url: Option<String>,
    /// An address that unsubscribes whoever writes to it, beside the link.
    pub unsubscribe_address: Option<String>,
}

/// What keeps messages from going out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsProblem {
    /// No mail server is named.
    #[error("say which mail server takes the letters (host)")]
    NoHost,
    /// No sender is named.
    #[error("say from which address the letters come (from_address)")]
    NoFromAddress,
    /// No gateway, bot or address is named.
    #[error("say who takes the messages ({field})")]
    NoTaker {
        /// The field.
        field: &'static str,
    },
    /// A field cannot be understood.
    #[error("{field}: {reason}")]
    Unreadable {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// An address cannot be written to.
    #[error("`{address}` is no e-mail address ({field})")]
    BadAddress {
        /// The field.
        field: &'static str,
        /// What was given.
        address: String,
    },
    /// A link leads nowhere.
    #[error("`{url}` must begin with https:// or http:// ({field})")]
    BadUrl {
        /// The field.
        field: &'static str,
        /// What was given.
        url: String,
    },
}

impl SettingsProblem {
    /// The field to mend.
    pub fn field(&self) -> &'static str {
        match self {
            Self::NoHost => "host",
            Self::NoFromAddress => "from_address",
            Self::NoTaker { field }
            | Self::Unreadable { field, .. }
            | Self::BadAddress { field, .. }
            | Self::BadUrl { field, .. } => field,
        }
    }

    /// A stable word that the page translates.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoHost => "no_host",
            Self::NoFromAddress => "no_from_address",
            Self::NoTaker { .. } => "no_taker",
            Self::Unreadable { .. } => "unreadable",
            Self::BadAddress { .. } => "bad_address",
            Self::BadUrl { .. } => "bad_url",
        }
    }
}

impl EmailSettings {
    /// What keeps letters from going out with these settings, if anything does.
    pub fn problem(&self) -> Option<SettingsProblem> {
        if self.kind == EmailKind::Smtp && self.host.as_deref().unwrap_or_default().is_empty() {
            return Some(SettingsProblem::NoHost);
        }
        if self.kind == EmailKind::Smtp && self.from_address.is_none() {
            return Some(SettingsProblem::NoFromAddress);
        }
        let addresses = [
            ("from_address", &self.from_address),
            ("reply_to", &self.reply_to),
            ("unsubscribe_address", &self.unsubscribe_address),
        ];
        let urls = [("shop_url", &self.shop_url), ("public_url", &self.public_url)];
        addresses
            .into_iter()
            .find_map(|(field, given)| bad_address(field, given.as_deref()?))
            .or_else(|| {
                urls.into_iter().find_map(|(field, given)| bad_url(field, given.as_deref()?))
            })
    }

    /// The sender's address; letters that only go into the folder need none.
    pub fn sender_address(&self) -> &str {
        self.from_address.as_deref().unwrap_or("shop@example.invalid")
    }

    /// The port of the mail server.
    pub fn server_port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::None => 25,
            Tls::Starttls => 587,
            Tls::Tls => 465,
        })
    }

    /// Where public pages are reached, without a slash at the end.
    pub fn public_base(&self) -> &str {
        self.public_url.as_deref().unwrap_or(AT_HOME).trim_end_matches('/')
    }
}

fn bad_address(field: &'static str, address: &str) -> Option<SettingsProblem> {
    let known = address.parse::<Address>().is_ok();
    (!known).then(|| SettingsProblem::BadAddress { field, address: address.to_owned() })
}

pub(in crate::channels) fn bad_url(field: &'static str, url: &str) -> Option<SettingsProblem> {
    let odd = |character: char| character.is_whitespace() || "<>\"".contains(character);
    let known = (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(odd);
    (!known).then(|| SettingsProblem::BadUrl { field, url: url.to_owned() })
}

/// What the shop says about its e-mail.
pub async fn email_settings(tx: &mut ShopTx) -> Result<EmailSettings, RecordsError> {
    Ok(shop::setting(tx, EMAIL).await?.unwrap_or_default())
}

/// Remembers what the shop says about its e-mail.
pub async fn save_email_settings(
    tx: &mut ShopTx,
    shop: &Shop,
    settings: &EmailSettings,
) -> Result<(), RecordsError> {
    let mut kept = settings.clone();
    let seal = seal_of(tx, shop)?;
    kept.password = kept.password.map(|secret| secret.sealed(tx, &seal, EMAIL));
    shop::save_setting(tx, EMAIL, &kept).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_what_is_missing() {
        let smtp = EmailSettings { kind: EmailKind::Smtp, ..EmailSettings::default() };
        assert_eq!(smtp.problem(), Some(SettingsProblem::NoHost));
        let hosted = EmailSettings { host: Some("localhost".to_owned()), ..smtp };
        assert_eq!(hosted.problem(), Some(SettingsProblem::NoFromAddress));
        let named = EmailSettings { from_address: Some("shop".to_owned()), ..hosted };
        assert_eq!(named.problem().map(|problem| problem.field()), Some("from_address"));
        let mended = EmailSettings { from_address: Some("a@example.test".to_owned()), ..named };
        assert_eq!(mended.problem(), None);
    }

    #[test]
    fn a_folder_needs_nothing() {
        assert_eq!(EmailSettings::default().problem(), None);
    }

    #[test]
    fn a_link_is_a_link() {
        for url in ["javascript:alert(1)", "bakery.test", "https://a b", "https://a\"b"] {
            let settings =
                EmailSettings { shop_url: Some(url.to_owned()), ..EmailSettings::default() };
            assert_eq!(settings.problem().map(|problem| problem.code()), Some("bad_url"), "{url}");
        }
    }
}
