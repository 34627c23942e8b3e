//! Lots: the same share of the customers each time, whoever asks and whenever.

/// The lots that one salt deals.
///
/// A lot is made of whole numbers by multiplication and remainders alone, so that SQL deals the
/// same: twice (a·n + b) mod p, with the square of the first in between, so that customers who came
/// one after another do not share their luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lots {
    factor: i64,
    offset: i64,
}

/// 2^31 − 1, a prime: the square of a remainder still fits into a whole number.
const PRIME: i64 = 2_147_483_647;

impl Lots {
    /// The lots of a salt.
    pub fn of(salt: &str) -> Self {
        // FNV-1a (source: Fowler, Noll, Vo): stable for ever, unlike the hasher of the library.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        let hash = salt.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
        let prime = PRIME.unsigned_abs();
        let part = |bits: u64| (1 + bits % (prime - 1)).cast_signed();
        Self { factor: part(hash), offset: part(hash.rotate_left(29)) }
    }

    /// The lot of a customer: 0 to 99.
    pub fn lot(self, customer: i64) -> i64 {
        let Self { factor, offset } = self;
        let once = (customer % PRIME * factor + offset) % PRIME;
        (once * once % PRIME * factor + offset) % PRIME % 100
    }

    /// The same in SQL.
    pub fn sql(self) -> String {
        let Self { factor, offset } = self;
        let once = format!("(customer_no % {PRIME} * {factor} + {offset}) % {PRIME}");
        format!("(({once}) * ({once}) % {PRIME} * {factor} + {offset}) % {PRIME} % 100")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_share_gets_its_share_and_salts_do_not_know_each_other() {
        let (spring, autumn) = (Lots::of("spring"), Lots::of("autumn"));
        let in_fifth = |lots: Lots| (1..=100_000).filter(move |no| lots.lot(*no) < 20);
        let n = in_fifth(spring).count();
        assert!((19_500..20_500).contains(&n), "{n}");
        let both = in_fifth(spring).filter(|no| autumn.lot(*no) < 20).count();
        assert!((3_700..4_300).contains(&both), "{both}");
        let neighbours = in_fifth(spring).filter(|no| spring.lot(no + 1) < 20).count();
        assert!((3_700..4_300).contains(&neighbours), "{neighbours}");
    }
}
