//! Signatures of letters: RFC 6376 with relaxed canonicalisation, RFC 8463 for Ed25519.
//!
//! Pure: bytes of a letter in, one header out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::key::Key;

/// Headers that are signed where a letter has them; RFC 8058 wants the way out among them.
const SIGNED: [&str; 12] = [
    "from",
    "reply-to",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "auto-submitted",
];

/// Headers named once more than a letter has them, so that nobody adds another one to be shown.
const SEALED: [&str; 5] = ["from", "to", "subject", "date", "reply-to"];

/// Names of headers on one line.
const NAMES: usize = 5;

/// The longest piece of a signature on one line.
const LINE: usize = 70;

/// Who signs: a key under a name in the domain's records.
pub(in crate::channels) struct Signer {
    pub(super) domain: String,
    pub(super) selector: String,
    pub(super) key: Key,
}

impl Signer {
    /// The header that goes before the letter.
    pub(super) fn header_for(&self, letter: &[u8], at_seconds: i64) -> String {
        let (head, body) = parted(letter);
        let headers = headers_of(head);
        let names = signed_names(&headers);
        let digest = STANDARD.encode(Sha256::digest(relaxed_body(body)));
        let folded: Vec<String> = names.chunks(NAMES).map(|some| some.join(":")).collect();
        let unsigned = format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={};\r\n s={}; t={at_seconds};\r\n \
             h={};\r\n bh={digest};\r\n b=",
            self.key.algorithm().word_of_signature(),
            self.domain,
            self.selector,
            folded.join(":\r\n  "),
        );
        let signature = STANDARD.encode(self.key.sign(&signed_text(&headers, &names, &unsigned)));
        let lines: Vec<&str> = signature
            .as_bytes()
            .chunks(LINE)
            .map(|line| std::str::from_utf8(line).expect("base64 is ASCII"))
            .collect();
        format!("{unsigned}{}\r\n", lines.join("\r\n  "))
    }
}

/// Headers and body, without the empty line between them.
fn parted(letter: &[u8]) -> (&[u8], &[u8]) {
    match letter.windows(4).position(|four| four == b"\r\n\r\n") {
        Some(end) => (&letter[..end + 2], &letter[end + 4..]),
        None => (letter, &[]),
    }
}

/// Each header with the lines that go on in it: its name in small letters and its value.
fn headers_of(head: &[u8]) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in String::from_utf8_lossy(head).split("\r\n").filter(|line| !line.is_empty()) {
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.push_str(line),
            (_, _, Some((name, value))) => {
                headers.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
            }
            _ => {}
        }
    }
    headers
}

fn signed_names(headers: &[(String, String)]) -> Vec<&'static str> {
    let n = |name: &str| headers.iter().filter(|(known, _)| known == name).count();
    let there = SIGNED.into_iter().flat_map(|name| std::iter::repeat_n(name, n(name)));
    there.chain(SEALED).collect()
}

/// What is signed: the named headers, of several of one name the lowest first, then the signature's
/// own without its value and without its end of line.
fn signed_text(headers: &[(String, String)], names: &[&str], unsigned: &str) -> Vec<u8> {
    let mut left: Vec<&(String, String)> = headers.iter().collect();
    let mut text = String::new();
    for name in names {
        let Some(place) = left.iter().rposition(|(known, _)| known == name) else { continue };
        let (_, value) = left.remove(place);
        text.push_str(&format!("{name}:{}\r\n", relaxed(value)));
    }
    let (_, own) = unsigned.split_once(':').unwrap_or_default();
    text.push_str(&format!("dkim-signature:{}", relaxed(own)));
    text.into_bytes()
}

/// A value on one line, with one blank where there were several (RFC 6376, 3.4.2).
fn relaxed(value: &str) -> String {
    let blank = |sign: char| matches!(sign, ' ' | '\t' | '\r' | '\n');
    value.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A body whose blanks nobody can change on the way (RFC 6376, 3.4.4).
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut text: Vec<u8> = Vec::with_capacity(body.len());
    let mut kept = 0;
    let whole = body.strip_suffix(b"\r\n").unwrap_or(body);
    for line in split_lines(whole) {
        let mut before = None;
        for &byte in line {
            let is_blank = matches!(byte, b' ' | b'\t');
            match (is_blank, before) {
                (true, _) => before = Some(b' '),
                (false, blank) => {
                    text.extend(blank);
                    text.push(byte);
                    before = None;
                }
            }
        }
        let is_empty = text.len() == kept || text[kept..].iter().all(|it| b"\r\n".contains(it));
        text.extend(b"\r\n");
        if !is_empty {
            kept = text.len();
        }
    }
    // Empty lines at the end are nothing, and so is a body of nothing else.
    text.truncate(kept);
    text
}

fn split_lines(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(body);
    std::iter::from_fn(move || {
        let lines = rest.take()?;
        match lines.windows(2).position(|two| two == b"\r\n") {
            Some(end) => {
                rest = Some(&lines[end + 2..]);
                Some(&lines[..end])
            }
            None => Some(lines),
        }
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The letter of RFC 8463, appendix A.3.
    pub(in crate::channels::signing) const FOOTBALL: &str = "\
        From: Joe SixPack <joe@football.example.com>\r\n\
        To: Suzie Q <suzie@shopping.example.net>\r\n\
        Subject: Is dinner ready?\r\n\
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
        Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\n\
        Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";

    const OWN: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n \
        d=football.example.com; i=@football.example.com;\r\n \
        q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n \
        subject : date : message-id : from : subject : date;\r\n \
        bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=";

    #[test]
    fn the_published_signature_of_the_published_letter_comes_out() {
        let seed = STANDARD.decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").expect("seed");
        let key = Key::of_seed(&seed).expect("a key");
        assert_eq!(
            key.record(),
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        );
        let (head, body) = parted(FOOTBALL.as_bytes());
        let digest = STANDARD.encode(Sha256::digest(relaxed_body(body)));
        assert_eq!(digest, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
        let headers = headers_of(head);
        let names = ["from", "to", "subject", "date", "message-id", "from", "subject", "date"];
        let signature = STANDARD.encode(key.sign(&signed_text(&headers, &names, OWN)));
        assert_eq!(
            signature,
            "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
        );
    }

    #[test]
    fn bodies_are_the_same_whatever_became_of_their_blanks() {
        // The examples of RFC 6376, 3.4.5 and 3.4.6, and the odd ones.
        let table: [(&str, &str); 9] = [
            (" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"),
            ("", ""),
            ("\r\n", ""),
            ("\r\n\r\n\r\n", ""),
            ("  \r\n\t\r\n", ""),
            ("a", "a\r\n"),
            ("a\r\n\r\nb", "a\r\n\r\nb\r\n"),
            ("\r\na\r\n", "\r\na\r\n"),
            ("a\r\n \r\n", "a\r\n"),
        ];
        for (body, expected) in table {
            let told = String::from_utf8(relaxed_body(body.as_bytes())).expect("text");
            assert_eq!(told, expected, "{body:?}");
        }
    }

    #[test]
    fn of_two_headers_of_one_name_the_lower_is_signed_first() {
        let headers = headers_of(b"A: X\r\nB : Y\t\r\n\tZ  \r\nb:1\r\n");
        let text = signed_text(&headers, &["a", "b", "b", "b"], "DKIM-Signature: v=1;\r\n b=");
        assert_eq!(text, b"a:X\r\nb:1\r\nb:Y Z\r\ndkim-signature:v=1; b=");
    }
}
