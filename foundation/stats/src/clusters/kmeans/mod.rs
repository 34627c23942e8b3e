//! Centres and the points that are nearest to them.

mod exchange;
mod nearest;
mod rounds;
mod seeding;

use super::lots::Lots;
use super::points::{Points, side_by_side};
use nearest::Centres;

/// Whether there is still time; asked now and then between two steps.
pub type GoOn<'a> = &'a (dyn Fn() -> bool + Sync);

/// How clusters are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How many clusters.
    pub k: usize,
    /// From how many draws; the best is kept.
    pub starts: usize,
    /// How often one centre of the best is drawn anew, to see whether that is better still.
    pub swaps: usize,
    /// What is drawn is drawn from this.
    pub seed: u64,
    /// At most so many rounds from each draw.
    pub rounds_most: usize,
    /// Ends when the centres together move less than this part of the mean variance of a column,
    /// squared; 0 goes on until no point moves.
    pub tolerance: f64,
}

impl Settings {
    /// So many clusters from so many draws, until no point moves.
    pub fn new(k: usize, starts: usize, seed: u64) -> Self {
        Self { k, starts, swaps: 0, seed, rounds_most: 300, tolerance: 0.0 }
    }
}

/// Points and the centres they are nearest to.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// The centres, one after another.
    pub centres: Vec<f64>,
    /// The cluster of each point.
    pub labels: Vec<u32>,
    /// How many points each cluster has; none is empty.
    pub sizes: Vec<usize>,
    /// The sum of the squared distances of the points from their centres.
    pub inertia: f64,
    /// How many rounds the best draw took.
    pub rounds: usize,
    /// Whether it ended by itself, not by the most rounds or for lack of time.
    pub settled: bool,
}

/// Finds `k` clusters; none where fewer points than that differ, or a number is none.
///
/// When time runs out the best so far is told; the first draw is always made, and ends as soon as
/// it can.
pub fn k_means(points: Points<'_>, settings: &Settings, go_on: GoOn<'_>) -> Option<Clusters> {
    let Settings { k, starts, seed, .. } = *settings;
    if k == 0 || points.len() < k || points.n_columns() == 0 || !points.is_finite() {
        return None;
    }
    let (moved, means) = points.around_means();
    let moved = Points::new(&moved, points.n_columns());
    let one = |nth: &mut usize| {
        if *nth > 0 && !go_on() {
            return None;
        }
        let mut lots = Lots::of(seed, *nth as u64);
        let centres = seeding::drawn(moved, k, &mut lots)?;
        Some(rested(moved, centres, settings, go_on))
    };
    let mut numbers: Vec<usize> = (0..starts.max(1)).collect();
    // Many points share the cores between them, few points share the draws.
    let found = match points.n_parts() {
        1 => side_by_side(&mut numbers, one),
        _ => numbers.iter_mut().map(one).collect(),
    };
    let best = found
        .into_iter()
        .flatten()
        .reduce(|best, other| if other.inertia < best.inertia { other } else { best });
    let best = best.map(|best| swapped(moved, best, settings, go_on));
    best.map(|mut best| {
        for centre in best.centres.chunks_exact_mut(means.len()) {
            centre.iter_mut().zip(&means).for_each(|(number, mean)| *number += mean);
        }
        best
    })
}

/// Lets the points come to rest around centres.
fn rested(points: Points<'_>, centres: Vec<f64>, settings: &Settings, go_on: GoOn<'_>) -> Clusters {
    let mut found = rounds::settled(points, centres, settings, go_on);
    // One point after another cannot be shared between cores, and of many points none matters.
    if points.n_parts() == 1 && exchange::exchanged(points, &mut found, go_on) {
        let rounds = found.rounds;
        found = rounds::settled(points, found.centres, settings, go_on);
        found.rounds += rounds;
    }
    found
}

/// Draws one centre anew again and again and keeps what is better (Fränti and Kivijärvi 2000): so
/// many draws from nothing seldom put the last centre right. Not of many points, which rest where
/// few would.
fn swapped(
    points: Points<'_>,
    mut best: Clusters,
    settings: &Settings,
    go_on: GoOn<'_>,
) -> Clusters {
    let (k, n_columns) = (settings.k, points.n_columns());
    let mut lots = Lots::of(settings.seed, u64::MAX / 2);
    for _ in 0..settings.swaps {
        if !go_on() {
            break;
        }
        let mut centres = best.centres.clone();
        let gone = lots.below(k) * n_columns;
        centres.drain(gone..gone + n_columns);
        let Some(centres) = seeding::drawn_beside(points, centres, k, &mut lots) else { break };
        let other = rested(points, centres, settings, go_on);
        if other.inertia < best.inertia * (1.0 - 1e-12) {
            best = other;
        }
    }
    best
}

/// The cluster of each point: that of its nearest centre, the first of equals.
pub fn nearest(points: Points<'_>, centres: &[f64]) -> Vec<u32> {
    if centres.is_empty() {
        return vec![0; points.len()];
    }
    // Distances are told from sums that lose what is far from 0, so 0 is put amid the centres.
    let n_columns = points.n_columns();
    let (middle_at, means) = Points::new(centres, n_columns).around_means();
    let centres = Centres::new(&middle_at, n_columns);
    let mut row = vec![0.0; n_columns];
    let label = |point: &[f64]| {
        let moved = row.iter_mut().zip(point).zip(&means);
        moved.for_each(|((to, from), mean)| *to = from - mean);
        centres.nearest_two(&row).0
    };
    points.rows().map(label).collect()
}

/// The squared distance of two points.
pub fn squared_distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum()
}
