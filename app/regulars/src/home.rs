//! Which shop a command is about.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use collect::shop::{Address, Shop};
use domain::SystemClock;
use records::Records;

use crate::WrongUsage;

/// Where the shop lives.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Place {
    /// The shop's folder; made when there is none
    #[arg(long, global = true, env = "REGULARS_HOME", default_value = "regulars-home")]
    home: PathBuf,
    /// Keep the records in PostgreSQL instead of the folder: postgres://user@host/database
    #[arg(long, global = true, env = "REGULARS_RECORDS", value_name = "ADDRESS")]
    records: Option<String>,
}

impl Place {
    /// Opens the shop.
    pub(crate) async fn open(&self) -> Result<Shop> {
        Ok(Shop::open(&self.address()).await?)
    }

    /// Where the shop's parts live.
    pub(crate) fn address(&self) -> Address {
        Address { home: self.home.clone(), records: self.records.clone() }
    }

    /// What opening the shop would apply; nothing is changed.
    pub(crate) async fn pending(&self) -> Result<Vec<String>> {
        let file = self.home.join("regulars.db");
        if self.records.is_none() && !file.exists() {
            let home = self.home.display();
            return Err(WrongUsage(format!("there is no shop in {home}")).into());
        }
        let address = self.records.clone().unwrap_or_else(|| Records::file_address(&file));
        Ok(Records::pending(&address, Arc::new(SystemClock)).await?)
    }
}
