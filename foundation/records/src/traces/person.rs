//! Who is sought: his ids and what he is called.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::searching::mentioning;
use super::{Trace, Whose};
use crate::{RecordsError, ShopTx, Value};

/// One thing that a person is called by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// `email`, `phone`, `number`, `telegram`, `visitor`, `id` or `name`.
    pub kind: String,
    /// As it is written.
    pub text: String,
    /// What others are called that has this word in it: whoever seeks anna@ is not to find hanna@.
    #[serde(default)]
    pub others: Vec<String>,
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
        Self { kind: kind.to_owned(), text: text.into(), others: Vec::new() }
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
        self.sought().iter().any(|form| self.places(small, form.as_bytes()).next().is_some())
    }

    /// A text in which a mark stands wherever this word stood.
    pub(super) fn struck_from(&self, text: &str, mark: &str) -> String {
        let small = text.to_ascii_lowercase();
        let mut struck: Vec<(usize, usize)> = Vec::new();
        for form in self.sought() {
            let places = self.places(small.as_bytes(), form.as_bytes());
            struck.extend(places.map(|at| (at, at + form.len())));
        }
        struck.sort_unstable();
        let (mut left, mut until) = (String::with_capacity(text.len()), 0);
        for (from, to) in struck.into_iter().filter(|(from, _)| *from >= until).collect::<Vec<_>>()
        {
            if from >= until {
                left.push_str(&text[until..from]);
                left.push_str(mark);
                until = to;
            }
        }
        left.push_str(&text[until..]);
        left
    }

    /// As it may stand in a text whose Latin letters were made small.
    fn sought(&self) -> Vec<String> {
        let core = self.core();
        let mut forms = vec![core.to_lowercase(), core.to_ascii_lowercase()];
        forms.push(core.to_uppercase().to_ascii_lowercase());
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// Where a form of the word begins in a text.
    fn places<'a>(&'a self, text: &'a [u8], form: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        places(text, form).filter(|&at| !self.is_of_another(text, at))
    }

    /// Whether it is another's name in which the word stands here.
    fn is_of_another(&self, text: &[u8], at: usize) -> bool {
        let core = self.core().to_lowercase();
        self.others.iter().any(|other| {
            let other = other.to_lowercase();
            let begin = |within: usize| at.checked_sub(within).and_then(|at| text.get(at..));
            let is_here = |within| begin(within).is_some_and(|it| it.starts_with(other.as_bytes()));
            places(other.as_bytes(), core.as_bytes()).any(is_here)
        })
    }
}

/// Where a word begins in a text; digits at its ends have no other digit beside them.
fn places<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let is_digit = |sign: Option<&u8>| sign.is_some_and(u8::is_ascii_digit);
    let firsts = word.first().into_iter().flat_map(move |first| {
        text.iter().enumerate().filter(move |(_, sign)| *sign == first).map(|(at, _)| at)
    });
    firsts.filter(move |&at| {
        let after = at + word.len();
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        text[at..].starts_with(word)
            && !(is_digit(word.first()) && is_digit(before))
            && !(is_digit(word.last()) && is_digit(text.get(after)))
    })
}

impl Person {
    /// Words by which texts are searched.
    pub fn telling(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.is_telling())
    }

    /// The condition by which a table's rows are his, with its values; none where nothing is.
    pub(super) async fn rows_in(
        &self,
        tx: &mut ShopTx,
        trace: &Trace,
    ) -> Result<Option<(String, Vec<Value>)>, RecordsError> {
        Ok(match trace.whose {
            Whose::Id(column) => Some((format!("{column} = $1"), vec![self.id.into()])),
            Whose::Number(column) => Some((format!("{column} = $1"), vec![self.no.into()])),
            Whose::Of(column, table) => {
                let his = format!("select id from {table} where customer_id = $1");
                Some((format!("{column} in ({his})"), vec![self.id.into()]))
            }
            Whose::Told(column) => {
                let telling: Vec<&Word> = self.telling().collect();
                let (told, is_bytes) = mentioning(tx, (trace.table, column), &telling).await?;
                let places: Vec<String> = (1..=told.len()).map(|nth| format!("${nth}")).collect();
                let his = format!("{column} in ({})", places.join(", "));
                let value = |it: Vec<u8>| match is_bytes {
                    true => Value::from(it),
                    false => String::from_utf8_lossy(&it).into_owned().into(),
                };
                (!told.is_empty()).then(|| (his, told.into_iter().map(value).collect()))
            }
        })
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
        let among = vec!["hanna@example.test".to_owned(), "j.anna@example.test.ua".to_owned()];
        let address = Word { others: among, ..address };
        assert!(!address.stands_in(b"Hanna@example.test, j.anna@example.test.ua"));
        assert!(address.stands_in(b"hanna@example.test,anna@example.test"));
        assert_eq!(
            address.struck_from("Hanna@example.test and Anna@Example.test", "[erased]"),
            "Hanna@example.test and [erased]"
        );
        assert!(!Word::new("number", "CUS-100").stands_in(b"CUS-1001"));
        assert!(Word::new("name", "Анна Ковальчук").stands_in("АННА КОВАЛЬЧУК".as_bytes()));
    }

    #[test]
    fn a_short_number_is_no_word_to_search_texts_for() {
        assert!(!Word::new("number", "17").is_telling());
        assert!(Word::new("number", "7034551").is_telling());
    }
}
