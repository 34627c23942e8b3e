//! What one customer paid in the base and in the period.

use facts::Fold;

use super::bridge::Paid;
use super::{Bridge, Ends};
use crate::Vantage;

/// The revenue bridge as a fold over customers.
#[derive(Clone, Debug)]
pub struct RevenueFold {
    /// Opening and closing moment of the base.
    base: (i64, i64),
    /// Opening and closing moment of the period.
    period: (i64, i64),
    as_of: i64,
    first_at: Option<i64>,
    paid: Paid,
}

const NOTHING: Paid =
    Paid { base: 0, period: 0, bought_in_base: false, bought_in_period: false, is_new: false };

impl RevenueFold {
    /// The fold between these ends.
    pub fn new(ends: &Ends, vantage: &Vantage) -> Self {
        let moments = |period: domain::Period| {
            let (from, until) = period.instants(&vantage.zone);
            (from.0, until.0)
        };
        Self {
            base: moments(ends.base),
            period: moments(ends.period),
            as_of: vantage.as_of.0,
            first_at: None,
            paid: NOTHING,
        }
    }
}

impl Fold for RevenueFold {
    type Sum = Bridge;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Bridge {
        Bridge::default()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.as_of {
            return;
        }
        self.first_at.get_or_insert(at);
        if at >= self.base.0 && at < self.base.1 {
            self.paid.base += amount;
            self.paid.bought_in_base = true;
        } else if at >= self.period.0 && at < self.period.1 {
            self.paid.period += amount;
            self.paid.bought_in_period = true;
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut Bridge) {
        let first_at = self.first_at.take();
        self.paid.is_new = first_at.is_some_and(|at| at >= self.period.0);
        sum.walk(std::mem::replace(&mut self.paid, NOTHING));
    }
}
