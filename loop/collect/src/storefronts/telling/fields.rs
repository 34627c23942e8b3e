//! The fields of a document: ids, moments, money, and texts as browsers write them.

use domain::{Currency, Instant, ShopZone};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use super::Misread;
use crate::imports::values::{DateOrder, DecimalSign, decimal, minor_units, moment};

/// The longest text that is kept.
const TEXT_MAX: usize = 255;

/// A document, without the sign NUL, which one of the engines cannot keep and nobody means.
pub(super) fn parsed(body: &[u8]) -> Result<Json, Misread> {
    let mut document: Json =
        serde_json::from_slice(body).map_err(|_| Misread::of("not_json", ""))?;
    if body.windows(5).any(|some| some == b"u0000") {
        without_nul(&mut document);
    }
    Ok(document)
}

fn without_nul(value: &mut Json) {
    match value {
        Json::String(text) => text.retain(|sign| sign != '\0'),
        Json::Array(items) => items.iter_mut().for_each(without_nul),
        Json::Object(fields) => {
            let clean: Map<String, Json> = std::mem::take(fields)
                .into_iter()
                .map(|(name, mut value)| {
                    without_nul(&mut value);
                    (name.replace('\0', ""), value)
                })
                .collect();
            *fields = clean;
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// A text that says something.
pub(super) fn text(document: &Json, field: &str) -> Option<String> {
    let text: String = match document.get(field)? {
        Json::String(text) => text.trim().chars().take(TEXT_MAX).collect(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The number of a thing; 0 stands for none.
pub(super) fn number(document: &Json, field: &str) -> Option<String> {
    text(document, field).filter(|number| number != "0")
}

/// A moment; without a zone it is meant in UTC, as fields are whose names end in `_gmt`.
pub(super) fn at(document: &Json, field: &str) -> Option<Instant> {
    let text = text(document, field)?;
    text.parse().ok().or_else(|| moment(&text, DateOrder::Ymd, &ShopZone::utc()))
}

/// A currency, which must be known, because sums cannot be read without it.
pub(super) fn currency(document: &Json) -> Result<Currency, Misread> {
    let code = text(document, "currency").ok_or(Misread::of("no_currency", "currency"))?;
    code.to_uppercase().parse().map_err(|_| Misread::of("unknown_currency", "currency"))
}

/// More than any shop asks for anything, and little enough to be multiplied and added up.
const SUM_MAX: i64 = 10_000_000_000_000;

/// A sum as written; none when it is not told, an error when it is no number or absurd.
pub(super) fn sum(document: &Json, field: &'static str) -> Result<Option<Decimal>, Misread> {
    let Some(text) = text(document, field) else { return Ok(None) };
    let sum = decimal(&text, DecimalSign::Point).filter(|sum| sum.abs() <= SUM_MAX.into());
    sum.map(Some).ok_or(Misread::of("bad_money", field))
}

/// A sum in minor units.
pub(super) fn money(
    document: &Json,
    field: &'static str,
    currency: Currency,
) -> Result<Option<i64>, Misread> {
    let Some(sum) = sum(document, field)? else { return Ok(None) };
    minor_units(sum, currency.digits()).map(Some).ok_or(Misread::of("bad_money", field))
}

/// The things in a list; nothing where there is none.
pub(super) fn list<'a>(document: &'a Json, field: &str) -> &'a [Json] {
    document.get(field).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// First and last name, as one.
pub(super) fn full_name(document: &Json) -> Option<String> {
    match (text(document, "first_name"), text(document, "last_name")) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    }
}

/// A text in which the signs that HTML reserves stand for themselves again.
///
/// Nothing is read twice: `&amp;lt;` is `&lt;`. These are the names that WordPress writes
/// (`wp_specialchars_decode` with both quotes), the dashes of its titles, and numbers.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((sign(&rest[1..end])?, end))) {
            Some((sign, end)) => {
                plain.push(sign);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain + rest
}

fn sign(name: &str) -> Option<char> {
    let named = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "ndash" => '–',
        "mdash" => '—',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|sign| !sign.is_control())?
        }
    };
    Some(named)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_of_a_browser_are_read_once() {
        for (written, meant) in [
            ("Ship Your Idea &ndash; Color", "Ship Your Idea – Color"),
            ("a&amp;lt;b", "a&lt;b"),
            ("Tom &#038; Jerry&#039;s &quot;x&quot;", "Tom & Jerry's \"x\""),
            ("&#x27;&#X26;", "'&"),
            ("fish & chips; &unknown; &", "fish & chips; &unknown; &"),
            ("&#0;", "&#0;"),
            ("&хліб;", "&хліб;"),
        ] {
            assert_eq!(unescaped(written), meant, "{written}");
        }
    }

    #[test]
    fn moments_are_read_with_their_offset_and_otherwise_in_utc() {
        let document = json!({
            "shopify": "2008-01-10T11:00:00-05:00",
            "minus_zero": "2016-05-17T04:14:36-00:00",
            "date_created_gmt": "2017-03-22T19:28:02",
            "empty": "", "none": null, "nonsense": "yesterday",
        });
        let read = |field| at(&document, field).map(|at| at.to_string());
        assert_eq!(read("shopify").as_deref(), Some("2008-01-10T16:00:00Z"));
        assert_eq!(read("minus_zero").as_deref(), Some("2016-05-17T04:14:36Z"));
        assert_eq!(read("date_created_gmt").as_deref(), Some("2017-03-22T19:28:02Z"));
        assert_eq!(["empty", "none", "nonsense", "absent"].map(read), [const { None }; 4]);
    }
}
