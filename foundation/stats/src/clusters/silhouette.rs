//! How well points lie in their clusters (Rousseeuw 1987).

use super::points::{Points, side_by_side};
use super::squared_distance;

/// Of each point: how much nearer it lies to its own cluster than to the next, from −1 to 1. Near 0
/// it could as well belong there. A point alone in its cluster has 0.
///
/// Every point is measured against every other; of many, ask some.
pub fn silhouette(points: Points<'_>, labels: &[u32]) -> Vec<f64> {
    let k = labels.iter().map(|label| *label as usize + 1).max().unwrap_or(0);
    let mut sizes = vec![0_usize; k];
    labels.iter().for_each(|label| sizes[*label as usize] += 1);
    let width = |nth: usize| {
        let mut sums = vec![0.0; k];
        for (row, label) in points.rows().zip(labels) {
            sums[*label as usize] += squared_distance(points.row(nth), row).sqrt();
        }
        let own = labels[nth] as usize;
        if sizes[own] < 2 {
            return 0.0;
        }
        let inside = sums[own] / (sizes[own] - 1) as f64;
        let others = (0..k).filter(|other| *other != own && sizes[*other] > 0);
        let outside = others.map(|other| sums[other] / sizes[other] as f64);
        wider(inside, outside.fold(f64::INFINITY, f64::min))
    };
    let mut shares: Vec<Vec<usize>> =
        (0..labels.len()).collect::<Vec<_>>().chunks(64).map(<[usize]>::to_vec).collect();
    let widths = side_by_side(&mut shares, |share| share.iter().map(|nth| width(*nth)).collect());
    widths.into_iter().flat_map(|widths: Vec<f64>| widths).collect()
}

/// The same by the distances from the centres alone, which is quick for any number of points
/// (Hruschka, de Castro and Campello 2004).
pub fn silhouette_by_centres(points: Points<'_>, centres: &[f64], labels: &[u32]) -> Vec<f64> {
    let n_columns = points.n_columns();
    let width = |(row, label): (&[f64], &u32)| {
        let (mut own, mut other) = (0.0, f64::INFINITY);
        for (nth, centre) in centres.chunks_exact(n_columns).enumerate() {
            let far = squared_distance(row, centre).sqrt();
            if nth == *label as usize {
                own = far;
            } else {
                other = other.min(far);
            }
        }
        wider(own, other)
    };
    points.rows().zip(labels).map(width).collect()
}

/// With one cluster alone there is nothing outside, and nothing to tell.
fn wider(inside: f64, outside: f64) -> f64 {
    let most = inside.max(outside);
    if most > 0.0 && most.is_finite() { (outside - inside) / most } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_what_is_reckoned_by_hand() {
        // Two pairs on a line: 0 and 1, 10 and 12.
        let numbers = [0.0, 1.0, 10.0, 12.0];
        let widths = silhouette(Points::new(&numbers, 1), &[0, 0, 1, 1]);
        let by_hand = [10.0 / 11.0, 9.0 / 10.0, 7.5 / 9.5, 9.5 / 11.5];
        for (width, expected) in widths.iter().zip(by_hand) {
            assert!((width - expected).abs() < 1e-12, "{widths:?}");
        }
        let widths = silhouette_by_centres(Points::new(&numbers, 1), &[0.5, 11.0], &[0, 0, 1, 1]);
        assert!((widths[0] - 10.5 / 11.0).abs() < 1e-12, "{widths:?}");
    }

    #[test]
    fn one_cluster_and_a_point_alone_have_no_width() {
        let numbers = [0.0, 1.0, 10.0];
        assert_eq!(silhouette(Points::new(&numbers, 1), &[0, 0, 0]), [0.0; 3]);
        assert_eq!(silhouette(Points::new(&numbers, 1), &[0, 0, 1])[2], 0.0);
        assert!(silhouette(Points::new(&[], 1), &[]).is_empty());
        assert_eq!(silhouette(Points::new(&[2.0; 4], 1), &[0, 0, 1, 1]), [0.0; 4]);
    }
}
