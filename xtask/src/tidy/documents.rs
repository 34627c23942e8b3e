//! Documents that rot are worse than none: what they name must exist.

use super::imports::LAW;
use super::{Complaint, House};

/// A word in backticks is a path when it starts in one of these folders.
const ROOMS: &[&str] =
    &["loop/", "foundation/", "app/", "ui/", "testkit/", "xtask/", "bench/", "fuzz/", "docs/"];

/// Paths that ARCHITECTURE.md names and the checkout does not have.
pub fn missing_paths(house: &House) -> Vec<Complaint> {
    let Some(map) = document(house, "ARCHITECTURE.md") else {
        return Vec::new();
    };
    let mut complaints = Vec::new();
    for (index, line) in map.lines().enumerate() {
        for path in line.split('`').skip(1).step_by(2).filter_map(path_in) {
            if !house.paths.contains(&path) {
                let place = format!("ARCHITECTURE.md:{}", index + 1);
                complaints.push(Complaint::new(place, format!("`{path}` does not exist")));
            }
        }
    }
    complaints
}

/// The path in a backticked word, without a trailing slash or `: name`.
fn path_in(word: &str) -> Option<String> {
    let path = word.split([':', ' ']).next()?;
    let in_a_room = ROOMS.iter().any(|room| path.starts_with(room));
    let is_pattern = path.contains(['*', '<', '{', '…']);
    (in_a_room && !is_pattern).then(|| path.trim_end_matches('/').to_owned())
}

/// Rows of the import law that ARCHITECTURE.md shows otherwise than it is kept.
pub fn another_law(house: &House) -> Vec<Complaint> {
    let Some(map) = document(house, "ARCHITECTURE.md") else { return Vec::new() };
    let rows: Vec<&str> = map.lines().collect();
    let shown = |row: &String| rows.contains(&row.as_str());
    LAW.iter()
        .map(|(name, allowed)| match allowed {
            [] => format!("| {name} | nothing of ours |"),
            some => format!("| {name} | {} |", some.join(", ")),
        })
        .filter(|row| !shown(row))
        .map(|row| Complaint::new("ARCHITECTURE.md", format!("the import law lacks `{row}`")))
        .collect()
}

/// Rows of GLOSSARY.md that leave out the word, a language or the meaning.
pub fn unspoken_words(house: &House) -> Vec<Complaint> {
    let Some(glossary) = document(house, "GLOSSARY.md") else {
        return Vec::new();
    };
    let mut n_columns = None;
    let mut complaints = Vec::new();
    for (index, line) in glossary.lines().enumerate() {
        let Some(row) = line.trim().strip_prefix('|').and_then(|row| row.strip_suffix('|')) else {
            n_columns = None;
            continue;
        };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let expected = *n_columns.get_or_insert(cells.len());
        if cells.len() != expected || cells.iter().any(|cell| cell.is_empty()) {
            let place = format!("GLOSSARY.md:{}", index + 1);
            complaints.push(Complaint::new(place, format!("{} lacks a language", cells[0])));
        }
    }
    complaints
}

fn document<'a>(house: &'a House, name: &str) -> Option<&'a str> {
    house.documents.iter().find(|(path, _)| path == name).map(|(_, text)| text.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_map_of_what_is_gone_is_told() {
        let house = house_of(&[
            ("loop/act/src/lib.rs", ""),
            (
                "ARCHITECTURE.md",
                "See `loop/act/src/lib.rs: redeem`, `cargo test`\nand `loop/act/src/gone.rs`.",
            ),
        ]);
        assert_eq!(
            missing_paths(&house),
            [Complaint::new("ARCHITECTURE.md:2", "`loop/act/src/gone.rs` does not exist")]
        );
    }

    #[test]
    fn a_map_with_another_law_is_told() {
        let complaints = another_law(&house_of(&[("ARCHITECTURE.md", "| domain | records |")]));
        assert_eq!(complaints.len(), LAW.len());
        assert_eq!(complaints[0].text, "the import law lacks `| domain | nothing of ours |`");
    }

    #[test]
    fn a_word_without_ukrainian_is_told() {
        let glossary = "\
| Code | Русский | Українська | Meaning |
|---|---|---|---|
| `regular` | постоянный клиент | постійний клієнт | ordered twice, not quiet |
| `churn` | отток | | the share that left |
";
        let complaints = unspoken_words(&house_of(&[("GLOSSARY.md", glossary)]));
        assert_eq!(complaints, [Complaint::new("GLOSSARY.md:4", "`churn` lacks a language")]);
    }
}
