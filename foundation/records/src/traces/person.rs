//! Who is sought: his ids and what he is called.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Engine, Value};

use super::{Trace, Whose};

/// One thing that a person is called by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// `email`, `phone`, `number`, `telegram`, `visitor`, `id` or `name`.
    pub kind: String,
    /// As it is written.
    pub text: String,
}

/// Everything a person is called by.
pub type Words = Vec<Word>;

/// The person whose traces are sought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The customer's id.
    pub id: Uuid,
    /// His dense number.
    pub no: i64,
    /// What he is called by.
    pub words: Words,
}

/// Shorter words stand in too much that speaks of others.
const LENGTH_MIN: usize = 6;

impl Word {
    /// A word of a kind.
    pub fn new(kind: &str, text: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), text: text.into() }
    }

    /// Whether texts can be searched for it; a number such as 17 stands in many of them.
    pub fn is_telling(&self) -> bool {
        self.text.chars().count() >= LENGTH_MIN
    }

    /// Whether more than one person may bear it.
    pub fn is_name(&self) -> bool {
        self.kind == "name"
    }

    /// Without what others write differently: a phone by its digits.
    fn core(&self) -> &str {
        self.text.strip_prefix('+').filter(|_| self.kind == "phone").unwrap_or(&self.text)
    }

    /// As it may stand in a text that was made small, by an engine that knows Latin letters only
    /// and by one that knows all.
    pub(super) fn small(&self) -> Vec<String> {
        let mut forms = vec![self.core().to_lowercase(), self.core().to_ascii_lowercase()];
        forms.dedup();
        forms
    }

    /// As it may stand in bytes.
    pub(super) fn forms(&self) -> Vec<Vec<u8>> {
        let core = self.core();
        let mut forms = vec![core.to_owned(), core.to_lowercase(), core.to_uppercase()];
        forms.sort_unstable();
        forms.dedup();
        forms.into_iter().map(String::into_bytes).collect()
    }

    /// Whether a text has it; digits only where no other digit stands beside them.
    pub fn stands_in(&self, text: &[u8]) -> bool {
        self.stands_in_small(&text.to_ascii_lowercase())
    }

    /// The same in a text whose Latin letters were made small before, for many words at once.
    pub fn stands_in_small(&self, small: &[u8]) -> bool {
        let core = self.core();
        let mut forms = vec![core.to_lowercase(), core.to_ascii_lowercase()];
        forms.push(core.to_uppercase().to_ascii_lowercase());
        forms.sort_unstable();
        forms.dedup();
        forms.iter().any(|form| has(small, form.as_bytes()))
    }
}

/// Whether a text has a word, as a word of its own where it consists of digits.
fn has(text: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else { return false };
    let is_number = word.iter().all(u8::is_ascii_digit);
    let is_digit = |sign: Option<&u8>| sign.is_some_and(u8::is_ascii_digit);
    let mut from = 0;
    while let Some(found) = text[from..].iter().position(|sign| sign == first) {
        let at = from + found;
        let after = at + word.len();
        if text[at + 1..].starts_with(rest) {
            let before = at.checked_sub(1).and_then(|before| text.get(before));
            if !(is_number && (is_digit(before) || is_digit(text.get(after)))) {
                return true;
            }
        }
        from = at + 1;
    }
    false
}

impl Person {
    /// Words by which texts are searched.
    pub fn telling(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.is_telling())
    }

    /// The condition by which a table's rows are his, with its values; none where he has no word
    /// that could stand there.
    pub(super) fn rows_in(&self, engine: Engine, trace: &Trace) -> Option<(String, Vec<Value>)> {
        match trace.whose {
            Whose::Id(column) => Some((format!("{column} = $1"), vec![self.id.into()])),
            Whose::Number(column) => Some((format!("{column} = $1"), vec![self.no.into()])),
            Whose::Of(column, table) => {
                let his = format!("select id from {table} where customer_id = $1");
                Some((format!("{column} in ({his})"), vec![self.id.into()]))
            }
            Whose::Told(column) => {
                let told = self.telling();
                let is_bytes = column == "body";
                let values: Vec<Value> = match is_bytes {
                    true => told.flat_map(Word::forms).map(Value::from).collect(),
                    false => told.flat_map(Word::small).map(Value::from).collect(),
                };
                let within = if is_bytes { column.to_owned() } else { format!("lower({column})") };
                let has = |place: usize| engine.contains(&within, is_bytes, place);
                let any: Vec<String> = (1..=values.len()).map(has).collect();
                (!values.is_empty()).then(|| (format!("({})", any.join(" or ")), values))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_alone_and_not_within_a_longer_one() {
        let phone = Word::new("phone", "+380501234567");
        assert!(phone.stands_in(b"call 380501234567 now"));
        assert!(phone.stands_in(b"{\"phone\":\"+380501234567\"}"));
        assert!(!phone.stands_in(b"order 13805012345678"));
    }

    #[test]
    fn an_address_is_found_however_large_its_letters_are() {
        let address = Word::new("email", "anna@example.test");
        assert!(address.stands_in(b"To: Anna@Example.TEST"));
        assert!(address.stands_in(b"\\nanna@example.test\\n"));
        assert!(!address.stands_in(b"hanna@example.tes"));
        assert!(Word::new("name", "Анна Ковальчук").stands_in("АННА КОВАЛЬЧУК".as_bytes()));
    }

    #[test]
    fn a_short_number_is_no_word_to_search_texts_for() {
        assert!(!Word::new("number", "17").is_telling());
        assert!(Word::new("number", "7034551").is_telling());
    }
}
