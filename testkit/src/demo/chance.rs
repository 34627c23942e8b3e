//! Chance of a fixed seed: the few distributions that the generator needs.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A stream of chance that belongs to one person or one order.
///
/// Streams of their own make a person's life independent of how many people come before him, so
/// that a smaller shop is the beginning of a larger one.
pub(super) struct Chance(StdRng);

impl Chance {
    /// The stream of some numbers that name it.
    pub fn of(names: &[u64]) -> Self {
        // SplitMix64 finaliser (Steele, Lea, Flood 2014) folds the names into one seed.
        let seed = names.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |seed, name| {
            let mixed = (seed ^ name).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        });
        Self(StdRng::seed_from_u64(seed))
    }

    /// Between 0 and 1, without 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// Whether something of this probability comes true.
    pub fn comes_true(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// One of several, each as likely as the others.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.0.random_range(0..several.len())]
    }

    /// The place of one of several, as likely as its weight.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.share() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            last = place;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// Waiting time of a Poisson process of this rate.
    pub fn exponential(&mut self, rate: f64) -> f64 {
        -(1.0 - self.share()).ln() / rate
    }

    /// Gamma of a shape and scale 1, by Marsaglia and Tsang (2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            // Their boost for shapes below 1.
            return self.gamma(shape + 1.0) * (1.0 - self.share()).powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            let u = 1.0 - self.share();
            if v > 0.0 && u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Beta, as the share of one Gamma in two.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (of_a, of_b) = (self.gamma(a), self.gamma(b));
        of_a / (of_a + of_b)
    }

    /// Standard normal, by Box and Muller.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(n: u32, mut draw: impl FnMut() -> f64) -> f64 {
        (0..n).map(|_| draw()).sum::<f64>() / f64::from(n)
    }

    #[test]
    fn distributions_have_their_means() {
        let mut chance = Chance::of(&[7]);
        for (expected, found) in [
            (0.5, mean(40_000, || chance.share())),
            (4.0, mean(40_000, || chance.exponential(0.25))),
            (0.7, mean(40_000, || chance.gamma(0.7))),
            (2.5, mean(40_000, || chance.gamma(2.5))),
            (0.9 / 6.9, mean(40_000, || chance.beta(0.9, 6.0))),
        ] {
            assert!((found / expected - 1.0).abs() < 0.03, "{found} is not near {expected}");
        }
    }
}
