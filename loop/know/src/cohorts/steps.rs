//! How time after the first purchase is cut: by the calendar, evenly, or at chosen days.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use domain::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CohortOptions, Mode};

/// Days after the first purchase at which time is cut, rising: `7,30,90` makes stretches of the
/// days 0–6, 7–29 and 30–89 (source: Mixpanel's custom brackets).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brackets(Vec<i64>);

/// A text that cuts no time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` are no brackets: name up to {BRACKETS_MAX} rising days from 1 to {DAYS_MAX}, such as \
     7,30,90,365"
)]
pub struct BadBrackets(String);

/// More columns cannot be read.
const BRACKETS_MAX: usize = 30;

/// A hundred years.
const DAYS_MAX: i64 = 36_500;

impl Brackets {
    /// The days that time is cut at, rising.
    pub fn days(&self) -> &[i64] {
        &self.0
    }

    /// The days each stretch opens on and the one before which it ends.
    pub fn stretches(&self) -> impl Iterator<Item = (i64, i64)> {
        let opens = std::iter::once(0).chain(self.0.iter().copied());
        opens.zip(self.0.iter().copied())
    }
}

impl FromStr for Brackets {
    type Err = BadBrackets;

    fn from_str(text: &str) -> Result<Self, BadBrackets> {
        let bad = || BadBrackets(text.to_owned());
        let days: Result<Vec<i64>, _> = text.split(',').map(|day| day.trim().parse()).collect();
        let days = days.map_err(|_| bad())?;
        let rises = days.windows(2).all(|pair| pair[0] < pair[1]);
        let fits = days.iter().all(|day| (1..=DAYS_MAX).contains(day));
        if rises && fits && days.len() <= BRACKETS_MAX { Ok(Self(days)) } else { Err(bad()) }
    }
}

impl fmt::Display for Brackets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: Vec<String> = self.0.iter().map(i64::to_string).collect();
        f.write_str(&days.join(","))
    }
}

impl Serialize for Brackets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Brackets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How a customer's time is cut into the periods of the table.
#[derive(Clone, Debug)]
pub(super) enum Steps {
    /// Calendar periods after that of his first purchase.
    Calendar,
    /// Equal stretches of his own time, so many microseconds each.
    Even(i64),
    /// Stretches of his own time that end so many microseconds after his first purchase; what he
    /// buys after the last of them lies in no column.
    Ends(Arc<[i64]>),
}

impl Steps {
    /// The steps of a table.
    pub fn of(options: &CohortOptions) -> Self {
        match (&options.brackets, options.mode) {
            (Some(brackets), _) => {
                Self::Ends(brackets.0.iter().map(|day| day * Instant::DAY).collect())
            }
            (None, Mode::Rolling) => Self::Even(options.by.rolling_days() * Instant::DAY),
            (None, Mode::Calendar) => Self::Calendar,
        }
    }

    /// Whether period 0 is that of the calendar.
    pub fn are_calendar(&self) -> bool {
        matches!(self, Self::Calendar)
    }

    /// The stretch of his own time that lies so long after his first purchase; none where the
    /// calendar decides.
    #[inline]
    pub fn place(&self, since: i64) -> Option<usize> {
        match self {
            Self::Calendar => None,
            Self::Even(stretch) => Some((since / stretch) as usize),
            Self::Ends(ends) => Some(ends.partition_point(|end| *end <= since)),
        }
    }

    /// How many stretches of his own time have begun so long after his first purchase; none where
    /// the calendar decides.
    pub fn n_begun(&self, since: i64) -> Option<usize> {
        match self {
            Self::Calendar => None,
            Self::Even(stretch) => Some((since as u64).div_ceil(*stretch as u64) as usize),
            Self::Ends(ends) => {
                let begun = 1 + ends.partition_point(|end| *end < since);
                Some(begun.min(ends.len()))
            }
        }
    }

    /// When stretch k ends after his first purchase; none where the calendar decides.
    pub fn end(&self, k: usize) -> Option<i64> {
        match self {
            Self::Calendar => None,
            Self::Even(stretch) => Some((k as i64 + 1) * stretch),
            Self::Ends(ends) => ends.get(k).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_read_as_they_are_written_and_nonsense_is_told() {
        let brackets: Brackets = "7, 30,90".parse().expect("brackets");
        assert_eq!(brackets.to_string(), "7,30,90");
        assert_eq!(brackets.stretches().collect::<Vec<_>>(), [(0, 7), (7, 30), (30, 90)]);
        for nonsense in ["", "30,7", "0,7", "7,7", "a week", "40000"] {
            assert!(nonsense.parse::<Brackets>().is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_purchase_lies_in_the_bracket_that_has_not_ended() {
        let steps =
            Steps::of(&CohortOptions { brackets: "7,30".parse().ok(), ..CohortOptions::default() });
        let day = Instant::DAY;
        let places = [0, 7 * day - 1, 7 * day, 30 * day - 1, 30 * day].map(|at| steps.place(at));
        assert_eq!(places, [0, 0, 1, 1, 2].map(Some));
        let begun = [1, 7 * day, 7 * day + 1, 90 * day].map(|at| steps.n_begun(at));
        assert_eq!(begun, [1, 1, 2, 2].map(Some));
    }
}
