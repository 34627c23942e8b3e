//! Neighbouring stretches of time, and which of them holds a moment.
//!
//! A report asks this of every order, so the answer must cost less than reading the order: the line
//! of time is ruled into equal slots no wider than the narrowest stretch, and each slot remembers
//! the stretch it opens in and where the next one begins. Finding a stretch is then a shift, a look
//! and a comparison, without a branch that could be guessed wrongly.

use domain::Instant;

/// Neighbouring stretches of time, numbered from 0; finding the one of a moment takes a blink.
///
/// The slots of ten years of months, or of three of days, fit into the nearest cache of a core.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    /// Where each stretch opens, and where the last one ends.
    starts: Vec<i64>,
    /// The first of them.
    origin: i64,
    /// One for each `2^slot_bits` microseconds since the first mark.
    slots: Vec<Slot>,
    /// Slots are a power of two wide, so that finding one is a shift instead of a division.
    slot_bits: u32,
    /// Whether a slot holds more than one mark, so that looking at the next one is not enough.
    is_crowded: bool,
}

/// A piece of the line of time.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slot {
    /// The stretch in which it opens.
    opened: u64,
    /// The mark behind it at which the next stretch opens; beyond all time in the last stretch,
    /// whose end is no mark.
    next: i64,
}

/// Slots of five hours or wider: stretches are days or longer, and where they are not, a slot holds
/// several marks.
const SLOT_BITS_MIN: u32 = 34;

impl Ruler {
    /// A ruler with marks at these moments, which must not fall.
    pub fn new(starts: Vec<i64>) -> Self {
        assert!(starts.len() > 1, "a ruler has at least one stretch");
        assert!(starts.is_sorted(), "the marks of a ruler do not fall");
        let widths = starts.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
        let slot_bits = widths.min().unwrap_or(0).max(1).ilog2().max(SLOT_BITS_MIN);
        let origin = starts[0];
        let mut ruler = Self { starts, origin, slots: Vec::new(), slot_bits, is_crowded: false };
        let n_slots = ((ruler.starts[ruler.len()] - origin) >> slot_bits) + 1;
        ruler.slots = (0..n_slots).map(|slot| ruler.slot(origin + (slot << slot_bits))).collect();
        let opened = ruler.slots.iter().map(|slot| slot.opened as usize);
        let behind = opened.clone().skip(1).chain([ruler.len() - 1]);
        ruler.is_crowded = opened.zip(behind).any(|(opened, behind)| behind > opened + 1);
        ruler
    }

    fn slot(&self, opens_at: i64) -> Slot {
        let last = self.len() - 1;
        let opened = (self.starts.partition_point(|start| *start <= opens_at) - 1).min(last);
        let next = if opened < last { self.starts[opened + 1] } else { i64::MAX };
        Slot { opened: opened as u64, next }
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Never: a ruler has at least one stretch.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The stretch that holds a moment; the first one before all, the last one after all.
    // A call for every order took as long as the answer.
    #[inline(always)]
    pub fn place(&self, at: i64) -> usize {
        if self.is_crowded {
            return self.searched(at);
        }
        // Before the first mark the difference is below 0 and lies beyond every slot.
        let nth = at.wrapping_sub(self.origin).cast_unsigned() >> self.slot_bits;
        match self.slots.get(nth as usize) {
            Some(slot) => slot.opened as usize + usize::from(at >= slot.next),
            None => self.searched(at),
        }
    }

    #[cold]
    fn searched(&self, at: i64) -> usize {
        let n_begun = self.starts.partition_point(|start| *start <= at);
        n_begun.clamp(1, self.len()) - 1
    }

    /// How many marks lie at a moment or before it.
    #[inline]
    pub fn n_marks_by(&self, at: i64) -> usize {
        if at < self.starts[0] { 0 } else { self.place(at) + 1 }
    }

    /// Where the stretch of this number opens; one past the last gives the end.
    pub fn start(&self, stretch: usize) -> Instant {
        Instant(self.starts[stretch])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_closer_than_a_slot_are_told_apart() {
        let ruler = Ruler::new(vec![0, 10, 10, 20, 1 << 40]);
        assert_eq!(
            [-5, 0, 9, 10, 19, 20, 1 << 39, 1 << 41].map(|at| ruler.place(at)),
            [0, 0, 0, 2, 2, 3, 3, 3]
        );
    }

    proptest! {
        /// However close the marks lie, the stretch is the one that a search finds.
        #[test]
        fn the_slots_agree_with_a_search(
            widths in prop::collection::vec(0_i64..1 << 44, 1..40),
            crowd in prop::bool::ANY,
            share in 0.0..1.1_f64,
        ) {
            let narrow = if crowd { 1 << 12 } else { 1 };
            let mut starts = vec![-7];
            starts.extend(widths.iter().scan(-7, |at, width| {
                *at += width / narrow;
                Some(*at)
            }));
            let last = starts.len() - 2;
            let at = (share * (starts[last + 1] + 7) as f64) as i64 - 9;
            let searched = starts.partition_point(|start| *start <= at).max(1) - 1;
            prop_assert_eq!(Ruler::new(starts).place(at), searched.min(last));
        }
    }
}
