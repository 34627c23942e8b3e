//! One customer's presence at every moment the report asks about.

use domain::Instant;
use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::{Counts, Plan};
use crate::Ruler;

/// From one moment up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub from: Instant,
    pub until: Instant,
}

/// Start, end, new and stayed of every stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionSum {
    /// When anybody bought first.
    pub(crate) first_at: Option<i64>,
    tallies: Vec<[u64; 4]>,
}

impl Sum for RetentionSum {
    fn add(&mut self, other: Self) {
        self.first_at = self.first_at.into_iter().chain(other.first_at).min();
        for (mine, theirs) in self.tallies.iter_mut().zip(other.tallies) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

impl RetentionSum {
    /// What a stretch has come to.
    pub(crate) fn counts(&self, span: usize) -> Counts {
        let [start, end, new, stayed] = self.tallies[span];
        assert!(new + stayed <= end, "who is new or stayed is there at the end");
        Counts { start, end, new, stayed, reactivated: end - new - stayed }
    }
}

/// The retention report as a fold over customers.
#[derive(Clone)]
pub struct RetentionFold {
    /// The stretches, each with its places among the moments.
    spans: Vec<(Span, usize, usize)>,
    /// The moments asked about.
    moments: Ruler,
    /// The same moments, each one activity window earlier.
    windows: Ruler,
    window_days: i64,
    as_of: i64,
    first_at: Option<i64>,
    /// At which moments the customer is active.
    active: Vec<bool>,
}

// The engine compares folds by what they print; the rest follows from these.
impl std::fmt::Debug for RetentionFold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { window_days, as_of, spans, .. } = self;
        let first = spans.first();
        write!(f, "retention {} spans from {first:?}, {window_days} days, {as_of}", spans.len())
    }
}

impl RetentionFold {
    /// The fold that counts what the plan compares.
    pub fn new(plan: &Plan) -> Self {
        let spans = plan.spans();
        let mut moments: Vec<Instant> =
            spans.iter().flat_map(|span| [span.from, span.until]).collect();
        moments.sort_unstable();
        moments.dedup();
        let place = |at: Instant| moments.partition_point(|moment| *moment < at);
        let placed = spans.iter().map(|span| (*span, place(span.from), place(span.until)));
        let as_of = moments[moments.len() - 1].0;
        let ruled =
            |moments: Vec<i64>| Ruler::new(moments.into_iter().chain([as_of + 1]).collect());
        Self {
            spans: placed.collect(),
            windows: ruled(moments.iter().map(|at| plan.window_before(*at).0).collect()),
            moments: ruled(moments.iter().map(|at| at.0).collect()),
            window_days: plan.window_days(),
            as_of,
            first_at: None,
            active: vec![false; moments.len()],
        }
    }
}

impl Fold for RetentionFold {
    type Sum = RetentionSum;

    fn empty(&self) -> RetentionSum {
        RetentionSum { first_at: None, tallies: vec![[0; 4]; self.spans.len()] }
    }

    #[inline]
    fn see(&mut self, at: i64, _amount: i64) {
        if at >= self.as_of {
            return;
        }
        if self.first_at.is_none() {
            self.first_at = Some(at);
        }
        // An order makes active at every later moment whose window reaches back to it.
        let later = self.moments.n_marks_by(at);
        let within = self.windows.n_marks_by(at);
        if later < within {
            self.active[later..within].fill(true);
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut RetentionSum) {
        let Some(first_at) = self.first_at.take() else { return };
        sum.first_at = sum.first_at.into_iter().chain([first_at]).min();
        for ((span, from, until), tally) in self.spans.iter().zip(&mut sum.tallies) {
            let (start, end) = (self.active[*from], self.active[*until]);
            if start || end {
                let new = end && (span.from.0..span.until.0).contains(&first_at);
                tally[0] += u64::from(start);
                tally[1] += u64::from(end);
                tally[2] += u64::from(new);
                tally[3] += u64::from(start && end);
            }
        }
        self.active.fill(false);
    }
}
