//! How many times more it is expected to come, given that it has not ceased.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::numeric::{Chebyshev, Vector, integral, scaled_exponential_integral};
use crate::recurrence::model::Model;

/// What is asked of the future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Horizon {
    /// So many units of time from the end of the watch.
    For(f64),
    /// For ever, what comes later counting less: this is the rate of discount for one unit of time,
    /// compounded continuously. It is more than 0.
    Life(f64),
}

/// The curves that the lives of many share: by the order of an exponential integral, whose own
/// formula is slow near nothing.
#[derive(Default)]
pub(super) struct Lives(RefCell<HashMap<u64, Chebyshev<1>>>);

/// The least discounted time that a curve knows, in logs; and the most.
const CURVE: (f64, f64) = (-9.0, 12.0);

impl Lives {
    /// `e^y E_order(y)`.
    fn scaled_integral(&self, order: f64, y: f64) -> f64 {
        let log = y.ln();
        if log < CURVE.0 || log > CURVE.1 {
            return scaled_exponential_integral(order, y);
        }
        let mut curves = self.0.borrow_mut();
        let curve = curves.entry(order.to_bits()).or_insert_with(|| {
            // Nearly 1 / (y + order): the curve holds what is missing to it.
            Chebyshev::of(CURVE.0, CURVE.1, |log| {
                let y = log.exp();
                [(scaled_exponential_integral(order, y) * (y + order)).ln()]
            })
        });
        curve.at(log)[0].exp() / (y + order)
    }
}

/// The expected number of times within the horizon of one who is alive at the end of the watch.
///
/// It depends on how often he came and for how long he was watched, never on when he came last:
/// that only tells whether he is alive.
pub(super) fn expected(
    model: Model,
    parameters: &Vector,
    (n_again, watched_for): (u32, f64),
    horizon: Horizon,
    lives: &Lives,
) -> f64 {
    let [first, scale, third, fourth] = *parameters;
    let rate = first + f64::from(n_again);
    let since = scale + watched_for;
    let chances = fourth + model.chances(n_again) as f64;
    match (model, horizon) {
        (Model::Nbd, Horizon::For(length)) => rate * length / since,
        (Model::Nbd, Horizon::Life(discount)) => rate / (since * discount),
        (Model::BgNbd | Model::MbgNbd, Horizon::For(length)) => {
            before_the_coin_falls(rate, length / (since + length), third, chances)
        }
        (Model::BgNbd | Model::MbgNbd, Horizon::Life(discount)) => {
            life_of_coins((rate, discount * since), (third, chances), lives)
        }
        (Model::ParetoNbd, _) => rate / since * time_alive(third, fourth + watched_for, horizon),
        (Model::BgBb, _) => chances_taken(parameters, n_again, watched_for, horizon),
    }
}

/// BG/NBD and MBG/NBD. Had he no coin, he would come K times, K being negative binomial with
/// R = r + x and z = horizon / (α + T + horizon); of K the coin leaves
/// `1 + E[q] + … + E[q^(K−1)]`, q being the chance to stay, so that all terms are positive, and
/// a = 1, at which the closed form of Fader, Hardie and Lee divides by nothing, is as any other.
fn before_the_coin_falls(rate: f64, z: f64, a: f64, chances: f64) -> f64 {
    const MOST: u32 = 1_000_000;
    const LARGE: f64 = 1e250;
    let (mut weight, mut log_scale) = (1.0_f64, rate * (-z).ln_1p());
    let (mut stays, mut left, mut sum) = (1.0, 0.0, 0.0);
    let peak = rate * z / (1.0 - z);
    for k in 1..MOST {
        let k = f64::from(k);
        left += stays;
        stays *= (chances + k - 1.0) / (a + chances + k - 1.0);
        weight *= (rate + k - 1.0) / k * z;
        sum += weight * left;
        if weight > LARGE {
            (weight, sum) = (weight / LARGE, sum / LARGE);
            log_scale += LARGE.ln();
        }
        if k > peak && weight * left < 1e-16 * sum * (1.0 - z) {
            break;
        }
    }
    if sum > 0.0 { (sum.ln() + log_scale).exp() } else { 0.0 }
}

