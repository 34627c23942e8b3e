//! Words that do not belong where they stand.

use super::source::{SourceFile, is_word};
use super::{Complaint, House};

/// Pattern words say nothing about a shop.
const BANNED_IN_TYPES: &[&str] =
    &["Manager", "Service", "Processor", "Helper", "Helpers", "Util", "Utils", "Dto", "Impl"];

const BANNED_FILES: &[&str] = &[
    "common", "helper", "helpers", "impl", "manager", "misc", "service", "types", "util", "utils",
];

/// Questions are nouns and commands are verbs of the shop.
const BANNED_VERBS: &[&str] = &["get_", "handle_", "process_"];

/// Verbs of the engine's own traits; who implements them cannot choose.
const NAMED_BY_OTHERS: &[&str] = &["get_bytes", "get_metadata"];

/// Where the engine may be named: the foundation that knows it, the configuration that chooses
/// it, the workbench that starts it, and the doorman who tells what file was handed in.
const KNOW_THE_ENGINE: &[&str] = &[
    "foundation/records/",
    "app/regulars/src/",
    "testkit/",
    "xtask/",
    "bench/",
    "loop/collect/src/imports/reading/opening.rs",
];

/// `sqlite` and `postgres` outside the few places that may know them.
pub fn stray_engine_words(house: &House) -> Vec<Complaint> {
    let free = |path: &str| !KNOW_THE_ENGINE.iter().any(|known| path.starts_with(known));
    let mut complaints = Vec::new();
    for file in house.rust.iter().filter(|file| free(&file.path)) {
        let code = file.code_lines().map(|(line, code)| (line, code.to_lowercase()));
        let texts = file.literals.iter().map(|(line, text)| (*line, text.to_lowercase()));
        for (line, text) in code.chain(texts) {
            if let Some(word) = ["sqlite", "postgres"].iter().find(|word| text.contains(**word)) {
                complaints.push(Complaint::new(file.at(line), format!("only records know {word}")));
            }
        }
    }
    complaints
}

/// Types, files and functions named after a pattern instead of the shop.
pub fn banned_names(house: &House) -> Vec<Complaint> {
    house
        .rust
        .iter()
        .flat_map(|file| bad_file_name(file).into_iter().chain(bad_items(file)))
        .collect()
}

fn bad_file_name(file: &SourceFile) -> Option<Complaint> {
    let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    let is_banned = BANNED_FILES.contains(&stem);
    is_banned.then(|| Complaint::new(&file.path, "files are named after concepts"))
}

fn bad_items(file: &SourceFile) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (line, code) in file.code_lines() {
        for name in ["struct ", "enum ", "trait ", "type "].iter().filter_map(|k| named(code, k)) {
            if let Some(word) = BANNED_IN_TYPES.iter().find(|word| name.ends_with(**word)) {
                let text = format!("`{name}`: {word} says nothing about a shop");
                complaints.push(Complaint::new(file.at(line), text));
            }
        }
        if let Some(name) = named(code, "fn ").filter(|name| !NAMED_BY_OTHERS.contains(name)) {
            if let Some(verb) = BANNED_VERBS.iter().find(|verb| name.starts_with(**verb)) {
                let text = format!("`{name}`: `{verb}` is no verb of a shopkeeper");
                complaints.push(Complaint::new(file.at(line), text));
            }
        }
    }
    complaints
}

/// The name that follows a keyword on this line.
fn named<'a>(code: &'a str, keyword: &str) -> Option<&'a str> {
    let at = code.find(keyword)?;
    let is_whole_word = !code[..at].bytes().next_back().is_some_and(is_word);
    let rest = &code[at + keyword.len()..];
    let end = rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len());
    (is_whole_word && end > 0).then(|| &rest[..end])
}

/// What a finished program does not contain.
const LEFTOVERS: &[(&str, &str)] = &[
    ("todo!", "unfinished"),
    ("unimplemented!", "unfinished"),
    ("dbg!", "a leftover of debugging"),
    (".unwrap()", "say why it cannot fail: `expect(\"reason\")`, or answer the failure"),
];

/// Unfinished code and unexplained panics outside tests.
pub fn leftovers(house: &House) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in &house.rust {
        for (line, code) in file.code_lines() {
            let found = LEFTOVERS.iter().filter(|(word, _)| code.contains(word));
            complaints.extend(
                found.map(|(word, why)| Complaint::new(file.at(line), format!("`{word}`: {why}"))),
            );
        }
        complaints.extend(marked_lines(&file.path, &file.text));
    }
    complaints.extend(house.page.iter().flat_map(|(path, text)| marked_lines(path, text)));
    complaints
}

/// Marks that promise work for later; such work belongs into an issue.
fn marked_lines(path: &str, text: &str) -> Vec<Complaint> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let lines = text.lines().enumerate();
    let marked = lines.filter(|(_, line)| marks.iter().any(|mark| has_word(line, mark)));
    marked
        .map(|(index, _)| {
            Complaint::new(format!("{path}:{}", index + 1), "a mark of work for later")
        })
        .collect()
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    fn places(complaints: Vec<Complaint>) -> Vec<String> {
        complaints.into_iter().map(|complaint| complaint.place).collect()
    }

    #[test]
    fn the_engine_is_named_in_the_foundation_only() {
        let house = house_of(&[
            (
                "loop/collect/src/orders/rows.rs",
                "// sqlite is fine in a comment\nif is_sqlite() {}",
            ),
            ("loop/act/src/lib.rs", r#"fn a() { "postgres://shop" }"#),
            ("foundation/records/src/lib.rs", "enum Engine { Sqlite, Postgres }"),
        ]);
        let told = places(stray_engine_words(&house));
        assert_eq!(told, ["loop/collect/src/orders/rows.rs:2", "loop/act/src/lib.rs:1"]);
    }

    #[test]
    fn pattern_names_are_told() {
        let house = house_of(&[
            ("loop/act/src/campaigns/utils.rs", ""),
            ("loop/act/src/campaigns/mod.rs", "pub struct CampaignManager;\nfn get_campaign() {}"),
            ("loop/act/src/journeys/mod.rs", "pub struct Journey;\nfn budget_of() {}"),
        ]);
        assert_eq!(
            places(banned_names(&house)),
            [
                "loop/act/src/campaigns/utils.rs",
                "loop/act/src/campaigns/mod.rs:1",
                "loop/act/src/campaigns/mod.rs:2"
            ]
        );
    }

    #[test]
    fn leftovers_are_told_outside_tests_only() {
        let text = "fn a() { b.unwrap() }\n#[cfg(test)]\nmod tests { fn c() { d.unwrap() } }";
        let house = house_of(&[
            ("loop/know/src/lib.rs", text),
            ("ui/src/App.tsx", concat!("// TO", "DO later")),
        ]);
        assert_eq!(places(leftovers(&house)), ["loop/know/src/lib.rs:1", "ui/src/App.tsx:1"]);
    }
}
