//! How often each of 64 marks was set, counted for all of them at once.

use serde::{Deserialize, Serialize};

/// How many bits a count is kept in before it is added up.
const N_PLANES: usize = 8;

/// More sets of marks do not fit into the planes.
const PENDING_MAX: u32 = (1 << N_PLANES) - 1;

/// Counts of numbered things, which come one by one or as the bits of a word.
///
/// The bits are not looked at one after the other: plane n holds bit n of all 64 counts, and a word
/// is added to them as a carry, without a branch (a positional population count by carry-save
/// adders; Klarqvist, Muła and Lemire, "Efficient Computation of Positional Population Counts",
/// 2019). Every customer of the shop comes by here with the periods he bought in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Marks {
    counts: Vec<u64>,
    planes: [u64; N_PLANES],
    pending: u32,
}

impl Marks {
    /// Counts one thing.
    #[inline]
    pub fn add(&mut self, number: usize) {
        make_room(&mut self.counts, number + 1);
        self.counts[number] += 1;
    }

    /// Counts every thing whose bit is set.
    #[inline]
    pub fn add_bits(&mut self, bits: u64) {
        let mut carry = bits;
        for plane in &mut self.planes {
            let both = *plane & carry;
            *plane ^= carry;
            carry = both;
        }
        self.pending += 1;
        if self.pending == PENDING_MAX {
            self.add_up();
        }
    }

    /// Adds what others have counted.
    pub fn add_all(&mut self, other: Self) {
        let theirs = other.into_counts();
        make_room(&mut self.counts, theirs.len());
        self.counts.iter_mut().zip(theirs).for_each(|(mine, more)| *mine += more);
    }

    /// The counts by number; those at the end that are 0 may be left out.
    pub fn counts(&self) -> Vec<u64> {
        self.clone().into_counts()
    }

    fn into_counts(mut self) -> Vec<u64> {
        self.add_up();
        self.counts
    }

    #[inline(never)]
    fn add_up(&mut self) {
        let set = self.planes.iter().fold(0, |set, plane| set | plane);
        make_room(&mut self.counts, (u64::BITS - set.leading_zeros()) as usize);
        for (number, count) in self.counts.iter_mut().take(u64::BITS as usize).enumerate() {
            let planes = self.planes.iter().enumerate();
            *count += planes.map(|(nth, plane)| ((plane >> number) & 1) << nth).sum::<u64>();
        }
        self.planes = [0; N_PLANES];
        self.pending = 0;
    }
}

impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.counts() == other.counts()
    }
}

impl Eq for Marks {}

#[inline]
fn make_room(counts: &mut Vec<u64>, len: usize) {
    if counts.len() < len {
        counts.resize(len, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// As many as somebody counts who looks at each bit, whoever counted which part.
        #[test]
        fn bits_are_counted_as_one_by_one(
            words in prop::collection::vec(any::<u64>(), 0..700),
            singly in prop::collection::vec(0_usize..80, 0..40),
            cut in 0_usize..700,
        ) {
            let (mut one, mut other, mut expected) = (Marks::default(), Marks::default(), [0; 80]);
            for (nth, word) in words.iter().enumerate() {
                if nth < cut { one.add_bits(*word) } else { other.add_bits(*word) }
                (0..64).for_each(|bit| expected[bit] += (word >> bit) & 1);
            }
            for number in singly {
                other.add(number);
                expected[number] += 1;
            }
            one.add_all(other);
            let mut counts = one.counts();
            counts.resize(80, 0);
            prop_assert_eq!(counts, expected);
        }
    }
}
