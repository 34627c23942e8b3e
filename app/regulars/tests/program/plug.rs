//! The plug is pulled in the middle: of an import, of a campaign.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::owner::Owner;

/// Starts a command and kills it, without a warning, as soon as something has come true.
fn killed_when(owner: &Owner, words: &[&str], has_come: impl Fn() -> bool) {
    let mut command = owner.command(words);
    let mut process =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let deadline = Instant::now() + Duration::from_secs(60);
    while !has_come() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(2));
    }
    process.kill().expect("it can be killed");
    process.wait().expect("it has ended");
}

#[test]
fn an_import_that_was_killed_ends_the_same_when_it_is_done_again() {
    let whole = Owner::new();
    let path = whole.writes_orders("orders.csv", 60_000);
    whole.imports(&path);
    let owner = Owner::new();
    // The tables are there before, so that it is the import that writes the log.
    owner.runs(&["imports"]);
    let log = owner.home().join("regulars.db-wal");
    let has_begun_to_write = || log.metadata().is_ok_and(|log| log.len() > 2_000_000);
    let file = path.to_str().expect("letters");
    let words = ["import", file, "--zone", "UTC", "--currency", "EUR"];
    killed_when(&owner, &words, has_begun_to_write);
    let imports = owner.runs(&["imports"]);
    assert!(!imports.contains("done"), "it was killed before its end: {imports}");
    let again = owner.imports(&path);
    assert_eq!(again["orders"], 60_000);
    assert_eq!(owner.counts(), whole.counts());
    let cohorts = ["cohorts", "--json", "--as-of", "2026-03-01"];
    assert_eq!(owner.asks(&cohorts)["cohorts"], whole.asks(&cohorts)["cohorts"]);
}

#[test]
fn a_campaign_that_was_killed_writes_to_nobody_twice_and_forgets_nobody() {
    let owner = Owner::new();
    owner.imports(&owner.writes_orders("orders.csv", 1_000));
    let letters_leave = ["campaign", "email", "--folder", "--from", "hello@shop.test"];
    let from_here = ["--postal-address", "1 Street", "--public-url", "https://shop.test"];
    owner.runs(&[&letters_leave[..], &from_here[..]].concat());
    let plan = ["campaign", "create", "--name", "Back", "--hold-out", "0.2", "--json"];
    let campaign = owner.asks(&plan);
    let id = campaign["id"].as_str().expect("an id");

    killed_when(&owner, &["campaign", "start", id], || letters(&owner).len() > 100);
    let n_before = letters(&owner).len();
    assert!(n_before < 800, "it was killed before its end: {n_before} letters");
    owner.runs(&["campaign", "pause", id]);
    owner.runs(&["campaign", "resume", id]);

    let counts: Value = owner.asks(&["campaign", "show", id, "--json"])["counts"].clone();
    let n = |outcome: &str| counts[outcome].as_i64().expect("a count");
    assert_eq!(n("sent") + n("uncertain") + n("held_out"), 1_000, "{counts}");
    let mut letters_to: HashMap<String, i64> = HashMap::new();
    for letter in letters(&owner) {
        let text = std::fs::read_to_string(letter).expect("a letter");
        let to = text.lines().find(|line| line.starts_with("To: ")).expect("an address");
        *letters_to.entry(to.to_owned()).or_default() += 1;
    }
    assert_eq!(letters_to.values().max(), Some(&1), "nobody is written to twice");
    let n_letters = i64::try_from(letters_to.len()).expect("few");
    assert!((n("sent")..=n("sent") + n("uncertain")).contains(&n_letters), "{counts}");
}

/// The letters that have left, where letters go into a folder.
fn letters(owner: &Owner) -> Vec<PathBuf> {
    let outbox = owner.home().join("files/outbox");
    let Ok(entries) = std::fs::read_dir(outbox) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "eml")).collect()
}
