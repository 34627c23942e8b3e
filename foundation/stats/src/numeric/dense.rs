//! The inverse of a symmetric matrix of thousands of rows.
//!
//! Block after block of rows is swept (Goodnight 1979, "A tutorial on the SWEEP operator"): n³
//! operations, as many as Cholesky's root and the inverse of it take together, but all of them in
//! one symmetric update that runs in the registers and the caches. The pivots are those of
//! Cholesky, so a matrix that is not positive definite is found out the same way.

/// Rows that are swept at one time: two panels of so many columns stay in the second cache.
const BLOCK: usize = 128;
/// The side of the square that is added up in registers.
const TILE: usize = 4;

/// Numbers of the panel of one tile.
const PANEL: usize = BLOCK * TILE;

/// A symmetric matrix, row after row, of which the lower half is believed.
pub(crate) struct Dense {
    n: usize,
    /// The length of a row: `n` in whole tiles; the rows beyond `n` are those of the unit matrix.
    width: usize,
    cells: Vec<f64>,
}

impl Dense {
    /// A matrix of nothing but 0.
    pub(crate) fn new(n: usize) -> Self {
        let width = n.next_multiple_of(TILE);
        let mut cells = vec![0.0; width * width];
        (n..width).for_each(|row| cells[row * width + row] = 1.0);
        Self { n, width, cells }
    }

    /// The first numbers of a row, up to the diagonal and beyond.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.cells[row * self.width..row * self.width + self.n]
    }

    /// The number at a place, whichever half it is in.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        let (row, column) = if row < column { (column, row) } else { (row, column) };
        self.cells[row * self.width + column]
    }

    /// The inverse; nothing when the matrix is not positive definite.
    pub(crate) fn inverse(mut self) -> Option<Self> {
        let width = self.width;
        let mut sweep = Sweep::new(width);
        for from in (0..width).step_by(BLOCK) {
            let until = (from + BLOCK).min(width);
            self.sweep(from, until, &mut sweep)?;
        }
        self.cells.iter_mut().for_each(|cell| *cell = -*cell);
        Some(self)
    }

    /// Sweeps the rows `from..until`: `D = A_kk⁻¹`, `A_ij -= A_ik D A_kj`, `A_ik ← A_ik D`,
    /// `A_kk ← -D`.
    fn sweep(&mut self, from: usize, until: usize, sweep: &mut Sweep) -> Option<()> {
        let (width, n_swept) = (self.width, until - from);
        let pivot = small_inverse(n_swept, |row, column| self.at(from + row, from + column))?;
        for row in 0..width {
            let is_swept = (from..until).contains(&row);
            let old = &mut sweep.row[..n_swept];
            for (nth, old) in old.iter_mut().enumerate() {
                *old = if is_swept { 0.0 } else { self.at(row, from + nth) };
            }
            put(&mut sweep.old, row, old);
            let new = &mut sweep.product[..n_swept];
            new.fill(0.0);
            for (old, pivots) in old.iter().zip(pivot.chunks_exact(n_swept)) {
                new.iter_mut().zip(pivots).for_each(|(new, pivot)| *new += old * pivot);
            }
            put(&mut sweep.new, row, new);
        }
        self.subtract(sweep, n_swept);
        self.write_swept(from, until, &pivot, sweep);
        Some(())
    }

    /// The lower half less `new oldᵀ`.
    fn subtract(&mut self, sweep: &Sweep, n_swept: usize) {
        let width = self.width;
        // Old panels of a block of columns stay in the cache while all rows pass.
        for columns in (0..width).step_by(BLOCK) {
            let olds = &sweep.old[columns / TILE * PANEL..];
            for (tile, new) in sweep.new.chunks_exact(PANEL).enumerate().skip(columns / TILE) {
                let row = tile * TILE;
                let until = (columns + BLOCK).min(row + TILE);
                for (nth, old) in olds.chunks_exact(PANEL).enumerate() {
                    let column = columns + nth * TILE;
                    if column >= until {
                        break;
                    }
                    let sums = product(&new[..n_swept * TILE], &old[..n_swept * TILE]);
                    for (r, sums) in sums.iter().enumerate() {
                        let place = (row + r) * width + column;
                        let cells = &mut self.cells[place..place + TILE];
                        cells.iter_mut().zip(sums).for_each(|(cell, sum)| *cell -= sum);
                    }
                }
            }
        }
    }

    fn write_swept(&mut self, from: usize, until: usize, pivot: &[f64], sweep: &Sweep) {
        let (width, n_swept) = (self.width, until - from);
        for row in 0..width {
            for nth in 0..n_swept {
                let column = from + nth;
                let value = if (from..until).contains(&row) {
                    -pivot[(row - from) * n_swept + nth]
                } else {
                    sweep.new[row / TILE * PANEL + nth * TILE + row % TILE]
                };
                let (row, column) = if row < column { (column, row) } else { (row, column) };
                self.cells[row * width + column] = value;
            }
        }
    }
}

