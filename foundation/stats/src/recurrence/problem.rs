//! The search for the parameters: where it sets out, what holds it, how it goes.

use super::fit::Prior;
use super::likelihood::{Census, Likelihood};
use super::model::{History, Model, Row, from_logs};
use crate::numeric::{Bounds, MAX, Maximum, Slope, Square, Vector, information, inverse, maximise};

/// From so many distinct rows on, a sample shows the way before all are asked.
const ROWS_FOR_A_SAMPLE: usize = 40_000;
const SAMPLE: usize = 10_000;

/// What the rows are like at first sight, from which the search sets out.
pub(super) struct Usual {
    /// Logs of r and α: a rate of one and as much spread as the mean.
    pub(super) rate: [f64; 2],
    /// The mean time watched.
    watched_for: f64,
    /// The mean share of chances taken.
    taken: f64,
}

impl Usual {
    pub(super) fn of(rows: &[Row]) -> Option<Self> {
        let sum = |of: &dyn Fn(&History) -> f64| -> f64 {
            rows.iter().map(|row| row.weight * of(&row.history)).sum()
        };
        let n = sum(&|_| 1.0);
        let (times, watched) =
            (sum(&|history| f64::from(history.n_again)), sum(&|history| history.watched_for));
        if n <= 0.0 || times <= 0.0 || watched <= 0.0 {
            return None;
        }
        let taken = (times / watched).min(0.9);
        Some(Self { rate: [0.0, (watched / times).ln()], watched_for: watched / n, taken })
    }

    /// Logs of usual values of the parameters.
    fn centre(&self, model: Model) -> Vector {
        let [r, alpha] = self.rate;
        match model {
            Model::Nbd => [r, alpha, 0.0, 0.0],
            Model::BgNbd | Model::MbgNbd => [r, alpha, 0.0, 4.0_f64.ln()],
            Model::ParetoNbd => [r, alpha, 0.0, (2.0 * self.watched_for).ln()],
            Model::BgBb => [0.0, (1.0 / self.taken - 1.0).ln(), -0.7, 4.0_f64.ln()],
        }
    }

    /// From where the search sets out, given the logs of r and α.
    pub(super) fn starts(&self, model: Model, [r, alpha]: [f64; 2]) -> Vec<Vector> {
        let centre = self.centre(model);
        match model {
            Model::Nbd => vec![[r, alpha, 0.0, 0.0]],
            Model::BgNbd | Model::MbgNbd => {
                vec![[r, alpha, 0.0, 3.0_f64.ln()], [r - 0.5, alpha - 0.7, -1.0, 1.0]]
            }
            Model::ParetoNbd => {
                vec![[r, alpha, -0.5, centre[3] - 0.7], [r + 0.3, alpha, 0.3, centre[3] + 0.7]]
            }
            Model::BgBb => vec![centre, [0.7, centre[1] + 0.7, 0.0, centre[3] + 1.0]],
        }
    }
}

/// One search: a model, rows and what holds its parameters.
pub(super) struct Problem<'a> {
    model: Model,
    rows: &'a [Row],
    census: Census,
    centre: Option<Vector>,
    bounds: Bounds,
}

/// Where a search ended, and how many of those that set out elsewhere came to the same height.
pub(super) struct Solved {
    pub found: Maximum,
    pub n_agreeing: u32,
}

impl<'a> Problem<'a> {
    pub(super) fn of(model: Model, rows: &'a [Row], usual: &Usual, prior: Prior) -> Self {
        // Beyond these the likelihood is flat to its last digit, whatever the data.
        let (low, high) = ((1e-5_f64).ln(), (1e4_f64).ln());
        let mut bounds = Bounds { n: model.n_parameters(), low: [low; MAX], high: [high; MAX] };
        if model != Model::BgBb {
            bounds.low[1] = usual.rate[1] + low;
            bounds.high[1] = usual.rate[1] + high;
        }
        if model == Model::ParetoNbd {
            // What ends a hundred watches from now cannot be told from what does not end.
            bounds.low[3] = (1e-3 * usual.watched_for).ln();
            bounds.high[3] = (1e2 * usual.watched_for).ln();
        }
        let centre = (prior == Prior::Usual).then(|| usual.centre(model));
        Self { model, rows, census: census_of(rows), centre, bounds }
    }

    /// The best place found from all starts.
    pub(super) fn solve(&self, starts: &[Vector]) -> Solved {
        if self.rows.len() < ROWS_FOR_A_SAMPLE {
            return self.best_of(starts);
        }
        // The rows are sorted, so every so many-th makes a sample as even as can be.
        let every = self.rows.len() / SAMPLE;
        let sample: Vec<Row> = self.rows.iter().step_by(every).copied().collect();
        let census = census_of(&sample);
        let small = Problem { rows: &sample, census, ..*self };
        let solved = small.best_of(starts);
        let weight = |rows: &[Row]| rows.iter().map(|row| row.weight).sum::<f64>();
        let share = weight(&sample) / weight(self.rows);
        let spread = inverse(&small.information(&solved.found), self.bounds.n)
            .map(|spread| spread.map(|line| line.map(|one| one * share)));
        let mut height = |at: &Vector| self.height(at);
        let found = maximise(&mut height, &self.bounds, solved.found.at, spread);
        Solved { found, ..solved }
    }

    fn best_of(&self, starts: &[Vector]) -> Solved {
        let mut height = |at: &Vector| self.height(at);
        let ends: Vec<Maximum> =
            starts.iter().map(|start| maximise(&mut height, &self.bounds, *start, None)).collect();
        let best = ends.iter().map(|end| end.slope.value).fold(f64::NEG_INFINITY, f64::max);
        let found = ends.iter().find(|end| end.slope.value >= best).unwrap_or(&ends[0]);
        let n_agreeing = ends.iter().filter(|end| best - end.slope.value < 1e-2).count();
        Solved { found: *found, n_agreeing: n_agreeing as u32 }
    }

    /// The log-likelihood at logs of parameters.
    pub(super) fn plain(&self, at: &Vector) -> Slope {
        let parameters = from_logs(at, self.bounds.n);
        Likelihood::at(self.model, &parameters, &self.census).total(&parameters, self.rows)
    }

    /// What is made as large as it can be: the log-likelihood and the prior.
    fn height(&self, at: &Vector) -> Slope {
        let mut height = self.plain(at);
        if let Some(centre) = &self.centre {
            for i in 0..self.bounds.n {
                let off = at[i] - centre[i];
                height.value -= off * off / 2.0;
                height.slope[i] -= off;
            }
        }
        height
    }

    /// Minus the second derivatives at the end.
    pub(super) fn information(&self, found: &Maximum) -> Square {
        information(&mut |at| self.height(at), found, self.bounds.n)
    }

    /// One last step of Newton, kept when it is not downhill.
    pub(super) fn polish(&self, found: &mut Maximum, covariance: &Square) {
        let slope = found.slope.slope;
        let step: Vector =
            std::array::from_fn(|i| (0..MAX).map(|k| covariance[i][k] * slope[k]).sum());
        let at: Vector = std::array::from_fn(|i| found.at[i] + step[i]);
        let polished = self.height(&at);
        if polished.value >= found.slope.value {
            (found.at, found.slope) = (at, polished);
        }
    }
}

fn census_of(rows: &[Row]) -> Census {
    Census::of(rows.iter().map(|row| &row.history))
}
