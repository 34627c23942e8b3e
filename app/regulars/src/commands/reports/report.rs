//! The full report: in a terminal with words first, as JSON, or as a page to share.

use std::path::PathBuf;

use anyhow::{Context, Result};
use collect::shop::Shop;
use know::report::{FullReport, ReportOptions};

use super::{Shown, Table};
use crate::print;

/// The full report and where it goes.
#[derive(clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    options: ReportOptions,
    /// Write it as one page to share
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    /// Print it as JSON, as the API answers it
    #[arg(long)]
    json: bool,
    /// Compute without any kept result
    #[arg(long)]
    fresh: bool,
}

/// Tells every figure of the shop, computed in one pass.
pub(crate) async fn run_report(shop: &Shop, args: ReportArgs) -> Result<()> {
    let shop = if args.fresh { shop.clone().afresh() } else { shop.clone() };
    let asked = know::report::of_shop(&shop, args.options).await?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&asked.report)?);
    } else if let Some(path) = args.html {
        let page = know::report::html::page(&asked.report, &asked.vantage);
        std::fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("{} holds the report; it can be sent as it is", path.display());
    } else {
        print_report(&asked.report);
    }
    Ok(())
}

fn print_report(report: &FullReport) {
    for caveat in &report.head.caveats.0 {
        eprintln!("note: {}", caveat.text);
    }
    for told in &report.sentences {
        println!("{}", told.text);
    }
    for (place, loss) in report.losses.iter().enumerate() {
        println!("{}. {}", place + 1, loss.text);
    }
    if let Some(metrics) = &report.metrics {
        print_part("metrics", metrics);
    }
    if let Some([cohorts, ..]) = report.cohorts.as_deref() {
        print_part("cohorts", cohorts);
    }
    if let Some(groups) = &report.rfm {
        print_part("groups", groups);
    }
    if let Some(rhythm) = &report.rhythm {
        print_part("rhythm", rhythm);
    }
    if let Some(revenue) = &report.revenue {
        print_part("revenue", revenue);
    }
    if let Some(abc) = &report.abc {
        print_part("abc", abc);
    }
    println!("{}", report.head.definition);
}

fn print_part(title: &str, part: &impl Shown) {
    println!("\n{title}");
    for Table { columns, rows, n_words } in part.tables() {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        println!("{}", print::table(&columns, &rows, n_words));
    }
}
