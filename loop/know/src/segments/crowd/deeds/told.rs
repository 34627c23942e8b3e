//! What was told of a deed, as a rule may read it.

use domain::{Day, Instant, ShopZone};
use serde_json::Value;

use crate::segments::rule::{Compare, Detail, DetailTest, DetailValue};

/// One property in every way in which it can be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// A number, or a text that is written as one.
    pub number: Option<f64>,
    /// A text; a number, yes and no as JSON writes them.
    pub text: Option<String>,
    /// Yes or no, or the text `true` or `false`.
    pub yes: Option<bool>,
    /// A day, or that of a moment in the shop's zone.
    pub day: Option<Day>,
}

impl Told {
    /// Reads one of the properties that were told; none where it was not, or is nothing.
    pub fn of(properties: &Value, path: &[String], zone: &ShopZone) -> Option<Self> {
        let found = path.iter().try_fold(properties, |within, name| within.get(name))?;
        Some(match found {
            Value::Null => return None,
            Value::Bool(yes) => {
                Self { yes: Some(*yes), text: Some(yes.to_string()), ..Self::default() }
            }
            Value::Number(number) => Self {
                number: number.as_f64().filter(|number| number.is_finite()),
                text: Some(number.to_string()),
                ..Self::default()
            },
            Value::String(text) => Self {
                number: number_of(text),
                yes: yes_of(text),
                day: day_of(text, zone),
                text: Some(text.clone()),
            },
            // A list or a thing of its own is known, and compares with nothing.
            Value::Array(_) | Value::Object(_) => Self::default(),
        })
    }
}

/// Digits with at most a sign before and a point between them: other spellings of floats, such as
/// `inf` or `1e9`, are words to whoever wrote them.
fn number_of(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |some: &str| !some.is_empty() && some.bytes().all(|it| it.is_ascii_digit());
    let number: f64 = (are_digits(whole) && are_digits(part)).then(|| text.parse().ok())??;
    number.is_finite().then_some(number)
}

fn yes_of(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn day_of(text: &str, zone: &ShopZone) -> Option<Day> {
    if text.len() == 10 {
        return text.parse().ok();
    }
    text.parse::<Instant>().ok().map(|at| zone.day_of(at))
}

impl Detail {
    /// Whether the properties of a deed are so.
    pub fn holds(&self, properties: Option<&Value>, zone: &ShopZone) -> bool {
        let told = properties.and_then(|told| Told::of(told, &self.property, zone));
        match &self.test {
            DetailTest::Missing => told.is_none(),
            test => told.is_some_and(|told| test.holds(&told)),
        }
    }
}

impl DetailTest {
    fn holds(&self, told: &Told) -> bool {
        let text = told.text.as_deref();
        match self {
            Self::Known => true,
            Self::Missing => false,
            Self::Is(texts) => texts.iter().any(|wanted| text == Some(wanted)),
            Self::Contains(part) => text.is_some_and(|text| text.contains(part)),
            Self::StartsWith(opening) => text.is_some_and(|text| text.starts_with(opening)),
            Self::Compare(comparison) => compares(told, comparison.is, &comparison.than),
        }
    }
}

fn compares(told: &Told, is: Compare, than: &DetailValue) -> bool {
    let equals = |equal: bool| if is == Compare::Equal { equal } else { !equal };
    match than {
        DetailValue::Number(than) => told.number.is_some_and(|number| is.holds(number, *than)),
        DetailValue::Text(than) => told.text.as_ref().is_some_and(|text| equals(text == than)),
        DetailValue::YesNo(than) => told.yes.is_some_and(|yes| equals(yes == *than)),
        DetailValue::Day(than) => told.day.is_some_and(|day| match is {
            Compare::Less => day < *than,
            Compare::AtMost => day <= *than,
            Compare::Equal => day == *than,
            Compare::Unequal => day != *than,
            Compare::AtLeast => day >= *than,
            Compare::More => day > *than,
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::segments::rule::{Did, Rule};
    use crate::segments::text::{Coins, read};

    fn details(text: &str) -> Vec<Detail> {
        let rule = read(&format!("did \"Viewed\" where {text}"), Coins::of(None));
        match rule.unwrap_or_else(|fault| panic!("{text}: {fault}")) {
            Rule::Did(Did { details, .. }) => details,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_property_is_read_as_what_it_is_compared_with() {
        let zone = ShopZone::named("Europe/Kyiv").expect("a zone");
        let told = json!({
            "price": 120.5, "was": "99.90", "category": "shoes", "gift": true, "size": 42,
            "until": "2025-05-01", "seen": "2025-04-30T22:30:00Z", "note": null, "odd": "1e9",
            "Item colour": "red", "product": { "price": 7, "tags": ["a"] }, "wide": "false",
        });
        for (text, expected) in [
            ("properties.price > 120", true),
            ("properties.price <= 120", false),
            ("properties.was < 100", true),
            ("properties.category = \"shoes\" and properties.price > 100", true),
            ("properties.category = \"Shoes\"", false),
            ("properties.category != \"hats\"", true),
            ("properties.category > 5", false),
            ("properties.category is one of (\"hats\", \"shoes\")", true),
            ("properties.category contains \"hoe\"", true),
            ("properties.category starts with \"sh\"", true),
            ("properties.gift = yes and properties.wide = no", true),
            ("properties.gift != yes", false),
            ("properties.size = \"42\" and properties.size = 42", true),
            ("properties.until < 2025-05-02 and properties.until >= 2025-05-01", true),
            // Half past one in the night of Kyiv.
            ("properties.seen = 2025-05-01", true),
            ("properties.note is missing and properties.nothing is missing", true),
            ("properties.note is known", false),
            ("properties.nothing != \"x\"", false),
            ("properties.odd > 0", false),
            ("properties.\"Item colour\" = \"red\"", true),
            ("properties.product.price = 7", true),
            ("properties.product.tags is known", true),
            ("properties.product.tags contains \"a\"", false),
        ] {
            let so = details(text).iter().all(|detail| detail.holds(Some(&told), &zone));
            assert_eq!(so, expected, "{text}");
        }
        let missing = details("properties.price is missing");
        assert!(missing[0].holds(None, &zone), "of a deed of which nothing is told");
    }
}
