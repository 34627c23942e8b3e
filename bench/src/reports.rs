//! The full report in one pass: ours beside the peers, on the same files in the same run.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::children::{self, median, ours};
use crate::sheet::Sheet;
use crate::{Arguments, data, peers};

/// The names that `peers/report.py` knows.
const PEERS: [&str; 3] = ["duckdb", "chdb", "pandas"];

/// How often the kernel is asked for the memory of a process that lives a second.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Compares and writes the figures down; an answer that differs from ours is an error.
pub fn compare(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let files = data::folder_of(&arguments.folder, arguments.orders, arguments.orders / 10)?;
    let python = peers::python(&arguments.folder)?;
    let (our_seconds, report) = ours(&files, "report", arguments.runs)?;
    sheet.open(
        &format!("Full report, {} orders", arguments.orders),
        &["who", "how", "seconds", "times ours"],
    );
    let mut note = |who: &str, how: &str, seconds: f64| {
        let ratio = format!("{:.1}", seconds / our_seconds);
        sheet.line(&[who, how, &format!("{seconds:.3}"), &ratio]);
    };
    note("Regulars", "one pass, the whole process", our_seconds);
    for peer in PEERS {
        let mut seconds = Vec::new();
        for _ in 0..arguments.runs {
            let theirs = peers::ask(&python, "report.py", &[peer], &files)?;
            agree(&report, &theirs.found).with_context(|| format!("{peer} answers differently"))?;
            seconds.push(theirs.seconds);
        }
        note(peer, "the queries alone", median(seconds));
    }
    growth(arguments, our_seconds, sheet)
}

/// Ten times the orders of the same customers.
fn growth(arguments: &Arguments, our_seconds: f64, sheet: &mut Sheet) -> anyhow::Result<()> {
    let n_customers = arguments.orders / 10;
    sheet.open(
        &format!("Full report of {n_customers} customers"),
        &["orders", "seconds", "times the first", "MB at most"],
    );
    for n_orders in [arguments.orders, 10 * arguments.orders] {
        let files = data::folder_of(&arguments.folder, n_orders, n_customers)?;
        let (seconds, _) = ours(&files, "report", arguments.runs)?;
        let myself = std::env::current_exe()?;
        let run = children::run(Command::new(myself).arg("report").arg(&files), Some(LOOK_EVERY))?;
        let ratio = format!("{:.1}", seconds / our_seconds);
        let peak = format!("{:.0}", run.peak_mb);
        sheet.line(&[&n_orders.to_string(), &format!("{seconds:.3}"), &ratio, &peak]);
    }
    Ok(())
}

/// Whether a peer found what our report tells.
fn agree(report: &Value, found: &Value) -> anyhow::Result<()> {
    for (part, tables) in [("calendar", "cohorts"), ("rolling", "cohorts_rolling")] {
        cohorts_agree(&report[tables], &found[part]).context(part)?;
    }
    let money = |amount: &Value| amount["minor"].clone();
    let bridge = &report["revenue"];
    let parts = ["base_revenue", "period_revenue", "churned", "contraction", "expansion", "new"];
    let bridge: Vec<Value> =
        parts.iter().chain(&["reactivated"]).map(|part| money(&bridge[part])).collect();
    ensure!(json!(bridge) == found["bridge"], "the bridge {bridge:?}");
    let classes = rows(&report["abc"]["classes"], |row| {
        json!([row["class"], row["n"], money(&row["value"])])
    });
    ensure!(classes == found["abc"], "abc {classes}");
    let groups = rows(&report["rfm"]["groups"], |row| {
        json!([row["group"], row["customers"], row["orders"], money(&row["revenue"])])
    });
    ensure!(groups == found["rfm"], "the groups {groups}");
    gaps_agree(report, found)
}

/// The rows of a table, sorted as the peers sort theirs.
fn rows(table: &Value, row: impl Fn(&Value) -> Value) -> Value {
    let mut rows: Vec<Value> = table.as_array().into_iter().flatten().map(row).collect();
    rows.sort_by_key(|row| row[0].as_str().map(str::to_owned));
    Value::Array(rows)
}

/// Whether every cell behind the first period has the peer's customers, by all four rules.
fn cohorts_agree(tables: &Value, found: &Value) -> anyhow::Result<()> {
    let found: std::collections::HashMap<(u64, u64), &Value> = found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| Some(((row[0].as_u64()?, row[1].as_u64()?), row)))
        .collect();
    for (rule, table) in tables.as_array().context("four tables")?.iter().enumerate() {
        let cohorts = table["cohorts"].as_array().context("cohorts")?;
        for (cohort, row) in cohorts.iter().enumerate() {
            for cell in row["cells"].as_array().context("cells")?.iter().skip(1) {
                let k = cell["k"].as_u64().context("a period")?;
                let theirs =
                    found.get(&(cohort as u64, k)).map_or(&Value::Null, |row| &row[rule + 2]);
                let same = cell["customers"].as_u64() == Some(theirs.as_u64().unwrap_or(0));
                ensure!(same, "rule {rule}, cohort {cohort}, period {k}: {cell} beside {theirs}");
            }
        }
    }
    Ok(())
}

/// Whether the ladder and the Kaplan-Meier curve stand on the peer's customers and gaps.
fn gaps_agree(report: &Value, found: &Value) -> anyhow::Result<()> {
    let counts = |name: &str| -> Vec<(u64, u64)> {
        let rows = found[name].as_array().into_iter().flatten();
        rows.filter_map(|row| Some((row[0].as_u64()?, row[1].as_u64()?))).collect()
    };
    let (ladder, closed, open) = (counts("ladder"), counts("closed"), counts("open"));
    let beyond = |counts: &[(u64, u64)], least: u64| -> u64 {
        counts.iter().filter(|(value, _)| *value >= least).map(|(_, n)| n).sum()
    };
    for step in report["ladder"].as_array().context("a ladder")? {
        let n = step["n"].as_u64().context("a step")?;
        ensure!(step["customers"] == beyond(&ladder, n), "step {n}: {step}");
    }
    for point in report["rhythm"]["curve"].as_array().context("a curve")? {
        let day = point["day"].as_u64().context("a day")?;
        let events = closed.iter().find(|(gap, _)| *gap == day).map_or(0, |(_, n)| *n);
        let at_risk = beyond(&closed, day) + beyond(&open, day);
        ensure!(point["events"] == events && point["at_risk"] == at_risk, "day {day}: {point}");
    }
    Ok(())
}
