//! The seasons of a shop: how much of its value each month of the year usually brings.

use std::sync::Arc;

use domain::Caveat;
use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::{Calendar, Unit, Vantage};

const YEAR: usize = 12;

/// One year alone cannot tell its seasons from its growth.
const YEARS_MIN: usize = 2;

/// The whole months of the history, and what they brought.
#[derive(Clone, Debug, Default)]
pub struct Months {
    calendar: Option<Arc<Calendar>>,
    first: usize,
    until: i64,
    /// What each whole month brought, oldest first.
    values: Vec<i64>,
}

impl Months {
    /// The whole months up to the end of the window, not filled yet; none when there is none.
    pub fn new(vantage: &Vantage, plan: &Plan) -> Option<Self> {
        let (first_at, until) = (vantage.first_order_at?, plan.until());
        let (zone, week_start) = (&vantage.zone, vantage.week_start);
        let calendar = Calendar::covering(Unit::Month, zone, week_start, first_at, until);
        let opened_on = zone.day_of(first_at);
        let first = usize::from(calendar.day(0) < opened_on);
        let end = calendar.ordinal_of_end(until);
        let values = vec![0; end.checked_sub(first)?];
        Some(Self { until: until.0, calendar: Some(Arc::new(calendar)), first, values })
    }

    /// The number of the whole month that holds a moment.
    #[inline]
    pub fn number(&self, at: i64) -> Option<usize> {
        let month = self.calendar.as_ref()?.period_of(at).checked_sub(self.first)?;
        (at < self.until && month < self.values.len()).then_some(month)
    }

    /// The months with what they brought.
    pub fn filled(mut self, sum: MonthSum) -> Self {
        self.values = sum.0;
        self
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// By what each whole period is divided, or why every one stays as it is.
    pub fn divisors(&self, plan: &Plan) -> (Vec<f64>, Option<Caveat>) {
        let indices = match self.indices() {
            Ok(indices) => indices,
            Err(reason) => return (plan.undivided(), Some(reason)),
        };
        let mean = |months: Vec<usize>| {
            months.iter().map(|month| indices[month - 1]).sum::<f64>() / months.len() as f64
        };
        (plan.months().into_iter().map(mean).collect(), None)
    }

    /// The index of each month of the year over the last full years: 1 is an average month.
    fn indices(&self) -> Result<[f64; YEAR], Caveat> {
        let n_years = self.values.len() / YEAR;
        let calendar = self.calendar.as_ref().filter(|_| n_years >= YEARS_MIN);
        let calendar = calendar.ok_or_else(|| too_short(self.values.len()))?;
        let skipped = self.values.len() - n_years * YEAR;
        let mut by_month = [0_i64; YEAR];
        for (nth, value) in self.values.iter().enumerate().skip(skipped) {
            let month = calendar.day(self.first + nth).month();
            by_month[usize::from(month.unsigned_abs()) - 1] += value;
        }
        let total: i64 = by_month.iter().sum();
        if by_month.iter().any(|value| *value <= 0) {
            return Err(month_without_value());
        }
        Ok(by_month.map(|value| (value * YEAR as i64) as f64 / total as f64))
    }
}

fn too_short(n_months: usize) -> Caveat {
    let text = format!(
        "seasons need 24 whole months and the history has {n_months}, so they are not taken out"
    );
    Caveat::new("season_too_short", text)
}

fn month_without_value() -> Caveat {
    let text = "in one of the months of the year the shop earned nothing, so the seasons are not \
                taken out";
    Caveat::new("season_without_value", text)
}

/// What each whole month brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum(pub(super) Vec<i64>);

impl Sum for MonthSum {
    fn add(&mut self, other: Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine += more;
        }
    }
}

/// The months of a shop as a fold over customers.
#[derive(Clone, Debug)]
pub struct MonthFold {
    months: Months,
    /// What the customer at hand brought by month.
    values: Vec<i64>,
}

impl MonthFold {
    /// The fold that fills these months.
    pub fn new(months: &Months) -> Self {
        Self { months: months.clone(), values: vec![0; months.len()] }
    }
}

impl Fold for MonthFold {
    type Sum = MonthSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> MonthSum {
        MonthSum(vec![0; self.months.len()])
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if let Some(month) = self.months.number(at) {
            self.values[month] += amount;
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut MonthSum) {
        for (month, value) in sum.0.iter_mut().zip(&mut self.values) {
            *month += std::mem::take(value);
        }
    }
}
