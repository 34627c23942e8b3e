//! `regulars key`: which programs may tell the shop something, or ask it.

use anyhow::Result;
use clap::Subcommand;
use collect::keys::{self, KeyError, Scope};
use collect::shop::Shop;
use domain::KeyId;
use records::Actor;
use serde_json::json;

use crate::{WrongUsage, print};

/// What to do with keys.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Make a key for a source; its secret is printed once and kept nowhere
    Create(CreateArgs),
    /// List the keys, those taken back too
    List(ListArgs),
    /// Take a key back: from now on it opens nothing
    Revoke(RevokeArgs),
}

/// Which key is made.
#[derive(clap::Args)]
pub(crate) struct CreateArgs {
    /// The source or the program that will speak with it, such as web
    name: String,
    /// What it opens
    #[arg(long, value_parser = scope, default_value = Scope::Ingest.word())]
    scope: Scope,
    /// Print id and secret as JSON
    #[arg(long)]
    json: bool,
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print an array of objects
    #[arg(long)]
    json: bool,
}

/// Which key is taken back.
#[derive(clap::Args)]
pub(crate) struct RevokeArgs {
    /// Its id, as `key list` prints it
    id: KeyId,
}

fn scope(word: &str) -> Result<Scope, String> {
    let known = Scope::ALL.map(Scope::word).join(", ");
    Scope::named(word).ok_or_else(|| format!("there is no such scope; there are: {known}"))
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Create(args) => create(shop, &args).await,
        Args::List(args) => list(shop, &args).await,
        Args::Revoke(args) => revoke(shop, &args).await,
    }
}

async fn create(shop: &Shop, args: &CreateArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    let created = keys::create(&mut tx, &args.name, args.scope).await.map_err(told)?;
    tx.commit().await?;
    let (id, secret) = (created.key.id, created.secret);
    if args.json {
        println!("{}", json!({ "id": id, "secret": secret }));
    } else {
        println!("{secret}");
        let name = &created.key.name;
        match created.key.scope {
            Scope::Ingest => eprintln!("This is the writeKey of `{name}`; it is not shown again."),
            _ => eprintln!("This is the bearer token of `{name}`; it is not shown again."),
        }
        eprintln!("To take it back: regulars key revoke {id}");
    }
    Ok(())
}

/// A name that cannot be taken is wrong usage, everything else a failure.
fn told(error: KeyError) -> anyhow::Error {
    match error {
        KeyError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let keys = keys::list(&mut shop.read().await?).await?;
    if args.json {
        let object = |key: &keys::Key| {
            json!({ "id": key.id, "name": key.name, "scope": key.scope,
                    "created_at": key.created_at, "revoked_at": key.revoked_at })
        };
        let objects: Vec<_> = keys.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |key: keys::Key| {
        let revoked = key.revoked_at.map(|at| at.to_string()).unwrap_or_default();
        vec![
            key.id.to_string(),
            key.name,
            key.scope.word().to_owned(),
            key.created_at.to_string(),
            revoked,
        ]
    };
    let rows: Vec<Vec<String>> = keys.into_iter().map(row).collect();
    let columns = ["id", "source", "scope", "made", "taken back"];
    println!("{}", print::table(&columns, &rows, columns.len()));
    Ok(())
}

async fn revoke(shop: &Shop, args: &RevokeArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    if !keys::revoke(&mut tx, args.id).await? {
        return Err(WrongUsage(format!("there is no key {} that still opens", args.id)).into());
    }
    tx.commit().await?;
    Ok(())
}
