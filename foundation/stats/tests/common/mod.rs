//! The shared reference values and the data that they were found on.

#![allow(dead_code, reason = "each file of tests uses a part of it")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use serde_json::Value;
use stats::recurrence::{History, Model};

fn shared_place(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path)
}

fn shared(path: &str) -> Option<String> {
    let Ok(text) = std::fs::read_to_string(shared_place(path)) else {
        eprintln!("skipped: the shared {path} is not on this machine");
        return None;
    };
    Some(text)
}

/// One reference case; nothing, with a word, where the shared references are not at hand.
pub fn case(id: &str) -> Option<Value> {
    let all: Value = serde_json::from_str(&shared("spec/models-reference.json")?).expect("JSON");
    let cases = all["cases"].as_array().expect("cases");
    Some(cases.iter().find(|case| case["id"] == id).expect("a case of this id").clone())
}

/// The rows of a data set as numbers, without its header.
pub fn table(name: &str) -> Option<Vec<Vec<f64>>> {
    let text = shared(&format!("data/models/{name}"))?;
    let row =
        |line: &str| line.split(',').map(|field| field.trim().parse().expect("a number")).collect();
    Some(text.lines().skip(1).map(row).collect())
}

/// The rows of a packed data set as words by the names of their columns.
pub fn table_of_words(name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let place = shared_place(&format!("data/models/{name}"));
    let Ok(file) = std::fs::File::open(place) else {
        eprintln!("skipped: the shared {name} is not on this machine");
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("a packed text");
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned));
    let columns: Vec<String> = lines.next().expect("a header").collect();
    Some(lines.map(|words| columns.iter().cloned().zip(words).collect()).collect())
}

/// The histories of a table of customers: columns 1, 2 and 3 are x, t_x and T.
pub fn histories(rows: &[Vec<f64>]) -> Vec<History> {
    rows.iter()
        .map(|row| History { n_again: row[1] as u32, last_at: row[2], watched_for: row[3] })
        .collect()
}

pub fn model(name: &str) -> Model {
    match name {
        "BG/NBD" => Model::BgNbd,
        "MBG/NBD" => Model::MbgNbd,
        "Pareto/NBD" => Model::ParetoNbd,
        "BG/BB" => Model::BgBb,
        "NBD" => Model::Nbd,
        other => panic!("no model {other}"),
    }
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number, not {value}"))
}

/// Both agree within a share of the second, or a hair near nothing.
#[track_caller]
pub fn near(what: &str, found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs();
    assert!(off <= relative * expected.abs() + 1e-15, "{what}: {found}, not {expected}");
}

/// Both agree within so much.
#[track_caller]
pub fn within(what: &str, found: f64, expected: f64, absolute: f64) {
    assert!((found - expected).abs() <= absolute, "{what}: {found}, not {expected}");
}
