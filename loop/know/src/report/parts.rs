//! Which parts of the report are asked for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part of the full report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Every metric of the newest finished month.
    Metrics,
    /// Cohort tables by all counting rules, calendar and rolling.
    Cohorts,
    /// The groups of RFM.
    Rfm,
    /// How many come once more.
    Ladder,
    /// How long customers wait.
    Rhythm,
    /// What became of revenue.
    Revenue,
    /// On how few customers the money hangs.
    Abc,
}

impl Part {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Metrics,
        Self::Cohorts,
        Self::Rfm,
        Self::Ladder,
        Self::Rhythm,
        Self::Revenue,
        Self::Abc,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::Cohorts => "cohorts",
            Self::Rfm => "rfm",
            Self::Ladder => "ladder",
            Self::Rhythm => "rhythm",
            Self::Revenue => "revenue",
            Self::Abc => "abc",
        }
    }
}

/// The parts that are wanted, written `cohorts,rfm`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

/// A text that names no part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no part of the report; the parts are {all}", all = Parts::default())]
pub struct BadParts(String);

impl Default for Parts {
    fn default() -> Self {
        Self(Part::ALL.to_vec())
    }
}

impl Parts {
    /// Whether a part is wanted.
    pub fn hold(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    /// What a part is made of, where it is wanted.
    pub fn only<T>(&self, part: Part, made: impl FnOnce() -> Option<T>) -> Option<T> {
        self.hold(part).then(made).flatten()
    }
}

impl FromStr for Parts {
    type Err = BadParts;

    fn from_str(text: &str) -> Result<Self, BadParts> {
        let part = |word: &str| {
            let known = Part::ALL.into_iter().find(|part| part.word() == word.trim());
            known.ok_or_else(|| BadParts(word.trim().to_owned()))
        };
        text.split(',').map(part).collect::<Result<Vec<Part>, BadParts>>().map(Self)
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|part| part.word()).collect();
        f.write_str(&words.join(","))
    }
}

impl Serialize for Parts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_as_they_are_written_and_nonsense_names_the_known_ones() {
        let parts: Parts = "cohorts, rfm".parse().expect("parts");
        assert_eq!(parts.to_string(), "cohorts,rfm");
        assert!(parts.hold(Part::Rfm) && !parts.hold(Part::Revenue));
        let told = "cohort".parse::<Parts>().expect_err("no such part").to_string();
        assert!(told.contains("metrics,cohorts,rfm,ladder,rhythm,revenue,abc"), "{told}");
    }
}
