//! Periods as the bits of a word.

/// The periods that a customer bought in, the first of them at bit 0 once they are his own.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Periods {
    /// Those he bought in.
    any: u64,
    /// Those he bought in more than once.
    again: u64,
}

impl Periods {
    /// Marks a purchase in a period.
    #[inline(always)]
    pub fn mark(&mut self, period: usize) {
        self.mark_bit(1_u64.wrapping_shl(period as u32));
    }

    /// Marks a purchase in the period of this bit; without a bit there is none.
    #[inline(always)]
    pub fn mark_bit(&mut self, bit: u64) {
        self.again |= self.any & bit;
        self.any |= bit;
    }

    /// All of these where it is so, else none.
    #[inline(always)]
    pub fn only_if(self, is_so: bool) -> Self {
        let kept = 0_u64.wrapping_sub(u64::from(is_so));
        Self { any: self.any & kept, again: self.again & kept }
    }

    /// The first period he bought in; 64 when he did not.
    #[inline]
    pub fn first(self) -> usize {
        self.any.trailing_zeros() as usize
    }

    /// The same periods, counted from this one.
    #[inline]
    pub fn since(self, period: usize) -> Self {
        Self { any: self.any >> period, again: self.again >> period }
    }

    /// The bit of every period he bought in.
    #[inline]
    pub fn bits(self) -> u64 {
        self.any
    }

    /// Whether he bought in a period.
    pub fn hold(self, period: usize) -> bool {
        period < 64 && (self.any >> period) & 1 == 1
    }

    /// The last period he bought in.
    #[inline]
    pub fn last(self) -> usize {
        63 - self.any.leading_zeros() as usize
    }

    /// The period of his first return, if he has returned.
    pub fn first_return(self) -> Option<usize> {
        let later = self.any & !1;
        match self.came_again_at_once() {
            true => Some(0),
            false => (later != 0).then(|| later.trailing_zeros() as usize),
        }
    }

    /// How many periods in a row he bought in, counted from the first.
    pub fn streak(self) -> usize {
        self.any.trailing_ones() as usize
    }

    /// Whether he bought once more within period 0.
    #[inline]
    pub fn came_again_at_once(self) -> bool {
        self.again & 1 == 1
    }
}
