//! One fold over several groups of customers at once.

use std::fmt;
use std::sync::Arc;

use crate::{Fold, Sum};

/// Which group each customer belongs to, by his number. Groups are numbered from 0.
#[derive(Clone)]
pub struct Grouping {
    n_groups: u16,
    /// The group of the customer with this number; beyond the end he belongs to none.
    of: Arc<[u16]>,
}

// The engine compares folds by what they print; a million customers would make that slow.
impl fmt::Debug for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} groups at {:p}", self.n_groups, self.of)
    }
}

impl Grouping {
    /// So many groups with these customers in them; who is not told belongs to none.
    pub fn new(n_groups: u16, customers: impl Iterator<Item = (i64, u16)>) -> Self {
        let mut of = Vec::new();
        for (customer, group) in customers {
            let place = usize::try_from(customer).unwrap_or(0);
            if of.len() <= place {
                of.resize(place + 1, n_groups);
            }
            of[place] = group;
        }
        Self { n_groups, of: of.into() }
    }

    /// The group of a customer; one past the last for who belongs to none.
    pub fn place_of(&self, customer: i64) -> usize {
        let group = usize::try_from(customer).ok().and_then(|place| self.of.get(place));
        usize::from(group.copied().unwrap_or(self.n_groups))
    }
}

impl<S: Sum> Sum for Vec<S> {
    fn add(&mut self, other: Self) {
        self.iter_mut().zip(other).for_each(|(mine, theirs)| mine.add(theirs));
    }
}

/// A fold that adds every customer to the sum of his group.
///
/// The sums are as many as groups, and one behind them for everybody who belongs to none.
#[derive(Clone, Debug)]
pub struct Grouped<F> {
    fold: F,
    grouping: Grouping,
}

impl<F: Fold> Grouped<F> {
    /// Asks the same question of each group.
    pub fn new(fold: F, grouping: Grouping) -> Self {
        Self { fold, grouping }
    }
}

impl<F: Fold> Fold for Grouped<F> {
    type Sum = Vec<F::Sum>;

    fn reads_amount(&self) -> bool {
        self.fold.reads_amount()
    }

    fn empty(&self) -> Self::Sum {
        (0..=self.grouping.n_groups).map(|_| self.fold.empty()).collect()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.fold.see(at, amount);
    }

    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        self.fold.see_many(moments, amount);
    }

    #[inline]
    fn finish(&mut self, customer: i64, sums: &mut Self::Sum) {
        let place = self.grouping.place_of(customer);
        self.fold.finish(customer, &mut sums[place]);
    }
}
