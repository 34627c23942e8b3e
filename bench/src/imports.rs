//! Importing a real file, and ten times as many lines of it.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context;

use crate::Arguments;
use crate::children::{self, median};
use crate::sheet::Sheet;

/// Copies of the file in the larger one.
const TIMES: usize = 10;

/// What makes the orders and the customers of one copy different from those of another.
const NAMES_OF_ITS_OWN: [&str; 2] = ["InvoiceNo", "CustomerID"];

/// Measures both, each into a fresh home.
pub fn measure(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let Some(file) = &arguments.uci else {
        eprintln!("bench: SKIPPED the import: name the file with --uci");
        return Ok(());
    };
    let larger = larger_file(file, &arguments.folder)?;
    sheet.open(
        "Import of UCI Online Retail into a fresh home, settling included",
        &["file", "seconds", "peak memory, MB"],
    );
    for (name, file, runs) in
        [("541,909 lines", file, arguments.runs), ("ten times as many", &larger, 1)]
    {
        let (mut seconds, mut peaks) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let run = import(&arguments.program, file)?;
            seconds.push(run.seconds);
            peaks.push(run.peak_mb);
        }
        let figures = [format!("{:.1}", median(seconds)), format!("{:.0}", median(peaks))];
        sheet.line(&[name, &figures[0], &figures[1]]);
    }
    Ok(())
}

fn import(program: &Path, file: &Path) -> anyhow::Result<children::Run> {
    let home = tempfile::tempdir()?;
    let mut command = Command::new(program);
    command.arg("--home").arg(home.path().join("home")).arg("import").arg(file);
    command.args(["--currency", "GBP", "--zone", "Europe/London", "--json"]);
    children::run(&mut command, Some(Duration::from_millis(20)))
}

/// The same lines ten times over, with order and customer numbers of their own.
fn larger_file(file: &Path, bench: &Path) -> anyhow::Result<PathBuf> {
    let larger = bench.join("uci-times-ten.csv");
    if larger.is_file() {
        return Ok(larger);
    }
    let unfinished = bench.join("uci-times-ten.part");
    let mut writer = csv::Writer::from_writer(BufWriter::new(File::create(&unfinished)?));
    for copy in 0..TIMES {
        let mut reader = csv::Reader::from_reader(opened(file)?);
        let header = reader.headers()?.clone();
        if copy == 0 {
            writer.write_record(&header)?;
        }
        for record in reader.records() {
            let record = record?;
            writer.write_record(header.iter().zip(&record).map(|(name, value)| {
                let needs_its_own = NAMES_OF_ITS_OWN.contains(&name) && !value.is_empty();
                if needs_its_own { format!("{value}{copy}") } else { value.to_owned() }
            }))?;
        }
    }
    writer.flush()?;
    std::fs::rename(unfinished, &larger)?;
    Ok(larger)
}

fn opened(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    let bytes = File::open(file).with_context(|| file.display().to_string())?;
    let is_packed = file.extension().is_some_and(|ending| ending == "gz");
    let bytes = BufReader::new(bytes);
    Ok(if is_packed { Box::new(flate2::read::MultiGzDecoder::new(bytes)) } else { Box::new(bytes) })
}
