//! The straight line nearest to a series.

/// The height of the line a step before the first value, and how much it rises with each step.
pub(super) fn line(series: &[f64]) -> (f64, f64) {
    let n = series.len() as f64;
    if series.is_empty() {
        return (0.0, 0.0);
    }
    let mean = series.iter().sum::<f64>() / n;
    let middle = f64::midpoint(n, 1.0);
    let steps = (1..=series.len()).map(|step| step as f64 - middle);
    let (mut along, mut across) = (0.0, 0.0);
    for (step, value) in steps.zip(series) {
        along += step * step;
        across += step * (value - mean);
    }
    let slope = if along > 0.0 { across / along } else { 0.0 };
    (mean - slope * middle, slope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_its_own_line_and_one_point_is_flat() {
        assert_eq!(line(&[5.0, 7.0, 9.0]), (3.0, 2.0));
        assert_eq!(line(&[4.0]), (4.0, 0.0));
        assert_eq!(line(&[]), (0.0, 0.0));
    }
}
