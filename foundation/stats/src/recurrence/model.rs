//! The stories that are told of what recurs, and what has been seen of it.

use crate::numeric::Vector;

/// How something recurred while it was watched.
///
/// The watch begins with a first time that is not counted. All times are in one unit, a week or a
/// day, from that first time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// How many times it came again.
    pub n_again: u32,
    /// When it came last: 0 when it never came again.
    pub last_at: f64,
    /// How long it has been watched, not less than `last_at`.
    pub watched_for: f64,
}

/// A story of what recurs for a time and then ceases, without saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Comes at a rate of its own; after each time but the first it may cease, with a chance of its
    /// own (Fader, Hardie and Lee 2005).
    BgNbd,
    /// As the one before, but it may cease after the first time too (Batislam, Denizel and
    /// Filiztekin 2007).
    MbgNbd,
    /// Comes at a rate of its own and ceases at a rate of its own, at any time (Schmittlein,
    /// Morrison and Colombo 1987).
    ParetoNbd,
    /// Has one chance in each unit of time, and may cease before each (Fader, Hardie and Shang
    /// 2010). Its times are whole units.
    BgBb,
    /// Comes at a rate of its own and never ceases (Ehrenberg 1959).
    Nbd,
}

impl Model {
    /// All stories.
    pub const ALL: [Self; 5] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd, Self::BgBb, Self::Nbd];

    /// The names of the parameters in the order in which they are given, as in the papers.
    pub fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::BgNbd | Self::MbgNbd => &["r", "alpha", "a", "b"],
            Self::ParetoNbd => &["r", "alpha", "s", "beta"],
            Self::BgBb => &["alpha", "beta", "gamma", "delta"],
            Self::Nbd => &["r", "alpha"],
        }
    }

    /// How many parameters it has.
    pub(crate) fn n_parameters(self) -> usize {
        self.parameters().len()
    }

    /// How many chances to cease lie between the first time and the last of `n_again`.
    pub(crate) fn chances(self, n_again: u32) -> usize {
        n_again as usize + usize::from(self == Self::MbgNbd)
    }
}

/// A history that was seen `weight` times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub history: History,
    pub weight: f64,
}

/// The histories with equal ones merged, sorted by how often and when.
///
/// Times that are not numbers, or a last time after the end of the watch, are mended to what they
/// can only mean: nothing was seen after the watch ended.
pub(crate) fn merged(histories: &[History]) -> Vec<Row> {
    let mut sorted: Vec<History> = histories.iter().map(|history| mended(*history)).collect();
    sorted.sort_unstable_by(|left, right| {
        (left.n_again.cmp(&right.n_again))
            .then(left.last_at.total_cmp(&right.last_at))
            .then(left.watched_for.total_cmp(&right.watched_for))
    });
    let mut rows: Vec<Row> = Vec::with_capacity(sorted.len());
    for history in sorted {
        match rows.last_mut() {
            Some(row) if row.history == history => row.weight += 1.0,
            _ => rows.push(Row { history, weight: 1.0 }),
        }
    }
    rows
}

pub(crate) fn mended(history: History) -> History {
    let number = |time: f64| if time.is_finite() { time.max(0.0) } else { 0.0 };
    let watched_for = number(history.watched_for);
    let last_at = if history.n_again == 0 { 0.0 } else { number(history.last_at) };
    History { last_at: last_at.min(watched_for), watched_for, ..history }
}

/// Parameters from their logs.
pub(crate) fn from_logs(logs: &Vector, n: usize) -> Vector {
    std::array::from_fn(|i| if i < n { logs[i].exp() } else { 0.0 })
}
