//! A symmetric matrix of any size: sums of squares, and what solves them.

/// A symmetric matrix, of which the lower half is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Symmetric {
    n: usize,
    /// Row after row, each up to the diagonal.
    lower: Vec<f64>,
}

fn place(row: usize, column: usize) -> usize {
    let (row, column) = if row < column { (column, row) } else { (row, column) };
    row * (row + 1) / 2 + column
}

impl Symmetric {
    /// A matrix of nothing but 0.
    pub(crate) fn new(n: usize) -> Self {
        Self { n, lower: vec![0.0; n * (n + 1) / 2] }
    }

    /// Adds `weight · x xᵀ`.
    pub(crate) fn add(&mut self, weight: f64, x: &[f64]) {
        let mut places = self.lower.iter_mut();
        for row in 0..self.n {
            let weighted = weight * x[row];
            for (place, other) in places.by_ref().take(row + 1).zip(x) {
                *place += weighted * other;
            }
        }
    }

    /// Adds to one place of the diagonal.
    pub(crate) fn add_at(&mut self, nth: usize, more: f64) {
        self.lower[place(nth, nth)] += more;
    }

    /// The number at a place.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.lower[place(row, column)]
    }

    /// `xᵀ M x`.
    pub(crate) fn quadratic(&self, x: &[f64]) -> f64 {
        let row = |row: usize| -> f64 {
            x[row] * (0..self.n).map(|column| self.at(row, column) * x[column]).sum::<f64>()
        };
        (0..self.n).map(row).sum()
    }

    /// The `x` of `M x = right`; nothing when the matrix is not positive definite.
    pub(crate) fn solve(self, right: &[f64]) -> Option<Vec<f64>> {
        let root = self.root()?;
        Some(root.solved(right))
    }

    /// The inverse; nothing when the matrix is not positive definite.
    pub(crate) fn inverse(self) -> Option<Self> {
        let n = self.n;
        let root = self.root()?;
        let mut inverse = Self::new(n);
        for column in 0..n {
            let unit: Vec<f64> = (0..n).map(|row| f64::from(u8::from(row == column))).collect();
            let solved = root.solved(&unit);
            for (row, value) in solved.iter().enumerate().skip(column) {
                inverse.lower[place(row, column)] = *value;
            }
        }
        Some(inverse)
    }

    /// The lower triangle whose square this is (Cholesky).
    fn root(mut self) -> Option<Self> {
        for row in 0..self.n {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| self.at(row, k) * self.at(column, k)).sum();
                let left = self.at(row, column) - known;
                if row != column {
                    self.lower[place(row, column)] = left / self.at(column, column);
                } else if left.is_finite() && left > 1e-13 * self.at(row, row).abs() {
                    self.lower[place(row, row)] = left.sqrt();
                } else {
                    // A pivot that rounding alone could have made says nothing of its direction.
                    return None;
                }
            }
        }
        Some(self)
    }

    /// Where this is the root of a matrix: what solves that matrix.
    fn solved(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
        for row in 0..self.n {
            let known: f64 = (0..row).map(|k| self.at(row, k) * x[k]).sum();
            x[row] = (x[row] - known) / self.at(row, row);
        }
        for row in (0..self.n).rev() {
            let known: f64 = (row + 1..self.n).map(|k| self.at(k, row) * x[k]).sum();
            x[row] = (x[row] - known) / self.at(row, row);
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_solves_it_gives_the_right_side_back() {
        let mut matrix = Symmetric::new(3);
        for x in [[1.0, 2.0, 0.5], [0.0, 1.0, -1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 1.0]] {
            matrix.add(0.7, &x);
        }
        let right = [1.0, -2.0, 3.0];
        let x = matrix.clone().solve(&right).expect("positive definite");
        for row in 0..3 {
            let back: f64 = (0..3).map(|column| matrix.at(row, column) * x[column]).sum();
            assert!((back - right[row]).abs() < 1e-12, "{row}: {back}");
        }
        let inverse = matrix.clone().inverse().expect("positive definite");
        let product: f64 = (0..3).map(|k| matrix.at(1, k) * inverse.at(k, 1)).sum();
        assert!((product - 1.0).abs() < 1e-12 && matrix.quadratic(&right) > 0.0);
    }

    #[test]
    fn a_direction_that_nothing_tells_of_has_no_solution() {
        let mut flat = Symmetric::new(2);
        flat.add(1.0, &[1.0, 1.0]);
        assert_eq!(flat.solve(&[1.0, 1.0]), None);
    }
}
