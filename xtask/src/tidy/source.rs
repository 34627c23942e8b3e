//! Rust sources as the checks need them: code without comments, texts and tests.
//!
//! A full parser would be the heaviest dependency of this crate; the rules only ask for words,
//! braces and string literals, which a scanner of one page tells apart reliably.

use std::path::Path;

use anyhow::Context;

/// Folders that tools make.
const MADE: [&str; 7] = ["target", "node_modules", "dist", ".git", ".bench", "generated", "client"];

/// One Rust file, with what is not code blanked out but every line still in its place.
pub struct SourceFile {
    pub path: String,
    pub text: String,
    /// Comments, the insides of texts, and tests are spaces.
    pub code: String,
    /// String literals outside tests, with the line they start on.
    pub literals: Vec<(usize, String)>,
}

impl SourceFile {
    pub fn parse(path: String, text: String) -> Self {
        let mut scanner = Scanner::new(&text);
        scanner.scan();
        let Scanner { mut code, literals, .. } = scanner;
        let mut tests = test_ranges(&code);
        if path.ends_with("/tests.rs") || path.contains("/tests/") {
            tests = vec![(0, code.len())];
        }
        let in_tests = |at: usize| tests.iter().any(|&(from, until)| (from..until).contains(&at));
        let literals = literals
            .into_iter()
            .filter(|(at, _)| !in_tests(*at))
            .map(|(at, literal)| (line_of(&code, at), literal))
            .collect();
        for &(from, until) in &tests {
            blank(&mut code, from, until);
        }
        let code = String::from_utf8(code).expect("blanking writes whole characters");
        SourceFile { path, text, code, literals }
    }

    /// Lines of code outside tests, numbered from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// `path:line`, as editors understand it.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    code: Vec<u8>,
    literals: Vec<(usize, String)>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        Scanner { text: bytes, at: 0, code: bytes.to_vec(), literals: Vec::new() }
    }

    fn scan(&mut self) {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            match rest {
                [b'/', b'/', ..] => self.blank_until(end_of_line(rest)),
                [b'/', b'*', ..] => self.blank_until(end_of_block(rest)),
                [b'"', ..] => self.literal(1, 1, end_of_text(rest)),
                [b'r', b'"' | b'#', ..] if !self.follows_a_word() => self.raw_text(),
                [b'\'', ..] => self.quote(),
                _ => self.at += 1,
            }
        }
    }

    fn follows_a_word(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.text[at]);
        // `br"…"` is raw text as well.
        before.is_some_and(|byte| is_word(byte) && byte != b'b')
    }

    fn raw_text(&mut self) {
        let rest = &self.text[self.at..];
        let n_hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        if rest.get(1 + n_hashes) != Some(&b'"') {
            self.at += 1; // a raw identifier
            return;
        }
        let mut close = vec![b'"'];
        close.extend(std::iter::repeat_n(b'#', n_hashes));
        let open = n_hashes + 2;
        let inside = find(&rest[open..], &close).unwrap_or(rest.len() - open);
        self.literal(open, close.len(), (open + inside + close.len()).min(rest.len()));
    }

    /// A character literal is blanked, a lifetime is code.
    fn quote(&mut self) {
        let rest = &self.text[self.at..];
        let length = match rest {
            [_, b'\\', ..] => rest[3..].iter().position(|byte| *byte == b'\'').map(|n| n + 4),
            [_, first, ..] => {
                let width = std::str::from_utf8(&rest[1..rest.len().min(5)])
                    .map_or_else(|error| error.valid_up_to().max(1), |_| 4);
                let width = if first.is_ascii() { 1 } else { width };
                (1..=width).find(|n| rest.get(1 + n) == Some(&b'\'')).map(|n| n + 2)
            }
            _ => None,
        };
        match length {
            Some(length) => self.blank_until(length),
            None => self.at += 1,
        }
    }

    /// A text of this length altogether, opened by so many bytes and closed by so many.
    fn literal(&mut self, open: usize, close: usize, length: usize) {
        let inside = &self.text[self.at + open..self.at + length.saturating_sub(close).max(open)];
        self.literals.push((self.at, String::from_utf8_lossy(inside).into_owned()));
        self.blank_until(length);
    }

    fn blank_until(&mut self, length: usize) {
        blank(&mut self.code, self.at, self.at + length);
        self.at += length;
    }
}

fn blank(code: &mut [u8], from: usize, until: usize) {
    code[from..until].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

fn end_of_line(rest: &[u8]) -> usize {
    rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
}

fn end_of_block(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] if depth == 1 => return at + 2,
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

fn end_of_text(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Where items marked `#[cfg(test)]` or `#[…test]` stand.
fn test_ranges(code: &[u8]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for mark in ["#[cfg(test)]", "#[test]", "#[tokio::test"] {
        let mut at = 0;
        while let Some(found) = find(&code[at..], mark.as_bytes()) {
            let from = at + found;
            at = from + mark.len();
            ranges.push((from, end_of_item(code, at)));
        }
    }
    ranges
}

/// The end of the item that starts here: its closing brace, or its semicolon.
fn end_of_item(code: &[u8], from: usize) -> usize {
    match code[from..].iter().position(|byte| matches!(byte, b'{' | b';')) {
        Some(found) if code[from + found] == b'{' => closing_brace(code, from + found) + 1,
        Some(found) => from + found + 1,
        None => code.len(),
    }
}

/// The brace that closes the one at `open`.
pub fn closing_brace(code: &[u8], open: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.iter().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len().saturating_sub(1)
}

pub fn line_of(code: &[u8], at: usize) -> usize {
    code[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub fn find(code: &[u8], what: &[u8]) -> Option<usize> {
    code.windows(what.len()).position(|window| window == what)
}

/// Every path below the root that is not made by a tool, relative, folders too, sorted.
pub fn paths_below(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made)) {
                continue;
            }
            let inside = path.strip_prefix(root).expect("it was found below the root");
            paths.push(inside.to_string_lossy().into_owned());
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(text: &str) -> String {
        SourceFile::parse("some.rs".into(), text.into()).code
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        assert_eq!(code_of("a /* b /* c */ d */ e // f\ng"), "a                   e     \ng");
        assert_eq!(code_of(r##"a("b{", r#"c"{"#, '{', '\'')"##).matches(['{', '"']).count(), 0);
    }

    #[test]
    fn a_lifetime_is_code_and_a_letter_is_not() {
        assert_eq!(
            code_of("fn a<'a>(b: &'a str) { '}' 'ї' }"),
            "fn a<'a>(b: &'a str) {          }"
        );
    }

    #[test]
    fn tests_are_not_code_and_their_texts_are_not_ours() {
        let file = SourceFile::parse(
            "some.rs".into(),
            "fn a() { \"kept\" }\n#[cfg(test)]\nmod tests { fn b() { \"dropped\" } }\nfn c() {}"
                .into(),
        );
        assert_eq!(file.literals, [(1, "kept".to_owned())]);
        assert!(!file.code.contains("fn b") && file.code.contains("fn c"));
    }
}
