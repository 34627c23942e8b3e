//! Small symmetric matrices: inverse by Cholesky, and quadratic forms.

use super::{MAX, Vector};

/// A symmetric matrix of at most four rows; rows beyond a model's own are 0.
pub(crate) type Square = [Vector; MAX];

/// The inverse of the positive definite part of `matrix` that is made of its first `n` rows and
/// columns; nothing when it is not positive definite.
pub(crate) fn inverse(matrix: &Square, n: usize) -> Option<Square> {
    let lower = cholesky(matrix, n)?;
    let mut inverse = [[0.0; MAX]; MAX];
    for column in 0..n {
        let mut half = [0.0; MAX];
        for row in 0..n {
            let known: f64 = (0..row).map(|k| lower[row][k] * half[k]).sum();
            half[row] = (f64::from(u8::from(row == column)) - known) / lower[row][row];
        }
        for row in (0..n).rev() {
            let known: f64 = (row + 1..n).map(|k| lower[k][row] * inverse[k][column]).sum();
            inverse[row][column] = (half[row] - known) / lower[row][row];
        }
    }
    Some(inverse)
}

fn cholesky(matrix: &Square, n: usize) -> Option<Square> {
    let mut lower = [[0.0; MAX]; MAX];
    for row in 0..n {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let left = matrix[row][column] - known;
            if row == column {
                // A pivot that rounding alone could have made says nothing of its direction.
                if !left.is_finite() || left <= 1e-12 * matrix[row][row].abs() {
                    return None;
                }
                lower[row][row] = left.sqrt();
            } else {
                lower[row][column] = left / lower[column][column];
            }
        }
    }
    Some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = [
            [4.0, 1.0, 0.5, 0.0],
            [1.0, 3.0, 0.2, 0.0],
            [0.5, 0.2, 2.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
        ];
        let inverse = inverse(&matrix, 3).expect("positive definite");
        for row in 0..3 {
            for column in 0..3 {
                let product: f64 = (0..3).map(|k| matrix[row][k] * inverse[k][column]).sum();
                let one = f64::from(u8::from(row == column));
                assert!((product - one).abs() < 1e-12, "{row} {column}: {product}");
            }
        }
    }

    #[test]
    fn a_flat_direction_has_no_inverse() {
        let mut flat = [[0.0; MAX]; MAX];
        flat[0][0] = 1.0;
        assert_eq!(inverse(&flat, 2), None);
    }
}
