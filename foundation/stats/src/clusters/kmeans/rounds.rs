//! Lloyd's rounds, with the bounds of Hamerly (2010).
//!
//! Of each point it is kept how far its own centre is at most and any other at least. When the
//! centres have moved, both bounds move with them, and only a point whose bounds cross is measured
//! again. What has come to rest is gone over once more without bounds.

use super::nearest::{Centres, distance, half_gaps};
use super::{Clusters, GoOn, Settings, squared_distance};
use crate::clusters::points::{PART, Points, side_by_side};

/// The points of one part, and what is known of them.
struct Part<'a> {
    points: Points<'a>,
    labels: &'a mut [u32],
    /// The squared length of each point.
    squares: &'a [f64],
    /// Its own centre is no farther than this.
    own: &'a mut [f64],
    /// Every other centre is no nearer than this.
    others: &'a mut [f64],
}

/// What the moves of one round add to the sums of the clusters.
#[derive(Default)]
struct Moves {
    n: usize,
    sums: Vec<f64>,
    counts: Vec<i64>,
}

/// How far the centres went since the bounds were last true.
struct Went {
    /// Each centre.
    each: Vec<f64>,
    /// The centre that went farthest, how far, and how far the next.
    farthest: (usize, f64, f64),
}

impl Went {
    fn between(before: &[f64], after: &[f64], n_columns: usize) -> Self {
        let pairs = before.chunks_exact(n_columns).zip(after.chunks_exact(n_columns));
        let each: Vec<f64> = pairs.map(|(a, b)| squared_distance(a, b).sqrt()).collect();
        let mut farthest = (0, 0.0, 0.0);
        for (nth, way) in each.iter().enumerate() {
            if *way > farthest.1 {
                farthest = (nth, *way, farthest.1);
            } else if *way > farthest.2 {
                farthest.2 = *way;
            }
        }
        Self { each, farthest }
    }

    fn squared(&self) -> f64 {
        self.each.iter().map(|way| way * way).sum()
    }
}

/// Everything that changes from round to round.
struct State<'p> {
    points: Points<'p>,
    squares: Vec<f64>,
    labels: Vec<u32>,
    own: Vec<f64>,
    others: Vec<f64>,
    sums: Vec<f64>,
    counts: Vec<i64>,
}

/// Moves centres until the points rest.
pub(super) fn settled(
    points: Points<'_>,
    mut centres: Vec<f64>,
    settings: &Settings,
    go_on: GoOn<'_>,
) -> Clusters {
    let mut state = State::new(points, settings.k);
    let least = settings.tolerance * state.mean_variance();
    let (mut rounds, mut rests) = (0, false);
    state.measure_all(&centres);
    while rounds < settings.rounds_most && (rounds == 0 || go_on()) {
        rounds += 1;
        state.fill_empty(&centres);
        let after = state.means();
        let went = Went::between(&centres, &after, points.n_columns());
        centres = after;
        let n_moved = state.measure_some(&centres, &went);
        if n_moved == 0 || went.squared() <= least {
            // Sums that were added to for long are told anew, and every point is asked again.
            state.sum_anew();
            centres = state.means();
            if state.measure_all(&centres) == 0 || least > 0.0 {
                rests = true;
                break;
            }
        }
    }
    state.fill_empty(&centres);
    state.told(rounds, rests)
}

impl<'p> State<'p> {
    fn new(points: Points<'p>, k: usize) -> Self {
        let n = points.len();
        let squares = points.rows().map(|row| row.iter().map(|it| it * it).sum()).collect();
        Self {
            points,
            squares,
            // No cluster has this number, so the first measuring moves every point.
            labels: vec![u32::MAX; n],
            own: vec![f64::INFINITY; n],
            others: vec![0.0; n],
            sums: vec![0.0; k * points.n_columns()],
            counts: vec![0; k],
        }
    }

    /// The mean over columns of their variance; the points lie around 0.
    fn mean_variance(&self) -> f64 {
        let n = (self.points.len() * self.points.n_columns()).max(1) as f64;
        self.squares.iter().sum::<f64>() / n
    }

