//! How long: `3 days`, as people write it.

use std::fmt;
use std::str::FromStr;

use domain::Instant;

/// A length of time in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    n: u16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
}

const MINUTE: i64 = 60_000_000;

impl Unit {
    const ALL: [Self; 4] = [Self::Minute, Self::Hour, Self::Day, Self::Week];

    fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    fn micros(self) -> i64 {
        match self {
            Self::Minute => MINUTE,
            Self::Hour => 60 * MINUTE,
            Self::Day => Instant::DAY,
            Self::Week => 7 * Instant::DAY,
        }
    }
}

/// A text that is not a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is a number and minutes, hours, days or weeks, such as \"3 days\"")]
pub struct BadSpan;

impl Span {
    /// So many days of 24 hours.
    pub const fn days(n: u16) -> Self {
        Self { n, unit: Unit::Day }
    }

    /// The moment that is so much later.
    pub fn after(self, at: Instant) -> Instant {
        Instant(at.0.saturating_add(i64::from(self.n) * self.unit.micros()))
    }
}

impl FromStr for Span {
    type Err = BadSpan;

    fn from_str(text: &str) -> Result<Self, BadSpan> {
        let (n, word) = text.trim().split_once(char::is_whitespace).ok_or(BadSpan)?;
        let word = word.trim();
        let word = word.strip_suffix('s').unwrap_or(word);
        let unit = Unit::ALL.into_iter().find(|unit| unit.word() == word).ok_or(BadSpan)?;
        Ok(Self { n: n.parse().map_err(|_| BadSpan)?, unit })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = if self.n == 1 { "" } else { "s" };
        write!(f, "{} {}{many}", self.n, self.unit.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_reads_back_from_what_it_shows() {
        for text in ["1 day", "3 days", "90 minutes", "1 hour", "2 weeks", "0 days"] {
            assert_eq!(text.parse::<Span>().map(|span| span.to_string()), Ok(text.to_owned()));
        }
        for bad in ["", "3", "days", "-1 day", "3 months", "99999 days", "1.5 days"] {
            assert_eq!(bad.parse::<Span>(), Err(BadSpan), "{bad}");
        }
    }

    #[test]
    fn a_week_is_seven_days() {
        let span = |text: &str| text.parse::<Span>().expect(text);
        assert_eq!(span("2 weeks").after(Instant(5)), span("14 days").after(Instant(5)));
        assert_eq!(span("48 hours").after(Instant(5)), span("2 days").after(Instant(5)));
    }
}
