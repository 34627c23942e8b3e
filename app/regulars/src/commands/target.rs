//! `regulars target`: what the owner wants the metrics to be.

use anyhow::Result;
use clap::Subcommand;
use collect::shop::{self, Shop};
use domain::Day;
use know::retention::Length;
use know::targets::api::TargetOut;
use know::targets::{self, Target, TargetError};
use records::Actor;

use crate::{WrongUsage, print};

/// What to do with targets.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the targets
    List(ListArgs),
    /// Set what a metric is wanted to be
    Set(SetArgs),
    /// Remove a target
    Remove(WhichArgs),
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// Which target.
#[derive(clap::Args)]
pub(crate) struct WhichArgs {
    /// Name of the metric, such as cac; `regulars metrics --catalogue` lists them
    metric: String,
    /// Length of its periods
    #[arg(long, value_enum, default_value_t)]
    period: Length,
    /// Only for the period that holds this day; every period of that length unless told
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
}

/// A target and its number.
#[derive(clap::Args)]
pub(crate) struct SetArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// The number: 35%, 0.35, 1200, or money in whole units of the shop's currency, 19.90
    #[arg(allow_hyphen_values = true)]
    value: String,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Set(args) => set(shop, &args).await.map_err(told),
        Args::Remove(args) => remove(shop, &args).await,
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let currency = shop::settings(&mut tx).await?.currency;
    let targets = targets::all(&mut tx).await?;
    let shown: Vec<TargetOut> =
        targets.iter().map(|target| TargetOut::of(target, currency)).collect();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&shown)?);
        return Ok(());
    }
    let row = |target: &Target| {
        let figure = know::metrics::catalogue::find(&target.metric)
            .and_then(|metric| Some((metric, target.figure(metric, currency)?)));
        vec![
            target.metric.clone(),
            format!("{:?}", target.length).to_lowercase(),
            target.from.map_or_else(|| "every".to_owned(), |day| day.to_string()),
            figure.map_or_else(
                || "–".to_owned(),
                |(metric, figure)| super::reports::people(metric, Some(figure)),
            ),
        ]
    };
    let rows: Vec<Vec<String>> = targets.iter().map(row).collect();
    println!("{}", print::table(&["metric", "period", "from", "target"], &rows, 3));
    Ok(())
}

async fn set(shop: &Shop, args: &SetArgs) -> Result<(), TargetError> {
    let WhichArgs { metric, period, on } = &args.which;
    let mut tx = shop.write(Actor::System).await?;
    let currency = shop::settings(&mut tx).await?.currency;
    let wanted = targets::read(&args.value, metric, currency)?;
    targets::set(&mut tx, metric, (*period, *on), &wanted).await?;
    tx.commit().await?;
    Ok(())
}

async fn remove(shop: &Shop, args: &WhichArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let was_there =
        targets::remove(&mut tx, &args.metric, (args.period, args.on)).await.map_err(told)?;
    tx.commit().await?;
    match was_there {
        true => Ok(()),
        false => Err(WrongUsage(format!("there is no such target of `{}`", args.metric)).into()),
    }
}

fn told(error: TargetError) -> anyhow::Error {
    match error {
        TargetError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
