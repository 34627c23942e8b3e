//! Points that change clusters one at a time (Hartigan 1975).
//!
//! Lloyd's rounds rest where every point is nearest to its own centre. A centre moves with the
//! point that joins it, though, so there may still be a point whose change brings the whole nearer.

use super::{Clusters, GoOn, squared_distance};
use crate::clusters::points::Points;

/// Few passes are ever needed; this only bounds them.
const PASSES_MOST: usize = 100;
/// A gain below this part of the whole may be rounding.
const GAIN_LEAST: f64 = 1e-12;

/// Lets points change as long as that helps; tells whether any did.
pub(super) fn exchanged(points: Points<'_>, clusters: &mut Clusters, go_on: GoOn<'_>) -> bool {
    let n_columns = points.n_columns();
    let least = clusters.inertia * GAIN_LEAST;
    let mut any = false;
    for _ in 0..PASSES_MOST {
        let mut changed = false;
        for (nth, row) in points.rows().enumerate() {
            let from = clusters.labels[nth] as usize;
            if clusters.sizes[from] < 2 {
                continue;
            }
            let n = clusters.sizes[from] as f64;
            let loss_at = |to: usize| {
                let centre = &clusters.centres[to * n_columns..(to + 1) * n_columns];
                squared_distance(row, centre)
            };
            let freed = n / (n - 1.0) * loss_at(from);
            let others = (0..clusters.sizes.len()).filter(|to| *to != from).map(|to| {
                let n = clusters.sizes[to] as f64;
                (n / (n + 1.0) * loss_at(to), to)
            });
            let best = others.min_by(|a, b| a.0.total_cmp(&b.0));
            let Some((_, to)) = best.filter(|(added, _)| added + least < freed) else { continue };
            change(clusters, row, from, to);
            clusters.labels[nth] = to as u32;
            changed = true;
        }
        any |= changed;
        if !changed || !go_on() {
            break;
        }
    }
    any
}

/// Moves a point from one centre to another; both stay the means of their points.
fn change(clusters: &mut Clusters, row: &[f64], from: usize, to: usize) {
    let n_columns = row.len();
    clusters.sizes[from] -= 1;
    clusters.sizes[to] += 1;
    for (cluster, sign) in [(from, -1.0), (to, 1.0)] {
        let n = clusters.sizes[cluster] as f64;
        let centre = &mut clusters.centres[cluster * n_columns..(cluster + 1) * n_columns];
        centre.iter_mut().zip(row).for_each(|(mean, number)| *mean += sign * (number - *mean) / n);
    }
}
