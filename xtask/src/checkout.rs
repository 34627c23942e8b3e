//! Where we are: the root of the checkout, the build directory, and how to run a program here.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// One clone of the project on this machine.
pub struct Checkout {
    pub root: PathBuf,
    target: PathBuf,
}

impl Checkout {
    /// Finds the clone this program was started in.
    ///
    /// Cargo tells where the manifest of `xtask` was at start, which stays right when the folder
    /// was moved after the build; a bare binary falls back to the working directory.
    pub fn find() -> anyhow::Result<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(manifest_dir) => PathBuf::from(manifest_dir),
            None => std::env::current_dir().context("the working directory is gone")?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("Cargo.lock").is_file())
            .with_context(|| format!("no Cargo.lock above {}", start.display()))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) => root.join(target),
            None => root.join("target"),
        };
        Ok(Checkout { root: root.to_owned(), target })
    }

    /// A path inside the checkout.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// Where a release build leaves a program.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name)
    }

    /// A program that will run in the root of the checkout.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Runs the cargo we were started by and says how long it took.
    pub fn cargo(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let started = Instant::now();
        finish(self.command(cargo).args(arguments))?;
        say(&format!("cargo {} took {}", arguments.join(" "), spoken(started.elapsed())));
        Ok(())
    }
}

/// Runs a command to its end; anything but success is an error that names it.
pub fn finish(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line_of(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line_of(command));
    }
    Ok(())
}

/// What a command prints, or nothing when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A program found on the path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// One line of progress, apart from what the tools below us print.
pub fn say(line: &str) {
    eprintln!("xtask: {line}");
}

/// A duration as a person would say it: `12m 03s`, `4.2s`.
pub fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 60 {
        format!("{}m {:02}s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1}s", duration.as_secs_f64())
    }
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_durations_read_well() {
        assert_eq!(spoken(Duration::from_millis(4_210)), "4.2s");
        assert_eq!(spoken(Duration::from_secs(723)), "12m 03s");
    }

    #[test]
    fn a_failing_command_is_named_in_the_error() {
        let error = finish(&mut Command::new("false")).expect_err("false never succeeds");
        assert!(error.to_string().starts_with("`false` ended with"), "{error}");
    }
}