/// BG/NBD and MBG/NBD over life: with the chance p to cease at each time, the discounted number is
/// `R e^y E_(R+1)(y) / p` with y = discount × (α + T) / p, to be averaged over p. What is averaged
/// is how much less it is than for p = 0, so that a coin that never falls is no special case.
fn life_of_coins((rate, discounted): (f64, f64), (a, chances): (f64, f64), lives: &Lives) -> f64 {
    let without = rate / discounted;
    let log_beta = statrs::function::beta::ln_beta(a, chances);
    let less = integral(|p, stays| {
        let with = rate / p * lives.scaled_integral(rate + 1.0, discounted / p);
        let density = (a - 1.0) * p.ln() + (chances - 1.0) * stays.ln() - log_beta;
        (without - with).max(0.0) * density.exp()
    });
    (without - less).max(0.0)
}

/// Pareto/NBD: the expected time that he stays alive, each unit of it worth what is left of it
/// after discount. `watched` is β + T.
fn time_alive(s: f64, watched: f64, horizon: Horizon) -> f64 {
    match horizon {
        Horizon::For(length) => {
            // ∫ (1 + u / watched)^−s du, written so that s = 1 is as any other.
            let log = (length / watched).ln_1p();
            let bent = (s - 1.0) * log;
            let share = if bent.abs() < 1e-12 { 1.0 } else { -(-bent).exp_m1() / bent };
            watched * log * share
        }
        Horizon::Life(discount) => watched * scaled_exponential_integral(s, discount * watched),
    }
}

/// BG/BB: the chances of the horizon, each lived to see and taken. A part of a chance counts as
/// that part.
fn chances_taken(parameters: &Vector, n_again: u32, watched_for: f64, horizon: Horizon) -> f64 {
    const MOST: u32 = 100_000;
    let [alpha, beta, gamma, delta] = *parameters;
    let n_chances = watched_for.round().max(f64::from(n_again));
    let taken = (alpha + f64::from(n_again)) / (alpha + beta + n_chances);
    let (mut lives, mut sum) = (1.0, 0.0);
    for chance in 0..MOST {
        let chance = f64::from(chance);
        lives *= (delta + n_chances + chance) / (gamma + delta + n_chances + chance);
        let weight = match horizon {
            Horizon::For(length) => (length - chance).clamp(0.0, 1.0),
            Horizon::Life(discount) => (-discount * (chance + 1.0)).exp(),
        };
        sum += weight * lives;
        if weight * lives < 1e-15 * sum || weight == 0.0 {
            break;
        }
    }
    taken * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Life is the sum of short whiles, each discounted: a second way to the same number.
    #[rstest]
    #[case(Model::BgNbd, [0.25, 4.4, 0.8, 2.4])]
    #[case(Model::MbgNbd, [0.5, 6.2, 1.0, 1.6])]
    #[case(Model::ParetoNbd, [0.55, 10.6, 1.0, 11.7])]
    #[case(Model::ParetoNbd, [0.55, 10.6, 0.4, 11.7])]
    #[case(Model::BgBb, [1.2, 0.75, 0.66, 2.8])]
    #[case(Model::Nbd, [0.4, 12.0, 0.0, 0.0])]
    fn life_is_the_sum_of_its_whiles(#[case] model: Model, #[case] parameters: Vector) {
        let discount = 0.02;
        let seen = (3, 40.0);
        let lives = Lives::default();
        let until = |end: f64| expected(model, &parameters, seen, Horizon::For(end), &lives);
        let step = if model == Model::BgBb { 1.0 } else { 0.25 };
        let (mut sum, mut before) = (0.0, 0.0);
        for i in 0..6000 {
            let end = f64::from(i + 1) * step;
            let middle = if model == Model::BgBb { end } else { end - step / 2.0 };
            let now = until(end);
            sum += (now - before) * (-discount * middle).exp();
            before = now;
            if discount * end > 30.0 {
                break;
            }
        }
        let life = expected(model, &parameters, seen, Horizon::Life(discount), &lives);
        assert!((life / sum - 1.0).abs() < 1e-5, "{model:?}: {life} {sum}");
    }

    #[test]
    fn a_coin_that_never_falls_leaves_the_plain_rate() {
        let parameters = [0.76, 9.77, 1e-7, 5.0];
        for horizon in [Horizon::For(10.0), Horizon::Life(0.003)] {
            let coin = expected(Model::BgNbd, &parameters, (4, 42.0), horizon, &Lives::default());
            let plain = expected(Model::Nbd, &parameters, (4, 42.0), horizon, &Lives::default());
            assert!((coin / plain - 1.0).abs() < 1e-5, "{coin} {plain}");
        }
    }
}
