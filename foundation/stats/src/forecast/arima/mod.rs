//! ARIMA with seasons: a value leans on values and errors before it.
//!
//! The likelihood is the exact one of the differenced values; coefficients are sought where the
//! process neither runs away nor hides its errors, in partial autocorrelations (Monahan 1984). The
//! mean of the differences, and whatever else the values are told from, enters linearly and is told
//! by a regression among the whitened values. Start at [`Arima::of_order`]; the choice of an order
//! is in [`choice`].

mod choice;
mod order;
mod whitening;

use super::mended_n;
use crate::numeric::descend;
use order::{differenced, summed};
use whitening::{Whitener, solved};

pub use order::Order;

/// A series under an ARIMA of one order.
#[derive(Clone, Debug)]
pub struct Arima {
    /// Its order.
    pub order: Order,
    /// The coefficients of ar, ma, season ar and season ma, in this order.
    pub coefficients: Vec<f64>,
    /// The mean of the differences, and what else the values were told from.
    pub slopes: Vec<f64>,
    /// The variance of errors, by maximum likelihood.
    pub variance: f64,
    /// The log-likelihood of the differenced values.
    pub log_likelihood: f64,
    /// What the likelihood costs in numbers that were sought; the least wins.
    pub aicc: f64,
    /// What each value was expected to be, told from those before it; the first are their own.
    pub expected: Vec<f64>,
    /// Whether a coefficient stands so near its border that another order would do.
    pub is_at_border: bool,
    period: usize,
    series: Vec<f64>,
    /// The differences less their mean, made independent.
    bare: Vec<f64>,
    white: Vec<f64>,
    rows: Whitener,
    spread: f64,
}

const STEPS_MOST: u32 = 100;
/// The walk by which slopes of the likelihood are found.
const WALK: f64 = 1e-4;
/// Partial autocorrelations beyond this are as good as 1.
const BORDER: f64 = 0.99;
const LN_2_PI: f64 = 1.837_877_066_409_345_3;

/// What the whitened values say under some coefficients.
struct Told {
    rows: Whitener,
    slopes: Vec<f64>,
    white: Vec<f64>,
    owns: Vec<f64>,
    variance: f64,
    log_likelihood: f64,
}

impl Arima {
    /// The order of the least AICc, found step by step; none for a series too short.
    pub fn of(series: &[f64], period: usize, patience: &super::Patience) -> Option<Self> {
        choice::chosen(series, period, patience)
    }

    /// One order by exact maximum likelihood; none where the series is too short for it.
    pub fn of_order(order: Order, series: &[f64], period: usize) -> Option<Self> {
        Self::told_from(order, series, &[], period)
    }

    /// The same of values that are also told from columns, such as the holidays of each day.
    pub fn told_from(
        order: Order,
        series: &[f64],
        columns: &[&[f64]],
        period: usize,
    ) -> Option<Self> {
        let n_lost = order.n_lost(period);
        let n = series.len().checked_sub(n_lost)?;
        let n_told = columns.len() + usize::from(order.has_mean);
        let n_sought = order.n_coefficients() + n_told + 1;
        if n < n_sought + 2 || n < LONGEST_LEAST {
            return None;
        }
        let values = differenced(series, order, period);
        let mut told: Vec<Vec<f64>> =
            columns.iter().map(|column| differenced(column, order, period)).collect();
        if order.has_mean {
            told.push(vec![1.0; n]);
        }
        let all: Vec<&[f64]> =
            std::iter::once(&values[..]).chain(told.iter().map(Vec::as_slice)).collect();
        let raw = sought(order, period, &all);
        let coefficients = from_partials(order, &raw);
        let found = likelihood(order, &coefficients, period, &all)?;
        let k = n_sought as f64;
        let rest = n as f64 - k - 1.0;
        let expected = found.white.iter().zip(&found.owns).map(|(white, own)| white * own);
        let expected = series[n_lost..].iter().zip(expected).map(|(value, off)| value - off);
        let bare = (0..n).map(|nth| {
            let mean: f64 = told.iter().zip(&found.slopes).map(|(it, slope)| slope * it[nth]).sum();
            values[nth] - mean
        });
        let bare: Vec<f64> = bare.collect();
        Some(Self {
            order,
            expected: series[..n_lost].iter().copied().chain(expected).collect(),
            aicc: -2.0 * found.log_likelihood + 2.0 * k + 2.0 * k * (k + 1.0) / rest,
            log_likelihood: found.log_likelihood,
            variance: found.variance,
            spread: (found.variance * n as f64 / mended_n(n, n_sought - 1)).sqrt(),
            is_at_border: raw.iter().any(|raw| raw.tanh().abs() > BORDER),
            coefficients,
            slopes: found.slopes,
            period,
            series: series.to_vec(),
            bare,
            rows: found.rows.after(n)?,
            white: found.white,
        })
    }

