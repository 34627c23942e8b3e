//! The cohort table, month by month: ours beside the peers, on the same files in the same run.

use std::path::Path;
use std::process::Command;

use anyhow::ensure;
use serde_json::Value;

use crate::children::{self, median};
use crate::sheet::Sheet;
use crate::{Arguments, data, peers};

/// Compares and writes the figures down; an answer that differs from ours is an error.
pub fn compare(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let files = data::folder_of(&arguments.folder, arguments.orders)?;
    let python = peers::python(&arguments.folder)?;
    let (our_seconds, table) = ours(&files, "answer", arguments.runs)?;
    let (floor, _) = ours(&files, "decode", arguments.runs)?;

    sheet.open(
        &format!("Cohort table, month by month, {} orders", arguments.orders),
        &["who", "how", "seconds", "times ours"],
    );
    let mut note = |who: &str, how: &str, seconds: f64| {
        let ratio = format!("{:.1}", seconds / our_seconds);
        sheet.line(&[who, how, &format!("{seconds:.3}"), &ratio]);
    };
    note("Regulars", "fold, the whole process", our_seconds);
    note("nobody", "only decoding the columns, the whole process", floor);
    for peer in peers::PEERS {
        for variant in peers::VARIANTS {
            let mut seconds = Vec::new();
            for _ in 0..arguments.runs {
                let answer = peers::ask(&python, peer, variant, &files)?;
                ensure!(answer.table == table, "{peer} ({variant}) answers differently from us");
                seconds.push(answer.seconds);
            }
            note(peer, &format!("{variant}, the query alone"), median(seconds));
        }
    }
    Ok(())
}

/// The median of new processes of ourselves, and what the last one answered.
fn ours(files: &Path, part: &str, runs: usize) -> anyhow::Result<(f64, Value)> {
    let myself = std::env::current_exe()?;
    let mut seconds = Vec::new();
    let mut table = Value::Null;
    for _ in 0..runs {
        let run = children::run(Command::new(&myself).arg(part).arg(files), None)?;
        seconds.push(run.seconds);
        table = serde_json::from_str::<Value>(&run.output)?["table"].take();
    }
    Ok((median(seconds), table))
}
