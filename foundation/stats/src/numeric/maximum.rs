//! The highest point of a smooth function of a few numbers, by its slopes.

use super::{MAX, Square, Vector};

/// A value with its slope in each parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Slope {
    /// The value.
    pub value: f64,
    /// How fast it grows with each parameter.
    pub slope: Vector,
}

/// Between which bounds each number is sought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many numbers there are.
    pub n: usize,
    /// The least of each.
    pub low: Vector,
    /// The most of each.
    pub high: Vector,
}

/// The place at which the search ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Maximum {
    /// The place.
    pub at: Vector,
    /// The value there, and its slopes.
    pub slope: Slope,
    /// The steps that were made.
    pub n_steps: u32,
    /// Whether no step promises a gain that matters.
    pub is_converged: bool,
}

/// A search ends when the next step promises less than this.
const GAIN_LEAST: f64 = 1e-10;
const STEPS_MOST: u32 = 300;
/// The longest step: numbers are logs of parameters, so a factor of e² in each.
const STEP_LONGEST: f64 = 2.0;

/// Seeks the maximum from `start` by the BFGS rule with steps cut at the bounds (Nocedal and
/// Wright, "Numerical Optimization", chapter 6).
///
/// `spread` is a guess of the inverse of minus the matrix of second derivatives; with a good one
/// the first step is a Newton step.
pub(crate) fn maximise(
    function: &mut dyn FnMut(&Vector) -> Slope,
    bounds: &Bounds,
    start: Vector,
    spread: Option<Square>,
) -> Maximum {
    let mut at = clamp(start, bounds);
    let mut slope = function(&at);
    let mut spread = spread.unwrap_or_else(|| first_spread(&slope, bounds.n));
    let mut is_fresh = true;
    for n_steps in 0..STEPS_MOST {
        let uphill = inside(&slope.slope, &at, bounds);
        let step = cut(times(&spread, &uphill, bounds.n));
        let gain = dot(&step, &uphill) / 2.0;
        if gain < GAIN_LEAST * slope.value.abs().max(1.0).sqrt() {
            let is_converged = gain >= 0.0 && slope.value.is_finite();
            return Maximum { at, slope, n_steps, is_converged };
        }
        let Some((next, next_slope)) = climb(function, bounds, (&at, &slope), &step) else {
            // Rounding hides the rest, unless the spread has gone astray: then once more afresh.
            if is_fresh {
                let is_converged = gain < 1e-6 && slope.value.is_finite();
                return Maximum { at, slope, n_steps, is_converged };
            }
            spread = first_spread(&slope, bounds.n);
            is_fresh = true;
            continue;
        };
        let moved: Vector = std::array::from_fn(|i| next[i] - at[i]);
        let bent: Vector = std::array::from_fn(|i| slope.slope[i] - next_slope.slope[i]);
        learn(&mut spread, &moved, &bent, bounds.n);
        (at, slope, is_fresh) = (next, next_slope, false);
    }
    Maximum { at, slope, n_steps: STEPS_MOST, is_converged: false }
}

/// Goes along the step, halving it until the function has grown.
fn climb(
    function: &mut dyn FnMut(&Vector) -> Slope,
    bounds: &Bounds,
    from: (&Vector, &Slope),
    step: &Vector,
) -> Option<(Vector, Slope)> {
    let (at, slope) = from;
    let mut share = 1.0;
    for _ in 0..30 {
        let next = clamp(std::array::from_fn(|i| at[i] + share * step[i]), bounds);
        let moved: Vector = std::array::from_fn(|i| next[i] - at[i]);
        let found = function(&next);
        if found.value.is_finite()
            && found.value > slope.value + 1e-4 * dot(&moved, &slope.slope).max(0.0)
        {
            return Some((next, found));
        }
        share *= 0.4;
    }
    None
}

/// The slope without what points out of the bounds.
fn inside(slope: &Vector, at: &Vector, bounds: &Bounds) -> Vector {
    std::array::from_fn(|i| {
        let is_out = (at[i] <= bounds.low[i] && slope[i] < 0.0)
            || (at[i] >= bounds.high[i] && slope[i] > 0.0);
        if i >= bounds.n || is_out { 0.0 } else { slope[i] }
    })
}

