//! What a model says of what has been seen already, to be held against it.

use super::ahead::expected_from_start;
use super::fit::Fit;
use super::model::{History, Model};

/// How many of the histories are expected to have come again 0, 1, … `n_most` − 1 times, and last
/// `n_most` times and more, each watched for as long as it was.
pub fn frequencies(fit: &Fit, histories: &[History], n_most: usize) -> Vec<f64> {
    let mut lengths: Vec<f64> = histories.iter().map(|history| history.watched_for).collect();
    lengths.sort_unstable_by(f64::total_cmp);
    let mut expected = vec![0.0; n_most + 1];
    for same in lengths.chunk_by(|left, right| left == right) {
        let n = same.len() as f64;
        let shares = shares(fit, same[0], n_most);
        let told: f64 = shares.iter().sum();
        for (bin, share) in expected.iter_mut().zip(&shares) {
            *bin += n * share;
        }
        expected[n_most] += n * (1.0 - told).max(0.0);
    }
    expected
}

/// How often all together are expected to have come again by the end of each of `moments`, when
/// they began at `starts`, both in the fit's unit of time.
pub fn tracked(fit: &Fit, starts: &[f64], moments: &[f64]) -> Vec<f64> {
    let mut sorted = starts.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let groups: Vec<(f64, f64)> = sorted
        .chunk_by(|left, right| left == right)
        .map(|same| (same[0], same.len() as f64))
        .collect();
    let mut known = std::collections::HashMap::new();
    let mut expected = |length: f64| {
        // Times are multiples of a day; a millionth of a unit apart they are the same.
        let key = (length * 1e6).round() as i64;
        *known.entry(key).or_insert_with(|| expected_from_start(fit, length))
    };
    moments
        .iter()
        .map(|moment| {
            groups
                .iter()
                .filter(|(start, _)| start < moment)
                .map(|(start, n)| n * expected(moment - start))
                .sum()
        })
        .collect()
}

/// The chance to have come again 0, 1, … `n_most` − 1 times within `length`.
fn shares(fit: &Fit, length: f64, n_most: usize) -> Vec<f64> {
    match fit.model {
        Model::Nbd => binomial(fit, length, n_most),
        Model::BgNbd | Model::MbgNbd => shares_of_coins(fit, length, n_most),
        Model::ParetoNbd => shares_of_pareto(fit, length, n_most),
        Model::BgBb => shares_of_chances(fit, length, n_most),
    }
}

/// The negative binomial: r and α of the fit, for a time in which nothing ceases.
fn binomial(fit: &Fit, length: f64, n_most: usize) -> Vec<f64> {
    let [r, alpha, ..] = fit.parameters;
    let z = length / (alpha + length);
    let mut share = (r * (-z).ln_1p()).exp();
    (0..n_most)
        .map(|n| {
            let this = share;
            share *= (r + n as f64) / (n as f64 + 1.0) * z;
            this
        })
        .collect()
}

/// Either the coin never fell and it came so often, or it fell at that very time, having come so
/// often at the least (Fader, Hardie and Lee 2005, equation 8).
fn shares_of_coins(fit: &Fit, length: f64, n_most: usize) -> Vec<f64> {
    let [_, _, a, b] = fit.parameters;
    let (mut kept, mut before) = (1.0, 0.0);
    let mut m = 0;
    let mut shares = Vec::with_capacity(n_most);
    for (n, share) in binomial(fit, length, n_most).into_iter().enumerate() {
        let mut fell = 0.0;
        while m < fit.model.chances(n as u32) {
            fell = kept * a / (a + b + m as f64);
            kept *= (b + m as f64) / (a + b + m as f64);
            m += 1;
        }
        shares.push(kept * share + fell * (1.0 - before));
        before += share;
    }
    shares
}

/// Either it lived to the end, or it ceased at some moment before; the moments are summed by
/// Gauss' rule on the log of time, in which the density is smooth.
fn shares_of_pareto(fit: &Fit, length: f64, n_most: usize) -> Vec<f64> {
    let [_, _, s, beta] = fit.parameters;
    let lives = (-s * (length / beta).ln_1p()).exp();
    let mut shares: Vec<f64> =
        binomial(fit, length, n_most).iter().map(|share| share * lives).collect();
    let whole = (length / beta).ln_1p();
    for (place, weight) in PANELS.iter().flat_map(|panel| nodes(*panel)) {
        let log = whole * place;
        let moment = beta * log.exp_m1();
        let density = s * (-s * log).exp() * whole * weight;
        for (share, then) in shares.iter_mut().zip(binomial(fit, moment, n_most)) {
            *share += density * then;
        }
    }
    shares
}

/// Either it lived through all chances, or it ceased before one of them.
fn shares_of_chances(fit: &Fit, length: f64, n_most: usize) -> Vec<f64> {
    let [alpha, beta, gamma, delta] = fit.parameters;
    let n_chances = length.round() as usize;
    let mut shares = vec![0.0; n_most];
    let mut lives = 1.0;
    for chance in 0..=n_chances {
        let gone = gamma / (gamma + delta + chance as f64);
        let weight = if chance == n_chances { lives } else { lives * gone };
        lives *= 1.0 - gone;
        // Beta-binomial: of so many chances, how many are taken.
        let mut taken =
            (0..chance).map(|k| (beta + k as f64) / (alpha + beta + k as f64)).product::<f64>();
        for (n, share) in shares.iter_mut().enumerate().take(chance + 1) {
            *share += weight * taken;
            let left = chance as f64 - n as f64;
            taken *= left / (n as f64 + 1.0) * (alpha + n as f64) / (beta + left - 1.0);
        }
    }
    shares
}

/// The parts of 0…1 over which Gauss' rule is used one after another.
const PANELS: [(f64, f64); 6] =
    [(0.0, 0.02), (0.02, 0.1), (0.1, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.0)];

/// Places and weights of Gauss' rule with eight nodes (Abramowitz and Stegun, table 25.4).
fn nodes((from, until): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    const EIGHT: [(f64, f64); 4] = [
        (0.183_434_642_495_649_8, 0.362_683_783_378_362),
        (0.525_532_409_916_329, 0.313_706_645_877_887_3),
        (0.796_666_477_413_626_7, 0.222_381_034_453_374_5),
        (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
    ];
    let (middle, half) = (f64::midpoint(from, until), (until - from) / 2.0);
    EIGHT.into_iter().flat_map(move |(place, weight)| {
        [-1.0, 1.0].map(|side| (middle + side * half * place, half * weight))
    })
}
