//! A text cut into words, texts, numbers, days and signs.

use super::{Fault, FaultCode};
use crate::segments::rule::TEXT_MAX;

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A word, as it was typed.
    Word(&'t str),
    /// A text in quotes, without them.
    Text(String),
    /// A number, as it was typed.
    Number(&'t str),
    /// A day such as 2025-05-01.
    Day(&'t str),
    /// A bracket, a comma, a point, a comparison.
    Sign(&'static str),
    /// Nothing more.
    End,
}

/// A token and the bytes it stands in.
#[derive(Clone, Debug)]
pub(super) struct Placed<'t> {
    pub(super) token: Token<'t>,
    pub(super) bytes: (usize, usize),
}

/// Longer signs come before those they begin with.
const SIGNS: [&str; 13] = ["<=", ">=", "!=", "..", ".", "<", ">", "=", "(", ")", ",", "*", "%"];

/// Cuts a text; the last token is always the end.
pub(super) fn cut(text: &str) -> Result<Vec<Placed<'_>>, Fault> {
    if text.len() > TEXT_MAX {
        let fault = Fault::at(text, (0, 0), FaultCode::TooLarge);
        let message = format!("a rule has at most {TEXT_MAX} bytes, this one {}", text.len());
        return Err(fault.saying(message));
    }
    let mut tokens = Vec::new();
    let mut from = 0;
    loop {
        from += text[from..].len() - text[from..].trim_start().len();
        if from == text.len() {
            tokens.push(Placed { token: Token::End, bytes: (from, from) });
            return Ok(tokens);
        }
        let (token, length) = token_at(text, from)?;
        tokens.push(Placed { token, bytes: (from, from + length) });
        from += length;
    }
}

fn token_at(text: &str, from: usize) -> Result<(Token<'_>, usize), Fault> {
    let rest = &text[from..];
    if let Some(inside) = rest.strip_prefix('"') {
        let (value, length) = quoted(inside).ok_or_else(|| {
            let fault = Fault::at(text, (from, text.len()), FaultCode::UnclosedText);
            fault.saying("a text that opens here has no closing `\"`")
        })?;
        return Ok((Token::Text(value), length + 1));
    }
    if let Some(length) = day_length(rest) {
        return Ok((Token::Day(&rest[..length]), length));
    }
    if let Some(length) = number_length(rest) {
        return Ok((Token::Number(&rest[..length]), length));
    }
    let length = word_length(rest);
    if length > 0 {
        return Ok((Token::Word(&rest[..length]), length));
    }
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Ok((Token::Sign(sign), sign.len()));
    }
    let strange = rest.chars().next().unwrap_or_default();
    let place = (from, from + strange.len_utf8());
    let fault = Fault::at(text, place, FaultCode::StrangeCharacter);
    Err(fault.saying(format!("no rule has a `{strange}` outside of a text in quotes")))
}

/// The text up to the closing quote, and how many bytes that took with the quote.
fn quoted(inside: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut letters = inside.char_indices();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, place + 1)),
            '\\' => value.push(match letters.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                other => other,
            }),
            other => value.push(other),
        }
    }
    None
}

fn day_length(rest: &str) -> Option<usize> {
    let shape = rest.as_bytes().get(..10)?;
    let fits = shape.iter().enumerate().all(|(nth, byte)| match nth {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    fits.then_some(10)
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

fn number_length(rest: &str) -> Option<usize> {
    let sign = usize::from(rest.starts_with('-'));
    let whole = digits(&rest[sign..]);
    let length = sign + whole;
    // A point belongs to the number when a digit follows; two of them are the sign of a stretch.
    let part = rest[length..].strip_prefix('.').map_or(0, digits);
    (whole > 0).then_some(if part > 0 { length + 1 + part } else { length })
}

/// Whether a name stands as a word without quotes.
pub(super) fn is_word(name: &str) -> bool {
    !name.is_empty() && word_length(name) == name.len()
}

fn word_length(rest: &str) -> usize {
    let belongs = |(nth, letter): (usize, char)| {
        letter.is_alphabetic() || letter == '_' || nth > 0 && (letter.is_numeric() || letter == '-')
    };
    let mut letters = rest.char_indices();
    let end = letters.find(|&placed| !belongs(placed));
    end.map_or(rest.len(), |(place, _)| place)
}
