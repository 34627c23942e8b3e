//! The cohort table, month by month: ours beside the peers, on the same files in the same run.

use anyhow::ensure;

use crate::children::{median, ours};
use crate::sheet::Sheet;
use crate::{Arguments, data, peers};

/// The names that `peers/cohorts.py` knows.
const PEERS: [&str; 3] = ["duckdb", "polars", "chdb"];

/// How a peer is asked: as a person would, and as cleverly as can be thought of.
const VARIANTS: [&str; 2] = ["plain", "clever"];

/// Compares and writes the figures down; an answer that differs from ours is an error.
pub fn compare(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let files = data::folder_of(&arguments.folder, arguments.orders, arguments.orders / 10)?;
    let python = peers::python(&arguments.folder)?;
    let (our_seconds, answer) = ours(&files, "answer", arguments.runs)?;
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
    for peer in PEERS {
        for variant in VARIANTS {
            let mut seconds = Vec::new();
            for _ in 0..arguments.runs {
                let theirs = peers::ask(&python, "cohorts.py", &[peer, variant], &files)?;
                ensure!(theirs.found == answer["table"], "{peer} ({variant}) answers differently");
                seconds.push(theirs.seconds);
            }
            note(peer, &format!("{variant}, the query alone"), median(seconds));
        }
    }
    Ok(())
}
