//! `regulars report | metrics | cohorts | retention | lifecycle | rfm | abc | rhythm | revenue |
//! subscriptions | value | leaving | personas | forecast | recommend`: the reports of KNOW in a
//! terminal.
//!
//! Data goes to standard output, as a table for people, as JSON or as CSV, or into a file; what
//! must be known beside it goes to standard error.

mod abc;
mod acquisition;
mod cohorts;
mod customers;
mod elsewhere;
mod forecast;
mod leaving;
mod lifecycle;
mod metrics;
mod personas;
mod recommend;
mod report;
mod retention;
mod revenue;
mod rfm;
mod rhythm;
mod subscriptions;
mod value;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use collect::shop::Shop;
use domain::{Caveats, Money};
use know::abc::AbcOptions;
use know::acquisition::AcquisitionOptions;
use know::cohorts::CohortOptions;
use know::elsewhere::ElsewhereOptions;
use know::lifecycle::LifecycleOptions;
use know::retention::RetentionOptions;
use know::revenue::RevenueOptions;
use know::rhythm::RhythmOptions;
use know::sheets::{self, Format, Sheet, Tabled};
use know::{Head, ReportError};
use serde::Serialize;

pub(crate) use customers::run_customers;
pub(crate) use forecast::{ForecastArgs, run_forecast};
pub(crate) use leaving::{LeavingArgs, run_leaving};
pub(crate) use metrics::{MetricsArgs, people, run_metrics};
pub(crate) use personas::{PersonasArgs, run_personas};
pub(crate) use recommend::{RecommendArgs, run_recommend};
pub(crate) use report::{ReportArgs, run_report};
pub(crate) use rfm::{RfmArgs, run_rfm};
pub(crate) use subscriptions::{SubscriptionArgs, run_subscriptions};
pub(crate) use value::{ValueArgs, run_value};

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

/// How a report is printed, or into which file its table goes.
#[derive(clap::Args)]
struct Output {
    /// Print the report as JSON, as the API answers it
    #[arg(long, conflicts_with = "file")]
    json: bool,
    /// Print the table as CSV: bare numbers, money in minor units
    #[arg(long, group = "file")]
    csv: bool,
    /// Write the table as a workbook for spreadsheets
    #[arg(long, group = "file", value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Write the table as typed columns
    #[arg(long, group = "file", value_name = "FILE")]
    parquet: Option<PathBuf>,
    /// Compute without any kept result
    #[arg(long)]
    fresh: bool,
    /// Which table of the report; the main one unless told
    #[arg(long, requires = "file", value_name = "NAME")]
    table: Option<String>,
}

impl Output {
    fn is_file(&self) -> bool {
        self.csv || self.xlsx.is_some() || self.parquet.is_some()
    }
}

/// A table for people: named columns, and rows with numbers as people read them.
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// How many columns at the left are words.
    pub(super) n_words: usize,
}

impl Table {
    fn new(columns: &[&str], n_words: usize, rows: Vec<Vec<String>>) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows, n_words }
    }
}

/// A report that can be shown to people.
trait Shown: Serialize {
    /// What the figures mean, and what must be known beside them.
    fn said(&self) -> (&str, &Caveats);
    /// Its tables.
    fn tables(&self) -> Vec<Table>;
}

/// Prints the cohort table.
pub(crate) async fn run_cohorts(shop: &Shop, args: Args<CohortOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::cohorts::of_shop).await
}

/// Prints the same words as other tools count them.
pub(crate) async fn run_elsewhere(shop: &Shop, args: Args<ElsewhereOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::elsewhere::of_shop).await
}

/// Prints who of the whole base stayed.
pub(crate) async fn run_retention(shop: &Shop, args: Args<RetentionOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::retention::of_shop).await
}

/// Prints who came, stayed and fell silent, and where everybody stands.
pub(crate) async fn run_lifecycle(shop: &Shop, args: Args<LifecycleOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::lifecycle::of_shop).await
}

