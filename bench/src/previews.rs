//! Trying a segment: who meets five conditions, ours beside DuckDB on the same files.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, ensure};
use collect::shop::{Address, Shop};
use know::Asked;
use know::segments::crowd::{Asker, Crowd, who};
use know::segments::text::{self, Coins};
use serde_json::json;

use crate::children::ours;
use crate::sheet::Sheet;
use crate::{Arguments, data, peers};

/// What `peers/previews.py` asks too.
const RULE: &str = "orders >= 5 and days since last order > 90 and revenue in last 365 days >= 100 \
                    and orders through channel \"web\" >= 2 \
                    and days since last order > 1.5 * usual gap";

/// So many are tried in one process, as on a page that is open.
const TRIES: usize = 20;

/// More customers than a folder has.
const MANY: i64 = 100_000_000;

/// Compares and writes the figures down; an answer that differs from ours is an error.
pub fn compare(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let (n_orders, n_customers) = (2 * arguments.orders, arguments.orders / 10);
    let files = data::folder_of(&arguments.folder, n_orders, n_customers)?;
    let python = peers::python(&arguments.folder)?;
    let (_, answer) = ours(&files, "preview", 1)?;
    let theirs = peers::ask(&python, "previews.py", &["duckdb"], &files)?;
    ensure!(theirs.found == answer["found"], "duckdb finds {} beside {answer}", theirs.found);
    let seconds = |name: &str| answer[name].as_f64().context("our seconds");
    let (ours, slowest) = (seconds("seconds")?, seconds("p95")?);
    sheet.open(
        &format!("A segment of five conditions, {n_customers} customers, {n_orders} orders"),
        &["who", "how", "seconds", "times ours"],
    );
    let mut note = |who: &str, how: &str, seconds: f64| {
        sheet.line(&[who, how, &format!("{seconds:.3}"), &format!("{:.1}", seconds / ours)]);
    };
    note("Regulars", "median of twenty", ours);
    note("Regulars", "nineteen of twenty are faster", slowest);
    note("duckdb", "median of five", theirs.seconds);
    Ok(())
}

/// Prints who is meant in a folder of fact files, and how long each try took.
pub async fn preview(files: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let shop = Shop::open(&Address { home: folder.path().join("home"), records: None }).await?;
    let vantage = crate::ours::vantage()?;
    let rule = text::read(RULE, Coins::of(vantage.currency))?;
    let everyone = Crowd::of_stretches(vec![1..=MANY]);
    let mut seconds = Vec::with_capacity(TRIES);
    let mut found = Crowd::default();
    for _ in 0..TRIES {
        let started = Instant::now();
        let asked = Asked::new(vantage.clone(), crate::ours::session_of(files)?);
        found = who(&mut Asker::over(&shop, asked, everyone.clone()), &rule).await?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let found = json!([found.len(), found.numbers().sum::<i64>()]);
    let p95 = seconds[TRIES * 95 / 100 - 1];
    println!("{}", json!({ "seconds": seconds[TRIES / 2], "p95": p95, "found": found }));
    Ok(())
}
