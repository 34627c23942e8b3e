//! Which order: differences by tests, the rest step by step from simple ones (Hyndman and
//! Khandakar 2008).

use super::super::Patience;
use super::super::seasons::{Kind, decomposed};
use super::order::differenced;
use super::{Arima, Order};

/// The 5 % point of the test of Kwiatkowski, Phillips, Schmidt and Shin for a level.
const KPSS_5: f64 = 0.463;
/// A season that explains so much of what is left without the trend is differenced away.
const SEASON_STRONG: f64 = 0.64;
/// Orders beyond these are not tried.
const SHORT_MOST: usize = 5;
const SEASON_MOST: usize = 2;
const SUM_MOST: usize = 5;
/// A season longer than this is not leant on: nobody has seen enough of them.
const PERIOD_MOST: usize = 24;

pub(super) fn chosen(series: &[f64], period: usize, patience: &Patience) -> Option<Arima> {
    let has_season = (2..=PERIOD_MOST).contains(&period) && series.len() >= 3 * period;
    let period = if has_season { period } else { 1 };
    let season_differences = usize::from(has_season && is_strong(series, period));
    let base = Order { season_differences, ..Order::default() };
    let mut level = differenced(series, base, period);
    let mut differences = 0;
    while differences < 2 && wanders(&level) {
        level = differenced(&level, Order { differences: 1, ..Order::default() }, 1);
        differences += 1;
    }
    if differences + season_differences > 2 {
        differences -= 1;
    }
    let may_have_mean = differences + season_differences < 2;
    let base = Order { differences, has_mean: may_have_mean, ..base };
    Walk { series, period, may_have_mean, seen: Vec::new() }.best(base, patience)
}

/// Whether an order serves better than another: one that stands at a border of what can be told
/// apart serves only until any other is found.
fn is_better(found: &Arima, best: &Arima) -> bool {
    match (found.is_at_border, best.is_at_border) {
        (false, true) => true,
        (true, false) => false,
        _ => found.aicc < best.aicc - 1e-9,
    }
}

struct Walk<'a> {
    series: &'a [f64],
    period: usize,
    may_have_mean: bool,
    seen: Vec<Order>,
}

impl Walk<'_> {
    fn best(mut self, base: Order, patience: &Patience) -> Option<Arima> {
        let with = |ar, ma, season| {
            let season = if self.period > 1 { season } else { (0, 0) };
            Order { ar, ma, season_ar: season.0, season_ma: season.1, ..base }
        };
        let firsts = [
            with(2, 2, (1, 1)),
            with(0, 0, (0, 0)),
            with(1, 0, (1, 0)),
            with(0, 1, (0, 1)),
            Order { has_mean: false, ..with(0, 0, (0, 0)) },
        ];
        let mut best = None;
        for order in firsts {
            self.try_one(order, &mut best, patience);
        }
        while let Some(from) = best.as_ref().map(|best: &Arima| best.order) {
            let steps = self.around(from);
            let is_better = steps.into_iter().any(|step| self.try_one(step, &mut best, patience));
            if !is_better {
                break;
            }
        }
        best
    }

    /// Fits an order that was not yet seen; answers whether it is the best so far.
    fn try_one(&mut self, order: Order, best: &mut Option<Arima>, patience: &Patience) -> bool {
        if self.seen.contains(&order) || (best.is_some() && !patience.lasts()) {
            return false;
        }
        self.seen.push(order);
        let found = Arima::of_order(order, self.series, self.period);
        let found = found.filter(|found| found.aicc.is_finite());
        let found = found.filter(|found| best.as_ref().is_none_or(|best| is_better(found, best)));
        let is_found = found.is_some();
        if is_found {
            *best = found;
        }
        is_found
    }

    /// The orders one step away.
    fn around(&self, from: Order) -> Vec<Order> {
        let steps: [(isize, isize, isize, isize); 16] = [
            (0, 0, -1, 0),
            (0, 0, 0, -1),
            (0, 0, 1, 0),
            (0, 0, 0, 1),
            (0, 0, -1, -1),
            (0, 0, -1, 1),
            (0, 0, 1, -1),
            (0, 0, 1, 1),
            (-1, 0, 0, 0),
            (0, -1, 0, 0),
            (1, 0, 0, 0),
            (0, 1, 0, 0),
            (-1, -1, 0, 0),
            (-1, 1, 0, 0),
            (1, -1, 0, 0),
            (1, 1, 0, 0),
        ];
        let step = |(ar, ma, season_ar, season_ma): (isize, isize, isize, isize)| {
            let order = Order {
                ar: from.ar.checked_add_signed(ar)?,
                ma: from.ma.checked_add_signed(ma)?,
                season_ar: from.season_ar.checked_add_signed(season_ar)?,
                season_ma: from.season_ma.checked_add_signed(season_ma)?,
                ..from
            };
            let season_most = if self.period > 1 { SEASON_MOST } else { 0 };
            let is_meant = order.ar <= SHORT_MOST
                && order.ma <= SHORT_MOST
                && order.season_ar <= season_most
                && order.season_ma <= season_most
                && order.n_coefficients() <= SUM_MOST;
            is_meant.then_some(order)
        };
        let turned = Order { has_mean: !from.has_mean, ..from };
        let turned = self.may_have_mean.then_some(turned);
        steps.into_iter().filter_map(step).chain(turned).collect()
    }
}