/// Prints how long customers wait between purchases.
pub(crate) async fn run_rhythm(shop: &Shop, args: Args<RhythmOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::rhythm::of_shop).await
}

/// Prints what became of the revenue of a base period.
pub(crate) async fn run_revenue(shop: &Shop, args: Args<RevenueOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::revenue::of_shop).await
}

/// Prints what new customers cost, and when they have paid for it.
pub(crate) async fn run_acquisition(shop: &Shop, args: Args<AcquisitionOptions>) -> Result<()> {
    run(shop, args.options, &args.output, know::acquisition::of_shop).await
}

/// As many as people look at; programs are given every row.
const ABC_ROWS: u32 = 10;

/// Prints which customers or products bring the money, for people the classes and the first ten.
pub(crate) async fn run_abc(shop: &Shop, mut args: Args<AbcOptions>) -> Result<()> {
    if !args.output.json && !args.output.is_file() {
        args.options.limit = args.options.limit.or(Some(ABC_ROWS));
    }
    run(shop, args.options, &args.output, know::abc::of_shop).await
}

async fn run<Question, Report>(
    shop: &Shop,
    question: Question,
    output: &Output,
    of_shop: impl AsyncFnOnce(&Shop, Question) -> Result<Report, ReportError>,
) -> Result<()>
where
    Question: Tabled,
    Report: Shown,
{
    let shop = &if output.fresh { shop.clone().afresh() } else { shop.clone() };
    if output.is_file() {
        return save(shop, question, output).await;
    }
    let report = of_shop(shop, question).await.map_err(told)?;
    let (definition, caveats) = report.said();
    if output.json {
        return print_json(&report, caveats);
    }
    print_notes(caveats);
    for Table { columns, rows, n_words } in report.tables() {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        println!("{}\n", print::table(&columns, &rows, n_words));
    }
    println!("{definition}");
    Ok(())
}

fn print_json(report: &impl Serialize, caveats: &Caveats) -> Result<()> {
    print_notes(caveats);
    println!("{}", serde_json::to_string_pretty(report)?);
    Ok(())
}

pub(super) fn print_notes(caveats: &Caveats) {
    for caveat in &caveats.0 {
        eprintln!("note: {}", caveat.text);
    }
}

/// Writes one table to standard output or into a file.
async fn save<Question: Tabled>(shop: &Shop, question: Question, output: &Output) -> Result<()> {
    let table = table_named(output.table.as_deref())?;
    let sheet = sheets::of_shop(shop, question, table).await.map_err(told)?;
    let file = match (&output.xlsx, &output.parquet) {
        (Some(path), _) => Some((Format::Xlsx, path)),
        (None, Some(path)) => Some((Format::Parquet, path)),
        (None, None) => None,
    };
    write(sheet, file).await
}

/// Writes a table into a file of a kind, or as CSV to standard output where none is told.
pub(super) async fn write(sheet: Sheet, file: Option<(Format, &PathBuf)>) -> Result<()> {
    print_notes(&sheet.about.caveats);
    let Some((format, path)) = file else {
        return Ok(sheets::write(sheet, Format::Csv, std::io::stdout()).await?);
    };
    let cannot = || format!("cannot write {}", path.display());
    let mut out = BufWriter::new(File::create(path).with_context(cannot)?);
    sheets::write(sheet, format, &mut out).await?;
    out.flush().with_context(cannot)?;
    eprintln!("{} holds the table", path.display());
    Ok(())
}

fn table_named<Question: Tabled>(
    name: Option<&str>,
) -> Result<&'static sheets::Table<Question>, WrongUsage> {
    let tables = Question::TABLES;
    let found = match name {
        None => tables.first(),
        Some(name) => tables.iter().find(|table| table.name == name),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
        let name = name.unwrap_or_default();
        WrongUsage(format!("there is no table `{name}`; there are {}", names.join(", ")))
    })
}

fn told(error: ReportError) -> anyhow::Error {
    match error.is_wrong_question() {
        true => WrongUsage(error.to_string()).into(),
        false => error.into(),
    }
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
