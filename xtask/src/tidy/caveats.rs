//! What has to be known before a number is believed, in the reader's own language.

use serde_json::Value;

use super::source::SourceFile;
use super::{Complaint, House};

const MADE_BY: &str = "Caveat::new(";

/// Caveats that the page could only tell in English.
pub fn untranslated(house: &House) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let words: Vec<(&str, Value)> = house
        .words
        .iter()
        .map(|(path, text)| (path.as_str(), serde_json::from_str(text).unwrap_or_default()))
        .collect();
    for file in &house.rust {
        for (line, code) in caveats_in(file) {
            let Some(code) = code else {
                let text = "a caveat is made with its code, so that it can be found";
                complaints.push(Complaint::new(file.at(line), text));
                continue;
            };
            let lacking = words.iter().filter(|(_, words)| words["caveats"][code].is_null());
            complaints.extend(lacking.map(|(path, _)| {
                Complaint::new(file.at(line), format!("{path} lacks the caveat `{code}`"))
            }));
        }
    }
    complaints
}

/// The line and the code of every caveat that is made outside tests.
fn caveats_in(file: &SourceFile) -> impl Iterator<Item = (usize, Option<&str>)> {
    file.code.match_indices(MADE_BY).map(|(at, _)| {
        let given = file.text[at + MADE_BY.len()..].trim_start();
        let code = given.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        (1 + file.code[..at].matches('\n').count(), code.map(|(code, _)| code))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_caveat_without_words_is_told() {
        let house = house_of(&[
            ("ui/src/texts/uk/words.json", r#"{"caveats": {"few_people": "Людей замало."}}"#),
            ("loop/know/src/a.rs", "say(Caveat::new(\n    \"few_people\", text))"),
            ("loop/know/src/b.rs", "// none\nsay(Caveat::new(\"no_people\", text))"),
            ("loop/know/src/c.rs", "say(Caveat::new(code, text))"),
            ("loop/know/src/tests.rs", "say(Caveat::new(\"another\", text))"),
        ]);
        let places: Vec<_> = untranslated(&house).into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["loop/know/src/b.rs:2", "loop/know/src/c.rs:1"]);
    }
}
