//! The log: for people as text, for programs as lines of JSON, and without anybody in it.
//!
//! The rooms log ids and counts only. What other programs answer (a mail server, a gateway, an
//! engine) may repeat an address, so every line is looked through once more before it is written.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// One object a line, for programs.
    Json,
}

/// Begins to write the log on standard error.
pub(crate) fn begin(form: Form) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    // A file of the log is read by programs, to which colours are noise.
    let colours = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(Discreet);
    let lines = lines.with_ansi(colours);
    match form {
        Form::Text => lines.init(),
        Form::Json => lines.json().flatten_event(true).init(),
    }
}

/// Standard error, on which nobody is named.
struct Discreet;

impl<'a> MakeWriter<'a> for Discreet {
    type Writer = Lines;

    fn make_writer(&'a self) -> Lines {
        Lines(Vec::new())
    }
}

/// One entry, which is written whole when it is let go.
struct Lines(Vec<u8>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let text = discreet(&String::from_utf8_lossy(&self.0));
        // Nobody is left to be told that the log cannot be written.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// A text without addresses and phone numbers.
fn discreet(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut word = String::new();
    for sign in text.chars() {
        if is_of_word(sign) {
            word.push(sign);
            continue;
        }
        told.push_str(masked(&word));
        word.clear();
        told.push(sign);
    }
    told.push_str(masked(&word));
    told
}

/// Signs that addresses and numbers are made of.
fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || "@.+-_%".contains(sign)
}

/// Digits from which on a number with a plus is a phone's (ITU-T E.164 has at most fifteen).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

fn masked(word: &str) -> &str {
    let is_address = word
        .split_once('@')
        .is_some_and(|(name, domain)| !name.is_empty() && !domain.trim_matches('.').is_empty());
    let digits = word.strip_prefix('+').unwrap_or_default();
    let n_digits = digits.chars().filter(char::is_ascii_digit).count();
    let is_plain = digits.chars().all(|sign| sign.is_ascii_digit() || "-.".contains(sign));
    match () {
        () if is_address => "(e-mail)",
        () if is_plain && PHONE_DIGITS.contains(&n_digits) => "(phone)",
        () => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_phones_are_not_told_and_the_rest_is() {
        for (text, told) in [
            ("550 <anna@example.test> unknown", "550 <(e-mail)> unknown"),
            ("to=ганна.к@приклад.укр!", "to=(e-mail)!"),
            ("\"anna+shop@example.test\"", "\"(e-mail)\""),
            ("sms to +380501234567: refused", "sms to (phone): refused"),
            ("+38-050-123-45-67", "(phone)"),
            (
                "2026-03-02T09:00:00.123+02:00 job 12345678",
                "2026-03-02T09:00:00.123+02:00 job 12345678",
            ),
            ("cmp_019cadc6 @ +1", "cmp_019cadc6 @ +1"),
        ] {
            assert_eq!(discreet(text), told);
        }
    }
}
