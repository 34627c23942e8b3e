//! What a shop says once about its short texts.

use collect::consent;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;
use wire::calls::Reach;

use super::{sms, webhook};
use crate::channels::{Secret, SettingsProblem};

/// Where Telegram is found.
const TELEGRAM: &str = "https://api.telegram.org";

/// Where short texts go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    /// Into the shop's folder, for trying out.
    #[default]
    Folder,
    /// To people.
    Live,
}

/// How a gateway is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum CallMethod {
    /// Everything in the address.
    Get,
    /// With a body.
    #[default]
    Post,
    /// With a body, to a place that is named by the message.
    Put,
}

/// What the body of a call is written in; blanks are filled in so that they cannot break it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum BodyKind {
    /// JSON; a blank becomes a string with its quotes.
    #[default]
    Json,
    /// Fields of a form.
    Form,
}

/// A header of every call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CallHeader)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value, with blanks.
    pub value: String,
}

/// How the gateway's reports on delivery are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReportRules {
    /// The field that carries the name we gave the message.
    pub id_field: String,
    /// The field that says what became of it.
    pub state_field: String,
    /// The words there that mean "on the phone".
    pub delivered: Vec<String>,
    /// The words there that mean "will never be".
    pub failed: Vec<String>,
}

impl Default for ReportRules {
    /// The words of SMPP, which most gateways pass on, and those of common sense.
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Self {
            id_field: "id".to_owned(),
            state_field: "status".to_owned(),
            delivered: words(&["delivered", "DELIVRD"]),
            failed: words(&[
                "failed",
                "undelivered",
                "rejected",
                "expired",
                "UNDELIV",
                "REJECTD",
                "EXPIRED",
            ]),
        }
    }
}

/// What a shop says once about its text messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SmsSettings {
    /// Where they go.
    pub kind: TextKind,
    /// The gateway's address, with blanks.
    pub url: Option<String>,
    /// How it is asked.
    pub method: CallMethod,
    /// Headers of every call.
    pub headers: Vec<Header>,
    /// What the body is written in.
    pub body_kind: BodyKind,
    /// The body, with blanks.
    pub body: String,
    /// Who the messages are from, as the phone shows it.
    pub sender: Option<String>,
    /// What `{{ secret }}` stands for; never shown again.
    pub secret: Option<Secret>,
    /// Whether the gateway is in the shop's own network.
    pub own_network: bool,
    /// How reports on delivery are read.
    pub report: ReportRules,
    /// The end of the address that reports come to; made when the settings are saved first.
    pub report_key: Option<String>,
}

impl Default for SmsSettings {
    fn default() -> Self {
        let bearer =
            Header { name: "Authorization".to_owned(), value: "Bearer {{ secret }}".to_owned() };
        Self {
            kind: TextKind::default(),
            url: None,
            method: CallMethod::default(),
            headers: vec![bearer],
            body_kind: BodyKind::default(),
            body:
                "{\"to\": {{ to }}, \"from\": {{ from }}, \"text\": {{ text }}, \"id\": {{ id }}}"
                    .to_owned(),
            sender: None,
            secret: None,
            own_network: false,
            report: ReportRules::default(),
            report_key: None,
        }
    }
}

/// What a shop says once about its Telegram bot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TelegramSettings {
    /// Where its messages go.
    pub kind: TextKind,
    /// What the bot signs in with; never shown again.
    pub token: Option<Secret>,
    /// The bot's name, for the link that people open to talk to it.
    pub bot: Option<String>,
    /// A server of the bot interface of one's own; Telegram's when unsaid.
    pub base_url: Option<String>,
    /// Whether that server is in the shop's own network.
    pub own_network: bool,
}

/// What a shop says once about its own program that takes messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookSettings {
    /// Where messages go.
    pub kind: TextKind,
    /// Its address.
    pub url: Option<String>,
    /// What calls are signed with, as `whsec_…`; never shown again.
    pub secret: Option<Secret>,
    /// What it reaches people by, which they must have agreed to.
    pub consent: consent::Channel,
    /// Whether it is in the shop's own network.
    pub own_network: bool,
}

impl Default for WebhookSettings {
    /// Phones: most programs behind a webhook carry messages to one.
    fn default() -> Self {
        let (kind, url, secret) = (TextKind::default(), None, None);
        Self { kind, url, secret, consent: consent::Channel::Sms, own_network: false }
    }
}

impl SmsSettings {
    /// What keeps text messages from going out, if anything does.
    pub fn problem(&self) -> Option<SettingsProblem> {
        match (self.kind, &self.url) {
            (TextKind::Folder, _) => None,
            (TextKind::Live, None) => Some(SettingsProblem::NoTaker { field: "url" }),
            (TextKind::Live, Some(_)) => sms::tried(self).err(),
        }
    }

    pub(super) fn reach(&self) -> Reach {
        reach(self.own_network)
    }
}

impl TelegramSettings {
    /// What keeps the bot from writing, if anything does.
    pub fn problem(&self) -> Option<SettingsProblem> {
        match (self.kind, &self.token) {
            (TextKind::Folder, _) => None,
            (TextKind::Live, None) => Some(SettingsProblem::NoTaker { field: "token" }),
            (TextKind::Live, Some(_)) => self.method_url("getMe").err(),
        }
    }

    /// Where one thing is asked of the bot's server.
    pub(super) fn method_url(&self, method: &str) -> Result<Url, SettingsProblem> {
        let base = self.base_url.as_deref().unwrap_or(TELEGRAM).trim_end_matches('/');
        let token = self.token.as_ref().map_or("", Secret::text);
        let odd = |sign: char| !(sign.is_ascii_alphanumeric() || ":_-".contains(sign));
        if token.is_empty() || token.contains(odd) {
            let reason = "is no token of a bot; it looks like 123456:AbC-dEf".to_owned();
            return Err(SettingsProblem::Unreadable { field: "token", reason });
        }
        link("base_url", &format!("{base}/bot{token}/{method}"))
            // The address carries the token, which is nobody's business.
            .map_err(|_| SettingsProblem::BadUrl { field: "base_url", url: base.to_owned() })
    }

    pub(super) fn reach(&self) -> Reach {
        reach(self.own_network)
    }
}

impl WebhookSettings {
    /// What keeps messages from going out, if anything does.
    pub fn problem(&self) -> Option<SettingsProblem> {
        match (self.kind, &self.url) {
            (TextKind::Folder, _) => None,
            (TextKind::Live, None) => Some(SettingsProblem::NoTaker { field: "url" }),
            (TextKind::Live, Some(url)) => {
                // A sealed one was tried when it was given.
                let is_sealed = self.secret.as_ref().is_some_and(Secret::is_sealed);
                let key = || (!is_sealed).then(|| webhook::key(self).err()).flatten();
                link("url", url).err().or_else(key)
            }
        }
    }

    pub(super) fn reach(&self) -> Reach {
        reach(self.own_network)
    }
}

fn reach(own_network: bool) -> Reach {
    match own_network {
        true => Reach::OwnNetwork,
        false => Reach::Outside,
    }
}

/// A link that can be called.
pub(super) fn link(field: &'static str, url: &str) -> Result<Url, SettingsProblem> {
    let bad = || SettingsProblem::BadUrl { field, url: url.to_owned() };
    let parsed: Url = url.parse().map_err(|_| bad())?;
    match parsed.scheme() {
        "https" | "http" if parsed.has_host() => Ok(parsed),
        _ => Err(bad()),
    }
}
