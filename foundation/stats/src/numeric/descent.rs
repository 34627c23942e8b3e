//! The lowest point of a smooth function of a dozen or two of numbers, by its slopes.

/// The place at which a descent ended.
#[derive(Clone, Debug)]
pub(crate) struct Minimum {
    /// The place.
    pub at: Vec<f64>,
    /// The value there.
    pub value: f64,
}

/// A descent ends when a step gained less than this share, twice in a row.
const GAIN_LEAST: f64 = 1e-9;
/// The longest step along any number.
const STEP_LONGEST: f64 = 2.0;

/// Seeks the minimum from `start` by the BFGS rule (Nocedal and Wright, "Numerical Optimization",
/// chapter 6), for at most so many steps.
///
/// `function` writes the slopes and answers the value; where it is not finite, nothing is asked of
/// the slopes. A start that is not finite is its own answer.
pub(crate) fn descend(
    function: &mut dyn FnMut(&[f64], &mut [f64]) -> f64,
    start: Vec<f64>,
    steps_most: u32,
) -> Minimum {
    let n = start.len();
    let mut at = start;
    let mut slope = vec![0.0; n];
    let mut value = function(&at, &mut slope);
    let mut spread = unit(n, &slope);
    let (mut is_fresh, mut n_idle) = (true, 0);
    let (mut next, mut next_slope) = (vec![0.0; n], vec![0.0; n]);
    for _ in 0..steps_most {
        if !value.is_finite() || n == 0 {
            break;
        }
        let step = downhill(&spread, &slope);
        let drop: f64 = step.iter().zip(&slope).map(|(step, slope)| step * slope).sum();
        let found = (drop < 0.0)
            .then(|| walk(function, (&at, value, drop), &step, (&mut next, &mut next_slope)));
        let Some(next_value) = found.flatten() else {
            if is_fresh {
                break;
            }
            (spread, is_fresh) = (unit(n, &slope), true);
            continue;
        };
        learn(&mut spread, (&at, &next), (&slope, &next_slope), is_fresh);
        n_idle =
            if value - next_value < GAIN_LEAST * value.abs().max(1.0) { n_idle + 1 } else { 0 };
        std::mem::swap(&mut at, &mut next);
        std::mem::swap(&mut slope, &mut next_slope);
        (value, is_fresh) = (next_value, false);
        if n_idle == 2 {
            break;
        }
    }
    Minimum { at, value }
}

/// The unit matrix, so scaled that the first step is a short one.
fn unit(n: usize, slope: &[f64]) -> Vec<f64> {
    let steep = slope.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
    let mut spread = vec![0.0; n * n];
    (0..n).for_each(|row| spread[row * n + row] = 0.3 / steep);
    spread
}

fn downhill(spread: &[f64], slope: &[f64]) -> Vec<f64> {
    let rows = spread.chunks_exact(slope.len());
    let mut step: Vec<f64> = rows
        .map(|row| -row.iter().zip(slope).map(|(one, slope)| one * slope).sum::<f64>())
        .collect();
    let longest = step.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
    if longest > STEP_LONGEST {
        step.iter_mut().for_each(|one| *one *= STEP_LONGEST / longest);
    }
    step
}

/// Goes along the step, shortening it until the function has sunk; answers the value there.
fn walk(
    function: &mut dyn FnMut(&[f64], &mut [f64]) -> f64,
    from: (&[f64], f64, f64),
    step: &[f64],
    to: (&mut [f64], &mut [f64]),
) -> Option<f64> {
    let ((at, value, drop), (next, slope)) = (from, to);
    let mut share = 1.0;
    for _ in 0..25 {
        next.iter_mut()
            .zip(at.iter().zip(step))
            .for_each(|(next, (at, step))| *next = at + share * step);
        let found = function(next, slope);
        if found.is_finite() && found <= value + 1e-4 * share * drop {
            return Some(found);
        }
        // Where the function is smooth a parabola knows a better share than a fixed one.
        let bend = found - value - share * drop;
        let best =
            if bend.is_finite() && bend > 0.0 { -drop * share * share / (2.0 * bend) } else { 0.0 };
        share = best.clamp(0.1 * share, 0.5 * share);
    }
    None
}

/// Adds to the matrix what the last step told about how the function bends.
fn learn(spread: &mut [f64], at: (&[f64], &[f64]), slope: (&[f64], &[f64]), is_fresh: bool) {
    let n = at.0.len();
    let less = |(old, new): (&[f64], &[f64])| -> Vec<f64> {
        new.iter().zip(old).map(|(new, old)| new - old).collect()
    };
    let (moved, bent) = (less(at), less(slope));
    let dot =
        |left: &[f64], right: &[f64]| -> f64 { left.iter().zip(right).map(|(l, r)| l * r).sum() };
    let curvature = dot(&moved, &bent);
    let bent_length = dot(&bent, &bent);
    if curvature <= 1e-12 * dot(&moved, &moved).max(f64::MIN_POSITIVE) || bent_length <= 0.0 {
        return;
    }
    if is_fresh {
        let scale = curvature / bent_length;
        spread.fill(0.0);
        (0..n).for_each(|row| spread[row * n + row] = scale);
    }
    let through: Vec<f64> = spread.chunks_exact(n).map(|row| dot(row, &bent)).collect();
    let scale = (1.0 + dot(&bent, &through) / curvature) / curvature;
    for (row, cells) in spread.chunks_exact_mut(n).enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            *cell += scale * moved[row] * moved[column]
                - (through[row] * moved[column] + moved[row] * through[column]) / curvature;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rosenbrock's valley in ten numbers: its lowest point is at 1 in each.
    fn valley(at: &[f64], slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let mut value = 0.0;
        for i in 0..at.len() - 1 {
            let (bend, rest) = (at[i + 1] - at[i] * at[i], 1.0 - at[i]);
            value += 100.0 * bend * bend + rest * rest;
            slope[i] -= 400.0 * at[i] * bend + 2.0 * rest;
            slope[i + 1] += 200.0 * bend;
        }
        value
    }

    #[test]
    fn the_bottom_of_a_bent_valley_of_ten_numbers_is_found() {
        let found = descend(&mut valley, vec![-0.5; 10], 500);
        assert!(found.value < 1e-6, "{found:?}");
        assert!(found.at.iter().all(|one| (one - 1.0).abs() < 1e-2), "{found:?}");
    }

    #[test]
    fn what_is_not_finite_is_not_walked_into() {
        let mut hill = |at: &[f64], slope: &mut [f64]| {
            slope[0] = 1.0 - 0.1 / at[0];
            if at[0] <= 0.0 { f64::INFINITY } else { at[0] - 0.1 * at[0].ln() }
        };
        let found = descend(&mut hill, vec![5.0], 100);
        assert!((found.at[0] - 0.1).abs() < 1e-4, "{found:?}");
        let mut nowhere = |_: &[f64], _: &mut [f64]| f64::NAN;
        assert_eq!(descend(&mut nowhere, vec![1.0], 100).at, [1.0]);
    }
}
