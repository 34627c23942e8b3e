//! `regulars campaign keys`: what letters are signed with.

use act::channels::signing::{self, Algorithm, SigningError};
use anyhow::Result;
use clap::Subcommand;
use collect::shop::Shop;

use super::writing;
use crate::{WrongUsage, print};

/// What to do with keys.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the keys with the records that belong into the domain
    List,
    /// Make a key; it signs nothing before `sign`, because its record has to stand in the domain
    Make(MakeArgs),
    /// Sign letters with a key from now on
    Sign(KeyArgs),
    /// Sign no more with a key
    Rest(KeyArgs),
    /// Throw a key away that does not sign
    Remove(KeyArgs),
}

/// A key to be made.
#[derive(clap::Args)]
pub(crate) struct MakeArgs {
    /// The domain whose letters it signs, such as shop.com
    domain: String,
    /// Its name in the domain's records, such as mail2026
    selector: String,
    /// How it signs: rsa, which everybody knows, or ed25519
    #[arg(long, default_value = "rsa", value_parser = algorithm)]
    algorithm: Algorithm,
}

/// Which key.
#[derive(clap::Args)]
pub(crate) struct KeyArgs {
    /// Its domain
    domain: String,
    /// Its name
    selector: String,
}

/// Does what was asked.
pub(super) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List => list(shop).await,
        Args::Make(MakeArgs { domain, selector, algorithm }) => {
            let key = signing::make(shop, (&domain, &selector), algorithm).await.map_err(told)?;
            println!("Put this TXT record into the domain, then let the key sign:");
            println!("{}\n{}", key.place(), key.record);
            Ok(())
        }
        Args::Sign(key) => set_signs(shop, &key, true).await,
        Args::Rest(key) => set_signs(shop, &key, false).await,
        Args::Remove(KeyArgs { domain, selector }) => {
            let mut tx = writing(shop).await?;
            signing::discard(&mut tx, (&domain, &selector)).await.map_err(told)?;
            Ok(tx.commit().await?)
        }
    }
}

async fn list(shop: &Shop) -> Result<()> {
    let keys = signing::list(&mut shop.read().await?).await?;
    let row = |key: signing::SigningKey| {
        let signs = if key.signs { "yes" } else { "no" };
        vec![key.place(), signs.to_owned(), key.record]
    };
    let rows: Vec<Vec<String>> = keys.into_iter().map(row).collect();
    println!("{}", print::table(&["record", "signs", "says"], &rows, 3));
    Ok(())
}

async fn set_signs(shop: &Shop, key: &KeyArgs, signs: bool) -> Result<()> {
    let mut tx = writing(shop).await?;
    signing::set_signs(&mut tx, (&key.domain, &key.selector), signs).await.map_err(told)?;
    Ok(tx.commit().await?)
}

fn algorithm(word: &str) -> Result<Algorithm, String> {
    Algorithm::of_word(word).ok_or_else(|| "is rsa or ed25519".to_owned())
}

fn told(error: SigningError) -> anyhow::Error {
    match error {
        SigningError::Field { .. } => anyhow::Error::new(WrongUsage(error.to_string())),
        other => anyhow::Error::new(other),
    }
}
