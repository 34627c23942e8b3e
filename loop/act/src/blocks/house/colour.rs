//! Colours as letters write them, and which can be read on which.

/// A colour of the screen: red, green and blue.
pub(super) type Colour = [u8; 3];

/// `#7a3b1d` as a colour.
pub(super) fn read(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// So many hundredths of the one colour over the other.
pub(super) fn mixed(over: Colour, under: Colour, hundredths: u32) -> String {
    let part = |place: usize| {
        let sum =
            u32::from(over[place]) * hundredths + u32::from(under[place]) * (100 - hundredths);
        (sum + 50) / 100
    };
    format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
}

/// How light a colour is, from 0 to 1: the relative luminance of WCAG 2.2.
fn luminance(colour: Colour) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
}

/// How well one colour is read on another, from 1 to 21: the contrast ratio of WCAG 2.2.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

/// Black or white, whichever is read better on a colour.
pub(super) fn read_on(ground: Colour) -> Colour {
    let (black, white) = ([0x1a; 3], [0xff; 3]);
    if contrast(white, ground) >= contrast(black, ground) { white } else { black }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_that_wcag_tells() {
        let colour = |text| read(text).expect(text);
        let of = |one, other| (contrast(colour(one), colour(other)) * 100.0).round() / 100.0;
        assert_eq!(of("#ffffff", "#000000"), 21.0);
        assert_eq!(of("#777777", "#ffffff"), 4.48);
        assert_eq!(of("#767676", "#ffffff"), 4.54);
        assert_eq!(read_on(colour("#ffe000")), [0x1a; 3]);
        assert_eq!(read_on(colour("#7a3b1d")), [0xff; 3]);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        assert_eq!(read("#0aF00b"), Some([0x0a, 0xf0, 0x0b]));
        for odd in ["", "#", "red", "#12345", "#1234567", "#12345g", "#+12345", "#ééé", "1234567"]
        {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
