//! From what the owner said to the number that a metric can be.

use domain::{Currency, Money};
use serde::{Deserialize, Serialize};

use super::TargetError;
use crate::metrics::{Kind, Metric};

/// What the owner wants: an amount, or a number that is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Wanted {
    /// How much.
    Money(Money),
    /// A share 0…1, a count or an average.
    Number(f64),
}

/// No shop counts so far; above it whole numbers are no longer exact.
const LARGEST: f64 = 1e15;

impl Wanted {
    /// The number that is kept: money in minor units.
    pub(super) fn of(
        self,
        metric: &Metric,
        currency: Option<Currency>,
    ) -> Result<f64, TargetError> {
        let wrong = || TargetError::WrongValue {
            text: match self {
                Self::Money(money) => money.to_string(),
                Self::Number(number) => number.to_string(),
            },
            kind: name_of(metric.kind),
            metric: metric.id,
        };
        let number = match (self, metric.kind) {
            (Self::Money(money), Kind::Money) => {
                let shop = currency.ok_or(TargetError::NoCurrency)?;
                if money.currency != shop {
                    return Err(TargetError::OtherCurrency { shop, told: money.currency });
                }
                money.minor as f64
            }
            (Self::Number(number), kind) if kind != Kind::Money => number,
            _ => return Err(wrong()),
        };
        let is_whole = metric.kind != Kind::Count || (number >= 0.0 && number.fract() == 0.0);
        match is_whole && number.abs() <= LARGEST {
            true => Ok(number),
            false => Err(wrong()),
        }
    }
}

/// Reads what was typed: `35%`, `0.35`, `1200`, and money in whole units of the shop's currency,
/// `19.90`.
pub fn read(text: &str, metric: &str, currency: Option<Currency>) -> Result<Wanted, TargetError> {
    let metric = super::of_period(metric)?;
    let wrong = || TargetError::WrongValue {
        text: text.to_owned(),
        kind: name_of(metric.kind),
        metric: metric.id,
    };
    let (number, is_percent) = match text.trim().strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text.trim(), false),
    };
    let parsed: f64 = number.parse().ok().filter(|it: &f64| it.is_finite()).ok_or_else(wrong)?;
    match metric.kind {
        Kind::Share if is_percent => Ok(Wanted::Number(parsed / 100.0)),
        // Who types 35 for a share means 35 %, and would get a hundred times as much.
        Kind::Share if parsed.abs() > 1.0 => Err(wrong()),
        _ if is_percent => Err(wrong()),
        Kind::Money => {
            let currency = currency.ok_or(TargetError::NoCurrency)?;
            let minor = (parsed * 10_f64.powi(currency.digits() as i32)).round();
            match minor.abs() <= LARGEST {
                true => Ok(Wanted::Money(Money::new(minor as i64, currency))),
                false => Err(wrong()),
            }
        }
        _ => Ok(Wanted::Number(parsed)),
    }
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Share => "share such as 35% or 0.35",
        Kind::Count => "whole number from 0 on",
        Kind::Number => "number",
        Kind::Money => "amount of money",
        Kind::Months => "number of months",
        Kind::Days => "number of days",
    }
}
