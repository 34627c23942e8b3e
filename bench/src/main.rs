//! Benchmarks: how fast and how small Regulars is, beside peers that run on the same files.
//!
//! `cargo xtask bench` builds this and runs everything; `docs/benchmarks.md` is written by it.
//! Peers come from PyPI into a folder of their own. Every figure is the median of several new
//! processes that find the files in the system's cache.
//!
//! Start reading at [`cohorts::compare`].

mod children;
mod clusters;
mod cohorts;
mod data;
mod imports;
mod ingest;
mod models;
mod ours;
mod peers;
mod previews;
mod reports;
mod server;
mod sheet;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

use know::report::Parts;
use sheet::Sheet;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures Regulars and its peers.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Where files and the peers are kept between runs.
    #[arg(long, default_value = ".bench", global = true)]
    folder: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = "target/release/regulars", global = true)]
    program: PathBuf,
    /// New processes per figure.
    #[arg(long, default_value_t = 5, global = true)]
    runs: usize,
    /// Orders in the cohort files, of a tenth as many customers.
    #[arg(long, default_value_t = 10_000_000, global = true)]
    orders: u64,
    /// The order lines of UCI's Online Retail, plain or gzipped; without it no import is measured.
    #[arg(long, global = true)]
    uci: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Part {
    /// The cohort table beside DuckDB, Polars and the ClickHouse engine.
    Cohorts,
    /// The full report beside DuckDB, the ClickHouse engine and pandas.
    Reports,
    /// Trying a segment beside DuckDB.
    Previews,
    /// Importing half a million lines, and ten times as many.
    Import,
    /// The idle server with the demo shop.
    Server,
    /// Events told over HTTP, beside the same rows written by a minimal program.
    Ingest,
    /// Fitting models of repeat purchase.
    Models,
    /// K-means of a million points beside scikit-learn.
    Clusters,
    /// One answer of ours, for a process of its own.
    #[command(hide = true)]
    Answer {
        /// The files.
        files: PathBuf,
    },
    /// The full report of ours, for a process of its own.
    #[command(hide = true)]
    Report {
        /// The files.
        files: PathBuf,
        /// Its parts.
        #[arg(long, default_value = "cohorts,rfm,ladder,rhythm,revenue,abc")]
        only: Parts,
    },
    /// Trying a segment, for a process of its own.
    #[command(hide = true)]
    Preview {
        /// The files.
        files: PathBuf,
    },
    /// Clusters of a file of points, for a process of its own.
    #[command(hide = true)]
    Cluster {
        /// The file.
        file: PathBuf,
    },
    /// Only decoding the columns of that answer.
    #[command(hide = true)]
    Decode {
        /// The files.
        files: PathBuf,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder).context("the folder of the benchmark")?;
    // Facts name their files from the root.
    arguments.folder = arguments.folder.canonicalize()?;
    let mut sheet = Sheet::of_this_machine();
    match &arguments.part {
        Some(Part::Answer { files }) => return ours::answer(files).await,
        Some(Part::Report { files, only }) => return ours::report(files, only.clone()).await,
        Some(Part::Preview { files }) => return previews::preview(files).await,
        Some(Part::Decode { files }) => return ours::decode(files),
        Some(Part::Cluster { file }) => return clusters::cluster(file),
        Some(Part::Cohorts) => cohorts::compare(&arguments, &mut sheet)?,
        Some(Part::Reports) => reports::compare(&arguments, &mut sheet)?,
        Some(Part::Previews) => previews::compare(&arguments, &mut sheet)?,
        Some(Part::Import) => imports::measure(&arguments, &mut sheet)?,
        Some(Part::Server) => server::measure(&arguments, &mut sheet).await?,
        Some(Part::Ingest) => ingest::measure(&arguments, &mut sheet)?,
        Some(Part::Models) => models::measure(&arguments, &mut sheet)?,
        Some(Part::Clusters) => clusters::compare(&arguments, &mut sheet)?,
        None => {
            cohorts::compare(&arguments, &mut sheet)?;
            reports::compare(&arguments, &mut sheet)?;
            previews::compare(&arguments, &mut sheet)?;
            imports::measure(&arguments, &mut sheet)?;
            server::measure(&arguments, &mut sheet).await?;
            ingest::measure(&arguments, &mut sheet)?;
            models::measure(&arguments, &mut sheet)?;
            clusters::compare(&arguments, &mut sheet)?;
        }
    }
    println!("{sheet}");
    if arguments.part.is_none() {
        std::fs::write("docs/benchmarks.md", sheet.to_string()).context("docs/benchmarks.md")?;
    }
    Ok(())
}
