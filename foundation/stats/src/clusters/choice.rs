//! How many clusters there should be.

use serde::{Deserialize, Serialize};

use super::lots::Lots;
use super::points::Points;
use super::{GoOn, Settings, k_means, nearest, rand_adjusted, silhouette};

/// How well so many clusters do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// How many.
    pub k: usize,
    /// The sum of the squared distances from the centres.
    pub inertia: f64,
    /// The mean silhouette.
    pub silhouette: f64,
    /// The standard error of that mean.
    pub silhouette_error: f64,
    /// How far the clusters of two halves agree, on the mean of the draws: 1 wholly, 0 as chance.
    pub stability: f64,
    /// The least of these draws.
    pub stability_least: f64,
    /// The share of points in the smallest cluster.
    pub smallest: f64,
}

/// More are not measured each against each.
const MEASURED_MOST: usize = 2_000;
/// As many draws of two halves, each from so many starts.
const DRAWS: u64 = 8;
const STARTS_OF_HALF: usize = 4;

/// Tries `k` clusters: how well points lie in them, and whether two halves drawn by lot, clustered
/// each on its own, divide all points alike (Ben-Hur, Elisseeff and Guyon 2002). None where there
/// are no such clusters, or time ran out.
pub fn tried(points: Points<'_>, settings: &Settings, go_on: GoOn<'_>) -> Option<Tried> {
    let found = k_means(points, settings, go_on)?;
    let (mean, error) = mean_silhouette(points, &found.labels, settings.seed);
    let agreed: Vec<f64> =
        (1..=DRAWS).map_while(|draw| of_halves(points, settings, draw, go_on)).collect();
    if agreed.is_empty() || !go_on() {
        return None;
    }
    let smallest = found.sizes.iter().min().copied().unwrap_or(0);
    Some(Tried {
        k: settings.k,
        inertia: found.inertia,
        silhouette: mean,
        silhouette_error: error,
        stability: agreed.iter().sum::<f64>() / agreed.len() as f64,
        stability_least: agreed.iter().copied().fold(1.0, f64::min),
        smallest: smallest as f64 / points.len() as f64,
    })
}

fn mean_silhouette(points: Points<'_>, labels: &[u32], seed: u64) -> (f64, f64) {
    let mut places: Vec<usize> = (0..points.len()).collect();
    if places.len() > MEASURED_MOST {
        Lots::of(seed, u64::MAX).shuffle(&mut places);
        places.truncate(MEASURED_MOST);
        places.sort_unstable();
    }
    let rows = points.some(&places);
    let labels: Vec<u32> = places.iter().map(|place| labels[*place]).collect();
    let widths = silhouette(Points::new(&rows, points.n_columns()), &labels);
    let n = widths.len().max(1) as f64;
    let mean = widths.iter().sum::<f64>() / n;
    let variance = widths.iter().map(|width| (width - mean) * (width - mean)).sum::<f64>() / n;
    (mean, (variance / n).sqrt())
}

fn of_halves(points: Points<'_>, settings: &Settings, draw: u64, go_on: GoOn<'_>) -> Option<f64> {
    if !go_on() {
        return None;
    }
    let mut places: Vec<usize> = (0..points.len()).collect();
    Lots::of(settings.seed, u64::MAX - draw).shuffle(&mut places);
    let (one, other) = places.split_at(places.len() / 2);
    let mut divided = [one, other].into_iter().zip(0..).map(|(half, nth)| {
        let rows = points.some(half);
        let seed = settings.seed.wrapping_add(2 * draw + nth);
        let settings = Settings { starts: STARTS_OF_HALF, swaps: 0, seed, ..*settings };
        let found = k_means(Points::new(&rows, points.n_columns()), &settings, go_on)?;
        Some(nearest(points, &found.centres))
    });
    rand_adjusted(&divided.next()??, &divided.next()??)
}

/// Halves that agree less than this tell different stories.
const STABLE: f64 = 0.75;
/// A cluster of fewer is an odd corner, not a kind.
const SMALLEST: f64 = 0.02;
/// Silhouettes so many standard errors apart may be the same,
const APART: f64 = 2.0;
/// and by so small a part of the best nobody sees a difference.
const LEVEL: f64 = 0.1;

impl Tried {
    /// Whether another half of the same points would tell the same.
    pub fn is_stable(&self) -> bool {
        self.stability >= STABLE && self.smallest >= SMALLEST
    }
}

/// How many there should be: of those that are stable and level with the highest silhouette the
/// one on which halves agree most. Where none is stable, that of all.
pub fn chosen(tried: &[Tried]) -> Option<usize> {
    let stable: Vec<&Tried> = tried.iter().filter(|it| it.is_stable()).collect();
    let best = stable.iter().max_by(|a, b| a.silhouette.total_cmp(&b.silhouette));
    let Some(best) = best else { return stablest(tried.iter()) };
    let is_level = |it: &&Tried| {
        let by_chance = APART * it.silhouette_error.hypot(best.silhouette_error);
        it.silhouette >= best.silhouette - by_chance.max(LEVEL * best.silhouette.abs())
    };
    stablest(stable.iter().copied().filter(is_level))
}

fn stablest<'a>(tried: impl Iterator<Item = &'a Tried>) -> Option<usize> {
    tried.max_by(|a, b| a.stability.total_cmp(&b.stability)).map(|it| it.k)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(k: usize, silhouette: f64, stability: f64) -> Tried {
        Tried {
            k,
            inertia: 1.0,
            silhouette,
            silhouette_error: 0.01,
            stability,
            stability_least: stability,
            smallest: 0.1,
        }
    }

    #[test]
    fn of_the_stable_with_level_silhouettes_the_stablest_is_chosen() {
        let all = [told(2, 0.30, 0.95), told(3, 0.40, 0.8), told(4, 0.37, 0.9), told(5, 0.6, 0.3)];
        assert_eq!(chosen(&all), Some(4));
        assert_eq!(chosen(&[told(2, 0.4, 0.2), told(3, 0.3, 0.5)]), Some(3));
        assert_eq!(chosen(&[]), None);
        let tiny = Tried { smallest: 0.001, ..told(6, 0.9, 0.9) };
        assert_eq!(chosen(&[told(2, 0.3, 0.9), tiny]), Some(2));
    }
}