    fn parts(&mut self) -> Vec<Part<'_>> {
        let points = self.points;
        let labels = self.labels.chunks_mut(PART).zip(self.squares.chunks(PART));
        let bounds = self.own.chunks_mut(PART).zip(self.others.chunks_mut(PART));
        let parts = labels.zip(bounds).enumerate();
        parts
            .map(|(nth, ((labels, squares), (own, others)))| {
                let points = points.part(nth);
                Part { points, labels, squares, own, others }
            })
            .collect()
    }

    /// Measures every point; tells how many moved.
    fn measure_all(&mut self, centres: &[f64]) -> usize {
        let laid = Centres::new(centres, self.points.n_columns());
        let k = self.counts.len();
        let moves = side_by_side(&mut self.parts(), |part| part.measure_all(&laid, k));
        self.take(moves)
    }

    /// Measures the points whose bounds cross; tells how many moved.
    fn measure_some(&mut self, centres: &[f64], went: &Went) -> usize {
        let n_columns = self.points.n_columns();
        let laid = Centres::new(centres, n_columns);
        let gaps = half_gaps(centres, n_columns);
        let moves =
            side_by_side(&mut self.parts(), |part| part.measure_some(centres, &laid, &gaps, went));
        self.take(moves)
    }

    fn take(&mut self, moves: Vec<Moves>) -> usize {
        let mut n = 0;
        for part in moves {
            n += part.n;
            self.sums.iter_mut().zip(part.sums).for_each(|(sum, one)| *sum += one);
            self.counts.iter_mut().zip(part.counts).for_each(|(count, one)| *count += one);
        }
        n
    }

    fn means(&self) -> Vec<f64> {
        let n_columns = self.points.n_columns();
        let mut means = self.sums.clone();
        for (centre, count) in means.chunks_exact_mut(n_columns).zip(&self.counts) {
            centre.iter_mut().for_each(|sum| *sum /= (*count).max(1) as f64);
        }
        means
    }

    fn sum_anew(&mut self) {
        let n_columns = self.points.n_columns();
        self.sums.fill(0.0);
        for (row, label) in self.points.rows().zip(&self.labels) {
            let from = *label as usize * n_columns;
            let sums = &mut self.sums[from..from + n_columns];
            sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
    }

    /// A cluster that lost its last point gets the one that lies farthest from its own centre.
    fn fill_empty(&mut self, centres: &[f64]) {
        let n_columns = self.points.n_columns();
        while let Some(empty) = self.counts.iter().position(|count| *count == 0) {
            let far = |place: &usize| {
                let from = self.labels[*place] as usize * n_columns;
                squared_distance(self.points.row(*place), &centres[from..from + n_columns])
            };
            let may_go = |place: &usize| self.counts[self.labels[*place] as usize] > 1;
            let places = (0..self.points.len()).filter(may_go);
            let Some(place) = places.max_by(|a, b| far(a).total_cmp(&far(b))) else { return };
            let left = self.labels[place] as usize;
            for (column, number) in self.points.row(place).iter().enumerate() {
                self.sums[left * n_columns + column] -= number;
                self.sums[empty * n_columns + column] += number;
            }
            (self.counts[left], self.counts[empty]) = (self.counts[left] - 1, 1);
            self.labels[place] = empty as u32;
            // Nothing is known of it any more, so it is measured again.
            (self.own[place], self.others[place]) = (f64::INFINITY, 0.0);
        }
    }

    /// The clusters as the points stand, each centre the mean of its points.
    fn told(mut self, rounds: usize, settled: bool) -> Clusters {
        self.sum_anew();
        let (centres, n_columns) = (self.means(), self.points.n_columns());
        let mut sums = Vec::with_capacity(self.points.n_parts());
        for (nth, labels) in self.labels.chunks(PART).enumerate() {
            let squares = self.points.part(nth).rows().zip(labels).map(|(row, label)| {
                let from = *label as usize * n_columns;
                squared_distance(row, &centres[from..from + n_columns])
            });
            sums.push(squares.sum::<f64>());
        }
        let inertia = sums.iter().sum();
        let sizes = self.counts.iter().map(|count| *count as usize).collect();
        Clusters { centres, labels: self.labels, sizes, inertia, rounds, settled }
    }
}

impl Moves {
    fn new(k: usize, n_columns: usize) -> Self {
        Self { n: 0, sums: vec![0.0; k * n_columns], counts: vec![0; k] }
    }

    fn one(&mut self, row: &[f64], from: u32, to: u32) {
        self.n += 1;
        let mut add = |label: u32, sign: f64| {
            let Some(count) = self.counts.get_mut(label as usize) else { return };
            *count += sign as i64;
            let first = label as usize * row.len();
            let sums = &mut self.sums[first..first + row.len()];
            sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += sign * number);
        };
        add(from, -1.0);
        add(to, 1.0);
    }
}

impl Part<'_> {
    fn measure_all(&mut self, laid: &Centres, k: usize) -> Moves {
        let mut moves = Moves::new(k, self.points.n_columns());
        for (nth, row) in self.points.rows().enumerate() {
            self.measure(nth, row, laid, &mut moves);
        }
        moves
    }

    #[inline]
    fn measure(&mut self, nth: usize, row: &[f64], laid: &Centres, moves: &mut Moves) {
        let (label, first, second) = laid.nearest_two(row);
        self.own[nth] = distance(first, self.squares[nth]);
        self.others[nth] = distance(second, self.squares[nth]);
        if label != self.labels[nth] {
            moves.one(row, self.labels[nth], label);
            self.labels[nth] = label;
        }
    }

    fn measure_some(
        &mut self,
        centres: &[f64],
        laid: &Centres,
        gaps: &[f64],
        went: &Went,
    ) -> Moves {
        let n_columns = self.points.n_columns();
        let mut moves = Moves::new(gaps.len(), n_columns);
        let (farthest, most, next) = went.farthest;
        for (nth, row) in self.points.rows().enumerate() {
            let label = self.labels[nth] as usize;
            self.own[nth] += went.each[label];
            self.others[nth] -= if label == farthest { next } else { most };
            let safe = self.others[nth].max(gaps[label]);
            if self.own[nth] <= safe {
                continue;
            }
            let from = label * n_columns;
            let own = squared_distance(row, &centres[from..from + n_columns]).sqrt();
            self.own[nth] = own;
            if own > safe {
                self.measure(nth, row, laid, &mut moves);
            }
        }
        moves
    }
}
