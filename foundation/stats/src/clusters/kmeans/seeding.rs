//! Where the centres begin: k-means++ (Arthur and Vassilvitskii 2007), the greedy way.

use super::nearest::Centres;
use super::squared_distance;
use crate::clusters::lots::Lots;
use crate::clusters::points::{PART, Points, side_by_side};

/// Less than this part of what was there at first is what rounding leaves of points that are
/// centres themselves.
const NOTHING: f64 = 1e-13;

/// Draws so many centres from the points: each with a chance that grows with its squared distance
/// from those drawn before. Several are drawn each time and that one taken which brings the points
/// nearest. None where fewer points differ.
pub(super) fn drawn(points: Points<'_>, k: usize, lots: &mut Lots) -> Option<Vec<f64>> {
    let first = points.row(lots.below(points.len())).to_vec();
    drawn_beside(points, first, k, lots)
}

/// The same where some are drawn already.
pub(super) fn drawn_beside(
    points: Points<'_>,
    mut centres: Vec<f64>,
    k: usize,
    lots: &mut Lots,
) -> Option<Vec<f64>> {
    let n_columns = points.n_columns();
    if centres.is_empty() {
        return drawn(points, k, lots);
    }
    let n_tries = (2 + (k as f64).ln() as usize).min(8);
    let mut far = Far::from(points, &centres[..n_columns]);
    let nothing = far.sum() * NOTHING;
    for centre in centres.chunks_exact(n_columns).skip(1) {
        far.bring_nearer(points, centre);
    }
    while centres.len() < k * n_columns {
        if far.sum() <= nothing {
            return None;
        }
        let tries: Vec<f64> =
            (0..n_tries).flat_map(|_| points.row(far.place(lots.share()))).copied().collect();
        let sums = far.sums_with(points, &tries);
        let best = (0..n_tries).min_by(|a, b| sums[*a].total_cmp(&sums[*b]))?;
        let taken = &tries[best * n_columns..(best + 1) * n_columns];
        far.bring_nearer(points, taken);
        centres.extend_from_slice(taken);
    }
    Some(centres)
}

/// How far each point is from the nearest centre, squared, and what that comes to in each part.
struct Far {
    squares: Vec<f64>,
    sums: Vec<f64>,
}

impl Far {
    fn from(points: Points<'_>, centre: &[f64]) -> Self {
        let mut far = Self { squares: vec![f64::INFINITY; points.len()], sums: Vec::new() };
        far.bring_nearer(points, centre);
        far
    }

    fn sum(&self) -> f64 {
        self.sums.iter().sum()
    }

    /// One more centre.
    fn bring_nearer(&mut self, points: Points<'_>, centre: &[f64]) {
        let mut parts: Vec<(usize, &mut [f64])> =
            self.squares.chunks_mut(PART).enumerate().collect();
        self.sums = side_by_side(&mut parts, |(nth, squares)| {
            let rows = points.part(*nth).rows();
            let nearer = squares.iter_mut().zip(rows).map(|(square, row)| {
                *square = square.min(squared_distance(row, centre));
                *square
            });
            nearer.sum()
        });
    }

    /// What the sum would be with each of these as one more centre.
    fn sums_with(&self, points: Points<'_>, tries: &[f64]) -> Vec<f64> {
        let n_tries = tries.len() / points.n_columns();
        let tries = Centres::new(tries, points.n_columns());
        let mut parts: Vec<(usize, &[f64])> = self.squares.chunks(PART).enumerate().collect();
        let sums = side_by_side(&mut parts, |(nth, squares)| {
            let mut sums = vec![0.0; n_tries];
            for (square, row) in squares.iter().zip(points.part(*nth).rows()) {
                let length: f64 = row.iter().map(|it| it * it).sum();
                tries.each(row, |one, told| {
                    sums[one] += square.min((2.0 * told + length).max(0.0));
                });
            }
            sums
        });
        let mut all = vec![0.0; n_tries];
        for part in sums {
            all.iter_mut().zip(part).for_each(|(sum, one)| *sum += one);
        }
        all
    }

    /// The point at this share of the sum.
    fn place(&self, share: f64) -> usize {
        let mut left = share * self.sum();
        let mut part = 0;
        while part + 1 < self.sums.len() && left >= self.sums[part] {
            left -= self.sums[part];
            part += 1;
        }
        let from = part * PART;
        let squares = &self.squares[from..(from + PART).min(self.squares.len())];
        for (nth, square) in squares.iter().enumerate() {
            left -= square;
            if left < 0.0 {
                return from + nth;
            }
        }
        // Rounding took the last of it: the last point that is not a centre itself.
        from + squares.iter().rposition(|square| *square > 0.0).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_centres_are_drawn_as_points_differ_and_no_more() {
        let numbers = [1.0, 1.0, 2.0, 2.0, 2.0, 5.0];
        let points = Points::new(&numbers, 1);
        for seed in 0..20 {
            let mut centres = drawn(points, 3, &mut Lots::of(seed, 0)).expect("three differ");
            centres.sort_by(f64::total_cmp);
            assert_eq!(centres, [1.0, 2.0, 5.0]);
            assert_eq!(drawn(points, 4, &mut Lots::of(seed, 0)), None);
        }
    }
}
