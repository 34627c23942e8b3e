//! A stretch of days, written as people write it in an address: `90d`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of whole days, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(u32);

/// A text that is no number of days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number of days from 1d to 3660d, such as 90d")]
pub struct BadDays(String);

impl Days {
    /// Ten years; beyond that everybody is active and no question is left.
    const MAX: u32 = 3_660;

    /// So many days.
    pub const fn new(days: u32) -> Self {
        Self(days)
    }

    /// How many days these are.
    pub fn count(self) -> i64 {
        i64::from(self.0)
    }
}

impl FromStr for Days {
    type Err = BadDays;

    fn from_str(text: &str) -> Result<Self, BadDays> {
        let days = text.strip_suffix('d').unwrap_or(text).parse().ok();
        days.filter(|days| (1..=Self::MAX).contains(days))
            .map(Self)
            .ok_or_else(|| BadDays(text.to_owned()))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}d", self.0)
    }
}

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_days_are_read_with_and_without_their_letter() {
        assert_eq!("90d".parse(), Ok(Days::new(90)));
        assert_eq!("90".parse(), Ok(Days::new(90)));
        assert!(["0d", "-5", "90w", ""].iter().all(|text| text.parse::<Days>().is_err()));
    }
}
