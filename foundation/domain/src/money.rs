//! Money in whole minor units.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// A text that is no ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a currency code of ISO 4217, such as EUR, UAH or USD")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point: 2 for most, 0 for JPY, 3 for KWD (source: ISO 4217).
    pub fn digits(&self) -> u32 {
        iso_currency::Currency::from_code(self.code())
            .and_then(|known| known.exponent())
            .map_or(2, u32::from)
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        let code = text.trim().to_ascii_uppercase();
        let known = iso_currency::Currency::from_code(&code);
        match (known, code.as_bytes().try_into()) {
            (Some(_), Ok(letters)) => Ok(Self(letters)),
            _ => Err(UnknownCurrency(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl utoipa::PartialSchema for Currency {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        crate::text_schema("ISO 4217 code, such as EUR")
    }
}

impl utoipa::ToSchema for Currency {}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of one currency in its smallest coin; never a fraction, never a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Money {
    /// Whole minor units: 1250 is 12.50 EUR.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10_u64.pow(digits);
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        match digits {
            0 => write!(f, "{sign}{whole} {}", self.currency),
            _ => {
                write!(f, "{sign}{whole}.{part:0width$} {}", self.currency, width = digits as usize)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, code: &str) -> String {
        Money::new(minor, code.parse().expect("currency")).to_string()
    }

    #[test]
    fn money_shows_as_many_digits_as_its_coin_has() {
        assert_eq!(money(-1250, "EUR"), "-12.50 EUR");
        assert_eq!(money(1250, "JPY"), "1250 JPY");
        assert_eq!(money(5, "KWD"), "0.005 KWD");
    }

    #[test]
    fn a_word_is_not_a_currency() {
        assert_eq!("hryvnia".parse::<Currency>(), Err(UnknownCurrency("hryvnia".to_owned())));
    }
}
