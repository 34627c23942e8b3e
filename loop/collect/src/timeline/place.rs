//! Where a page of a timeline ends and the next begins.

use domain::Instant;
use records::happenings::Noted;

/// A place in a timeline: the moment and the number of a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it happened.
    pub at: Instant,
    /// Its place in the spine.
    pub seq: i64,
}

impl Place {
    /// The place of a happening.
    pub fn of(noted: &Noted) -> Self {
        Self { at: Instant(noted.at), seq: noted.seq }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at.0, self.seq)
    }
}

impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, seq) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self { at: Instant(at.parse()?), seq: seq.parse()? })
    }
}
