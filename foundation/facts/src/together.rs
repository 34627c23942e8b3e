//! Several folds over one pass: what one reading of the files can tell at once.

use crate::{Fold, Sum};

impl<A: Sum, B: Sum> Sum for (A, B) {
    fn add(&mut self, other: Self) {
        self.0.add(other.0);
        self.1.add(other.1);
    }
}

/// Both folds see every order; more than two are pairs of pairs.
impl<A: Fold, B: Fold> Fold for (A, B) {
    type Sum = (A::Sum, B::Sum);

    fn reads_amount(&self) -> bool {
        self.0.reads_amount() || self.1.reads_amount()
    }

    fn empty(&self) -> Self::Sum {
        (self.0.empty(), self.1.empty())
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.0.see(at, amount);
        self.1.see(at, amount);
    }

    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        self.0.see_many(moments, &amount);
        self.1.see_many(moments, &amount);
    }

    #[inline]
    fn finish(&mut self, customer: i64, sum: &mut Self::Sum) {
        self.0.finish(customer, &mut sum.0);
        self.1.finish(customer, &mut sum.1);
    }
}

impl<S: Sum> Sum for Option<S> {
    fn add(&mut self, other: Self) {
        match (self.as_mut(), other) {
            (Some(mine), Some(theirs)) => mine.add(theirs),
            (None, Some(theirs)) => *self = Some(theirs),
            (_, None) => {}
        }
    }
}

/// A fold that may be left out of a pass.
impl<F: Fold> Fold for Option<F> {
    type Sum = Option<F::Sum>;

    fn reads_amount(&self) -> bool {
        self.as_ref().is_some_and(Fold::reads_amount)
    }

    fn empty(&self) -> Self::Sum {
        self.as_ref().map(Fold::empty)
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if let Some(fold) = self {
            fold.see(at, amount);
        }
    }

    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        if let Some(fold) = self {
            fold.see_many(moments, amount);
        }
    }

    #[inline]
    fn finish(&mut self, customer: i64, sum: &mut Self::Sum) {
        if let (Some(fold), Some(sum)) = (self, sum) {
            fold.finish(customer, sum);
        }
    }
}
