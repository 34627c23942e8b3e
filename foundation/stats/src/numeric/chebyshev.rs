//! A smooth function remembered as a polynomial, so that a million values of it cost little.

/// `K` smooth functions of one number on one interval, by Chebyshev polynomials.
///
/// Nodes are doubled until the last coefficients are below 1e-13 of the largest (Trefethen,
/// "Approximation Theory and Approximation Practice", chapters 3 and 8).
#[derive(Clone, Debug)]
pub(crate) struct Chebyshev<const K: usize> {
    low: f64,
    high: f64,
    coefficients: Vec<[f64; K]>,
}

const NODES_FIRST: usize = 12;
const NODES_MOST: usize = 96;
const TAIL: f64 = 1e-13;

impl<const K: usize> Chebyshev<K> {
    /// Remembers `functions` between `low` and `high`.
    pub(crate) fn of(low: f64, high: f64, functions: impl Fn(f64) -> [f64; K]) -> Self {
        let mut n_nodes = NODES_FIRST;
        loop {
            let mut coefficients = coefficients(low, high, n_nodes, &functions);
            let scale = scale_of(&coefficients);
            let is_small = |one: &[f64; K]| (0..K).all(|k| one[k].abs() <= TAIL * scale[k]);
            let has_tail = coefficients.iter().rev().take(2).all(is_small);
            if has_tail || n_nodes >= NODES_MOST {
                while coefficients.len() > 1 && coefficients.last().is_some_and(is_small) {
                    coefficients.pop();
                }
                return Self { low, high, coefficients };
            }
            n_nodes *= 2;
        }
    }

    /// The functions at `at`, by Clenshaw's recurrence.
    pub(crate) fn at(&self, at: f64) -> [f64; K] {
        let width = self.high - self.low;
        let x = if width > 0.0 { (2.0 * at - self.low - self.high) / width } else { 0.0 };
        let (mut next, mut after) = ([0.0; K], [0.0; K]);
        for coefficient in self.coefficients[1..].iter().rev() {
            for k in 0..K {
                let this = 2.0 * x * next[k] - after[k] + coefficient[k];
                (after[k], next[k]) = (next[k], this);
            }
        }
        std::array::from_fn(|k| x * next[k] - after[k] + self.coefficients[0][k])
    }
}

fn coefficients<const K: usize>(
    low: f64,
    high: f64,
    n_nodes: usize,
    functions: &impl Fn(f64) -> [f64; K],
) -> Vec<[f64; K]> {
    let n = n_nodes as f64;
    let angle = |node: usize| std::f64::consts::PI * (node as f64 + 0.5) / n;
    let values: Vec<[f64; K]> = (0..n_nodes)
        .map(|node| functions(f64::midpoint(low, high) + (high - low) / 2.0 * angle(node).cos()))
        .collect();
    let mut coefficients = vec![[0.0; K]; n_nodes];
    for (degree, coefficient) in coefficients.iter_mut().enumerate() {
        let share = if degree == 0 { 1.0 / n } else { 2.0 / n };
        for (node, value) in values.iter().enumerate() {
            let wave = share * (degree as f64 * angle(node)).cos();
            for k in 0..K {
                coefficient[k] += wave * value[k];
            }
        }
    }
    coefficients
}

fn scale_of<const K: usize>(coefficients: &[[f64; K]]) -> [f64; K] {
    // Below 1e-3 a function is a slope that hardly matters; its digits need not be chased.
    let largest =
        |k: usize| coefficients.iter().fold(1e-3, |most: f64, one| most.max(one[k].abs()));
    std::array::from_fn(largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_the_function() {
        let functions = |x: f64| [x.exp(), 1.0 / (1.0 + x), (3.0 * x).sin()];
        let curve = Chebyshev::of(0.0, 2.0, functions);
        for step in 0..=40 {
            let x = f64::from(step) / 20.0;
            for (remembered, exact) in curve.at(x).iter().zip(functions(x)) {
                assert!((remembered - exact).abs() < 1e-12, "{x}: {remembered} {exact}");
            }
        }
    }

    #[test]
    fn an_interval_of_one_point_is_its_value() {
        assert_eq!(Chebyshev::of(3.0, 3.0, |x| [x * 2.0]).at(3.0), [6.0]);
    }
}
