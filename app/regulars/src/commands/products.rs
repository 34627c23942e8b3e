//! `regulars products`: what the shop sells and what it costs, by hand and out of files.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use collect::products::{
    self, Cost, NotTakenIn, Product, ProductError, ProductOptions, ProductSummary,
};
use collect::shop::{self, Shop};
use domain::{Day, Money};
use records::Actor;
use serde_json::json;

use crate::{WrongUsage, print};

/// What to do with products.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List what the shop sells and what it costs
    List(ListArgs),
    /// Take products and costs in out of a CSV or XLSX file with an article number or a name
    Import(ImportArgs),
    /// Write down what a piece costs from a day on
    Cost(CostArgs),
    /// Forget what a piece costs from a day on
    ForgetCost(ForgetArgs),
    /// List the goods that brought most while their cost is not known
    Uncosted(UncostedArgs),
}

/// Which products, and how they are printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Part of an article number, a name or a category
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// The article number after which the list begins
    #[arg(long, value_name = "SKU")]
    after: Option<String>,
    /// How many are listed
    #[arg(long, default_value_t = 100)]
    limit: u32,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// The file, and what its owner says about it.
#[derive(clap::Args)]
pub(crate) struct ImportArgs {
    /// CSV (also .gz and .zst) or XLSX
    file: PathBuf,
    /// First day of costs whose rows name none; left out, those hold ever since
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
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

/// What a piece costs.
#[derive(clap::Args)]
pub(crate) struct CostArgs {
    /// The article number; the name of goods that have none
    sku: String,
    /// How much a piece costs, in whole units of the shop's currency, such as 4.05
    each: String,
    /// The first day on which it holds; left out, it holds ever since
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
}

/// Which cost is forgotten.
#[derive(clap::Args)]
pub(crate) struct ForgetArgs {
    /// The article number
    sku: String,
    /// The first day on which it holds; left out for the one that holds ever since
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
}

/// How many goods, and how they are printed.
#[derive(clap::Args)]
pub(crate) struct UncostedArgs {
    /// How many are listed
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Rejected rows that are shown to a person; `--json` has them all.
const REJECTED_SHOWN: usize = 10;

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Import(args) => take_in(shop, args).await,
        Args::Cost(args) => cost(shop, &args).await,
        Args::ForgetCost(args) => forget(shop, &args).await,
        Args::Uncosted(args) => uncosted(shop, &args).await,
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let (search, after) = (args.search.as_deref(), args.after.as_deref());
    let found = products::list(&mut tx, search, after, args.limit).await?;
    if args.json {
        let cost = |cost: &Cost| {
            let (each, currency) = (cost.each.amount(), cost.each.currency);
            json!({ "from": cost.from, "each": each, "currency": currency,
                    "source": cost.source })
        };
        let row = |product: &Product| {
            let Product { sku, name, category, costs } = product;
            let costs: Vec<_> = costs.iter().map(cost).collect();
            json!({ "sku": sku, "name": name, "category": category, "costs": costs })
        };
        let rows: Vec<_> = found.iter().map(row).collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    let row = |product: &Product| {
        let word = |text: &Option<String>| text.clone().unwrap_or_default();
        let costs: Vec<String> = product.costs.iter().map(held).collect();
        vec![product.sku.clone(), word(&product.name), word(&product.category), costs.join("; ")]
    };
    let columns = ["article", "name", "category", "a piece costs"];
    println!("{}", print::table(&columns, &found.iter().map(row).collect::<Vec<_>>(), 4));
    Ok(())
}

/// A cost and since when it holds: `4.05 EUR from 2026-03-01`.
fn held(cost: &Cost) -> String {
    match cost.from {
        Some(day) => format!("{} from {day}", cost.each),
        None => cost.each.to_string(),
    }
}

async fn take_in(shop: &Shop, args: ImportArgs) -> Result<()> {
    let name = args.file.file_name().unwrap_or(args.file.as_os_str()).to_string_lossy();
    let options = ProductOptions {
        from: args.from,
        date_order: args.date_order.clone(),
        sheet: args.sheet.clone(),
    };
    let file = (args.file.as_path(), name.as_ref());
    let summary = products::take_in(shop, file, options, args.dry_run, Actor::System).await;
    let summary = summary.map_err(|error| match error {
        NotTakenIn::Product(error) => told(error),
        other => other.into(),
    })?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&summary)?),
        false => print_summary(&name, &summary),
    }
    Ok(())
}

fn print_summary(name: &str, summary: &ProductSummary) {
    let tried = if summary.dry_run { " (dry run, nothing written)" } else { "" };
    println!("{name}: {} rows, {} products{tried}", summary.rows, summary.products);
    println!(
        "  {} products are new, {} are called or filed otherwise now",
        summary.products_new, summary.products_changed
    );
    println!(
        "  {} costs are new, {} changed, {} were known",
        summary.costs_new, summary.costs_changed, summary.costs_unchanged
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

async fn cost(shop: &Shop, args: &CostArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let cost = (args.from, args.each.as_str());
    let product = products::save_cost(&mut tx, &args.sku, cost, "command line").await;
    let product = product.map_err(told)?;
    tx.commit().await?;
    let costs: Vec<String> = product.costs.iter().map(held).collect();
    println!("{}: {}", product.sku, costs.join("; "));
    Ok(())
}

async fn forget(shop: &Shop, args: &ForgetArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let was_there = products::remove_cost(&mut tx, &args.sku, args.from).await?;
    tx.commit().await?;
    match was_there {
        true => Ok(()),
        false => Err(WrongUsage(format!("{} has no cost from that day", args.sku)).into()),
    }
}

async fn uncosted(shop: &Shop, args: &UncostedArgs) -> Result<()> {
    let goods = products::uncosted(shop, args.limit).await.map_err(told)?;
    let currency = shop::settings(&mut shop.read().await?).await?.currency;
    let currency = currency.ok_or(ProductError::NoCurrency).map_err(told)?;
    let money = |minor| Money::new(minor, currency);
    if args.json {
        let row = |one: &products::Uncosted| {
            json!({ "sku": one.sku, "name": one.name, "pieces": one.pieces,
                    "revenue": money(one.revenue) })
        };
        let rows: Vec<_> = goods.iter().map(row).collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    let row = |one: &products::Uncosted| {
        let name = one.name.clone().unwrap_or_default();
        vec![one.sku.clone(), name, one.pieces.to_string(), money(one.revenue).to_string()]
    };
    let columns = ["article", "name", "pieces", "revenue"];
    println!("{}", print::table(&columns, &goods.iter().map(row).collect::<Vec<_>>(), 2));
    Ok(())
}

fn told(error: ProductError) -> anyhow::Error {
    match error {
        ProductError::Records(error) => error.into(),
        ProductError::Settling(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
