//! What one customer paid in the base and in the period.

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::bridge::Paid;
use super::{Bridge, Ends};
use crate::Vantage;

/// What the customer who is being looked at has paid so far.
#[derive(Clone, Debug)]
struct Payments {
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

impl Payments {
    fn new(ends: &Ends, vantage: &Vantage) -> Self {
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

    /// What he has paid, and he is forgotten.
    fn take(&mut self) -> Paid {
        let first_at = self.first_at.take();
        self.paid.is_new = first_at.is_some_and(|at| at >= self.period.0);
        std::mem::replace(&mut self.paid, NOTHING)
    }
}

/// The revenue bridge as a fold over customers.
#[derive(Clone, Debug)]
pub struct RevenueFold(Payments);

impl RevenueFold {
    /// The fold between these ends.
    pub fn new(ends: &Ends, vantage: &Vantage) -> Self {
        Self(Payments::new(ends, vantage))
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
        self.0.see(at, amount);
    }

    fn finish(&mut self, _customer: i64, sum: &mut Bridge) {
        sum.walk(self.0.take());
    }
}

/// What everybody who bought in the base or in the period has paid, in no order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct AllPaid(pub Vec<(i64, Paid)>);

impl Sum for AllPaid {
    fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

/// The same, customer by customer: parts of the shop cannot be told from the sum alone.
#[derive(Clone, Debug)]
pub(super) struct PaidFold(Payments);

impl PaidFold {
    pub fn new(ends: &Ends, vantage: &Vantage) -> Self {
        Self(Payments::new(ends, vantage))
    }
}

impl Fold for PaidFold {
    type Sum = AllPaid;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> AllPaid {
        AllPaid::default()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.0.see(at, amount);
    }

    fn finish(&mut self, customer: i64, sum: &mut AllPaid) {
        let paid = self.0.take();
        if paid.bought_in_base || paid.bought_in_period {
            sum.0.push((customer, paid));
        }
    }
}
