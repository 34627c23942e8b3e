//! What couriers take along: the settings with their secrets opened, the keys that sign letters,
//! and the folder for messages that go nowhere.

use std::path::PathBuf;
use std::sync::Arc;

use collect::shop::{Seal, SealError, Shop};
use records::{Actor, RecordsError, ShopTx};

use super::folder::Folder;
use super::signing::{self, Signer};
use super::{Courier, HandedOver, Secret, Way, email_settings, sms, telegram, way, webhook};

/// Everything that the couriers of one way need.
#[derive(Clone)]
pub struct Outfit {
    folder: PathBuf,
    way: Way,
    signers: Arc<[Signer]>,
    /// Why nothing can leave, where a secret cannot be opened.
    shut: Option<String>,
}

impl Outfit {
    /// What the couriers of a way need now; what cannot be opened keeps them at home, and is said.
    pub async fn of(shop: &Shop, way: &Way) -> Result<Self, RecordsError> {
        let mut tx = shop.read().await?;
        let folder = shop.home().files().join("outbox");
        let kept = Self { folder, way: way.clone(), signers: Arc::new([]), shut: None };
        let seal = match shop.seal(&mut tx) {
            Ok(seal) => seal,
            Err(error) => return Ok(Self { shut: Some(error.to_string()), ..kept }),
        };
        let way = match way.clone().opened(&seal) {
            Ok(way) => way,
            Err(error) => return Ok(Self { shut: Some(error.to_string()), ..kept }),
        };
        let signers = match &way {
            Way::Email(settings) => {
                signing::signers(&mut tx, &seal, settings.sender_address()).await?
            }
            _ => Ok(Vec::new()),
        };
        Ok(match signers {
            Ok(signers) => Self { way, signers: signers.into(), ..kept },
            Err(why) => Self { shut: Some(why), ..kept },
        })
    }

    /// Another courier of this way; nothing is opened yet.
    pub fn courier(&self) -> Courier {
        match &self.shut {
            Some(why) => Courier::shut(why.clone()),
            None => Courier::by(&self.way, &self.folder).signing(self.signers.clone()),
        }
    }

    /// Puts into the folder what would have been told to another program.
    pub(crate) async fn put(&self, name: &str, told: &str) -> HandedOver {
        Folder::at(&self.folder).put(name, told.as_bytes()).await
    }

    /// The settings with their secrets opened.
    pub(crate) fn way(&self) -> &Way {
        &self.way
    }
}

impl Way {
    fn opened(self, seal: &Seal) -> Result<Self, SealError> {
        let open = |secret: Option<Secret>, what: &str| {
            secret.map(|secret| secret.opened(seal, what)).transpose()
        };
        Ok(match self {
            Self::Email(mut settings) => {
                settings.password = open(settings.password, way::EMAIL)?;
                Self::Email(settings)
            }
            Self::Sms(mut settings) => {
                settings.secret = open(settings.secret, way::SMS)?;
                Self::Sms(settings)
            }
            Self::Telegram(mut settings) => {
                settings.token = open(settings.token, way::TELEGRAM)?;
                Self::Telegram(settings)
            }
            Self::Webhook(mut settings) => {
                settings.secret = open(settings.secret, way::WEBHOOK)?;
                Self::Webhook(settings)
            }
        })
    }
}

/// The seal of the shop, for what is about to be saved.
pub(super) fn seal_of(tx: &mut ShopTx, shop: &Shop) -> Result<Seal, RecordsError> {
    shop.seal(tx).map_err(|error| RecordsError::Unreadable(error.to_string()))
}

/// Seals what was kept before there was a seal; done with every start, and nothing when all is.
pub async fn seal_secrets(shop: &Shop) -> Result<(), RecordsError> {
    let is_open = |secret: &Option<Secret>| secret.as_ref().is_some_and(|it| !it.is_sealed());
    let mut tx = shop.write(Actor::System).await?;
    let email = email_settings(&mut tx).await?;
    if is_open(&email.password) {
        super::save_email_settings(&mut tx, shop, &email).await?;
    }
    let gateway = sms(&mut tx).await?;
    if is_open(&gateway.secret) {
        super::save_sms(&mut tx, shop, &gateway).await?;
    }
    let bot = telegram(&mut tx).await?;
    if is_open(&bot.token) {
        super::save_telegram(&mut tx, shop, &bot).await?;
    }
    let program = webhook(&mut tx).await?;
    if is_open(&program.secret) {
        super::save_webhook(&mut tx, shop, &program).await?;
    }
    tx.commit().await
}
