//! The links of a finished letter: where they stand, and which of them are no links.

/// Every address that a link of the letter leads to, as it is meant.
pub(crate) fn addresses(html: &str) -> Vec<String> {
    let mut rest = html;
    let mut found = Vec::new();
    while let Some(link) = next_link(rest) {
        found.push(unescaped(&rest[link.clone()]));
        rest = &rest[link.end..];
    }
    found
}

/// Whether a link does something instead of leading somewhere.
///
/// Browsers overlook blanks and control signs within the word before the colon.
pub(crate) fn is_script(address: &str) -> bool {
    let seen = |sign: &char| !sign.is_control() && !sign.is_whitespace();
    let tidy: String = address.chars().filter(seen).collect::<String>().to_lowercase();
    ["javascript:", "vbscript:", "data:", "file:"].iter().any(|word| tidy.starts_with(word))
}

/// Where the value of the next link's address stands.
pub(crate) fn next_link(html: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    loop {
        let start = from + find_small(&html[from..], "<a")?;
        let inside = start + 2;
        let end = inside + html[inside..].find('>').unwrap_or(html.len() - inside);
        let is_tag = html[inside..].starts_with(|sign: char| sign.is_ascii_whitespace());
        match is_tag.then(|| address(&html[inside..end])).flatten() {
            Some(found) => return Some(inside + found.start..inside + found.end),
            None => from = inside,
        }
    }
}

/// Where the value of `href` stands among the attributes of a tag.
fn address(attributes: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    loop {
        let name = from + find_small(&attributes[from..], "href")?;
        let after = &attributes[name + 4..];
        let is_own_word = attributes[..name].ends_with(|sign: char| sign.is_ascii_whitespace());
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        let Some(value) = value.filter(|_| is_own_word) else {
            from = name + 4;
            continue;
        };
        let start = attributes.len() - value.len();
        return Some(match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let length = value[1..].find(quote).unwrap_or(value.len() - 1);
                start + 1..start + 1 + length
            }
            _ => {
                let ends = |sign: char| sign.is_ascii_whitespace();
                start..start + value.find(ends).unwrap_or(value.len())
            }
        });
    }
}

/// Finds a word in ASCII whatever its case; places stay those of the text.
fn find_small(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).position(|part| part.eq_ignore_ascii_case(word))
}

/// Signs that HTML has words for, as far as they matter in an address.
const NAMED: [(&str, char); 7] = [
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
];

/// An address as it is meant: in HTML some signs are written as words or numbers.
pub(crate) fn unescaped(written: &str) -> String {
    let mut meant = String::with_capacity(written.len());
    let mut rest = written.trim();
    while let Some(at) = rest.find('&') {
        meant.push_str(&rest[..at]);
        let word = rest[at + 1..].split_once(';').map(|(word, _)| word);
        match word.and_then(|word| Some((sign_of(word)?, word.len() + 2))) {
            Some((sign, length)) => {
                meant.push(sign);
                rest = &rest[at + length..];
            }
            None => {
                meant.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    meant.push_str(rest);
    meant
}

fn sign_of(word: &str) -> Option<char> {
    let number = match word.strip_prefix('#') {
        Some(number) => number,
        None => return NAMED.iter().find(|(known, _)| *known == word).map(|(_, sign)| *sign),
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_seen_however_it_is_written() {
        for script in ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x"]
        {
            assert!(is_script(script), "{script}");
        }
        for link in ["https://shop.test/javascript:", "mailto:a@shop.test", "tel:+1", "#top", ""] {
            assert!(!is_script(link), "{link}");
        }
    }

    #[test]
    fn signs_written_as_words_and_numbers_are_read() {
        assert_eq!(unescaped(" java&#9;script&colon;x "), "java\tscript:x");
        assert_eq!(unescaped("a&#x2f;b&#x2F;c&amp;d&#38;e"), "a/b/c&d&e");
        for odd in ["&", "&;", "&#;", "&#x;", "&#xD800;", "&#99999999999;", "a&b=c", "&&amp"] {
            assert_eq!(unescaped(odd), odd);
        }
        assert!(is_script(&unescaped("java&Tab;script:alert(1)")));
    }

    #[test]
    fn every_link_is_found_as_it_is_meant() {
        let html = "<a href=\"https://a.test/?x=1&amp;y=2\">a</a><A HREF='mailto:b@c.test'>b</A>";
        assert_eq!(addresses(html), ["https://a.test/?x=1&y=2", "mailto:b@c.test"]);
    }
}
