//! How many tests passed, failed and were skipped, heard from what the runners print.

use std::io::{BufRead, BufReader, Read};
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::Context;

/// The outcome of some tests; tallies add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Tally {
    pub const FAILURE: Tally = Tally { passed: 0, failed: 1, skipped: 0 };
    pub const SKIP: Tally = Tally { passed: 0, failed: 0, skipped: 1 };
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Runs a test runner, lets everything it says through, and adds up its summary lines.
///
/// A runner that fails without naming a failed test (it did not compile, it crashed) counts as
/// one failure, and so does one that says nothing at all.
pub fn heard(command: &mut Command, summary: fn(&str) -> Option<Tally>) -> anyhow::Result<Tally> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut runner = command.spawn().context("cannot start the test runner")?;
    let out = runner.stdout.take().context("the runner has no output")?;
    let err = runner.stderr.take().context("the runner has no messages")?;
    let listener = thread::spawn(move || pass_on(out, summary));
    let mut tally = pass_on(err, summary);
    tally += listener.join().expect("passing lines on does not panic");
    let status = runner.wait()?;
    if (!status.success() && tally.failed == 0) || tally == Tally::default() {
        tally += Tally::FAILURE;
    }
    Ok(tally)
}

fn pass_on(stream: impl Read, summary: fn(&str) -> Option<Tally>) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        if let Some(part) = summary(&without_colours(&line)) {
            tally += part;
        }
    }
    tally
}

/// `Summary [ 1.2s] 4 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 3 skipped`
pub fn of_nextest(line: &str) -> Option<Tally> {
    let (_, counts) = line.trim().strip_prefix("Summary [")?.split_once("run:")?;
    Some(counted(counts))
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`
pub fn of_cargo_test(line: &str) -> Option<Tally> {
    Some(counted(line.trim().strip_prefix("test result:")?.split_once('.')?.1))
}

/// `Tests  1 failed | 12 passed | 2 skipped (15)`
pub fn of_vitest(line: &str) -> Option<Tally> {
    let counts = line.trim().strip_prefix("Tests ")?;
    Some(counted(counts))
}

/// Every runner says `NUMBER WORD`, apart from each other by signs of its own.
fn counted(counts: &str) -> Tally {
    let mut tally = Tally::default();
    for part in counts.split([',', ';', '|', '(']) {
        let Some((number, word)) = part.trim().split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<usize>() else {
            continue;
        };
        match word.trim().trim_end_matches(')') {
            word if word.starts_with("passed") => tally.passed += number,
            word if word.starts_with("failed") || word.starts_with("timed out") => {
                tally.failed += number;
            }
            word if word.starts_with("exec failed") => tally.failed += number,
            word if ["skipped", "ignored", "todo"].iter().any(|w| word.starts_with(w)) => {
                tally.skipped += number;
            }
            _ => {}
        }
    }
    tally
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: usize, failed: usize, skipped: usize) -> Option<Tally> {
        Some(Tally { passed, failed, skipped })
    }

    #[test]
    fn every_runner_is_understood() {
        let nextest = "     Summary [   0.005s] 4 tests run: 2 passed (1 slow), 1 failed, \
                       1 timed out, 3 skipped";
        assert_eq!(of_nextest(nextest), tally(2, 2, 3));
        let cargo = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(of_cargo_test(cargo), tally(5, 0, 1));
        let vitest = without_colours(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | 12 passed (13)",
        );
        assert_eq!(of_vitest(&vitest), tally(12, 1, 0));
        assert_eq!(of_nextest("        PASS [   0.005s] domain money::tests::adds"), None);
    }

    #[test]
    fn a_runner_that_crashes_counts_as_a_failure() {
        let mut crashing = Command::new("false");
        assert_eq!(heard(&mut crashing, of_nextest).ok(), tally(0, 1, 0));
    }

    #[test]
    fn the_summary_reads_as_promised() {
        let total = Tally { passed: 10, failed: 0, skipped: 2 };
        assert_eq!(total.to_string(), "10 passed, 0 failed, 2 skipped");
    }
}
