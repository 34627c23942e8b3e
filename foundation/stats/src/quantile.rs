//! Counts of whole numbers, and the values below which a given share of them lies.

/// The number in the middle, or halfway between the two in the middle; nothing when there is none.
pub fn median(mut numbers: Vec<f64>) -> Option<f64> {
    let middle = numbers.len().checked_sub(1)? / 2;
    let is_odd = numbers.len() % 2 == 1;
    let (_, lower, above) = numbers.select_nth_unstable_by(middle, f64::total_cmp);
    let lower = *lower;
    let next = above.iter().copied().min_by(f64::total_cmp).filter(|_| !is_odd);
    Some((lower + next.unwrap_or(lower)) / 2.0)
}

/// How often each whole number was seen; the index is the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram<'a>(pub &'a [u64]);

impl Histogram<'_> {
    /// How many numbers were seen.
    pub fn count(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The arithmetic mean; nothing when nothing was seen.
    pub fn mean(&self) -> Option<f64> {
        let count = self.count();
        let total: f64 = self.0.iter().enumerate().map(|(value, n)| value as f64 * *n as f64).sum();
        (count > 0).then(|| total / count as f64)
    }

    /// The value below which `share` of the numbers lie, by linear interpolation between the two
    /// nearest ones (type 7 of Hyndman and Fan, the default of R and NumPy).
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let count = self.count();
        let place = share.clamp(0.0, 1.0) * count.checked_sub(1)? as f64;
        let below = self.at_rank(place.floor() as u64)?;
        let above = self.at_rank(place.ceil() as u64)?;
        Some(below as f64 + (above - below) as f64 * place.fract())
    }

    /// The share of numbers that are at most `value`; nothing when nothing was seen.
    pub fn share_up_to(&self, value: usize) -> Option<f64> {
        let count = self.count();
        let up_to: u64 = self.0.iter().take(value + 1).sum();
        (count > 0).then(|| up_to as f64 / count as f64)
    }

    fn at_rank(&self, rank: u64) -> Option<usize> {
        let mut seen = 0;
        self.0.iter().position(|n| {
            seen += n;
            seen > rank
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_count_lies_between_the_two_middle_ones() {
        // 1, 2, 2, 5
        let histogram = Histogram(&[0, 1, 2, 0, 0, 1]);
        assert_eq!(histogram.quantile(0.5), Some(2.0));
        let p90 = histogram.quantile(0.9).expect("four numbers");
        assert!((p90 - 4.1).abs() < 1e-12, "{p90}");
        assert_eq!(histogram.mean(), Some(2.5));
        assert_eq!(histogram.share_up_to(2), Some(0.75));
    }

    #[test]
    fn nothing_seen_has_no_quantile() {
        assert_eq!(Histogram(&[]).quantile(0.5), None);
        assert_eq!(Histogram(&[0, 0]).mean(), None);
    }
}
