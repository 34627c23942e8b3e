//! Names of people and things, tidied so that the same one is written the same way.

/// A cell without blanks around it.
pub(crate) fn trimmed(text: &str) -> &str {
    let is_bare = |byte: Option<&u8>| byte.is_some_and(|byte| (b'!'..=b'~').contains(byte));
    let bytes = text.as_bytes();
    if is_bare(bytes.first()) && is_bare(bytes.last()) { text } else { text.trim() }
}

/// A cell without blanks around it and without the apostrophe that keeps Excel from counting.
pub(crate) fn tidy(text: &str) -> &str {
    let text = trimmed(text);
    match text.strip_prefix('\'') {
        Some(rest) => rest.trim_start(),
        None => text,
    }
}

/// Whether a cell says that there is nothing in it.
pub(crate) fn is_nothing(text: &str) -> bool {
    // Nearly every cell is told apart by its first letter alone.
    if !text.starts_with(['-', '#', '(', '<', '\\', 'N', 'n']) {
        return text.is_empty();
    }
    match text.len() {
        1 => text == "-",
        2..=6 => ["null", "nan", "none", "n/a", "#n/a", "\\n", "nil", "(null)", "<null>"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// An id as written, except that a spreadsheet's `17850.0` is `17850`.
pub(crate) fn identifier(text: &str) -> &str {
    let text = tidy(text);
    match text.split_once('.') {
        Some((whole, zeros))
            if !zeros.is_empty()
                && zeros.bytes().all(|byte| byte == b'0')
                && !whole.is_empty()
                && whole.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            whole
        }
        _ => text,
    }
}

/// An e-mail address in small letters; none when nobody could be reached by it.
pub(crate) fn email(text: &str) -> Option<String> {
    let address = tidy(text).trim_start_matches("mailto:");
    let (name, host) = address.rsplit_once('@')?;
    let is_sound = !name.is_empty()
        && !name.contains('@')
        && host.split('.').count() >= 2
        && host.split('.').all(|label| !label.is_empty())
        && !address.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'));
    is_sound.then(|| address.to_lowercase())
}

/// A phone number as digits, with `+` where the country is written or known from the currency, if
/// there is one.
///
/// Without a country the digits stay as they are: guessing one would join strangers.
pub(crate) fn phone(text: &str, currency: Option<domain::Currency>) -> Option<String> {
    let text = tidy(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !(7..=15).contains(&digits.len()) {
        return None;
    }
    let is_international = text.starts_with('+') || text.starts_with("00");
    let code = currency.as_ref().map(domain::Currency::code);
    let home = match (code.unwrap_or_default(), digits.len()) {
        ("UAH", 10) if digits.starts_with('0') => Some(format!("+38{digits}")),
        ("UAH", 12) if digits.starts_with("380") => Some(format!("+{digits}")),
        ("RUB" | "KZT", 11) if digits.starts_with(['7', '8']) => {
            Some(format!("+7{}", &digits[1..]))
        }
        _ => None,
    };
    match is_international {
        true => Some(format!("+{}", digits.trim_start_matches('0'))),
        false => home.or(Some(digits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_is_written_one_way() {
        assert_eq!(["17850.0", " 17850 ", "'17850"].map(identifier), ["17850"; 3]);
        assert_eq!(["1.5", "v1.0", "#1001"].map(identifier), ["1.5", "v1.0", "#1001"]);
        assert_eq!(email(" Anna@Example.TEST ").as_deref(), Some("anna@example.test"));
        assert_eq!(["anna", "a@b", "a b@c.d", "@c.d", "a@b@c.d"].map(email), [const { None }; 5]);
    }

    #[test]
    fn a_phone_gets_a_country_only_where_it_is_known() {
        let of = |text, code: &str| phone(text, code.parse().ok());
        assert_eq!(of("'+38 (050) 123-45-67", "EUR").as_deref(), Some("+380501234567"));
        assert_eq!(of("050 123 45 67", "UAH").as_deref(), Some("+380501234567"));
        assert_eq!(of("8 (495) 123-45-67", "RUB").as_deref(), Some("+74951234567"));
        assert_eq!(of("050 123 45 67", "EUR").as_deref(), Some("0501234567"));
        assert_eq!(of("12", "EUR"), None);
    }
}
