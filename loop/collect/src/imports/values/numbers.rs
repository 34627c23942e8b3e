//! Exact numbers: `1 234,50 грн`, `-£12.3`, `(7.00)`, `1.5E+3`. Never through a float.

use rust_decimal::Decimal;

/// The sign between whole and part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DecimalSign {
    #[default]
    Point,
    Comma,
}

impl DecimalSign {
    /// The sign itself.
    pub fn sign(self) -> char {
        match self {
            DecimalSign::Point => '.',
            DecimalSign::Comma => ',',
        }
    }

    /// The other sign, which may stand between thousands.
    fn other(self) -> char {
        match self {
            DecimalSign::Point => ',',
            DecimalSign::Comma => '.',
        }
    }
}

/// Reads a number, with or without thousands and a currency sign; none when it is no number.
///
/// `12,5` in a file of decimal points is refused: a silent 125 would be worse than a question.
pub(crate) fn decimal(text: &str, sign: DecimalSign) -> Option<Decimal> {
    match plain_decimal(text, sign) {
        Some(number) => Some(number),
        None => dressed_decimal(text, sign),
    }
}

/// Digits and at most one decimal sign: nearly every cell of nearly every file.
fn plain_decimal(text: &str, sign: DecimalSign) -> Option<Decimal> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut number, mut scale, mut n_digits) = (0_i64, None, 0_u32);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                n_digits += 1;
                scale = scale.map(|n: u32| n + 1);
            }
            _ if byte == sign.sign() as u8 && scale.is_none() => scale = Some(0),
            _ => return None,
        }
    }
    let number = if is_negative { -number } else { number };
    (n_digits > 0).then(|| Decimal::new(number, scale.unwrap_or(0)))
}

/// A number with everything that people and cash registers put around it.
fn dressed_decimal(text: &str, sign: DecimalSign) -> Option<Decimal> {
    let text = text.trim().trim_start_matches('\'');
    if let Ok(number) = Decimal::from_scientific(text) {
        return text.contains(['e', 'E']).then_some(number);
    }
    let (text, in_brackets) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (inside, true),
        None => (text, false),
    };
    let text = undressed(text);
    let (text, is_minus) = match text.strip_prefix(['-', '−']).or(text.strip_suffix('-')) {
        Some(rest) => (undressed(rest), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let (whole, part) = text.split_once(sign.sign()).unwrap_or((text, ""));
    let digits = without_thousands(whole, sign)? + "." + part;
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() > 1;
    let number: Decimal = is_number.then(|| digits.trim_end_matches('.').parse().ok())??;
    Some(if in_brackets != is_minus { -number } else { number })
}

/// Takes off blanks, currency signs and the letters of a currency at both ends.
fn undressed(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | '.' | ',');
    let Some(from) = text.find(is_number) else { return "" };
    let Some(last) = text.rfind(|c: char| c.is_ascii_digit() || c == '-') else { return "" };
    let (front, back) = (&text[..from], &text[last + 1..]);
    // Digits glued to words are articles and sizes (`A12`, `12 pcs of 3`), not sums.
    let is_dress = |dress: &str| dress.chars().filter(|c| c.is_alphanumeric()).count() <= 4;
    if is_dress(front) && is_dress(back) && from <= last { &text[from..=last] } else { "" }
}

/// `1 234 567` and `1,234,567` lose their signs; anything not in groups of three is refused.
fn without_thousands(whole: &str, sign: DecimalSign) -> Option<String> {
    let is_gap = |c: char| c == sign.other() || c == '\'' || c == '’' || c.is_whitespace();
    let mut groups = whole.split(is_gap);
    let mut digits = groups.next()?.to_owned();
    let has_groups = whole.contains(is_gap);
    if has_groups && (digits.is_empty() || digits.len() > 3) {
        return None;
    }
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

/// Which decimal sign a number speaks for; none when it fits both.
pub(crate) fn sign_evidence(text: &str) -> Option<DecimalSign> {
    let (point, comma) = (text.rfind('.'), text.rfind(','));
    let n_behind = |at: usize| text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    match (point, comma) {
        (Some(point), Some(comma)) if point > comma => Some(DecimalSign::Point),
        (Some(_), Some(_)) => Some(DecimalSign::Comma),
        // Three digits behind a single sign may be thousands.
        (Some(point), None) if n_behind(point) != 3 => Some(DecimalSign::Point),
        (None, Some(comma)) if n_behind(comma) != 3 => Some(DecimalSign::Comma),
        _ => None,
    }
}

/// An amount in whole minor units, half away from zero; none when no shop earns that much.
///
/// `digits` is how many digits the currency has after its point.
pub(crate) fn minor_units(amount: Decimal, digits: u32) -> Option<i64> {
    // A billion of the largest unit fits with room to add a million of such lines up.
    const LIMIT: i128 = 1_000_000_000_000;
    let (number, scale) = (amount.mantissa(), amount.scale());
    let minor = match scale.checked_sub(digits) {
        None => number.checked_mul(10_i128.pow(digits - scale))?,
        Some(0) => number,
        Some(n_surplus) => {
            let unit = 10_i128.pow(n_surplus);
            (number + number.signum() * unit / 2) / unit
        }
    };
    let is_plausible = minor.abs() < LIMIT * 10_i128.pow(digits);
    is_plausible.then(|| i64::try_from(minor).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let point = |text| decimal(text, DecimalSign::Point).map(|number| number.to_string());
        let comma = |text| decimal(text, DecimalSign::Comma).map(|number| number.to_string());
        for (text, read) in [
            ("2.55", "2.55"),
            ("-11062.06", "-11062.06"),
            ("1,234.50", "1234.50"),
            ("£ 12.30", "12.30"),
            ("USD 7", "7"),
            ("(7.00)", "-7.00"),
            ("7.00-", "-7.00"),
            ("-$5.25", "-5.25"),
            ("1.5E+3", "1500"),
            (".5", "0.5"),
        ] {
            assert_eq!(point(text).as_deref(), Some(read), "{text}");
        }
        for (text, read) in
            [("12,5", "12.5"), ("1 234,50 грн", "1234.50"), ("1.234,50 €", "1234.50"), ("99", "99")]
        {
            assert_eq!(comma(text).as_deref(), Some(read), "{text}");
        }
        for text in ["12,5", "1,23,4", "abc", "", "-", "12 pcs of 3", "1.2.3", "ten"] {
            assert_eq!(point(text), None, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let minor = |text, digits| minor_units(decimal(text, DecimalSign::Point).unwrap(), digits);
        for (text, digits, units) in [
            ("0.125", 2, Some(13)),
            ("-0.125", 2, Some(-13)),
            ("0.124", 2, Some(12)),
            ("12.5", 2, Some(1250)),
            ("7", 0, Some(7)),
            ("7.5", 0, Some(8)),
            ("0.0015", 3, Some(2)),
            ("1e15", 2, None),
        ] {
            assert_eq!(minor(text, digits), units, "{text}");
        }
    }

    #[test]
    fn a_number_speaks_for_its_decimal_sign() {
        use DecimalSign::*;
        for (text, sign) in [
            ("12.5", Some(Point)),
            ("12,50", Some(Comma)),
            ("1,234.5", Some(Point)),
            ("1.234,5", Some(Comma)),
            ("1,234", None),
            ("15", None),
        ] {
            assert_eq!(sign_evidence(text), sign, "{text}");
        }
    }
}
