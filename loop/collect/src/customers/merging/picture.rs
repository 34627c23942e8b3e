//! Two customers as one, and one as two again: pure rules.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::consent::merged::{self, Said};
use crate::customers::{Identity, Profile};

/// A customer's row, word for word, so that it can be put back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, records::FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) no: i64,
    pub(super) external_id: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) name: Option<String>,
    pub(super) country: Option<String>,
    pub(super) city: Option<String>,
    pub(super) language: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) found_by: String,
    pub(super) source: String,
    pub(super) created_at: i64,
    pub(super) created_by: String,
    pub(super) updated_at: i64,
    pub(super) updated_by: String,
    /// The file of customers that named him first; mergings of before it was kept have none.
    pub(super) brought_by: Option<Uuid>,
}

impl Row {
    /// What of it is told of him.
    pub(super) fn profile(&self) -> Profile {
        Profile {
            external_id: self.external_id.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            name: self.name.clone(),
            country: self.country.clone(),
            city: self.city.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone(),
        }
    }
}

/// A customer and what he allowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Picture {
    pub(super) row: Row,
    pub(super) consents: Vec<Said>,
}

/// The fields a person may be asked for, by turns.
fn fields(row: &mut Row) -> [&mut Option<String>; 8] {
    let Row { external_id, email, phone, name, country, city, language, time_zone, .. } = row;
    [external_id, email, phone, name, country, city, language, time_zone]
}

/// The one who stays, with what only the other one had told; a contradiction stays as it was.
pub(super) fn joined(kept: &Picture, gone: &Picture, (now, actor): (i64, String)) -> Picture {
    let (mut row, mut other) = (kept.row.clone(), gone.row.clone());
    for (mine, his) in fields(&mut row).into_iter().zip(fields(&mut other)) {
        *mine = mine.take().or_else(|| his.take());
    }
    row.found_by = format!("{}\n{}", row.found_by, other.found_by);
    row.created_at = row.created_at.min(other.created_at);
    (row.updated_at, row.updated_by) = (now, actor);
    Picture { row, consents: merged::stricter(&kept.consents, &gone.consents) }
}

/// A pair of customers as they were, and as they were made one.
pub(super) struct Story {
    pub(super) before: Picture,
    pub(super) after: Picture,
    pub(super) gone: Picture,
}

/// Both as they were; what came to the one meanwhile stays his, unless it is the other one's name.
pub(super) fn parted(story: &Story, now: &Picture, gones: &[Identity]) -> (Picture, Picture) {
    let Story { before, after, gone } = story;
    let mut kept = now.row.clone();
    let (mut was, mut merged, mut other) =
        (before.row.clone(), after.row.clone(), gone.row.clone());
    let names: HashSet<&str> = gones.iter().map(|name| bare(name)).collect();
    let pairs = fields(&mut kept).into_iter().zip(fields(&mut was));
    for ((mine, was), (merged, his)) in
        pairs.zip(fields(&mut merged).into_iter().zip(fields(&mut other)))
    {
        let is_untouched = mine == merged;
        let is_his = mine.as_deref().is_some_and(|value| names.contains(value)) && mine != was;
        if is_his && !is_untouched {
            *his = his.take().or_else(|| mine.clone());
        }
        if is_untouched || is_his {
            mine.clone_from(was);
        }
    }
    let more = now.row.found_by.strip_prefix(&after.row.found_by);
    kept.found_by = format!("{}{}", before.row.found_by, more.unwrap_or(&now.row.found_by));
    kept.created_at = before.row.created_at;
    if (now.row.updated_at, &now.row.updated_by) == (after.row.updated_at, &after.row.updated_by) {
        (kept.updated_at, kept.updated_by) = (before.row.updated_at, before.row.updated_by.clone());
    }
    let said = (&before.consents[..], &after.consents[..]);
    let (mine, his) = merged::parted(said, &gone.consents, &now.consents);
    (Picture { row: kept, consents: mine }, Picture { row: other, consents: his })
}

/// A name without the source in whose words it is one.
fn bare(name: &Identity) -> &str {
    match name.value.split_once(':') {
        Some((_, number)) if name.kind == "external_id" => number,
        _ => &name.value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A customer by his name, mail and phone; `-` is what nobody knows.
    fn picture(no: i64, line: &str) -> Picture {
        let known = |word: &str| (word != "-").then(|| word.to_owned());
        let [name, email, phone] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("three words: {line}")
        };
        let row = Row {
            id: Uuid::from_u128(no.cast_unsigned().into()),
            no,
            external_id: None,
            email: known(email),
            phone: known(phone),
            name: known(name),
            country: None,
            city: None,
            language: None,
            time_zone: None,
            found_by: line.to_owned(),
            source: "story".to_owned(),
            created_at: no,
            created_by: "story".to_owned(),
            updated_at: no,
            updated_by: "story".to_owned(),
            brought_by: None,
        };
        Picture { row, consents: Vec::new() }
    }

    fn story(before: &str, gone: &str) -> Story {
        let (before, gone) = (picture(2, before), picture(1, gone));
        let after = joined(&before, &gone, (9, "owner".to_owned()));
        Story { before, after, gone }
    }

    #[test]
    fn the_one_who_stays_keeps_what_he_told_and_learns_the_rest() {
        let Story { after, .. } = story("Anna anna@a.test -", "Hanna hanna@b.test +380501234567");
        let told = |field: &Option<String>| field.clone().expect("told");
        assert_eq!(told(&after.row.name), "Anna");
        assert_eq!(told(&after.row.email), "anna@a.test");
        assert_eq!(told(&after.row.phone), "+380501234567");
        assert_eq!((after.row.no, after.row.created_at), (2, 1));
    }

    #[test]
    fn whoever_parts_is_as_before_and_keeps_what_came_meanwhile() {
        let story = story("Anna - -", "- b@b.test -");
        assert_eq!(parted(&story, &story.after, &[]), (story.before.clone(), story.gone.clone()));
        let mut now = story.after.clone();
        now.row.city = Some("Lviv".to_owned());
        now.row.phone = Some("+380671112233".to_owned());
        now.row.found_by.push_str("\nlviv");
        let name = Identity { kind: "phone".to_owned(), value: "+380671112233".to_owned() };
        let (kept, gone) = parted(&story, &now, &[name]);
        assert_eq!(kept.row.city.as_deref(), Some("Lviv"), "told of the one who stayed");
        assert_eq!(kept.row.phone, None, "the phone is the other one's");
        assert_eq!(gone.row.phone.as_deref(), Some("+380671112233"));
        assert_eq!(kept.row.found_by, "Anna - -\nlviv");
        assert_eq!(kept.row.email, None);
    }
}
