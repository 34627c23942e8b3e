//! `regulars report | metrics | cohorts | retention | lifecycle | rfm | abc | rhythm | revenue`:
//! the reports of KNOW in a terminal.
//!
//! Data goes to standard output, as a table for people, as JSON or as CSV; what must be known
//! beside it goes to standard error.

mod abc;
mod cohorts;
mod lifecycle;
mod metrics;
mod report;
mod retention;
mod revenue;
mod rfm;
mod rhythm;

use anyhow::Result;
use collect::shop::Shop;
use domain::{Caveats, Money};
use know::abc::AbcOptions;
use know::cohorts::CohortOptions;
use know::lifecycle::LifecycleOptions;
use know::retention::RetentionOptions;
use know::revenue::RevenueOptions;
use know::rfm::RfmOptions;
use know::rhythm::RhythmOptions;
use know::{Head, ReportError};
use serde::Serialize;

pub(crate) use metrics::{MetricsArgs, run_metrics};
pub(crate) use report::{ReportArgs, run_report};

use crate::WrongUsage;
use crate::print;

/// A report and how it is printed.
#[derive(clap::Args)]
pub(crate) struct Args<Options: clap::Args> {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    output: Output,
}

/// How a report is printed.
#[derive(clap::Args)]
struct Output {
    /// Print the report as JSON, as the API answers it
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print the rows as CSV
    #[arg(long)]
    csv: bool,
}

/// Rows with named columns.
pub(super) struct Sheet {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// How many columns at the left are words.
    pub(super) n_words: usize,
}

impl Sheet {
    fn new(columns: &[&str], n_words: usize, rows: Vec<Vec<String>>) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows, n_words }
    }
}

/// A report that can be shown to people and handed to programs.
trait Shown: Serialize {
    /// What the figures mean, and what must be known beside them.
    fn said(&self) -> (&str, &Caveats);
    /// The tables for people, with numbers as people read them.
    fn tables(&self) -> Vec<Sheet>;
    /// The rows for programs, with plain numbers.
    fn rows(&self) -> Sheet;
}

/// Prints the cohort table.
pub(crate) async fn run_cohorts(shop: &Shop, args: Args<CohortOptions>) -> Result<()> {
    print(know::cohorts::of_shop(shop, args.options).await, &args.output)
}

/// Prints who of the whole base stayed.
pub(crate) async fn run_retention(shop: &Shop, args: Args<RetentionOptions>) -> Result<()> {
    print(know::retention::of_shop(shop, args.options).await, &args.output)
}

/// Prints who came, stayed and fell silent, and where everybody stands.
pub(crate) async fn run_lifecycle(shop: &Shop, args: Args<LifecycleOptions>) -> Result<()> {
    print(know::lifecycle::of_shop(shop, args.options).await, &args.output)
}

/// Prints how long customers wait between purchases.
pub(crate) async fn run_rhythm(shop: &Shop, args: Args<RhythmOptions>) -> Result<()> {
    print(know::rhythm::of_shop(shop, args.options).await, &args.output)
}

/// Prints what became of the revenue of a base period.
pub(crate) async fn run_revenue(shop: &Shop, args: Args<RevenueOptions>) -> Result<()> {
    print(know::revenue::of_shop(shop, args.options).await, &args.output)
}

/// Prints the scores of every customer, for people the groups.
pub(crate) async fn run_rfm(shop: &Shop, args: Args<RfmOptions>) -> Result<()> {
    if args.output.json || args.output.csv {
        return print(know::rfm::of_shop(shop, args.options).await, &args.output);
    }
    print(know::rfm::groups_of_shop(shop, args.options).await, &args.output)
}

/// As many as people look at; programs are given every row.
const ABC_ROWS: u32 = 10;

/// Prints which customers or products bring the money, for people the classes and the first ten.
pub(crate) async fn run_abc(shop: &Shop, args: Args<AbcOptions>) -> Result<()> {
    let Args { mut options, output } = args;
    if !output.json && !output.csv {
        options.limit = options.limit.or(Some(ABC_ROWS));
    }
    print(know::abc::of_shop(shop, options).await, &output)
}

fn print(report: Result<impl Shown, ReportError>, output: &Output) -> Result<()> {
    let report = report.map_err(|error| {
        if error.is_wrong_question() {
            anyhow::Error::new(WrongUsage(error.to_string()))
        } else {
            anyhow::Error::new(error)
        }
    })?;
    let (definition, caveats) = report.said();
    for caveat in &caveats.0 {
        eprintln!("note: {}", caveat.text);
    }
    if output.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else if output.csv {
        let rows = report.rows();
        print::csv(&rows.columns, &rows.rows)?;
    } else {
        for sheet in report.tables() {
            let columns: Vec<&str> = sheet.columns.iter().map(String::as_str).collect();
            println!("{}\n", print::table(&columns, &sheet.rows, sheet.n_words));
        }
        println!("{definition}");
    }
    Ok(())
}

fn said<Options>(head: &Head<Options>) -> (&str, &Caveats) {
    (&head.definition, &head.caveats)
}

/// A share as people read it; a dash where there is no answer.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

fn interval(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{:.1} … {:.1} %", low * 100.0, high * 100.0),
        _ => "–".to_owned(),
    }
}

fn money(money: Option<Money>) -> String {
    money.map_or_else(|| "–".to_owned(), |money| money.to_string())
}

/// A value as programs read it; empty where there is no answer.
fn plain(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn minor(money: Option<Money>) -> String {
    plain(money.map(|money| money.minor))
}
