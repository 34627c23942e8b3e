//! `cargo xtask tidy`: the rules of the house that a compiler does not check.
//!
//! Each check is a plain function from the house (sources, manifests, documents) to complaints.
//! The whole of it is also a test of this crate, so it runs wherever tests run.

mod caveats;
mod documents;
mod imports;
mod lengths;
mod modules;
mod source;
mod tables;
mod words;

use std::process::{Command, ExitCode};

use anyhow::Context;
use serde_json::Value;

use crate::checkout::{Checkout, answer};
use source::SourceFile;

/// Everything the checks look at, read once.
pub struct House {
    /// All Rust sources.
    rust: Vec<SourceFile>,
    /// Components and other sources of the page: path and text.
    page: Vec<(String, String)>,
    /// The words that all screens share, one file a language.
    words: Vec<(String, String)>,
    /// What cargo says about our packages.
    metadata: Value,
    /// The documents in the root, those that exist.
    documents: Vec<(String, String)>,
    /// Every path of the checkout that is not made by a tool, folders too.
    paths: Vec<String>,
}

/// One broken rule, at one place.
#[derive(Debug, PartialEq, Eq)]
pub struct Complaint {
    pub place: String,
    pub text: String,
}

impl Complaint {
    fn new(place: impl Into<String>, text: impl Into<String>) -> Self {
        Complaint { place: place.into(), text: text.into() }
    }
}

type Check = fn(&House) -> Vec<Complaint>;

const CHECKS: &[(&str, Check)] = &[
    ("the import law is kept", imports::broken_law),
    ("every manifest names the licence", imports::missing_licence),
    ("a table is written by one slice", tables::foreign_writers),
    ("SQL stands in rows.rs and metric files", tables::stray_sql),
    ("only records know the engine", words::stray_engine_words),
    ("names are the shop's", words::banned_names),
    ("nothing is left unfinished or unchecked", words::leftovers),
    ("every source is part of the program", modules::orphans),
    ("files, doors and slices are small", lengths::long_files),
    ("functions are short", lengths::long_functions),
    ("lines fit in the width", lengths::wide_lines),
    ("the map names what exists", documents::missing_paths),
    ("the map shows the import law that is kept", documents::another_law),
    ("every word has three languages", documents::unspoken_words),
    ("every caveat has three languages", caveats::untranslated),
];

/// Runs every check and prints what is wrong.
pub fn run(checkout: &Checkout) -> anyhow::Result<ExitCode> {
    let mut n_complaints = 0;
    for (check, complaints) in complaints(checkout)? {
        println!("{} {check}", if complaints.is_empty() { "ok    " } else { "BROKEN" });
        for Complaint { place, text } in &complaints {
            println!("         {place}: {text}");
        }
        n_complaints += complaints.len();
    }
    Ok(if n_complaints == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every check with its complaints.
pub fn complaints(checkout: &Checkout) -> anyhow::Result<Vec<(&'static str, Vec<Complaint>)>> {
    let house = House::read(checkout)?;
    Ok(CHECKS.iter().map(|(name, check)| (*name, check(&house))).collect())
}

impl House {
    fn read(checkout: &Checkout) -> anyhow::Result<Self> {
        let paths = source::paths_below(&checkout.root)?;
        let read = |path: &String| {
            let text = std::fs::read_to_string(checkout.path(path));
            text.with_context(|| format!("cannot read {path}")).map(|text| (path.clone(), text))
        };
        let with_end = |ends: &'static [&str]| {
            paths.iter().filter(move |path| ends.iter().any(|end| path.ends_with(end)))
        };
        let in_root = |path: &&String| path.ends_with(".md") && !path.contains('/');
        Ok(House {
            rust: with_end(&[".rs"])
                .map(|path| read(path).map(|(path, text)| SourceFile::parse(path, text)))
                .collect::<anyhow::Result<_>>()?,
            page: with_end(&[".ts", ".tsx"]).map(read).collect::<anyhow::Result<_>>()?,
            words: with_end(&["/words.json"]).map(read).collect::<anyhow::Result<_>>()?,
            documents: paths.iter().filter(in_root).map(read).collect::<anyhow::Result<_>>()?,
            metadata: metadata(checkout)?,
            paths,
        })
    }
}

fn metadata(checkout: &Checkout) -> anyhow::Result<Value> {
    let mut cargo: Command = checkout.command("cargo");
    cargo.args(["metadata", "--format-version=1", "--no-deps", "--locked", "--offline"]);
    let text =
        answer(&mut cargo).context("`cargo metadata --locked` fails: is Cargo.lock stale?")?;
    serde_json::from_str(&text).context("cargo metadata prints JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A house with only these sources, to show a check something bad.
    pub(super) fn house_of(sources: &[(&str, &str)]) -> House {
        let owned = sources.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        let (rust, rest): (Vec<_>, Vec<_>) = owned.partition(|(path, _)| path.ends_with(".rs"));
        let (documents, rest): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|(path, _)| path.ends_with(".md"));
        let (words, page) = rest.into_iter().partition(|(path, _)| path.ends_with("/words.json"));
        House {
            paths: sources.iter().map(|(path, _)| path.to_string()).collect(),
            rust: rust.into_iter().map(|(path, text)| SourceFile::parse(path, text)).collect(),
            page,
            words,
            documents,
            metadata: Value::Null,
        }
    }

    #[test]
    fn the_house_is_tidy() {
        let checkout = Checkout::find().expect("tests run in a checkout");
        let checks = complaints(&checkout).expect("the checkout can be read");
        let broken: Vec<_> = checks.into_iter().flat_map(|(_, complaints)| complaints).collect();
        let list: Vec<_> = broken.iter().map(|c| format!("{}: {}", c.place, c.text)).collect();
        assert!(list.is_empty(), "\n{}\n", list.join("\n"));
    }
}
