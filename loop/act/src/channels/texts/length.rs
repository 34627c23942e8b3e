//! How long a text message is, as phones count and gateways charge.
//!
//! A message is sent in 7-bit letters if every letter of it is in the small alphabet of phones,
//! else all of it in UTF-16 (3GPP TS 23.038). Longer than one part, each part gives six bytes away
//! to say which part it is (3GPP TS 23.040), and no letter is cut in two.

use serde::Serialize;
use utoipa::ToSchema;

/// The 7-bit alphabet, by 3GPP TS 23.038, table of section 6.2.1.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Letters that take two places of that alphabet, by section 6.2.1.1.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// How long a text message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TextLength)]
pub struct Length {
    /// Parts it is sent, and charged, in.
    pub n_parts: usize,
    /// Places it takes: letters, where some count twice.
    pub n_places: usize,
    /// Places still free in the last part.
    pub n_left: usize,
    /// Whether every letter is in the small alphabet of phones.
    pub small_alphabet: bool,
}

/// How long this text is as a text message.
pub fn length_of(text: &str) -> Length {
    let small: Option<Vec<usize>> = text.chars().map(small_places).collect();
    let small_alphabet = small.is_some();
    let (places, one, part) = match small {
        Some(places) => (places, 160, 153),
        None => (text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let n_places: usize = places.iter().sum();
    if n_places <= one {
        let n_parts = usize::from(n_places > 0);
        return Length { n_parts, n_places, n_left: one - n_places, small_alphabet };
    }
    let (mut n_parts, mut filled) = (1, 0);
    for place in places {
        if filled + place > part {
            (n_parts, filled) = (n_parts + 1, 0);
        }
        filled += place;
    }
    Length { n_parts, n_places, n_left: part - filled, small_alphabet }
}

fn small_places(letter: char) -> Option<usize> {
    match (BASIC.contains(letter), EXTENDED.contains(letter)) {
        (true, _) => Some(1),
        (false, true) => Some(2),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts, places, places left, and whether the small alphabet is enough.
    fn check(text: &str, expected: (usize, usize, usize, bool)) {
        let length = length_of(text);
        let told = (length.n_parts, length.n_places, length.n_left, length.small_alphabet);
        assert_eq!(told, expected, "{text:?}");
    }

    #[test]
    fn a_text_is_counted_as_phones_count_it() {
        check("", (0, 0, 160, true));
        check(&"a".repeat(160), (1, 160, 0, true));
        check(&"a".repeat(161), (2, 161, 145, true));
        check(&"a".repeat(306), (2, 306, 0, true));
        check(&"a".repeat(307), (3, 307, 152, true));
        check("€", (1, 2, 158, true));
        check("ї", (1, 1, 69, false));
        check(&"ї".repeat(70), (1, 70, 0, false));
        check(&"ї".repeat(71), (2, 71, 63, false));
        check("a😀", (1, 3, 67, false));
    }

    #[test]
    fn no_letter_is_cut_in_two() {
        // 152 letters leave one place, and the euro needs two.
        check(&format!("{}€{}", "a".repeat(152), "a".repeat(151)), (2, 305, 0, true));
        // 66 letters leave one place, and the smile needs two.
        check(&format!("{}😀{}", "ї".repeat(66), "ї".repeat(65)), (2, 133, 0, false));
    }

    #[test]
    fn the_small_alphabet_has_128_places() {
        // All but the escape, which is no letter.
        assert_eq!(BASIC.chars().count(), 127);
    }
}
