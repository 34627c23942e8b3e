//! How much numbers vary, measured by their own mean.

/// The standard deviation divided by the mean; nothing when the mean is not above zero.
///
/// The deviation is that of a population (divided by n, not by n − 1): the numbers are all there
/// are, not a sample of more.
pub fn coefficient_of_variation(numbers: &[f64]) -> Option<f64> {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    if numbers.is_empty() || mean <= 0.0 {
        return None;
    }
    // Around the mean, not by the sum of squares: equal numbers shall vary by exactly nothing.
    let squares: f64 = numbers.iter().map(|number| (number - mean) * (number - mean)).sum();
    Some((squares / n).sqrt() / mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_eight_numbers_vary_by_two_fifths() {
        // Mean 5, standard deviation of the population 2.
        let numbers = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(coefficient_of_variation(&numbers), Some(0.4));
    }

    #[test]
    fn equal_numbers_vary_by_exactly_nothing() {
        assert_eq!(coefficient_of_variation(&[123_456_789.0; 12]), Some(0.0));
    }

    #[test]
    fn without_a_mean_above_zero_there_is_no_coefficient() {
        assert_eq!(coefficient_of_variation(&[]), None);
        assert_eq!(coefficient_of_variation(&[0.0, 0.0]), None);
        assert_eq!(coefficient_of_variation(&[-3.0, 1.0]), None);
    }
}
