//! What a machine must have, and how to get it.
//!
//! Rust, Node and a C compiler are the visitor's own business: without them one message says
//! what is missing. PostgreSQL and Chromium only serve the tests: they are installed where we
//! are root on a Debian-like system, otherwise their tests are skipped with a clear word.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use crate::checkout::{Checkout, answer, finish, on_path, say};
use crate::page;

/// The oldest Node that the page's build tool declares (Vite 8: ^20.19 or ≥ 22.12).
const NODE_OLDEST: (u32, u32) = (20, 19);

/// Prepares a fresh machine for `demo` and `test`.
pub fn setup(checkout: &Checkout) -> anyhow::Result<()> {
    c_compiler()?;
    for (what, found) in [("PostgreSQL", postgres_bin()), ("Chromium", chromium())] {
        match found {
            Ok(path) => say(&format!("{what}: {}", path.display())),
            Err(missing) => say(&format!("{what}: {missing:#}")),
        }
    }
    page::install(checkout)
}

/// SQLite, zstd and ring are C inside; cargo's own message for a missing compiler is a page long.
pub fn c_compiler() -> anyhow::Result<()> {
    if std::env::var_os("CC").is_some()
        || ["cc", "gcc", "clang"].iter().any(|c| on_path(c).is_some())
    {
        return Ok(());
    }
    bail!("no C compiler: install one (Debian: apt-get install build-essential) or set CC")
}

/// Node and npm, recent enough to build the page.
pub fn node() -> anyhow::Result<()> {
    let (major, minor) = NODE_OLDEST;
    let Some(version) = answer(Command::new("node").arg("--version")) else {
        bail!("Node is missing: the page needs Node {major}.{minor} or newer with npm");
    };
    if on_path("npm").is_none() {
        bail!("npm is missing: the page needs Node {major}.{minor} or newer with npm");
    }
    if !recent_enough(&version) {
        bail!("Node {version} is too old: the page needs Node {major}.{minor} or newer");
    }
    Ok(())
}

fn recent_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= NODE_OLDEST,
        _ => false,
    }
}

/// The folder with `initdb` and `postgres`, installed from Debian's package if need be.
pub fn postgres_bin() -> anyhow::Result<PathBuf> {
    found_or_installed("postgresql", "initdb", || {
        newest_debian_postgres(Path::new("/usr/lib/postgresql"))
            .or_else(|| on_path("initdb").and_then(|file| file.parent().map(Path::to_owned)))
    })
}

/// Debian keeps the server's programs out of the path, one folder per version.
fn newest_debian_postgres(versions: &Path) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir(versions)
        .ok()?
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .map(|(version, folder)| (version, folder.join("bin")))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

/// A Chromium for the browser stories; `$CHROMIUM` names another one.
pub fn chromium() -> anyhow::Result<PathBuf> {
    found_or_installed("chromium", "chromium", || {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        named.or_else(|| {
            ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|n| on_path(n))
        })
    })
}

fn found_or_installed(
    package: &str,
    program: &str,
    find: impl Fn() -> Option<PathBuf>,
) -> anyhow::Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if on_path("apt-get").is_none() || !is_root() {
        bail!("{program} is missing; on Debian: sudo apt-get install {package}");
    }
    say(&format!("installing {package}"));
    apt_get(&["update", "-qq"])?;
    apt_get(&["install", "-y", "-qq", "--no-install-recommends", package])?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("{package} is installed, but {program} is not to be found"),
    }
}

fn apt_get(arguments: &[&str]) -> anyhow::Result<()> {
    finish(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether we may install packages, and must not start PostgreSQL as ourselves.
pub fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_compared_as_numbers() {
        for (version, fits) in [
            ("v20.19.0", true),
            ("v20.9.4", false),
            ("v18.20.1", false),
            ("v24.1.0", true),
            ("?", false),
        ] {
            assert_eq!(recent_enough(version), fits, "{version}");
        }
    }

    #[test]
    fn a_machine_without_debian_postgres_has_none() {
        assert_eq!(newest_debian_postgres(Path::new("/nowhere")), None);
    }
}