fn learn(spread: &mut Square, moved: &Vector, bent: &Vector, n: usize) {
    let curvature = dot(moved, bent);
    if curvature <= 1e-12 * dot(moved, moved).max(f64::MIN_POSITIVE) {
        return;
    }
    let through = times(spread, bent, n);
    let scale = (1.0 + dot(bent, &through) / curvature) / curvature;
    for row in 0..n {
        for column in 0..n {
            spread[row][column] += scale * moved[row] * moved[column]
                - (through[row] * moved[column] + moved[row] * through[column]) / curvature;
        }
    }
}

fn first_spread(slope: &Slope, n: usize) -> Square {
    let steep = slope.slope.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
    let mut spread = [[0.0; MAX]; MAX];
    for (row, line) in spread.iter_mut().enumerate().take(n) {
        line[row] = 0.3 / steep;
    }
    spread
}

fn clamp(at: Vector, bounds: &Bounds) -> Vector {
    std::array::from_fn(
        |i| if i < bounds.n { at[i].clamp(bounds.low[i], bounds.high[i]) } else { 0.0 },
    )
}

fn cut(step: Vector) -> Vector {
    let longest = step.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
    let share = if longest > STEP_LONGEST { STEP_LONGEST / longest } else { 1.0 };
    step.map(|one| one * share)
}

fn times(matrix: &Square, vector: &Vector, n: usize) -> Vector {
    std::array::from_fn(|i| if i < n { dot(&matrix[i], vector) } else { 0.0 })
}

fn dot(left: &Vector, right: &Vector) -> f64 {
    left.iter().zip(right).map(|(one, other)| one * other).sum()
}

/// The walk by which second derivatives are found from the slopes.
const WALK: f64 = 1e-4;

/// Minus the second derivatives at a maximum, by a short walk along each of `n` numbers.
pub(crate) fn information(
    function: &mut dyn FnMut(&Vector) -> Slope,
    found: &Maximum,
    n: usize,
) -> Square {
    let mut raw = [[0.0; MAX]; MAX];
    for (i, line) in raw.iter_mut().enumerate().take(n) {
        let mut more = found.at;
        more[i] += WALK;
        let walked = function(&more);
        *line = std::array::from_fn(|k| (found.slope.slope[k] - walked.slope[k]) / WALK);
    }
    std::array::from_fn(|i| std::array::from_fn(|k| f64::midpoint(raw[i][k], raw[k][i])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(n: usize) -> Bounds {
        Bounds { n, low: [-5.0; MAX], high: [5.0; MAX] }
    }

    /// Rosenbrock's valley, upside down: its top is at (1, 1).
    fn valley(at: &Vector) -> Slope {
        let (x, y) = (at[0], at[1]);
        let value = -(1.0 - x).powi(2) - 100.0 * (y - x * x).powi(2);
        let along = 2.0 * (1.0 - x) + 400.0 * x * (y - x * x);
        Slope { value, slope: [along, -200.0 * (y - x * x), 0.0, 0.0] }
    }

    #[test]
    fn the_top_of_a_bent_valley_is_found() {
        let found = maximise(&mut valley, &bounds(2), [-1.2, 1.0, 0.0, 0.0], None);
        assert!(found.is_converged, "{found:?}");
        assert!((found.at[0] - 1.0).abs() < 1e-3 && (found.at[1] - 1.0).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn a_top_beyond_the_bounds_is_met_at_the_bound() {
        let mut slant = |at: &Vector| Slope {
            value: at[0] - (at[1] - 2.0).powi(2),
            slope: [1.0, -2.0 * (at[1] - 2.0), 0.0, 0.0],
        };
        let found = maximise(&mut slant, &bounds(2), [0.0; MAX], None);
        assert!(found.is_converged, "{found:?}");
        assert!((found.at[0] - 5.0).abs() < 1e-9 && (found.at[1] - 2.0).abs() < 1e-4, "{found:?}");
    }
}