/// What one sweep needs, kept between sweeps.
struct Sweep {
    /// The swept columns as they were, tile after tile, each column after column.
    old: Vec<f64>,
    /// The same times the inverse of the pivot.
    new: Vec<f64>,
    row: [f64; BLOCK],
    product: [f64; BLOCK],
}

impl Sweep {
    fn new(width: usize) -> Self {
        let panels = vec![0.0; width / TILE * PANEL];
        Self { old: panels.clone(), new: panels, row: [0.0; BLOCK], product: [0.0; BLOCK] }
    }
}

/// Writes a row into the panel of its tile.
fn put(panels: &mut [f64], row: usize, values: &[f64]) {
    let panel = &mut panels[row / TILE * PANEL..(row / TILE + 1) * PANEL];
    for (column, value) in panel.chunks_exact_mut(TILE).zip(values) {
        column[row % TILE] = *value;
    }
}

/// The product of a tile of rows with a tile of columns, in registers.
///
/// Counted by numbers and not by iterators: only so do the sums stay out of memory, which makes it
/// twenty times as fast.
#[expect(clippy::needless_range_loop, reason = "iterators keep the sums in memory")]
fn product(rows: &[f64], columns: &[f64]) -> [[f64; TILE]; TILE] {
    let mut sums = [[0.0; TILE]; TILE];
    for (row, column) in rows.as_chunks::<TILE>().0.iter().zip(columns.as_chunks::<TILE>().0) {
        for r in 0..TILE {
            for c in 0..TILE {
                sums[r][c] += row[r] * column[c];
            }
        }
    }
    sums
}

/// The inverse of a matrix of one block, by sweeping row after row.
fn small_inverse(n: usize, at: impl Fn(usize, usize) -> f64) -> Option<Vec<f64>> {
    let mut cells: Vec<f64> = (0..n * n).map(|place| at(place / n, place % n)).collect();
    let scales: Vec<f64> = (0..n).map(|row| cells[row * n + row].abs()).collect();
    for k in 0..n {
        let pivot = cells[k * n + k];
        // A pivot that rounding alone could have made says nothing of its direction.
        if !pivot.is_finite() || pivot <= 1e-13 * scales[k] {
            return None;
        }
        let swept: Vec<f64> = cells[k * n..(k + 1) * n].iter().map(|cell| cell / pivot).collect();
        for row in (0..n).filter(|row| *row != k) {
            let cells = &mut cells[row * n..(row + 1) * n];
            let times = cells[k];
            cells.iter_mut().zip(&swept).for_each(|(cell, swept)| *cell -= times * swept);
            cells[k] = times / pivot;
        }
        cells[k * n..(k + 1) * n].copy_from_slice(&swept);
        cells[k * n + k] = -1.0 / pivot;
    }
    cells.iter_mut().for_each(|cell| *cell = -*cell);
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix without any pattern: `XᵀX + 1`.
    fn drawn(n: usize) -> Dense {
        let x = |row: usize, column: usize| ((row * 37 + column * 101) % 17) as f64 / 17.0 - 0.4;
        let mut matrix = Dense::new(n);
        for row in 0..n {
            for column in 0..=row {
                let sum: f64 = (0..40).map(|k| x(k, row) * x(k, column)).sum();
                matrix.row_mut(row)[column] = sum + f64::from(u8::from(row == column));
            }
        }
        matrix
    }

    #[test]
    fn a_matrix_times_its_inverse_is_one_whatever_its_size() {
        for n in [1, 3, 4, 127, 128, 129, 301] {
            let (matrix, inverse) = (drawn(n), drawn(n).inverse().expect("positive definite"));
            for row in (0..n).step_by(n / 7 + 1) {
                for column in 0..n {
                    let product: f64 =
                        (0..n).map(|k| matrix.at(row, k) * inverse.at(k, column)).sum();
                    let one = f64::from(u8::from(row == column));
                    assert!((product - one).abs() < 1e-10, "{n}: {row} {column}: {product}");
                }
            }
        }
    }

    #[test]
    fn a_matrix_that_is_flat_somewhere_has_no_inverse() {
        let mut flat = Dense::new(200);
        (0..199).for_each(|row| flat.row_mut(row)[row] = 1.0);
        assert!(flat.inverse().is_none());
        let mut not_a_number = drawn(5);
        not_a_number.row_mut(4)[1] = f64::NAN;
        assert!(not_a_number.inverse().is_none());
    }
}
