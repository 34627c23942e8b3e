//! Numbers cut into few steps, so that the best place to part them is found by counting.

use super::Examples;

/// As many steps as one byte tells apart with room to spare; more find no better places.
const STEPS_MOST: usize = 128;
/// Places are looked for among so many of the numbers of a feature.
const LOOKED_AT_MOST: usize = 50_000;

/// Rows whose numbers were replaced by steps.
pub(super) struct Cut {
    /// For each feature the largest number of each step but the last.
    edges: Vec<Vec<f64>>,
    /// The steps, row after row.
    steps: Vec<u8>,
}

impl Cut {
    /// Cuts every feature where about as many numbers lie on each step.
    pub(super) fn of(examples: &Examples) -> Self {
        let n = examples.n_features;
        let edges: Vec<Vec<f64>> = (0..n).map(|feature| edges(examples, feature)).collect();
        let mut steps = Vec::with_capacity(examples.features.len());
        for row in examples.rows() {
            let step = |(x, edges): (&f64, &Vec<f64>)| edges.partition_point(|edge| edge < x) as u8;
            steps.extend(row.iter().zip(&edges).map(step));
        }
        Self { edges, steps }
    }

    /// How many features there are.
    pub(super) fn n_features(&self) -> usize {
        self.edges.len()
    }

    /// How many steps a feature has.
    pub(super) fn n_steps(&self, feature: usize) -> usize {
        self.edges[feature].len() + 1
    }

    /// The steps of a row.
    pub(super) fn row(&self, nth: usize) -> &[u8] {
        let n = self.n_features();
        &self.steps[nth * n..(nth + 1) * n]
    }

    /// The number up to which a row is on this step or a lower one.
    pub(super) fn edge(&self, feature: usize, step: usize) -> f64 {
        self.edges[feature][step]
    }
}

/// Halfway between the numbers on both sides, so that a number in between falls to the nearer one.
fn edges(examples: &Examples, feature: usize) -> Vec<f64> {
    let every = examples.len().div_ceil(LOOKED_AT_MOST).max(1);
    let numbers = examples.rows().step_by(every).map(|row| row[feature]);
    let mut numbers: Vec<f64> = numbers.filter(|x| x.is_finite()).collect();
    numbers.sort_unstable_by(f64::total_cmp);
    let n = numbers.len();
    let mut distinct = numbers.clone();
    distinct.dedup();
    if distinct.len() <= STEPS_MOST {
        return distinct.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])).collect();
    }
    let mut edges = Vec::with_capacity(STEPS_MOST);
    for nth in 1..STEPS_MOST {
        let at = numbers[n * nth / STEPS_MOST];
        let next = distinct.partition_point(|x| *x <= at);
        if let Some(above) = distinct.get(next) {
            edges.push(f64::midpoint(at, *above));
        }
    }
    edges.dedup();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_numbers_are_each_a_step_and_many_share_them() {
        let mut examples = Examples::new(2);
        for nth in 0..10_000 {
            examples.add(&[f64::from(nth % 3), f64::from(nth)], false);
        }
        let cut = Cut::of(&examples);
        assert_eq!((cut.n_steps(0), cut.edge(0, 0), cut.edge(0, 1)), (3, 0.5, 1.5));
        assert_eq!(cut.row(5)[0], 2);
        assert!(cut.n_steps(1) <= STEPS_MOST && cut.n_steps(1) > 100);
        for nth in [0, 17, 9_999] {
            let step = usize::from(cut.row(nth)[1]);
            assert!(step == 0 || cut.edge(1, step - 1) < nth as f64);
            assert!(step + 1 == cut.n_steps(1) || nth as f64 <= cut.edge(1, step));
        }
    }
}
