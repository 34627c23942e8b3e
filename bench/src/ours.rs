//! Our answer to the cohort question, and the floor under any answer: decoding the columns.

use std::fs::File;
use std::path::Path;

use anyhow::Context;
use collect::shop::Language;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use domain::{Caveats, ShopZone, WeekStart};
use facts::{Session, Snapshot};
use know::Vantage;
use know::cohorts::{self, CohortFold, CohortOptions, CohortReport};
use know::metrics::Ledger;
use know::report::{self, Parts, ReportOptions};
use know::rfm::{Groups, Scale};
use serde_json::json;

use crate::data;

/// The columns that a cohort table needs.
const COLUMNS: [&str; 3] = ["customer_no", "at", "valid"];

/// Prints the table of a folder of fact files, as the peers print theirs.
pub async fn answer(folder: &Path) -> anyhow::Result<()> {
    let (session, vantage) = (session_of(folder)?, vantage()?);
    let options = CohortOptions::default();
    let fold = CohortFold::new(&options, &vantage).context("three years have a calendar")?;
    let sum = session.fold(fold).await?;
    let report = cohorts::report(options, &vantage, Some(&sum));
    println!("{}", json!({ "table": table_of(&report)? }));
    Ok(())
}

/// The facts of a folder.
pub fn session_of(folder: &Path) -> anyhow::Result<Session> {
    let settled = data::files_in(folder)?;
    Ok(Session::open(Snapshot { settled, ..Snapshot::default() })?)
}

/// The end of the drawn years.
pub fn vantage() -> anyhow::Result<Vantage> {
    Ok(Vantage {
        zone: ShopZone::utc(),
        week_start: WeekStart::Monday,
        currency: Some("EUR".parse()?),
        as_of: data::OPENING.plus_days(data::N_DAYS),
        first_order_at: Some(data::OPENING),
        language: Language::En,
        caveats: Caveats::default(),
    })
}

/// Prints the parts of the full report over a folder of fact files.
pub async fn report(folder: &Path, only: Parts) -> anyhow::Result<()> {
    let (session, vantage) = (session_of(folder)?, vantage()?);
    let options = ReportOptions { only, ..ReportOptions::default() };
    let fold = report::fold(&options, &vantage).context("three years have a report")?;
    let sum = session.fold(fold).await?;
    let report = report::report(
        options,
        &vantage,
        Some(sum),
        (&Groups::shipped(), &Scale::default(), &Ledger::default()),
    );
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// The cells with anybody in them as `[cohort, k, customers]`, months counted from year 0.
fn table_of(report: &CohortReport) -> anyhow::Result<Vec<[u64; 3]>> {
    let mut table = Vec::new();
    for row in &report.cohorts {
        let (year, month) = row.cohort.split_once('-').context("cohorts are months")?;
        let cohort = year.parse::<u64>()? * 12 + month.parse::<u64>()? - 1;
        let cells = row.cells.iter().filter(|cell| cell.customers > 0);
        table.extend(cells.map(|cell| [cohort, cell.k as u64, cell.customers]));
    }
    Ok(table)
}

/// Decodes the columns of a cohort table on every core and does nothing with them.
pub fn decode(folder: &Path) -> anyhow::Result<()> {
    let files = data::files_in(folder)?;
    let n_threads = std::thread::available_parallelism()?.get();
    let n_rows: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..n_threads)
            .map(|worker| {
                let mine = files.iter().skip(worker).step_by(n_threads);
                scope.spawn(move || {
                    mine.map(|file| decode_file(&file.path)).sum::<anyhow::Result<usize>>()
                })
            })
            .collect();
        let answers = workers.into_iter().map(|worker| worker.join().expect("decoding is safe"));
        answers.sum::<anyhow::Result<usize>>()
    })?;
    println!("{}", json!({ "rows": n_rows }));
    Ok(())
}

fn decode_file(path: &Path) -> anyhow::Result<usize> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), COLUMNS);
    let reader = builder.with_projection(mask).with_batch_size(8_192).build()?;
    let mut n_rows = 0;
    for batch in reader {
        n_rows += batch?.num_rows();
    }
    Ok(n_rows)
}
