//! `regulars spend`: what marketing cost, by hand and out of files.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Subcommand;
use collect::shop::{self, Shop};
use collect::spend::{self, NewSpend, NotTakenIn, Spend, SpendError, SpendOptions, SpendSummary};
use domain::{Day, Money, Period, SpendId};
use records::Actor;
use serde_json::json;

use crate::{WrongUsage, print};

/// What to do with spend.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List what marketing cost
    List(ListArgs),
    /// Take spend in out of a CSV or XLSX file with a day or a month, a channel and an amount
    Import(ImportArgs),
    /// Write down what a channel cost on some days
    Add(AddArgs),
    /// Remove a spend
    Remove(RemoveArgs),
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// The file, and what its owner says about it.
#[derive(clap::Args)]
pub(crate) struct ImportArgs {
    /// CSV (also .gz and .zst) or XLSX
    file: PathBuf,
    /// Channel of rows that name none, such as facebook
    #[arg(long)]
    channel: Option<String>,
    /// Order of day, month and year: dmy, mdy or ymd
    #[arg(long)]
    date_order: Option<String>,
    /// Sheet of a workbook; the first one unless named
    #[arg(long)]
    sheet: Option<String>,
    /// Count and check only, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
}

/// What was spent.
#[derive(clap::Args)]
pub(crate) struct AddArgs {
    /// How much, in whole units of the shop's currency, such as 250.50
    amount: String,
    /// Which channel; left out for what is not told by channel
    #[arg(long)]
    channel: Option<String>,
    /// The first day
    #[arg(long, value_name = "DAY")]
    from: Day,
    /// The day after the last one
    #[arg(long, value_name = "DAY")]
    until: Day,
}

/// What is removed.
#[derive(clap::Args)]
pub(crate) struct RemoveArgs {
    /// As the list names it, `spd_…`
    id: SpendId,
}

/// Rejected rows that are shown to a person; `--json` has them all.
const REJECTED_SHOWN: usize = 10;

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Import(args) => take_in(shop, args).await,
        Args::Add(args) => add(shop, args).await,
        Args::Remove(args) => remove(shop, &args).await,
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let all = spend::all(&mut shop.read().await?).await?;
    if args.json {
        let rows: Vec<_> = all
            .iter()
            .map(|spend| {
                let Spend { id, channel, days, amount, source } = spend;
                json!({ "id": id, "channel": channel, "days": days, "amount": amount,
                        "source": source })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    let row = |spend: &Spend| {
        vec![
            spend.id.to_string(),
            spend.channel.clone().unwrap_or_else(|| "–".to_owned()),
            spend.days.from.to_string(),
            spend.days.until.to_string(),
            spend.source.clone(),
            spend.amount.to_string(),
        ]
    };
    let columns = ["spend", "channel", "from", "until", "told by", "amount"];
    println!("{}", print::table(&columns, &all.iter().map(row).collect::<Vec<_>>(), 5));
    Ok(())
}

async fn take_in(shop: &Shop, args: ImportArgs) -> Result<()> {
    let name = args.file.file_name().unwrap_or(args.file.as_os_str()).to_string_lossy();
    let options = SpendOptions {
        channel: args.channel.clone(),
        date_order: args.date_order.clone(),
        sheet: args.sheet.clone(),
    };
    let file = (args.file.as_path(), name.as_ref());
    let summary = spend::take_in(shop, file, options, args.dry_run, Actor::System).await;
    let summary = summary.map_err(|error| match error {
        NotTakenIn::Spend(error) => told(error),
        other => other.into(),
    })?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&summary)?),
        false => print_summary(&name, &summary),
    }
    Ok(())
}

fn print_summary(name: &str, summary: &SpendSummary) {
    let tried = if summary.dry_run { " (dry run, nothing written)" } else { "" };
    println!("{name}: {} rows, {} in all{tried}", summary.rows, summary.total);
    if let Some(days) = summary.days {
        println!("  from {} until {}", days.from, days.until);
    }
    println!(
        "  {} amounts are new, {} changed, {} were known",
        summary.added, summary.changed, summary.unchanged
    );
    for caveat in &summary.caveats.0 {
        println!("  note: {}", caveat.text);
    }
    for rejected in summary.rejected.iter().take(REJECTED_SHOWN) {
        println!("  line {} left out: {}", rejected.line, rejected.text);
    }
    if let Some(n_more) = summary.rejected.len().checked_sub(REJECTED_SHOWN).filter(|n| *n > 0) {
        println!("  and {n_more} more rows left out; --json lists them");
    }
}

async fn add(shop: &Shop, args: AddArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let currency = shop::settings(&mut tx).await?.currency;
    let currency = currency.ok_or(SpendError::NoCurrency).map_err(told)?;
    let amount: f64 = args.amount.parse().map_err(|_| wrong_amount(&args.amount))?;
    let minor = amount * 10_f64.powi(currency.digits() as i32);
    // A whole number of coins up to here is exact in what was read.
    if !minor.is_finite() || minor.abs() > 1e15 {
        return Err(wrong_amount(&args.amount).into());
    }
    let new = NewSpend {
        channel: args.channel,
        days: Period::new(args.from, args.until),
        amount: Money::new(minor.round() as i64, currency),
    };
    let spend = spend::add(&mut tx, new, "command line").await.map_err(told)?;
    tx.commit().await?;
    println!("{} {}", spend.id, spend.amount);
    Ok(())
}

fn wrong_amount(text: &str) -> WrongUsage {
    WrongUsage(format!("`{text}` is no amount such as 250.50"))
}

async fn remove(shop: &Shop, args: &RemoveArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let was_there = spend::remove(&mut tx, args.id).await?;
    tx.commit().await.context("cannot remove it")?;
    match was_there {
        true => Ok(()),
        false => Err(WrongUsage(format!("there is no spend {}", args.id)).into()),
    }
}

fn told(error: SpendError) -> anyhow::Error {
    match error {
        SpendError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
