//! Money as it is written: `500.50` for 50050 of the smallest coin.

use domain::Currency;

/// Digits after the point of the shop's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coins(u32);

impl Coins {
    /// The coins of a currency; hundredths while the shop has not named one.
    pub fn of(currency: Option<Currency>) -> Self {
        Self(currency.map_or(2, |currency| currency.digits()))
    }

    /// A number of smallest coins as people write it.
    pub fn print(self, minor: f64) -> String {
        let unit = 10_f64.powi(self.0.cast_signed());
        let (whole, rest) = ((minor.abs() / unit).trunc(), minor.abs() % unit);
        let sign = if minor < 0.0 { "-" } else { "" };
        match rest == 0.0 {
            true => format!("{sign}{whole}"),
            false => format!("{sign}{whole}.{rest:0width$}", width = self.0 as usize),
        }
    }

    /// The smallest coins that a written number stands for; none when it names a part of one.
    pub fn read(self, written: &str) -> Option<f64> {
        let (whole, rest) = written.split_once('.').unwrap_or((written, ""));
        let rest = rest.trim_end_matches('0');
        let width = self.0 as usize;
        if rest.len() > width {
            return None;
        }
        format!("{whole}{rest:0<width$}").parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_pound_is_fifty_pence_and_half_a_penny_is_nothing() {
        let pounds = Coins(2);
        assert_eq!(pounds.read("500.5"), Some(50_050.0));
        assert_eq!(pounds.read("-3"), Some(-300.0));
        assert_eq!(pounds.read("500.505"), None);
        assert_eq!(pounds.print(50_050.0), "500.50");
        assert_eq!(pounds.print(-305.0), "-3.05");
        assert_eq!((Coins(0).read("5"), Coins(0).read("5.5")), (Some(5.0), None));
        assert_eq!(Coins(3).print(1.0), "0.001");
    }
}
