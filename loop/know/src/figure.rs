//! A number that knows what it is: a share, a count or an amount.

use domain::Money;
use serde::Serialize;

/// A number of a report.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Figure {
    /// How many.
    Count(u64),
    /// A share, 0…1, or an average of counts.
    Number(f64),
    /// How much.
    Money(Money),
}

/// A part of a whole; no answer when the whole is nothing.
pub fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// An amount divided, rounded half away from zero; no answer when divided by nothing.
pub fn divided(amount: i64, by: u64) -> Option<i64> {
    let by = i128::from(by);
    let half = by / 2;
    let amount = i128::from(amount);
    let rounded = (by > 0).then(|| (amount.abs() + half) / by * amount.signum())?;
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(divided(5, 2), Some(3));
        assert_eq!(divided(-5, 2), Some(-3));
        assert_eq!(divided(4, 3), Some(1));
        assert_eq!(divided(5, 0), None);
    }
}
