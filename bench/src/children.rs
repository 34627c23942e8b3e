//! Processes that are measured from outside.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::Value;

/// What one process took.
#[derive(Clone, Debug)]
pub struct Run {
    /// From start to end.
    pub seconds: f64,
    /// The most memory it held at once, in megabytes.
    pub peak_mb: f64,
    /// What it printed.
    pub output: String,
}

/// Runs a command to its end; an unsuccessful end is an error.
///
/// `look_every` asks the kernel so often for the memory it held; looking takes time from it.
pub fn run(command: &mut Command, look_every: Option<Duration>) -> anyhow::Result<Run> {
    let output = tempfile::NamedTempFile::new()?;
    command.stdout(output.reopen()?).stderr(Stdio::inherit());
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start {command:?}"))?;
    let mut peak_kb = 0;
    if let Some(pause) = look_every {
        // The kernel keeps the high-water mark itself; it is gone with the process, so we look
        // often enough to miss only its last moments.
        while child.try_wait()?.is_none() {
            peak_kb = peak_kb.max(memory_kb(&child, "VmHWM:").unwrap_or(0));
            std::thread::sleep(pause);
        }
    }
    let status = child.wait()?;
    let seconds = started.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    let output = fs::read_to_string(output.path())?;
    Ok(Run { seconds, peak_mb: peak_kb as f64 / 1024.0, output })
}

/// The memory a process holds now, in megabytes.
pub fn resident_mb(child: &Child) -> anyhow::Result<f64> {
    let kb = memory_kb(child, "VmRSS:").context("the process has ended")?;
    Ok(kb as f64 / 1024.0)
}

fn memory_kb(child: &Child, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The middle one of several figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The median of new processes of this program asked for a part of it, and what the last one told.
pub fn ours(files: &Path, part: &str, runs: usize) -> anyhow::Result<(f64, Value)> {
    let myself = std::env::current_exe()?;
    let mut seconds = Vec::new();
    let mut answer = Value::Null;
    for _ in 0..runs {
        let run = run(Command::new(&myself).arg(part).arg(files), None)?;
        seconds.push(run.seconds);
        answer = serde_json::from_str(&run.output)?;
    }
    Ok((median(seconds), answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn a_process_is_measured_and_heard() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo hello; sleep 0.05"]);
        let heard = run(&mut command, Some(Duration::from_millis(2))).expect("it ends");
        assert_eq!(heard.output, "hello\n");
        assert!(heard.seconds > 0.04 && heard.peak_mb > 0.1, "{heard:?}");
    }

    #[test]
    fn a_process_that_fails_is_no_figure() {
        assert!(run(&mut Command::new("false"), None).is_err());
    }
}
