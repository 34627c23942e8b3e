//! A set of customers.

use std::fmt;
use std::ops::RangeInclusive;

use facts::Sum;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of customers by their dense numbers: a million take an eighth of a megabyte.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    words: Vec<u64>,
}

/// A word holds the customers whose numbers differ in the last so many bits.
const WORD_BITS: u32 = u64::BITS.ilog2();

#[inline]
fn place(customer: i64) -> Option<(usize, u64)> {
    let word = usize::try_from(customer >> WORD_BITS).ok()?;
    Some((word, 1 << (customer & i64::from(u64::BITS - 1))))
}

impl Crowd {
    /// The customers of these numbers.
    pub fn of(customers: impl IntoIterator<Item = i64>) -> Self {
        let mut crowd = Self::default();
        customers.into_iter().for_each(|customer| crowd.add_one(customer));
        crowd
    }

    /// The customers of these stretches of numbers.
    pub fn of_stretches(stretches: Vec<RangeInclusive<i64>>) -> Self {
        Self::of(stretches.into_iter().flatten())
    }

    /// Takes a customer in; sales without a customer have numbers below zero and are nobody's.
    #[inline]
    pub fn add_one(&mut self, customer: i64) {
        let Some((word, bit)) = place(customer) else { return };
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= bit;
    }

    /// Whether a customer is in it.
    pub fn holds(&self, customer: i64) -> bool {
        place(customer)
            .is_some_and(|(word, bit)| self.words.get(word).is_some_and(|it| it & bit != 0))
    }

    /// How many they are.
    pub fn len(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Those who are in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(mine, theirs)| mine & theirs);
        Self { words: words.collect() }
    }

    /// Those who are in one of them.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.take_in(other);
        self
    }

    /// Those who are in this one and not in the other.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
        self
    }

    /// As bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// Of the bytes that were kept; none when these are not such.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, []) = bytes.as_chunks::<8>() else { return None };
        Some(Self { words: words.iter().map(|word| u64::from_le_bytes(*word)).collect() })
    }

    /// Takes a customer out.
    pub fn drop_one(&mut self, customer: i64) {
        if let Some((word, bit)) = place(customer)
            && let Some(it) = self.words.get_mut(word)
        {
            *it &= !bit;
        }
    }

    fn take_in(&mut self, other: &Self) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// Their numbers, smallest first.
    pub fn numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.words.iter().zip(0_i64..).flat_map(|(&word, nth)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = i64::from(rest.trailing_zeros());
                rest &= rest.checked_sub(1)?;
                Some((nth << WORD_BITS) + bit)
            })
        })
    }
}

impl PartialEq for Crowd {
    fn eq(&self, other: &Self) -> bool {
        self.numbers().eq(other.numbers())
    }
}

impl Sum for Crowd {
    fn add(&mut self, other: Self) {
        self.take_in(&other);
    }
}

// As bytes: number by number the sets of a rule would take longer to pass on than to make.
impl Serialize for Crowd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.to_bytes())
    }
}

impl<'de> Deserialize<'de> for Crowd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Crowd;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes of a set of customers")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Crowd, E> {
        Crowd::of_bytes(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn numbers() -> impl Strategy<Value = BTreeSet<i64>> {
        prop::collection::btree_set(1_i64..300, 0..60)
    }

    proptest! {
        #[test]
        fn sets_of_bits_are_sets(one in numbers(), other in numbers()) {
            let (a, b) = (Crowd::of(one.iter().copied()), Crowd::of(other.iter().copied()));
            let told = |crowd: &Crowd| crowd.numbers().collect::<BTreeSet<_>>();
            prop_assert_eq!(told(&a.and(&b)), &one & &other);
            prop_assert_eq!(told(&a.clone().or(&b)), &one | &other);
            prop_assert_eq!(told(&a.clone().without(&b)), &one - &other);
            prop_assert_eq!(a.len(), one.len() as u64);
            prop_assert!((0..310).all(|no| a.holds(no) == one.contains(&no)));
        }
    }

    #[test]
    fn sales_of_nobody_are_in_no_crowd() {
        let crowd = Crowd::of([-5, 3]);
        assert_eq!((crowd.len(), crowd.holds(-5), crowd.holds(3)), (1, false, true));
    }
}