    /// The log-likelihood at coefficients that are given.
    pub fn log_likelihood_at(
        order: Order,
        coefficients: &[f64],
        series: &[f64],
        period: usize,
    ) -> Option<f64> {
        let values = differenced(series, order, period);
        likelihood(order, coefficients, period, &[&values]).map(|told| told.log_likelihood)
    }

    /// How many values make the season it leans on; 1 for none.
    pub fn period(&self) -> usize {
        self.period
    }

    /// What comes when the errors are these, in units of their spread. Of columns that a series was
    /// told from nothing is known ahead, so they count as 0.
    pub(super) fn path(&self, shocks: &[f64]) -> Vec<f64> {
        // The whitened values are in units of the series, errors in those of their spread.
        let errors: Vec<f64> = shocks.iter().map(|shock| shock * self.spread).collect();
        let mean = self.slopes.last().filter(|_| self.order.has_mean).copied().unwrap_or_default();
        let mut steps = self.rows.go_on(&self.bare, &self.white, &errors);
        steps.iter_mut().for_each(|step| *step += mean);
        summed(&self.series, steps, self.order, self.period)
    }
}

/// Fewer differenced values than this tell no process.
const LONGEST_LEAST: usize = 8;

/// Partial autocorrelations, as numbers anywhere, under which the values are likeliest.
fn sought(order: Order, period: usize, all: &[&[f64]]) -> Vec<f64> {
    let n = order.n_coefficients();
    let loss = |raw: &[f64]| {
        let coefficients = from_partials(order, raw);
        let told = likelihood(order, &coefficients, period, all);
        told.map_or(f64::INFINITY, |told| -2.0 * told.log_likelihood)
    };
    let start = vec![0.1; n];
    let origin = loss(&start);
    let mut walked = vec![0.0; n];
    let mut function = |raw: &[f64], slope: &mut [f64]| {
        walked.copy_from_slice(raw);
        for (place, slope) in slope.iter_mut().enumerate() {
            walked[place] = raw[place] + WALK;
            let above = loss(&walked);
            walked[place] = raw[place] - WALK;
            *slope = (above - loss(&walked)) / (2.0 * WALK);
            walked[place] = raw[place];
        }
        loss(raw) - origin
    };
    descend(&mut function, start, STEPS_MOST).at
}

fn likelihood(order: Order, coefficients: &[f64], period: usize, all: &[&[f64]]) -> Option<Told> {
    let (ar, ma) = order.long(coefficients, period);
    let rows = Whitener::new(ar, &ma)?;
    let (mut white, owns) = rows.whitened(all)?;
    let mut values = white.remove(0);
    let slopes = regressed(&values, &white)?;
    for (slope, column) in slopes.iter().zip(&white) {
        values.iter_mut().zip(column).for_each(|(value, it)| *value -= slope * it);
    }
    let n = values.len() as f64;
    let size = all[0].iter().fold(f64::MIN_POSITIVE, |most, it| most.max(it.abs()));
    let squares: f64 = values.iter().map(|value| value * value).sum();
    // A series that is met exactly has no likelihood; this is as well as one can be met.
    let variance = (squares / n).max(1e-18 * size * size);
    let logs: f64 = owns.iter().map(|own| own.ln()).sum();
    let log_likelihood = -0.5 * n * (LN_2_PI + variance.ln() + 1.0) - logs;
    let is_told = log_likelihood.is_finite();
    is_told.then_some(Told { rows, slopes, white: values, owns, variance, log_likelihood })
}

/// The slopes of whitened values in whitened columns.
fn regressed(values: &[f64], columns: &[Vec<f64>]) -> Option<Vec<f64>> {
    let dot = |left: &[f64], right: &[f64]| left.iter().zip(right).map(|(l, r)| l * r).sum::<f64>();
    let row = |one: &Vec<f64>| {
        let mut row: Vec<f64> = columns.iter().map(|other| dot(one, other)).collect();
        row.push(dot(one, values));
        row
    };
    solved(&mut columns.iter().map(row).collect::<Vec<_>>())
}

/// The coefficients whose partial autocorrelations are the tangents of numbers anywhere.
fn from_partials(order: Order, raw: &[f64]) -> Vec<f64> {
    let mut found = Vec::with_capacity(raw.len());
    let mut rest = raw;
    let parts =
        [(order.ar, 1.0), (order.ma, -1.0), (order.season_ar, 1.0), (order.season_ma, -1.0)];
    for (n, sign) in parts {
        let (own, others) = rest.split_at(n);
        rest = others;
        let mut part: Vec<f64> = Vec::with_capacity(n);
        for raw in own {
            let partial = raw.tanh();
            let before = part.clone();
            let n_before = before.len();
            for (place, it) in part.iter_mut().enumerate() {
                *it -= partial * before[n_before - 1 - place];
            }
            part.push(partial);
        }
        found.extend(part.into_iter().map(|it| sign * it));
    }
    found
}
