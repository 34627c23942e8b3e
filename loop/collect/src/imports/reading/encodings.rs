//! Finds out in which alphabet a file is written and turns it into UTF-8 as it is read.

use std::io::Read;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::imports::reading::fault::Fault;

/// Stands in the text where bytes were that the encoding does not know.
///
/// A noncharacter, so that no honest file contains it: U+FFFD may be the file's own text.
pub(super) const MALFORMED: char = '\u{ffff}';

/// The encoding of a file, guessed from its first bytes, and whether a second one is mixed in.
pub(in crate::imports) fn guess(head: &[u8]) -> (&'static Encoding, bool) {
    if let Some(utf16) = utf16_of(head) {
        return (utf16, false);
    }
    let (mut n_utf8, mut n_other) = (0u32, 0u32);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    for line in head.split_inclusive(|&b| b == b'\n').filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => n_utf8 += 1,
            // The head may end in the middle of a letter.
            Err(error) if error.error_len().is_none() && line.len() > error.valid_up_to() => {}
            Err(_) => {
                n_other += 1;
                detector.feed(line, false);
            }
        }
    }
    // Text of another encoding is almost never valid UTF-8 by accident, so one good line tells;
    // the lines that are not UTF-8 are then the strangers.
    if n_other == 0 || n_utf8 >= n_other {
        return (UTF_8, n_other > 0);
    }
    detector.feed(b"", true);
    (detector.guess(None, chardetng::Utf8Detection::Deny), n_utf8 > 0)
}

/// Which UTF-16 it is, by its mark or by the zeros between ASCII letters.
pub(super) fn utf16_of(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &head[..head.len().min(512) & !1];
    let zeros_at = |odd: usize| start.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros_at(0), zeros_at(1), start.len() / 2);
    match half {
        0 | 1 => None,
        _ if odd * 10 > half * 7 && even == 0 => Some(UTF_16LE),
        _ if even * 10 > half * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a line read in a one-byte encoding was in truth UTF-8 (`РџСЂРёРІРµС‚` for `Привет`).
///
/// Three letters of Cyrillic must come out: two-letter words are valid UTF-8 by accident.
pub(in crate::imports) fn is_foreign_utf8(text: &str, encoding: &'static Encoding) -> bool {
    if text.is_ascii() || encoding == UTF_8 || !encoding.is_single_byte() {
        return false;
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    let Ok(real) = std::str::from_utf8(&bytes) else { return false };
    !unmappable && real.chars().filter(|c| ('\u{400}'..'\u{530}').contains(c)).count() >= 3
}

/// A stream of text made of a stream of bytes.
pub(in crate::imports) struct Decoding {
    bytes: Box<dyn Read + Send>,
    decoder: encoding_rs::Decoder,
    block: Vec<u8>,
    ended: bool,
    has_malformed: bool,
}

impl Decoding {
    /// Decodes these bytes; a byte-order mark in front of them is left out.
    pub fn new(bytes: Box<dyn Read + Send>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Decoding { bytes, decoder, block: vec![0; 1 << 16], ended: false, has_malformed: false }
    }

    /// Adds the next block of text to the end of `text`; false when there is no more.
    pub fn add_to(&mut self, text: &mut String) -> Result<bool, Fault> {
        if self.ended {
            return Ok(false);
        }
        let n = self.bytes.read(&mut self.block).map_err(|error| Fault::unreadable(&error))?;
        self.ended = n == 0;
        let mut from = 0;
        loop {
            let (result, read) = self.decode_some(from..n, text);
            from += read;
            match result {
                DecoderResult::InputEmpty => return Ok(true),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.has_malformed = true;
                    text.push(MALFORMED);
                }
            }
        }
    }

    /// Whether there were bytes so far that the encoding does not know.
    pub fn has_malformed(&self) -> bool {
        self.has_malformed
    }

    fn decode_some(
        &mut self,
        range: std::ops::Range<usize>,
        text: &mut String,
    ) -> (DecoderResult, usize) {
        let source = &self.block[range];
        let room = self.decoder.max_utf8_buffer_length_without_replacement(source.len());
        text.reserve(room.unwrap_or(source.len()).max(16));
        let (result, read) =
            self.decoder.decode_to_string_without_replacement(source, text, self.ended);
        (result, read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &'static [u8]) -> (String, &'static str) {
        let (encoding, _) = guess(bytes);
        let mut decoding = Decoding::new(Box::new(bytes), encoding);
        let mut text = String::new();
        while decoding.add_to(&mut text).unwrap() {}
        (text, encoding.name())
    }

    #[test]
    fn the_same_words_are_read_from_every_encoding() {
        let words = "Номер заказа;Клиент\n1;Анна Петрова, Киев\n2;Борис Иванов, Одесса\n";
        let utf8 = words.as_bytes().to_vec();
        let with_mark = [b"\xef\xbb\xbf".as_slice(), &utf8].concat();
        let windows = encoding_rs::WINDOWS_1251.encode(words).0.into_owned();
        let koi8 = encoding_rs::KOI8_U.encode(words).0.into_owned();
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (bytes, name) in [
            (utf8, "UTF-8"),
            (with_mark, "UTF-8"),
            (windows, "windows-1251"),
            (koi8, "KOI8-U"),
            (utf16, "UTF-16LE"),
        ] {
            assert_eq!(decoded(bytes.leak()), (words.to_owned(), name));
        }
    }

    #[test]
    fn lines_of_utf_8_do_not_mislead_about_the_others() {
        let windows = encoding_rs::WINDOWS_1251;
        let other = windows.encode("2;Киев\n").0;
        let half = ["1;Київ\n".as_bytes(), &other].concat();
        assert_eq!(guess(&half), (UTF_8, true));
        assert_eq!(guess(&[&half[..], &other, &other].concat()), (windows, true));
    }

    #[test]
    fn a_line_of_another_encoding_is_seen() {
        let mut bytes = "1;Анна\n2;Вера\n".as_bytes().to_vec();
        bytes.extend(encoding_rs::WINDOWS_1251.encode("3;Борис\n").0.iter());
        assert_eq!(guess(&bytes), (UTF_8, true));
        let (text, _) = decoded(bytes.leak());
        assert!(text.lines().nth(2).unwrap().contains(MALFORMED));
        assert!(is_foreign_utf8("РђРЅРЅР°", encoding_rs::WINDOWS_1251));
        assert!(!is_foreign_utf8("Ні, Анна", encoding_rs::WINDOWS_1251));
    }
}
