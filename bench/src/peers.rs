//! Peers from PyPI, in a folder of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

/// Pinned, so that ratios of two days can be compared.
const PACKAGES: [&str; 6] = [
    "duckdb==2.0.0",
    "polars==2.1.0",
    "chdb==4.4.0",
    "pandas==3.1.1",
    "pyarrow==26.0.1",
    "scikit-learn==1.9.1",
];

/// One answer of a peer.
pub struct Answer {
    /// The query alone, without starting Python.
    pub seconds: f64,
    /// What it found, for comparing.
    pub found: Value,
}

/// A Python that has the peers, installed unless it is there.
pub fn python(bench: &Path) -> anyhow::Result<PathBuf> {
    let venv = bench.join("peers");
    let python = venv.join("bin/python");
    let finished = venv.join(format!("finished-{}", PACKAGES.join("-")));
    if finished.is_file() {
        return Ok(python);
    }
    eprintln!("bench: installing {} into {}", PACKAGES.join(", "), venv.display());
    succeed(Command::new("python3").args(["-m", "venv"]).arg(&venv))
        .context("peers need Python 3 with venv (Debian: python3-venv)")?;
    succeed(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    std::fs::write(finished, b"")?;
    Ok(python)
}

/// Lets a script of `bench/peers` ask a peer once, in a new process.
pub fn ask(python: &Path, script: &str, words: &[&str], files: &Path) -> anyhow::Result<Answer> {
    let mut command = Command::new(python);
    command.arg(format!("bench/peers/{script}")).args(words).arg(files);
    let run = crate::children::run(&mut command, None)?;
    let mut told: Value = serde_json::from_str(&run.output)?;
    let seconds = told["seconds"].as_f64().context("a peer tells its seconds")?;
    Ok(Answer { seconds, found: told["found"].take() })
}

fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}
