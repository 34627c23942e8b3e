//! How each channel leaves, by what the shop has said about it.

use collect::consent;
use collect::shop::{self, Shop};
use records::{RecordsError, ShopTx};

use super::outfit::seal_of;
use super::texts::{SmsSettings, TelegramSettings, WebhookSettings};
use super::{Channel, EmailSettings, SettingsProblem, email_settings};

pub(super) const EMAIL: &str = "email";
pub(super) const SMS: &str = "sms";
pub(super) const TELEGRAM: &str = "telegram";
pub(super) const WEBHOOK: &str = "webhook";

/// How the messages of one channel leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Letters.
    Email(EmailSettings),
    /// Text messages.
    Sms(SmsSettings),
    /// Messages of a bot.
    Telegram(TelegramSettings),
    /// Calls of the shop's own program.
    Webhook(WebhookSettings),
}

impl Way {
    /// How the messages of a channel leave now.
    pub async fn of(tx: &mut ShopTx, channel: Channel) -> Result<Self, RecordsError> {
        Ok(match channel {
            Channel::Email => Self::Email(email_settings(tx).await?),
            Channel::Sms => Self::Sms(sms(tx).await?),
            Channel::Telegram => Self::Telegram(telegram(tx).await?),
            Channel::Webhook => Self::Webhook(webhook(tx).await?),
        })
    }

    /// What keeps messages from going out this way, if anything does.
    pub fn problem(&self) -> Option<SettingsProblem> {
        match self {
            Self::Email(settings) => settings.problem(),
            Self::Sms(settings) => settings.problem(),
            Self::Telegram(settings) => settings.problem(),
            Self::Webhook(settings) => settings.problem(),
        }
    }

    /// Whether several messages may be on their way at once; a folder takes one after the other.
    pub fn has_lines(&self) -> bool {
        match self {
            Self::Email(settings) => settings.kind == super::EmailKind::Smtp,
            other => super::texts::Taker::of(other).is_some(),
        }
    }

    /// By which channel a person must have agreed to be written to.
    fn asks(&self) -> consent::Channel {
        match self {
            Self::Email(_) => consent::Channel::Email,
            Self::Sms(_) => consent::Channel::Sms,
            Self::Telegram(_) => consent::Channel::Telegram,
            Self::Webhook(settings) => settings.consent,
        }
    }
}

/// By which channel a person must have agreed to get messages of this one.
///
/// A webhook is no way to a person by itself: the shop says what its own program reaches people by,
/// and that is what they must have agreed to.
pub async fn consent_for(
    tx: &mut ShopTx,
    channel: Channel,
) -> Result<consent::Channel, RecordsError> {
    Ok(Way::of(tx, channel).await?.asks())
}

/// What the shop says about its text messages.
pub async fn sms(tx: &mut ShopTx) -> Result<SmsSettings, RecordsError> {
    Ok(shop::setting(tx, SMS).await?.unwrap_or_default())
}

/// Remembers what the shop says about its text messages.
pub async fn save_sms(
    tx: &mut ShopTx,
    shop: &Shop,
    settings: &SmsSettings,
) -> Result<(), RecordsError> {
    let mut kept = settings.clone();
    let seal = seal_of(tx, shop)?;
    kept.secret = kept.secret.map(|secret| secret.sealed(tx, &seal, SMS));
    shop::save_setting(tx, SMS, &kept).await
}

/// What the shop says about its bot.
pub async fn telegram(tx: &mut ShopTx) -> Result<TelegramSettings, RecordsError> {
    Ok(shop::setting(tx, TELEGRAM).await?.unwrap_or_default())
}

/// Remembers what the shop says about its bot.
pub async fn save_telegram(
    tx: &mut ShopTx,
    shop: &Shop,
    settings: &TelegramSettings,
) -> Result<(), RecordsError> {
    let mut kept = settings.clone();
    let seal = seal_of(tx, shop)?;
    kept.token = kept.token.map(|secret| secret.sealed(tx, &seal, TELEGRAM));
    shop::save_setting(tx, TELEGRAM, &kept).await
}

/// What the shop says about its own program.
pub async fn webhook(tx: &mut ShopTx) -> Result<WebhookSettings, RecordsError> {
    Ok(shop::setting(tx, WEBHOOK).await?.unwrap_or_default())
}

/// Remembers what the shop says about its own program.
pub async fn save_webhook(
    tx: &mut ShopTx,
    shop: &Shop,
    settings: &WebhookSettings,
) -> Result<(), RecordsError> {
    let mut kept = settings.clone();
    let seal = seal_of(tx, shop)?;
    kept.secret = kept.secret.map(|secret| secret.sealed(tx, &seal, WEBHOOK));
    shop::save_setting(tx, WEBHOOK, &kept).await
}
