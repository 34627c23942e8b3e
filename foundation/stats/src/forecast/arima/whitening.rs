//! The exact likelihood of an ARMA: its values made independent of each other, one by one.
//!
//! The first values stand as they are, the later ones without what they lean on (Ansley 1979, "An
//! algorithm for the exact likelihood of a mixed autoregressive–moving average process"). What is
//! left covaries only within a narrow band, so the root of its covariances is narrow too, and once
//! it has settled the same row does for all values to come. The same rows tell the future.

/// The root of the covariances of an ARMA, row after row, in units of its errors.
#[derive(Clone, Debug)]
pub(super) struct Whitener {
    ar: Vec<f64>,
    /// How many values stand as they are.
    n_first: usize,
    /// How far back later values covary.
    n_back: usize,
    /// Covariances of the first values by lag; of the first with later ones; of later ones.
    first: Vec<f64>,
    across: Vec<f64>,
    later: Vec<f64>,
    /// The number of the next row.
    next: usize,
    /// The last rows, each as wide as any; the diagonal stands last.
    rows: Vec<f64>,
    /// For how many rows nothing has changed.
    n_settled: usize,
}

/// A row that differs by less from the one before is the same.
const SETTLED: f64 = 1e-13;

impl Whitener {
    /// An ARMA by its long coefficients; none where its covariances cannot be told.
    pub fn new(ar: Vec<f64>, ma: &[f64]) -> Option<Self> {
        let (p, q) = (ar.len(), ma.len());
        let n_first = p.max(q);
        let theta = |lag: usize| if lag == 0 { 1.0 } else { ma[lag - 1] };
        let mut weights = vec![1.0; q + 1];
        for lag in 1..=q {
            let leant: f64 = (1..=lag.min(p)).map(|back| ar[back - 1] * weights[lag - back]).sum();
            weights[lag] = theta(lag) + leant;
        }
        let across: Vec<f64> =
            (0..=q).map(|lag| (lag..=q).map(|k| theta(k) * weights[k - lag]).sum()).collect();
        let later = (0..=q).map(|lag| (lag..=q).map(|k| theta(k) * theta(k - lag)).sum()).collect();
        let first = covariances(&ar, &across, n_first)?;
        let width = n_first + 1;
        let rows = vec![0.0; width * width];
        Some(Self { ar, n_first, n_back: q, first, across, later, next: 0, rows, n_settled: 0 })
    }

    fn width(&self) -> usize {
        self.n_first + 1
    }

    /// How many values before the next it leans on: of values as they are, and of errors.
    fn opens(&self, row: usize) -> usize {
        if row < self.n_first { 0 } else { row - self.n_back }
    }

    fn covariance(&self, row: usize, column: usize) -> f64 {
        let lag = row - column;
        let of = |numbers: &[f64]| numbers.get(lag).copied().unwrap_or_default();
        match (row < self.n_first, column < self.n_first) {
            (true, _) => of(&self.first),
            (false, true) => of(&self.across),
            (false, false) => of(&self.later),
        }
    }

    /// Goes on to the next row and answers it: the weights of the errors before, and its own last.
    /// Nothing where the covariances are none.
    fn step(&mut self) -> Option<&[f64]> {
        let (row, width) = (self.next, self.width());
        let slot = |row: usize| row % width * width;
        // The cell of a column in the row of a number: the diagonal is the last of it.
        let cell = |row: usize, column: usize| slot(row) + width - 1 + column - row;
        self.next += 1;
        if self.n_settled > width && row > 2 * width {
            let before = slot(row - 1);
            self.rows.copy_within(before..before + width, slot(row));
            return Some(&self.rows[slot(row)..slot(row) + width]);
        }
        let opens = self.opens(row);
        for column in opens..=row {
            let mut left = self.covariance(row, column);
            for before in opens.max(self.opens(column))..column {
                left -= self.rows[cell(row, before)] * self.rows[cell(column, before)];
            }
            self.rows[cell(row, column)] =
                if column < row { left / self.rows[cell(column, column)] } else { left.sqrt() };
        }
        // What an older row left in this slot is no part of it.
        let end = cell(row, opens.max((row + 1).saturating_sub(width)));
        self.rows[slot(row)..end].fill(0.0);
        if row > 0 {
            let same = (0..width).all(|nth| {
                (self.rows[slot(row) + nth] - self.rows[slot(row - 1) + nth]).abs() < SETTLED
            });
            self.n_settled = if same { self.n_settled + 1 } else { 0 };
        }
        let own = self.rows[cell(row, row)];
        (own.is_finite() && own > 0.0).then(|| &self.rows[slot(row)..slot(row) + width])
    }

