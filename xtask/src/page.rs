//! Building the page: npm packages and the bundle in `ui/dist`, each only when its sources
//! changed, so that the second `cargo xtask demo` starts at once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;

use crate::checkout::{Checkout, finish, say, spoken};
use crate::needs;

/// Folders of `ui` that are made, not written.
const MADE: [&str; 4] = ["node_modules", "dist", "shots", "reports"];

/// Installs the page's packages as locked, unless they already are.
pub fn install(checkout: &Checkout) -> anyhow::Result<()> {
    needs::node()?;
    let ui = checkout.path("ui");
    let lock = std::fs::read(ui.join("package-lock.json")).context("ui/package-lock.json")?;
    let stamp = Stamp::new(ui.join("node_modules/.regulars-stamp"), &lock);
    if stamp.is_fresh() {
        return Ok(());
    }
    let started = Instant::now();
    finish(checkout.command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&ui))?;
    say(&format!("npm ci took {}", spoken(started.elapsed())));
    stamp.press()
}

/// Builds the page into `ui/dist`, unless it is already built from these sources.
pub fn build(checkout: &Checkout) -> anyhow::Result<()> {
    let ui = checkout.path("ui");
    let stamp = Stamp::new(ui.join("dist/.regulars-stamp"), &sources_of(&ui)?);
    if stamp.is_fresh() {
        return Ok(());
    }
    install(checkout)?;
    let started = Instant::now();
    finish(checkout.command("npm").args(["run", "build"]).current_dir(&ui))?;
    say(&format!("building the page took {}", spoken(started.elapsed())));
    stamp.press()
}

/// A small file next to something made, saying from what it was made.
struct Stamp {
    file: PathBuf,
    text: String,
}

impl Stamp {
    fn new(file: PathBuf, sources: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        sources.hash(&mut hasher);
        Stamp { file, text: format!("{:016x}\n", hasher.finish()) }
    }

    fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|pressed| pressed == self.text)
    }

    fn press(&self) -> anyhow::Result<()> {
        std::fs::write(&self.file, &self.text)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

/// Every source file with its content, in a fixed order.
fn sources_of(ui: &Path) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut sources = Vec::new();
    let mut folders = vec![ui.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let is_made =
                path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made));
            if path.is_dir() && !is_made {
                folders.push(path);
            } else if path.is_file() {
                let content = std::fs::read(&path)?;
                sources.push((path, content));
            }
        }
    }
    sources.sort();
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_fresh_only_for_the_same_sources() {
        let file = std::env::temp_dir().join(format!("regulars-stamp-{}", std::process::id()));
        let stamp = Stamp::new(file.clone(), &"sources");
        assert!(!stamp.is_fresh());
        stamp.press().expect("the temp dir is writable");
        assert!(stamp.is_fresh());
        assert!(!Stamp::new(file.clone(), &"other sources").is_fresh());
        std::fs::remove_file(file).expect("it was just written");
    }
}
