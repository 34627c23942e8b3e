//! What a customer's way answers, from its bits or from its visits.

use super::{Path, Periods};

impl Path {
    /// The periods he bought in, his entry at bit 0; none where bits are not used, because cohorts
    /// beyond the word would shift out of it.
    #[inline]
    pub fn periods(&self) -> Option<Periods> {
        // His own stretches begin with his entry.
        let entry = if self.steps.are_calendar() { self.cohort } else { 0 };
        self.compact.then(|| self.periods.since(entry))
    }

    /// Whether he bought in a period.
    pub fn bought_in(&self, k: usize) -> bool {
        match self.periods() {
            Some(periods) => periods.hold(k),
            None => self.visits.iter().any(|visit| visit.k as usize == k),
        }
    }

    /// The last period he bought in.
    #[inline]
    pub fn last(&self) -> usize {
        match self.periods() {
            Some(periods) => periods.last(),
            None => self.visits[self.visits.len() - 1].k as usize,
        }
    }

    /// The period of his first return, if he has returned.
    pub fn first_return(&self) -> Option<usize> {
        match self.periods() {
            Some(periods) => periods.first_return(),
            None if self.came_again_at_once() => Some(0),
            None => self.visits.get(1).map(|visit| visit.k as usize),
        }
    }

    /// How many periods in a row he bought in, counted from the first.
    pub fn streak(&self) -> usize {
        match self.periods() {
            Some(periods) => periods.streak(),
            None => self.visits.iter().zip(0..).take_while(|(visit, k)| visit.k == *k).count(),
        }
    }

    /// Whether he bought once more within period 0.
    #[inline]
    pub fn came_again_at_once(&self) -> bool {
        match self.periods() {
            Some(periods) => periods.came_again_at_once(),
            None => self.visits[0].orders > 1,
        }
    }
}
