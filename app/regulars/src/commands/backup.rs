//! `regulars backup`, `regulars backups`, `regulars restore`: the whole shop in one file.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use collect::backups::{self, Backup, BackupError, Secrets, Source, Wish};
use collect::shop::Shop;
use domain::SystemClock;
use serde_json::json;

use crate::home::Place;
use crate::{WrongUsage, print};

/// Where the backup goes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A folder, or a file that ends in .tar; the shop's folder of backups unless told
    to: Option<PathBuf>,
    /// Leave the key of the shop's secrets out: passwords have to be told again after a restore
    #[arg(long)]
    without_secrets: bool,
    /// Print what was made as an object
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

/// What is brought back.
#[derive(clap::Args)]
pub(crate) struct RestoreArgs {
    /// The backup
    from: PathBuf,
    /// A newer list of erasures than the one beside it: people in it are forgotten again
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// Look at every byte of it and say what it holds; nothing is written
    #[arg(long)]
    look: bool,
    /// Print the outcome as an object
    #[arg(long)]
    json: bool,
}

/// Makes a backup; the program may serve meanwhile.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let secrets = if args.without_secrets { Secrets::StayHere } else { Secrets::Along };
    let made = backups::make(shop, (Source::Command, secrets), args.to.as_deref()).await;
    let made = made.map_err(told)?;
    if args.json {
        println!("{}", object(&made));
        return Ok(());
    }
    println!("{}", made.path);
    let (n_customers, n_orders) = (made.n_customers.unwrap_or(0), made.n_orders.unwrap_or(0));
    eprintln!("{n_customers} customers, {n_orders} orders, {}", megabytes(made.n_bytes));
    if secrets == Secrets::Along {
        eprintln!("It holds everything, the shop's secrets too: keep it where only you can read.");
    }
    Ok(())
}

/// Backups listed at most.
const LISTED: u32 = 1_000;

/// Lists the backups, the newest first.
pub(crate) async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let all = backups::list(&mut shop.read().await?, LISTED).await?;
    if args.json {
        let objects: Vec<_> = all.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |one: Backup| {
        vec![
            one.began_at.to_string(),
            json!(one.state).as_str().unwrap_or_default().to_owned(),
            one.problem.unwrap_or(one.path),
            megabytes(one.n_bytes),
        ]
    };
    let rows: Vec<Vec<String>> = all.into_iter().map(row).collect();
    println!("{}", print::table(&["of", "state", "where", "size"], &rows, 3));
    Ok(())
}

/// Brings a shop back into an empty folder, and an empty server where one is named.
pub(crate) async fn restore(place: &Place, args: RestoreArgs) -> Result<()> {
    let manifest = if args.look {
        let (manifest, n_bytes) = backups::look_into(&args.from).await.map_err(told)?;
        eprintln!("{} of it are as they were written", megabytes(i64::try_from(n_bytes).ok()));
        manifest
    } else {
        let wish = Wish {
            from: args.from,
            to: place.address(),
            erasures: args.erasures,
            calming: act::calming::calm,
        };
        let restored = backups::restore(wish, Arc::new(SystemClock)).await.map_err(told)?;
        if args.json {
            println!(
                "{}",
                json!({ "made_at": restored.manifest.made_at, "rows": restored.manifest.rows,
                        "forgotten_again": restored.n_forgotten, "stopped": restored.n_stopped })
            );
            return Ok(());
        }
        let (n_forgotten, n_stopped) = (restored.n_forgotten, restored.n_stopped);
        if n_forgotten > 0 {
            eprintln!("{n_forgotten} people who were forgotten since are forgotten again");
        }
        eprintln!(
            "{n_stopped} messages that waited may have gone out since; they will not by \
             themselves. Campaigns and journeys rest until you let them go on."
        );
        restored.manifest
    };
    if args.json {
        println!("{}", serde_json::to_string_pretty(&manifest)?);
        return Ok(());
    }
    let shop = manifest.shop.as_deref().unwrap_or("a shop without a name");
    println!("{shop}, as it was {} ({})", manifest.made_at, manifest.engine);
    let counts = [("customers", "customer"), ("orders", "orders"), ("messages", "message")];
    let rows: Vec<Vec<String>> = counts
        .iter()
        .map(|(word, table)| vec![(*word).to_owned(), manifest.n_rows(table).to_string()])
        .collect();
    println!("{}", print::table(&["what", "number"], &rows, 1));
    Ok(())
}

fn object(one: &Backup) -> serde_json::Value {
    json!({
        "id": one.id, "state": one.state, "source": one.source, "path": one.path,
        "began_at": one.began_at, "ended_at": one.ended_at, "n_bytes": one.n_bytes,
        "n_customers": one.n_customers, "n_orders": one.n_orders, "problem": one.problem,
    })
}

fn megabytes(n_bytes: Option<i64>) -> String {
    n_bytes.map_or_else(String::new, |n| format!("{:.1} MB", n as f64 / 1e6))
}

/// What cannot be done as asked is wrong usage, everything else a failure.
fn told(error: BackupError) -> anyhow::Error {
    match error {
        BackupError::NotEmpty(_) | BackupError::Busy(_) => WrongUsage(error.to_string()).into(),
        failure => failure.into(),
    }
}
