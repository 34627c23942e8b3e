//! Words and manners that filters weigh, in three languages.
//!
//! Filters learn from what readers throw away, so no list is ever whole; these are the ones that
//! are old, few, and easily said otherwise.

use super::{Finding, Weight};
use crate::templates::Written;

/// Words, in small letters, that stand in much of what readers throw away.
const WEIGHED: [&str; 41] = [
    "100% free",
    "act now",
    "buy now",
    "cash bonus",
    "click here",
    "earn money",
    "free gift",
    "guaranteed",
    "limited time",
    "no obligation",
    "once in a lifetime",
    "order now",
    "risk-free",
    "risk free",
    "urgent",
    "winner",
    "you have been selected",
    "you won",
    "безкоштовно",
    "виграли",
    "гарантовано",
    "заробіток",
    "лише сьогодні",
    "натисніть тут",
    "не пропустіть",
    "подарунок за",
    "терміново",
    "тільки сьогодні",
    "ви обрані",
    "абсолютно бесплатно",
    "бесплатно",
    "вы выиграли",
    "гарантированно",
    "заработок",
    "нажмите здесь",
    "не упустите",
    "подарок за",
    "срочно",
    "только сегодня",
    "успейте",
    "вы выбраны",
];

/// What stands where a word was to be written later.
const LEFT_OVER: [&str; 8] =
    ["lorem ipsum", "{{", "}}", "[name]", "[ім'я]", "[имя]", "xxxx", "todo:"];

/// Findings of words at most: more of them would only be skipped.
const TOLD_MAX: usize = 5;

pub(super) fn look(written: &Written) -> Vec<Finding> {
    use Weight::{Hints, Warns};
    let subject = written.subject.as_str();
    let small = format!("{}\n{}", subject, written.text).to_lowercase();
    let mut findings = Vec::new();
    for left in LEFT_OVER.into_iter().filter(|left| small.contains(left)) {
        let text = "something still holds the place of the real words";
        findings.push(Finding::new("placeholder", Warns, text).at(left));
    }
    let weighed = WEIGHED.into_iter().filter(|word| stands_in(&small, word));
    findings.extend(weighed.take(TOLD_MAX).map(|word| {
        let text = "such words stand in much of what readers throw away; say it plainly";
        Finding::new("weighed_word", Hints, text).at(word)
    }));
    if is_shouting(subject) {
        let text = "the subject is all capitals; filters and readers take that for shouting";
        findings.push(Finding::new("shouting", Warns, text).at(subject));
    }
    if subject.contains("!!") || subject.contains("??") || subject.contains("$$") {
        let text = "one sign is enough; several stand in much of what is thrown away";
        findings.push(Finding::new("many_signs", Warns, text).at(subject));
    }
    let answers = ["re:", "fw:", "fwd:"];
    if answers.iter().any(|word| subject.to_lowercase().starts_with(word)) {
        let text = "the subject looks like an answer to a letter that nobody wrote; some \
                    countries forbid that";
        findings.push(Finding::new("false_answer", Warns, text).at(subject));
    }
    findings
}

/// Whether a word stands in a text with nothing of another word around it.
fn stands_in(text: &str, word: &str) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

fn is_shouting(subject: &str) -> bool {
    let letters = || subject.chars().filter(|sign| sign.is_alphabetic());
    letters().count() >= 8 && letters().all(|sign| !sign.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;

    #[test]
    fn manners_that_filters_weigh_are_told_in_every_language() {
        let subject = |text: &'static str| found(move |letter| letter.subject = text.to_owned());
        assert_eq!(subject("Act now and save"), ["weighed_word"]);
        assert_eq!(subject("Тільки сьогодні: хліб"), ["weighed_word"]);
        assert_eq!(subject("Срочно: хлеб"), ["weighed_word"]);
        assert_eq!(subject("СВІЖИЙ ХЛІБ"), ["shouting"]);
        assert_eq!(subject("Bread is here!!"), ["many_signs"]);
        assert_eq!(subject("Re: your order"), ["false_answer"]);
        assert_eq!(subject("Hello [name]"), ["placeholder"]);
        assert_eq!(subject("BBC"), [""; 0], "a short name may be capitals");
    }

    #[test]
    fn a_word_within_another_is_another() {
        assert!(stands_in("free gift!", "free gift"));
        assert!(!stands_in("insurgently", "urgent"));
        assert!(!stands_in("срочность", "срочно"));
    }

    #[test]
    fn no_word_is_listed_twice_and_all_are_small() {
        for (place, word) in WEIGHED.iter().enumerate() {
            assert_eq!(*word, word.to_lowercase());
            assert!(!WEIGHED[place + 1..].contains(word), "{word}");
        }
    }
}
