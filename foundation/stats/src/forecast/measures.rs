//! How far a forecast was off.

use serde::{Deserialize, Serialize};

/// The mean of `200 |off| / (|value| + |forecast|)` in percent, as the M3 competition counts it;
/// both being 0 is no error.
pub fn smape(values: &[f64], forecast: &[f64]) -> f64 {
    let off = values.iter().zip(forecast).map(|(value, told)| {
        let size = value.abs() + told.abs();
        if size > 0.0 { 200.0 * (value - told).abs() / size } else { 0.0 }
    });
    off.sum::<f64>() / values.len().max(1) as f64
}

/// The mean error in units of what repeating the last season was off within the past; nothing
/// where that was never off.
pub fn mase(past: &[f64], values: &[f64], forecast: &[f64], period: usize) -> Option<f64> {
    let unit = naive_error(past, period)?;
    let off: f64 = values.iter().zip(forecast).map(|(value, told)| (value - told).abs()).sum();
    Some(off / values.len().max(1) as f64 / unit)
}

fn naive_error(past: &[f64], period: usize) -> Option<f64> {
    let off = past.iter().zip(past.get(period..)?).map(|(before, now)| (now - before).abs());
    let n = past.len().checked_sub(period).filter(|n| *n > 0)?;
    Some(off.sum::<f64>() / n as f64).filter(|unit| *unit > 0.0)
}

/// How far a way was off on what was held back from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// How many values were foretold.
    pub n: usize,
    /// All errors together per all values together.
    pub off: f64,
    /// The symmetric error in percent.
    pub smape: f64,
    /// The error in units of what repeating the season was off before; nothing where that was
    /// never off.
    pub mase: Option<f64>,
    /// What was told too much per all values; below 0 what was told too little.
    pub bias: f64,
    /// The share of values within the 80 % interval.
    pub within_80: f64,
    /// The share of values within the 95 % interval.
    pub within_95: f64,
    /// How much further errors went than the intervals told.
    pub stretch: f64,
}
