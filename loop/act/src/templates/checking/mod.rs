//! What somebody who has sent many letters would say of this one before it leaves.
//!
//! Pure: a finished letter in, findings out. Only what breaks the law or the letter stops it;
//! everything else is told with its reason, and the shop decides.
//!
//! Not here: whether the text can be filled at all (`templates::check`). Start reading at [`look`].

mod links;
mod pictures;
mod size;
pub(super) mod text;
mod wording;

use serde::Serialize;
use utoipa::ToSchema;

use super::{TextProblem, Written};

pub(crate) use links::web_links;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = FindingWeight)]
pub enum Weight {
    /// The letter cannot go out like this.
    Stops,
    /// Many readers, or the filters of their mail programs, will mind.
    Warns,
    /// Could be better.
    Hints,
}

/// Something to know about a letter before it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = LetterFinding)]
pub struct Finding {
    /// A stable word that the page translates, for example `relative_link`.
    pub code: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// Where it is: the link, the word, the picture, the field.
    pub at: Option<String>,
    /// The number in it: bytes, letters, pictures, people.
    pub n: Option<u64>,
    /// The number that it is measured by.
    pub of: Option<u64>,
    /// What is wrong and what to do, in English.
    pub text: String,
}

/// A letter as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// The finished letter.
    pub written: &'a Written,
    /// Its body before it was filled.
    pub source: &'a str,
    /// Where one click ends the letters; nowhere where it is owed.
    pub unsubscribe_url: Option<&'a str>,
    /// Where the program's public pages are reached.
    pub public_base: &'a str,
}

impl Weight {
    /// The word shown to people in a terminal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Warns => "warns",
            Self::Hints => "hints",
        }
    }
}

impl Finding {
    pub(crate) fn new(code: &'static str, weight: Weight, text: impl Into<String>) -> Self {
        Self { code, weight, at: None, n: None, of: None, text: text.into() }
    }

    /// The same, at that place.
    pub(crate) fn at(self, place: impl Into<String>) -> Self {
        Self { at: Some(place.into()), ..self }
    }

    /// The same with its number, and what that is measured by.
    pub(crate) fn counted(self, n: usize, of: Option<usize>) -> Self {
        let told = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Self { n: Some(told(n)), of: of.map(told), ..self }
    }
}

impl From<TextProblem> for Finding {
    fn from(problem: TextProblem) -> Self {
        let weight = if problem.stops { Weight::Stops } else { Weight::Warns };
        let at = problem.block.or(problem.line).map(|number| number.to_string());
        Self { at, ..Self::new(problem.code, weight, problem.text) }
    }
}

/// Everything worth knowing about a letter, what matters most first.
pub fn look(letter: Looked<'_>) -> Vec<Finding> {
    let mut findings = links::look(letter);
    findings.extend(pictures::look(letter.written));
    findings.extend(size::look(letter));
    findings.extend(wording::look(letter.written));
    findings.sort_by_key(|finding| finding.weight);
    findings
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::templates::checking) const WAY_OUT: &str = "https://bakery.test/p/unsubscribe/x";

    /// A letter in which nothing is to be found.
    pub(in crate::templates::checking) fn written() -> Written {
        Written {
            subject: "Anna, your bread is baking".to_owned(),
            html: format!(
                "<a href=\"https://bakery.test/bread\">Our bread</a>\
                 <img src=\"https://bakery.test/b.png\" alt=\"A loaf\">\
                 <a href=\"{WAY_OUT}\">Unsubscribe</a>"
            ),
            text: "Dear Anna, the rye bread that you like comes out of the oven at eight every \
                   morning this week. Come by, or have it put aside for you: a call is enough. \
                   We have missed you. Your corner bakery, 7 Mill Lane, Leeds. Unsubscribe here."
                .to_owned(),
        }
    }

    pub(in crate::templates::checking) fn looked(written: &Written) -> Looked<'_> {
        Looked {
            written,
            source: "<mj-preview>Fresh at eight</mj-preview>",
            unsubscribe_url: Some(WAY_OUT),
            public_base: "https://bakery.test",
        }
    }

    /// Codes of what is found in a letter that was spoilt.
    pub(in crate::templates::checking) fn found(spoil: impl Fn(&mut Written)) -> Vec<&'static str> {
        let mut letter = written();
        spoil(&mut letter);
        look(looked(&letter)).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn in_a_good_letter_nothing_is_found() {
        assert_eq!(found(|_| ()), [""; 0]);
    }

    #[test]
    fn what_matters_most_is_told_first() {
        let all = found(|letter| {
            letter.html = "<a href=\"/bread\">Bread</a><img src=\"x.png\">".to_owned();
            letter.subject = "FREE BREAD!!!".to_owned();
        });
        assert_eq!(all[0], "no_unsubscribe_link");
        assert!(all.len() > 4, "{all:?}");
    }
}
