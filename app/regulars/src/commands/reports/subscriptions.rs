//! Subscriptions in a terminal: taken in out of files, and what they are worth a month.

use std::path::PathBuf;

use anyhow::Result;
use collect::shop::Shop;
use collect::subscriptions::{self, NotTakenIn, SubscriptionFileOptions, SubscriptionSummary};
use domain::Caveats;
use know::subscriptions::{MrrCohort, MrrPeriod, SubscriptionOptions, SubscriptionReport};
use records::Actor;

use super::{Args, Shown, Table, money, percent, said};
use crate::WrongUsage;

/// Monthly revenue and its movements, or a file to be taken in.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct SubscriptionArgs {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    asked: Args<SubscriptionOptions>,
}

#[derive(clap::Subcommand)]
enum Verb {
    /// Take a CSV or XLSX file in: subscription_id, customer_id or email, date, status, amount,
    /// interval
    Import(ImportArgs),
}

/// The file, and what its owner says about it.
#[derive(clap::Args)]
struct ImportArgs {
    /// CSV (also .gz and .zst) or XLSX
    file: PathBuf,
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

/// Prints what subscriptions are worth a month, or takes a file of them in.
pub(crate) async fn run_subscriptions(shop: &Shop, args: SubscriptionArgs) -> Result<()> {
    if let Some(Verb::Import(args)) = args.verb {
        return take_in(shop, args).await;
    }
    super::run(shop, args.asked.options, &args.asked.output, know::subscriptions::of_shop).await
}

async fn take_in(shop: &Shop, args: ImportArgs) -> Result<()> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = SubscriptionFileOptions { sheet: args.sheet, date_order: args.date_order };
    let file = (args.file.as_path(), name.as_str());
    let taken = subscriptions::take_in(shop, file, options, args.dry_run, Actor::System).await;
    let summary = taken.map_err(|error| match error {
        NotTakenIn::NoCurrency => WrongUsage(error.to_string()).into(),
        other => anyhow::Error::from(other),
    })?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&summary)?),
        false => print_summary(&name, &summary),
    }
    Ok(())
}

/// Rejected rows that are shown to a person; `--json` has them all.
const REJECTED_SHOWN: usize = 10;

fn print_summary(name: &str, summary: &SubscriptionSummary) {
    let tried = if summary.dry_run { " (dry run, nothing written)" } else { "" };
    println!(
        "{name}: {} rows about {} subscriptions of {} customers{tried}",
        summary.rows, summary.subscriptions, summary.customers
    );
    println!("  {} rows are new, {} were known", summary.added, summary.known);
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

impl Shown for SubscriptionReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let now = vec![vec![money(self.mrr), money(self.arr), self.customers.to_string()]];
        vec![
            Table::new(&["MRR", "ARR", "customers"], 0, now),
            movements(&self.periods),
            rates(&self.periods),
            cohorts(&self.cohorts),
        ]
    }
}

fn movements(periods: &[MrrPeriod]) -> Table {
    let columns =
        ["period", "start", "new", "reactivation", "expansion", "contraction", "churned", "end"];
    let row = |period: &MrrPeriod| {
        let amounts = [
            period.start,
            period.new,
            period.reactivation,
            period.expansion,
            period.contraction,
            period.churned,
            period.end,
        ];
        std::iter::once(named(period)).chain(amounts.map(money)).collect()
    };
    Table::new(&columns, 1, periods.iter().map(row).collect())
}

fn named(period: &MrrPeriod) -> String {
    let running = if period.complete { "" } else { "*" };
    format!("{}{running}", period.period)
}

fn rates(periods: &[MrrPeriod]) -> Table {
    let columns = [
        "period",
        "gross churn",
        "daily",
        "net churn",
        "daily",
        "customers left",
        "daily",
        "gross kept",
        "net kept",
    ];
    let row = |period: &MrrPeriod| {
        let rates = &period.rates;
        let shares = [
            rates.gross_churn,
            rates.gross_churn_daily,
            rates.net_churn,
            rates.net_churn_daily,
            rates.customer_churn,
            rates.customer_churn_daily,
            rates.grr,
            rates.nrr,
        ];
        std::iter::once(named(period)).chain(shares.map(percent)).collect()
    };
    Table::new(&columns, 1, periods.iter().map(row).collect())
}

/// Net retention of each cohort, a column a period.
fn cohorts(cohorts: &[MrrCohort]) -> Table {
    let longest = cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0);
    let periods = (0..longest).map(|k| k.to_string());
    let columns = ["cohort", "customers", "began with"].map(str::to_owned);
    let rows = cohorts.iter().map(|cohort| {
        let head = [cohort.cohort.clone(), cohort.customers.to_string(), money(cohort.entry)];
        let cells = cohort.cells.iter().map(|cell| percent(cell.nrr));
        let blank = std::iter::repeat_n(String::new(), longest - cohort.cells.len());
        head.into_iter().chain(cells).chain(blank).collect()
    });
    let columns = columns.into_iter().chain(periods).collect();
    Table { columns, rows: rows.collect(), n_words: 1 }
}
