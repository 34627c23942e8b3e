//! The nearest of several centres, reckoned for eight of them at a time.

use super::squared_distance;

/// Eight sums side by side are what a core adds at once.
const LANES: usize = 8;

/// Centres, laid out so that one number of a point meets eight of them together.
pub(super) struct Centres {
    k: usize,
    n_columns: usize,
    /// Blocks of eight centres; in a block the first number of each, then the second, …
    numbers: Vec<[f64; LANES]>,
    /// Half the squared length of each centre; those that fill a block up are infinitely far.
    half_squares: Vec<[f64; LANES]>,
}

impl Centres {
    pub fn new(centres: &[f64], n_columns: usize) -> Self {
        let k = centres.len() / n_columns;
        let n_blocks = k.div_ceil(LANES);
        let mut numbers = vec![[0.0; LANES]; n_blocks * n_columns];
        let mut half_squares = vec![[f64::INFINITY; LANES]; n_blocks];
        for (nth, centre) in centres.chunks_exact(n_columns).enumerate() {
            let (block, lane) = (nth / LANES, nth % LANES);
            for (column, number) in centre.iter().enumerate() {
                numbers[block * n_columns + column][lane] = *number;
            }
            half_squares[block][lane] = centre.iter().map(|it| it * it).sum::<f64>() / 2.0;
        }
        Self { k, n_columns, numbers, half_squares }
    }

    /// Half the squared distance from each centre, less half the squared length of the point.
    #[inline]
    pub fn each(&self, row: &[f64], mut see: impl FnMut(usize, f64)) {
        let blocks = self.numbers.chunks_exact(self.n_columns).zip(&self.half_squares);
        for (nth, (block, half_squares)) in blocks.enumerate() {
            let mut sums = *half_squares;
            for (number, lanes) in row.iter().zip(block) {
                for (sum, lane) in sums.iter_mut().zip(lanes) {
                    *sum -= number * lane;
                }
            }
            let n = LANES.min(self.k - nth * LANES);
            for (lane, sum) in sums[..n].iter().enumerate() {
                see(nth * LANES + lane, *sum);
            }
        }
    }

    /// The nearest centre, and how far it and the next are, as [`Self::each`] tells it.
    #[inline]
    pub fn nearest_two(&self, row: &[f64]) -> (u32, f64, f64) {
        let (mut label, mut first, mut second) = (0, f64::INFINITY, f64::INFINITY);
        self.each(row, |nth, far| {
            if far < first {
                (second, first, label) = (first, far, nth as u32);
            } else if far < second {
                second = far;
            }
        });
        (label, first, second)
    }
}

/// The distance that was told less half the squared length of the point.
#[inline]
pub(super) fn distance(told: f64, square: f64) -> f64 {
    (2.0 * told + square).max(0.0).sqrt()
}

/// Half the way from each centre to the nearest other; infinite for one alone.
pub(super) fn half_gaps(centres: &[f64], n_columns: usize) -> Vec<f64> {
    let centres: Vec<&[f64]> = centres.chunks_exact(n_columns).collect();
    let gap = |(nth, centre): (usize, &&[f64])| {
        let others = centres.iter().enumerate().filter(|(other, _)| *other != nth);
        let nearest = others.map(|(_, other)| squared_distance(centre, other));
        nearest.fold(f64::INFINITY, f64::min).sqrt() / 2.0
    };
    centres.iter().enumerate().map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_two_are_those_that_measuring_each_finds() {
        let number = |nth: usize| ((nth * 2_654_435_761) % 1_000) as f64 / 100.0 - 5.0;
        for (k, n_columns) in [(1, 1), (2, 3), (8, 5), (9, 4), (19, 7)] {
            let centres: Vec<f64> = (0..k * n_columns).map(|nth| number(nth + 17)).collect();
            let laid = Centres::new(&centres, n_columns);
            for point in 0..50 {
                let row: Vec<f64> = (0..n_columns).map(|nth| number(1_000 * point + nth)).collect();
                let square: f64 = row.iter().map(|it| it * it).sum();
                let mut far: Vec<(f64, usize)> = centres
                    .chunks_exact(n_columns)
                    .map(|centre| squared_distance(&row, centre).sqrt())
                    .zip(0..)
                    .collect();
                far.sort_by(|a, b| a.0.total_cmp(&b.0));
                let (label, first, second) = laid.nearest_two(&row);
                assert_eq!(label as usize, far[0].1);
                assert!((distance(first, square) - far[0].0).abs() < 1e-9);
                if k > 1 {
                    assert!((distance(second, square) - far[1].0).abs() < 1e-9);
                }
            }
        }
    }
}
