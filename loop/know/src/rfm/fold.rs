//! One line a customer: last day, orders, revenue.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::Scored;
use crate::{Calendar, Unit, Vantage};

/// Every customer's line. It cannot be smaller: fifths need everybody's own values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RfmSum {
    /// Not scored yet, in no order.
    pub(super) customers: Vec<Scored>,
}

impl Sum for RfmSum {
    fn add(&mut self, mut other: Self) {
        self.customers.append(&mut other.customers);
    }
}

/// The RFM report as a fold over customers.
#[derive(Clone, Debug)]
pub struct RfmFold {
    days: Arc<Calendar>,
    as_of: i64,
    /// Number of the day the report looks from.
    as_of_day: usize,
    last_at: i64,
    orders: u64,
    revenue: i64,
}

impl RfmFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let as_of_day = days.ordinal_of_end(vantage.as_of);
        let as_of = vantage.as_of.0;
        Some(Self { days, as_of, as_of_day, last_at: 0, orders: 0, revenue: 0 })
    }
}

impl Fold for RfmFold {
    type Sum = RfmSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> RfmSum {
        RfmSum::default()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if at < self.as_of {
            self.last_at = at;
            self.orders += 1;
            self.revenue += amount;
        }
    }

    fn finish(&mut self, customer_no: i64, sum: &mut RfmSum) {
        if self.orders > 0 {
            let recency_days = (self.as_of_day - self.days.period_of(self.last_at)) as i64;
            let (orders, revenue) = (self.orders, self.revenue);
            let unscored = Scored { customer_no, recency_days, orders, revenue, r: 0, f: 0, m: 0 };
            sum.customers.push(unscored);
        }
        (self.orders, self.revenue) = (0, 0);
    }
}