    /// A series made independent, and Σ ln of what each was divided by.
    pub fn whitened(&self, series: &[&[f64]]) -> Option<(Vec<Vec<f64>>, Vec<f64>)> {
        let n = series.first()?.len();
        let mut rows = self.clone();
        let mut white: Vec<Vec<f64>> = series.iter().map(|_| Vec::with_capacity(n)).collect();
        let mut owns = Vec::with_capacity(n);
        for nth in 0..n {
            let (ar, n_first) = (&self.ar, self.n_first);
            let row = rows.step()?;
            let (own, before) = row.split_last()?;
            for (white, series) in white.iter_mut().zip(series) {
                let bare =
                    series[nth] - if nth < n_first { 0.0 } else { leant(ar, &series[..nth]) };
                white.push((bare - weighed(before, white)) / own);
            }
            owns.push(*own);
        }
        Some((white, owns))
    }

    /// Goes on from `n` values with errors of unit size that are given.
    pub fn go_on(&self, series: &[f64], white: &[f64], errors: &[f64]) -> Vec<f64> {
        let keep = self.width().min(series.len());
        let mut values = series[series.len() - keep..].to_vec();
        let mut white = white[white.len() - keep..].to_vec();
        let mut rows = self.clone();
        for error in errors {
            let Some((own, before)) = rows.step().and_then(<[f64]>::split_last) else { break };
            let bare = weighed(before, &white) + own * error;
            let value = bare + leant(&self.ar, &values);
            white.push(*error);
            values.push(value);
        }
        values.split_off(keep)
    }

    /// The same after so many rows.
    pub fn after(mut self, n_rows: usize) -> Option<Self> {
        for _ in 0..n_rows {
            self.step()?;
        }
        Some(self)
    }
}

/// What a value leans on of those before it, the last of them first.
fn leant(ar: &[f64], before: &[f64]) -> f64 {
    ar.iter().zip(before.iter().rev()).map(|(weight, value)| weight * value).sum()
}

/// The weights of the last errors, the last weight being that of the last error.
fn weighed(weights: &[f64], errors: &[f64]) -> f64 {
    weights.iter().rev().zip(errors.iter().rev()).map(|(weight, error)| weight * error).sum()
}

/// The covariances of the values by lag, from 0 up to `n`, by the equations of Yule and Walker.
fn covariances(ar: &[f64], across: &[f64], n: usize) -> Option<Vec<f64>> {
    let p = ar.len();
    let right = |lag: usize| across.get(lag).copied().unwrap_or_default();
    let mut rows: Vec<Vec<f64>> = (0..=p)
        .map(|lag| {
            let mut row = vec![0.0; p + 2];
            row[lag] += 1.0;
            for back in 1..=p {
                row[lag.abs_diff(back)] -= ar[back - 1];
            }
            row[p + 1] = right(lag);
            row
        })
        .collect();
    let mut found = solved(&mut rows)?;
    for lag in p + 1..n.max(p + 1) {
        let value = (1..=p).map(|back| ar[back - 1] * found[lag - back]).sum::<f64>() + right(lag);
        found.push(value);
    }
    Some(found)
}

/// Solves equations whose right side stands last in each row; nothing where they hang together.
pub(super) fn solved(rows: &mut [Vec<f64>]) -> Option<Vec<f64>> {
    let n = rows.len();
    for pivot in 0..n {
        let best = (pivot..n)
            .max_by(|one, other| rows[*one][pivot].abs().total_cmp(&rows[*other][pivot].abs()))?;
        rows.swap(pivot, best);
        let (above, below) = rows.split_at_mut(pivot + 1);
        let head = &above[pivot];
        if head[pivot].abs() < 1e-12 || !head[pivot].is_finite() {
            return None;
        }
        for row in below {
            let share = row[pivot] / head[pivot];
            if share != 0.0 {
                row[pivot..]
                    .iter_mut()
                    .zip(&head[pivot..])
                    .for_each(|(it, head)| *it -= share * head);
            }
        }
    }
    let mut found = vec![0.0; n];
    for nth in (0..n).rev() {
        let known: f64 = (nth + 1..n).map(|other| rows[nth][other] * found[other]).sum();
        found[nth] = (rows[nth][n] - known) / rows[nth][nth];
    }
    Some(found)
}
