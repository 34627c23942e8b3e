//! Lots that are drawn from a seed.

/// SplitMix64 (Steele, Lea and Flood 2014): small, quick, and alike on every machine.
#[derive(Clone, Debug)]
pub(in crate::clusters) struct Lots(u64);

impl Lots {
    /// The `nth` row of lots of a seed; rows have nothing to do with each other.
    pub fn of(seed: u64, nth: u64) -> Self {
        let mut lots = Self(seed);
        let apart = lots.next();
        Self(apart ^ nth.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut lot = self.0;
        lot = (lot ^ (lot >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        lot = (lot ^ (lot >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        lot ^ (lot >> 31)
    }

    /// A number from 0 up to 1, without 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `n`; 0 where `n` is.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.share() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// Puts things into an order by lot (Fisher and Yates).
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_fall_evenly_and_the_same_seed_draws_the_same() {
        let drawn = |nth| {
            let mut lots = Lots::of(7, nth);
            (0..10_000).map(|_| lots.below(10)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(0), drawn(0));
        assert_ne!(drawn(0), drawn(1));
        for face in 0..10 {
            let n = drawn(0).into_iter().filter(|lot| *lot == face).count();
            assert!((850..1_150).contains(&n), "{face}: {n}");
        }
    }

    #[test]
    fn a_shuffle_loses_nothing() {
        let mut things: Vec<usize> = (0..100).collect();
        Lots::of(1, 1).shuffle(&mut things);
        assert_ne!(things, (0..100).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..100).collect::<Vec<_>>());
    }
}
