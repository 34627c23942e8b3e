//! `regulars check`: whether what must stay as it was written has stayed so.

use access::audit::{self, Verified};
use anyhow::{Result, bail};
use clap::Subcommand;
use collect::shop::Shop;

/// What is looked through.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// The audit log: no entry changed, taken out or cut off
    Audit,
}

/// Looks, and fails when something is not as it was written.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Audit => match audit::verify(&mut shop.read().await?).await? {
            Verified::Whole(n) => println!("the audit log is whole: {n} entries"),
            Verified::BrokenAt(n) => {
                bail!("the audit log is broken at entry {n}: it was changed or taken out")
            }
        },
    }
    Ok(())
}
