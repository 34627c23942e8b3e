//! A raw mail taken apart as far as a report needs it: headers, parts, and nothing executed.
//!
//! Written by strangers: sizes, depth and the number of parts are bounded, and whatever cannot be
//! read is left out instead of refused.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::GeneralPurposeConfig;

/// How deep parts may lie within parts.
const DEPTH_MAX: usize = 5;

/// The most parts of one mail that are looked at.
const PARTS_MAX: usize = 50;

/// A mail or one of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Names in small letters, and values with folded lines joined.
    pub headers: Vec<(String, String)>,
    /// What stands below them, as it came.
    pub body: String,
}

/// Every part of a mail, the mail itself first; parts within parts follow their own.
pub(super) fn parts(raw: &[u8]) -> Vec<Part> {
    let text = String::from_utf8_lossy(raw).replace("\r\n", "\n");
    let mut found = Vec::new();
    take_apart(&text, 0, &mut found);
    found
}

/// Headers in the way a mail has them, also where they stand alone.
pub(super) fn headers(text: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let is_folded = line.starts_with([' ', '\t']);
        match (is_folded, headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((name, value))) => {
                headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    headers
}

/// The value of a header.
pub(super) fn value_of<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

impl Part {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        value_of(&self.headers, name)
    }

    /// What kind of thing it is, in small letters, without parameters.
    pub(super) fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or("text/plain");
        kind.split(';').next().unwrap_or_default().trim().to_lowercase()
    }

    /// A parameter of the kind, such as `boundary`.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let parameters = self.header("content-type")?.split(';').skip(1);
        let mut named = parameters.filter_map(|one| one.split_once('='));
        let (_, value) = named.find(|(found, _)| found.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
    }

    /// What it says, without the wrapping for the journey.
    pub(super) fn text(&self) -> String {
        let wrapping = self.header("content-transfer-encoding").unwrap_or_default().to_lowercase();
        match wrapping.as_str() {
            "base64" => {
                let signs: String = self.body.split_whitespace().collect();
                let bytes = LENIENT.decode(signs).unwrap_or_default();
                String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
            }
            "quoted-printable" => unquoted(&self.body),
            _ => self.body.clone(),
        }
    }
}

/// Takes padding or its lack.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

fn take_apart(text: &str, depth: usize, found: &mut Vec<Part>) {
    if found.len() >= PARTS_MAX || depth > DEPTH_MAX {
        return;
    }
    // A part without headers begins with an empty line.
    let (head, body) = match text.strip_prefix('\n') {
        Some(body) => ("", body),
        None => text.split_once("\n\n").unwrap_or((text, "")),
    };
    let part = Part { headers: headers(head), body: body.to_owned() };
    let (kind, boundary) = (part.kind(), part.parameter("boundary"));
    let inside = part.text();
    found.push(part);
    if kind == "message/rfc822" {
        return take_apart(&inside, depth + 1, found);
    }
    let Some(boundary) = boundary.filter(|_| kind.starts_with("multipart/")) else { return };
    let line = format!("\n--{boundary}");
    let whole = format!("\n{inside}");
    for piece in whole.split(&line).skip(1) {
        if piece.starts_with("--") {
            break;
        }
        let piece = piece.split_once('\n').map_or("", |(_, piece)| piece);
        take_apart(piece, depth + 1, found);
    }
}

fn unquoted(text: &str) -> String {
    let joined = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&sign, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| sign == b'=').and_then(byte_of);
        bytes.push(code.unwrap_or(sign));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits stand for.
fn byte_of(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_within_parts() {
        let raw = "Subject: a\r\n\tb\r\nContent-Type: multipart/mixed; boundary=\"x y\"\r\n\r\n\
                   before\r\n--x y\r\n\r\nplain\r\n--x y\r\nContent-Type: message/rfc822\r\n\r\n\
                   Message-ID: <1@x>\r\n\r\nhello\r\n--x y--\r\nafter\r\n";
        let parts = parts(raw.as_bytes());
        let kinds: Vec<String> = parts.iter().map(Part::kind).collect();
        assert_eq!(kinds, ["multipart/mixed", "text/plain", "message/rfc822", "text/plain"]);
        assert_eq!(parts[0].header("subject"), Some("a b"));
        assert_eq!(parts[1].body, "plain");
        assert_eq!(parts[3].header("message-id"), Some("<1@x>"));
    }

    #[test]
    fn wrapping_is_taken_off() {
        let part = |wrapping: &str, body: &str| Part {
            headers: vec![("content-transfer-encoding".to_owned(), wrapping.to_owned())],
            body: body.to_owned(),
        };
        assert_eq!(part("base64", "aGVs\nbG8=\n").text(), "hello");
        assert_eq!(part("Base64", "aGVsbG8").text(), "hello");
        assert_eq!(
            part("quoted-printable", "caf=C3=A9 =\nau=3Dlait =zz =").text(),
            "café au=lait =zz ="
        );
        assert_eq!(part("7bit", "hello").text(), "hello");
    }

    #[test]
    fn a_mail_that_is_no_mail_is_harmless() {
        let deep = "Content-Type: message/rfc822\n\n".repeat(200);
        let wide =
            format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(999));
        let endless = "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx".to_owned();
        for raw in [String::new(), deep, wide, endless, "\n\n\n".to_owned(), ":::::".to_owned()] {
            assert!(parts(raw.as_bytes()).len() <= PARTS_MAX);
        }
        assert!(!parts(&[0xff, 0xfe, 0x00, b'\n', b'\n', 0x80]).is_empty());
    }
}
