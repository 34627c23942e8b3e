//! From what newcomers brought and what was spent to the rows of the report.
//!
//! Worth by the end of month k is pooled over the months of arrival that have k behind everybody:
//! who came last month does not pull down what nobody can know of him yet.

use std::collections::BTreeMap;
use std::ops::Range;

use collect::spend::Spend;
use domain::{Money, Period};
use facts::Sum;

use super::{Acquired, WorthSoFar};
use crate::Vantage;
use crate::figure::divided;
use crate::metrics::ledger::{EarningSum, MONTH_DAYS, cells_of};
use crate::retention::Plan;

/// What was counted of those who came.
pub(super) struct Counted {
    pub plan: Plan,
    /// The channels that are told apart.
    pub names: Vec<String>,
    /// One a channel, and a last one for all other customers.
    pub by_channel: Vec<EarningSum>,
    /// Whether the cost of any order is known.
    pub knows_costs: bool,
}

impl Counted {
    /// The sums of all channels together.
    pub fn everybody(&self) -> EarningSum {
        let sums = self.by_channel.iter().cloned();
        sums.reduce(|mut all, sum| {
            all.add(sum);
            all
        })
        .unwrap_or_default()
    }
}

/// A month of arrival.
struct Month {
    days: Period,
    /// Its cells in what was counted.
    cells: Range<usize>,
    /// Months of thirty days that lie behind everybody who came in it.
    n_complete: usize,
}

/// The months that are looked at, and what was spent.
pub(super) struct Reckoning<'a> {
    counted: &'a Counted,
    vantage: &'a Vantage,
    months: Vec<Month>,
    spend: &'a [Spend],
}

impl<'a> Reckoning<'a> {
    /// Looks at the newest finished months; none before the first one is over.
    pub fn new(
        counted: &'a Counted,
        vantage: &'a Vantage,
        spend: &'a [Spend],
        n_months: usize,
    ) -> Option<Self> {
        let plan = &counted.plan;
        let first_at = vantage.first_order_at.map(|at| at.0);
        let finished: Vec<usize> =
            plan.periods(first_at).filter(|period| plan.is_complete(*period)).collect();
        let newest = &finished[finished.len().saturating_sub(n_months)..];
        let cells = cells_of(plan);
        let months: Vec<Month> = newest
            .iter()
            .map(|&period| Month {
                days: plan.days(period),
                cells: cells[period].clone(),
                n_complete: usize::try_from(plan.days_since(period) / MONTH_DAYS).unwrap_or(0),
            })
            .collect();
        (!months.is_empty()).then_some(Self { counted, vantage, months, spend })
    }

    /// From the first day of the first month to the day after the last.
    pub fn period(&self) -> Period {
        let first = self.months.iter().map(|month| month.days.from).min().unwrap_or_default();
        let until = self.months.iter().map(|month| month.days.until).max().unwrap_or_default();
        Period::new(first, until)
    }

    /// Everybody.
    pub fn total(&self, everybody: &EarningSum) -> Acquired {
        let spend = self.spent(self.period(), |_| true);
        self.acquired(String::new(), everybody, &self.months, spend)
    }

    /// By month of arrival.
    pub fn months(&self, everybody: &EarningSum) -> Vec<Acquired> {
        let row = |month: &Month| {
            let from = month.days.from;
            let name = format!("{:04}-{:02}", from.year(), from.month());
            let spend = self.spent(month.days, |_| true);
            self.acquired(name, everybody, std::slice::from_ref(month), spend)
        };
        self.months.iter().map(row).collect()
    }

    /// By channel: those that customers came by and those that money was spent on, whatever the
    /// size of their letters; of all customers whose channel is too small there is no row.
    pub fn channels(&self) -> Vec<Acquired> {
        let nobody = EarningSum::default();
        let mut by_name: BTreeMap<String, (String, EarningSum)> = BTreeMap::new();
        for (name, sum) in self.counted.names.iter().zip(&self.counted.by_channel) {
            let (_, all) =
                by_name.entry(same(name)).or_insert_with(|| (name.clone(), sum.emptied()));
            all.add(sum.clone());
        }
        for name in self.spend.iter().filter_map(|spend| spend.channel.as_deref()) {
            by_name.entry(same(name)).or_insert_with(|| (name.to_owned(), nobody.clone()));
        }
        let mut rows: Vec<Acquired> = by_name
            .into_iter()
            .map(|(key, (name, sum))| {
                let of_it = |spend: &Spend| spend.channel.as_deref().map(same) == Some(key.clone());
                let spend = self.spent(self.period(), of_it);
                self.acquired(name, &sum, &self.months, spend)
            })
            .filter(|row| row.new_customers > 0 || row.spend.is_some())
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.new_customers));
        rows
    }

    /// Spend of these months that is told of no channel.
    pub fn without_channel(&self) -> Option<Money> {
        let unplaced = self.spent(self.period(), |spend| spend.channel.is_none());
        unplaced.filter(|money| money.minor > 0)
    }

    fn spent(&self, days: Period, meant: impl Fn(&Spend) -> bool) -> Option<Money> {
        let known = self.spend.iter().filter(|spend| spend.touches(days) && meant(spend));
        let parts = known.map(|spend| Money::new(spend.within(days), spend.amount.currency));
        parts.reduce(|sum, part| Money::new(sum.minor + part.minor, sum.currency))
    }

    fn acquired(
        &self,
        name: String,
        sum: &EarningSum,
        months: &[Month],
        spend: Option<Money>,
    ) -> Acquired {
        let pools = self.pools(sum, months);
        let new_customers = months.iter().map(|month| sum.n_came(month.cells.clone())).sum();
        let each = spend.and_then(|spend| divided(spend.minor, new_customers));
        let money = |minor| self.vantage.money(minor);
        let worth = pools.iter().enumerate().filter_map(|(k, pool)| {
            let each = divided(pool.earned, pool.customers).and_then(money)?;
            Some(WorthSoFar { k, each, customers: pool.customers })
        });
        Acquired {
            name,
            new_customers,
            spend,
            cac: each.and_then(money),
            worth: worth.collect(),
            payback_month: spend.and_then(|spend| {
                pools.iter().position(|pool| pool.pays(spend.minor, new_customers))
            }),
        }
    }

    /// By own month k: what those who have it behind them have left so far. Ends with the last
    /// month that anybody has behind him.
    fn pools(&self, sum: &EarningSum, months: &[Month]) -> Vec<Pool> {
        let longest = months.iter().map(|month| month.n_complete).max().unwrap_or(0);
        let longest = if self.counted.knows_costs { longest } else { 0 };
        let pool = |k: usize| {
            let whole = months.iter().filter(|month| k < month.n_complete);
            whole.fold(Pool::default(), |pool, month| Pool {
                customers: pool.customers + sum.n_came(month.cells.clone()),
                earned: pool.earned + sum.earned_by(month.cells.clone(), k),
            })
        };
        (0..longest).map(pool).take_while(|pool| pool.customers > 0).collect()
    }
}

/// Customers with a month behind them, and what all of them have left by its end.
#[derive(Clone, Copy, Debug, Default)]
struct Pool {
    customers: u64,
    earned: i64,
}

impl Pool {
    /// Whether each of them has left what each of all newcomers cost.
    fn pays(&self, spent: i64, n_new: u64) -> bool {
        let earned = i128::from(self.earned) * i128::from(n_new);
        n_new > 0 && earned >= i128::from(spent) * i128::from(self.customers)
    }
}

/// Channels that differ by the size of their letters only are one.
fn same(name: &str) -> String {
    name.trim().to_lowercase()
}
