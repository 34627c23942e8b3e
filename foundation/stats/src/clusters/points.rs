//! Points in rows, and work on many of them at once.

/// Points, one after another, each of as many numbers.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    numbers: &'a [f64],
    n_columns: usize,
}

/// So many points are worth a core of their own; the same on every machine, so that sums come out
/// alike to the last digit.
pub(in crate::clusters) const PART: usize = 16_384;

impl<'a> Points<'a> {
    /// Reads numbers as points; numbers left over at the end are not looked at.
    pub fn new(numbers: &'a [f64], n_columns: usize) -> Self {
        Self { numbers, n_columns }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.numbers.len().checked_div(self.n_columns).unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many numbers a point has.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// One of them.
    pub fn row(&self, nth: usize) -> &'a [f64] {
        &self.numbers[nth * self.n_columns..(nth + 1) * self.n_columns]
    }

    /// All of them.
    pub fn rows(&self) -> std::slice::ChunksExact<'a, f64> {
        self.numbers.chunks_exact(self.n_columns.max(1))
    }

    /// Some of them, one after another.
    pub fn some(&self, places: &[usize]) -> Vec<f64> {
        places.iter().flat_map(|place| self.row(*place)).copied().collect()
    }

    /// The points of one part.
    pub(in crate::clusters) fn part(&self, nth: usize) -> Self {
        let from = nth * PART * self.n_columns;
        let until = (from + PART * self.n_columns).min(self.numbers.len());
        Self { numbers: &self.numbers[from..until], n_columns: self.n_columns }
    }

    pub(in crate::clusters) fn n_parts(&self) -> usize {
        self.len().div_ceil(PART).max(1)
    }

    pub(in crate::clusters) fn is_finite(&self) -> bool {
        self.numbers.iter().all(|number| number.is_finite())
    }

    /// The same points with the mean of each column at 0, and the means.
    pub(in crate::clusters) fn around_means(&self) -> (Vec<f64>, Vec<f64>) {
        let mut means = vec![0.0; self.n_columns];
        for row in self.rows() {
            means.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        let n = self.len().max(1) as f64;
        means.iter_mut().for_each(|sum| *sum /= n);
        let mut moved = Vec::with_capacity(self.numbers.len());
        for row in self.rows() {
            moved.extend(row.iter().zip(&means).map(|(number, mean)| number - mean));
        }
        (moved, means)
    }
}

/// Does the same with each of several things, on as many cores as there are. What comes out is in
/// the order of the things.
pub(in crate::clusters) fn side_by_side<P: Send, T: Send>(
    things: &mut [P],
    work: impl Fn(&mut P) -> T + Sync,
) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let n_workers = cores.min(things.len());
    if n_workers <= 1 {
        return things.iter_mut().map(work).collect();
    }
    let share = things.len().div_ceil(n_workers);
    let work = &work;
    std::thread::scope(|scope| {
        let shares = things.chunks_mut(share);
        let workers: Vec<_> = shares
            .map(|mine| scope.spawn(move || mine.iter_mut().map(work).collect::<Vec<T>>()))
            .collect();
        let done = workers.into_iter().map(|worker| worker.join());
        done.flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_many_cores_comes_out_in_order() {
        let mut things: Vec<usize> = (0..1_000).collect();
        let squares = side_by_side(&mut things, |thing| *thing * *thing);
        assert_eq!(squares, (0..1_000).map(|thing| thing * thing).collect::<Vec<_>>());
        assert_eq!(side_by_side(&mut Vec::<u8>::new(), |thing| *thing), Vec::<u8>::new());
    }

    #[test]
    fn points_around_their_means_have_means_of_nothing() {
        let numbers = [1.0, 10.0, 3.0, 30.0, 5.0, 20.0];
        let (moved, means) = Points::new(&numbers, 2).around_means();
        assert_eq!(means, [3.0, 20.0]);
        assert_eq!(moved, [-2.0, -10.0, 0.0, 10.0, 2.0, 0.0]);
        assert_eq!(Points::new(&[], 0).len(), 0);
    }
}
