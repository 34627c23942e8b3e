//! The shop itself: where it lives, and what it has said about itself once.
//!
//! A shop is a folder: rows in `regulars.db`, columns in `facts/`, the rest in `files/`. There is
//! no tenant column anywhere; another shop is another folder.
//!
//! Start reading at [`Shop::open`].

pub mod api;
mod home;
pub mod news;
mod rows;
mod seal;
mod settings;

use std::path::PathBuf;
use std::sync::Arc;

use domain::{Clock, SystemClock};
use records::{Actor, Records, RecordsError, ShopTx, carrying};

use crate::{events, keys, products, settling};

pub(crate) use home::files_under;
pub use home::{Home, HomeError};
pub use seal::{Seal, SealError};
pub use settings::{Language, Settings};

/// An open shop; cheap to clone, shared by every request and job.
#[derive(Clone, Debug)]
pub struct Shop {
    records: Records,
    home: Home,
    facts: facts::Store,
    keys: keys::Ring,
    intake: events::Intake,
    believes_kept: bool,
}

/// Where the parts of a shop live.
#[derive(Clone, Debug)]
pub struct Address {
    /// The shop's folder.
    pub home: PathBuf,
    /// The records, when they are not in the folder: `postgres://…`.
    pub records: Option<String>,
}

/// Why a shop could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be used.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The records cannot be used.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The shop was being brought back from a backup, and that was cut off.
    #[error("this shop was not wholly brought back from its backup: run `regulars restore` again")]
    Unfinished,
}

impl Shop {
    /// Opens a shop, making its folder when there is none.
    pub async fn open(address: &Address) -> Result<Self, OpenError> {
        Self::open_with_clock(address, Arc::new(SystemClock)).await
    }

    /// Opens a shop that lives by another clock.
    pub async fn open_with_clock(
        address: &Address,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        let shop = Self::open_unfinished(address, clock).await?;
        match carrying::is_unfinished(&mut shop.read().await?).await? {
            false => Ok(shop),
            true => Err(OpenError::Unfinished),
        }
    }

    /// The same for whoever is still bringing the shop back.
    pub(crate) async fn open_unfinished(
        address: &Address,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        let home = Home::prepare(&address.home)?;
        let records = match &address.records {
            Some(server) => Records::open(server, clock).await?,
            None => Records::open(&home.records_address(), clock).await?,
        };
        let facts = facts::Store::at(home.facts());
        let (keys, intake) = Default::default();
        Ok(Self { records, home, facts, keys, intake, believes_kept: true })
    }

    /// The same shop, of which every figure is found out anew.
    #[must_use]
    pub fn afresh(self) -> Self {
        Self { believes_kept: false, ..self }
    }

    /// Whether a figure that was kept may be told again while nothing has changed.
    pub fn believes_kept(&self) -> bool {
        self.believes_kept
    }

    /// The rows.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The folder.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The columns.
    pub fn facts(&self) -> &facts::Store {
        &self.facts
    }

    /// The keys that open from outside.
    pub fn keys(&self) -> &keys::Ring {
        &self.keys
    }

    /// Where told events wait to be written together.
    pub fn intake(&self) -> &events::Intake {
        &self.intake
    }

    /// What the shop's secrets are sealed with; its key is made when it is asked for first.
    pub fn seal(&self, tx: &mut ShopTx) -> Result<Seal, SealError> {
        Seal::at(&self.home.seal(), tx.random_bytes())
    }

    /// Begins a transaction that sees one moment of the shop.
    pub async fn read(&self) -> Result<ShopTx, RecordsError> {
        self.records.read().await
    }

    /// Begins a transaction that may write.
    pub async fn write(&self, actor: Actor) -> Result<ShopTx, RecordsError> {
        self.records.write(actor).await
    }
}

/// What the shop has said about itself; what it has not said is assumed and printed.
pub async fn settings(tx: &mut ShopTx) -> Result<Settings, RecordsError> {
    Ok(setting(tx, Settings::NAME).await?.unwrap_or_default())
}

/// Remembers what the shop says about itself.
pub async fn save_settings(tx: &mut ShopTx, settings: &Settings) -> Result<(), RecordsError> {
    let before = self::settings(tx).await?;
    save_setting(tx, Settings::NAME, settings).await?;
    // Costs of goods hold from days on, and those begin when the shop's zone says so.
    if before.zone != settings.zone && products::n_products(tx).await? > 0 {
        settling::mark_everybody_dirty(tx).await?;
    }
    Ok(())
}

/// A named setting of a slice; slices keep their settings here instead of a table each.
pub async fn setting<T: serde::de::DeserializeOwned>(
    tx: &mut ShopTx,
    name: &str,
) -> Result<Option<T>, RecordsError> {
    let found = rows::find(tx, name).await?;
    Ok(found.map(serde_json::from_value).transpose()?)
}

/// Remembers a named setting of a slice.
pub async fn save_setting<T: serde::Serialize>(
    tx: &mut ShopTx,
    name: &str,
    value: &T,
) -> Result<(), RecordsError> {
    let value = serde_json::to_value(value)?;
    rows::save(tx, name, value).await?;
    news::tell(tx).await
}
