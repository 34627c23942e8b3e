//! Pictures: that they can be seen, and that the letter says something without them.

use super::{Finding, Weight};
use crate::templates::Written;
use crate::templates::links::unescaped;

/// Signs of plain text below which a letter with pictures says nothing without them.
const TEXT_MIN: usize = 200;

pub(super) fn look(written: &Written) -> Vec<Finding> {
    use Weight::{Hints, Warns};
    let pictures: Vec<&str> = tags(&written.html);
    let n = pictures.len();
    let source = |tag: &&str| value(tag, "src").map(|it| unescaped(it).to_lowercase());
    let begins = |with: &str| {
        pictures.iter().filter(|tag| source(tag).is_some_and(|it| it.starts_with(with))).count()
    };
    let blind = pictures.iter().filter(|tag| value(tag, "alt").is_none_or(str::is_empty)).count();
    let text = written.text.trim().chars().count();
    let found = [
        (blind, "no_alt", Warns, "say in `alt` what a picture shows: many readers see no pictures"),
        (begins("http://"), "http_picture", Warns, "pictures by http:// are not shown everywhere"),
        (begins("data:"), "inline_picture", Hints, "Gmail and others do not show such pictures"),
    ];
    let told = found.into_iter().filter(|(count, ..)| *count > 0);
    let mut findings: Vec<Finding> = told
        .map(|(count, code, weight, text)| Finding::new(code, weight, text).counted(count, Some(n)))
        .collect();
    if n > 0 && text < TEXT_MIN {
        let words = "the letter says little without its pictures; filters take such for spam";
        findings.push(Finding::new("mostly_pictures", Warns, words).counted(text, Some(TEXT_MIN)));
    }
    findings
}

/// What stands between `<img` and `>`, of every picture; those that watch are not there yet.
fn tags(html: &str) -> Vec<&str> {
    let mut rest = html;
    let mut found = Vec::new();
    while let Some(start) = rest.find("<img").or_else(|| rest.find("<IMG")) {
        let inside = &rest[start + 4..];
        let end = inside.find('>').unwrap_or(inside.len());
        found.push(&inside[..end]);
        rest = &inside[end..];
    }
    found
}

/// The value of an attribute, where it has one in quotes.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let is_own_word = rest[..at].ends_with(|sign: char| sign.is_ascii_whitespace());
        let after = &rest[at + name.len()..];
        rest = after;
        let Some(told) = after.trim_start().strip_prefix('=').filter(|_| is_own_word) else {
            continue;
        };
        let told = told.trim_start();
        let quote = told.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        return told[1..].split(quote).next();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;

    #[test]
    fn pictures_that_somebody_does_not_see_are_counted() {
        let with = |tag: &'static str| found(|letter| letter.html += tag);
        assert_eq!(with("<img src=\"https://a.test/a.png\">"), ["no_alt"]);
        assert_eq!(with("<img alt='' src='https://a.test/a.png'>"), ["no_alt"]);
        assert_eq!(with("<img alt=\"a\" src=\"http://a.test/a.png\">"), ["http_picture"]);
        assert_eq!(with("<img alt=\"a\" src=\"data:image/png;base64,x\">"), ["inline_picture"]);
        assert_eq!(with("<img data-alt=\"a\" src=\"https://a.test/a.png\">"), ["no_alt"]);
        assert_eq!(
            found(|letter| letter.text = "Look at this bread!".repeat(2)),
            ["mostly_pictures"]
        );
    }

    #[test]
    fn a_broken_tag_is_harmless() {
        for odd in ["<img", "<img alt", "<img alt=", "<img alt=\"", "<img src=x alt=y", "<IMG"] {
            let _ = tags(odd).into_iter().map(|tag| value(tag, "alt")).count();
        }
    }
}
