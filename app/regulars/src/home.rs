//! Which shop a command is about.

use std::path::PathBuf;

use anyhow::Result;
use collect::shop::{Address, Shop};

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
        let address = Address { home: self.home.clone(), records: self.records.clone() };
        Ok(Shop::open(&address).await?)
    }
}