/// Whether a season explains most of what is left without the trend.
fn is_strong(series: &[f64], period: usize) -> bool {
    let season = decomposed(series, period, Kind::Added);
    let bare: Vec<f64> =
        series.iter().enumerate().map(|(place, value)| season.taken_off(*value, place)).collect();
    let half = period / 2;
    let trend = |place: usize| {
        let from = place.saturating_sub(half);
        let window = &bare[from..(place + half + 1).min(bare.len())];
        window.iter().sum::<f64>() / window.len() as f64
    };
    let rest: Vec<f64> = bare.iter().enumerate().map(|(place, it)| it - trend(place)).collect();
    let whole = rest.iter().enumerate().map(|(place, it)| season.put_on(*it, place));
    let whole: Vec<f64> = whole.collect();
    let strength = 1.0 - variance(&rest) / variance(&whole).max(f64::MIN_POSITIVE);
    strength > SEASON_STRONG
}

fn variance(numbers: &[f64]) -> f64 {
    let n = numbers.len().max(1) as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    numbers.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n
}

/// Whether a level that stays is unlikely (KPSS, the spread weighed over few lags).
fn wanders(series: &[f64]) -> bool {
    let n = series.len();
    if n < super::LONGEST_LEAST {
        return false;
    }
    let mean = series.iter().sum::<f64>() / n as f64;
    let off: Vec<f64> = series.iter().map(|value| value - mean).collect();
    let lags = (3.0 * (n as f64).sqrt() / 13.0) as usize;
    let along = |lag: usize| off.iter().zip(&off[lag..]).map(|(l, r)| l * r).sum::<f64>();
    let weight = |lag: usize| 1.0 - lag as f64 / (lags as f64 + 1.0);
    let spread = along(0) + 2.0 * (1..=lags).map(|lag| weight(lag) * along(lag)).sum::<f64>();
    let mut sum = 0.0;
    let squares: f64 = off
        .iter()
        .map(|it| {
            sum += it;
            sum * sum
        })
        .sum();
    spread > 0.0 && squares / (n as f64 * spread) > KPSS_5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_wanders_and_a_level_does_not() {
        let line: Vec<f64> = (0..50).map(f64::from).collect();
        let level: Vec<f64> = (0..50).map(|t| f64::from(t * 7 % 5)).collect();
        assert!(wanders(&line) && !wanders(&level) && !wanders(&[5.0; 50]));
    }
}
