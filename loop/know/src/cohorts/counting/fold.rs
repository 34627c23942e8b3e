//! The cohort table as a fold: every customer's way, added to his cohort.

use std::sync::Arc;

use facts::{Fold, Rows, Sum, Turn, customer_by_customer};
use serde::{Deserialize, Serialize};

use super::marks::Marks;
use super::path::{Path, Periods, Walk};
use crate::Vantage;
use crate::cohorts::{CohortOptions, Count};

/// Orders and revenue of a cohort in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(pub u64, pub i64);

/// What one cohort has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Customers in the cohort.
    pub size: u64,
    /// Those who bought once more in period 0 or, for `on-or-after`, at any time.
    pub again: u64,
    /// Customers by period, each counted once for `on-or-after` (in his last period),
    /// `on-or-before` (in that of his first return) and `streak` (where it ends), and in each
    /// period he bought in for `on`; the table adds neighbours up where the rule asks for it.
    pub customers: Marks,
    /// Orders and revenue by period; empty when the measure asks for neither.
    pub tallies: Vec<Tally>,
}

/// All cohorts, numbered by the calendar; periods at the end without anything are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortSum {
    /// The period anybody bought first in, chosen dates or not; the table begins there.
    pub opened: Option<usize>,
    /// One a cohort.
    pub rows: Vec<Row>,
}

/// The earlier of two periods, where there are two.
// Said by hand, since every customer comes by here.
#[inline]
fn earliest(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Sum for CohortSum {
    fn add(&mut self, other: Self) {
        self.opened = earliest(self.opened, other.opened);
        if self.rows.len() < other.rows.len() {
            self.rows.resize_with(other.rows.len(), Row::default);
        }
        for (mine, theirs) in self.rows.iter_mut().zip(other.rows) {
            mine.size += theirs.size;
            mine.again += theirs.again;
            mine.customers.add_all(theirs.customers);
            if mine.tallies.len() < theirs.tallies.len() {
                mine.tallies.resize(theirs.tallies.len(), Tally::default());
            }
            for (tally, Tally(orders, revenue)) in mine.tallies.iter_mut().zip(theirs.tallies) {
                *tally = Tally(tally.0 + orders, tally.1 + revenue);
            }
        }
    }
}

impl CohortSum {
    /// Whether any order has an amount: a purchase of a known amount is above zero, and its profit
    /// may be below.
    pub fn has_amounts(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.tallies).any(|tally| tally.1 != 0)
    }
}

/// The cohort table as a fold over customers, by one rule of counting or by several at once.
#[derive(Clone, Debug)]
pub struct CohortFold {
    reads_amount: bool,
    counting: Counting,
    /// How the rows of the plain table are gone over.
    walk: Option<Walk>,
    path: Path,
}

/// What is counted of every customer.
#[derive(Clone, Debug)]
struct Counting {
    rules: Vec<Count>,
    /// Whether the measure asks for orders or revenue too.
    tallies: bool,
}

impl CohortFold {
    /// The fold that answers these options; none while nobody has bought.
    pub fn new(options: &CohortOptions, vantage: &Vantage) -> Option<Self> {
        Self::by_rules(options, vantage, &[options.count])
    }

    /// The fold that answers these options by each of the rules.
    pub fn by_rules(options: &CohortOptions, vantage: &Vantage, counts: &[Count]) -> Option<Self> {
        let calendar = Arc::new(vantage.calendar(options.by)?);
        let path = Path::new(options, vantage, calendar.clone());
        let walk = path.is_plain().then(|| Walk::new(calendar, vantage.as_of.0));
        let reads_amount = options.measure.is_money();
        let tallies = !options.measure.is_people();
        let counting = Counting { rules: counts.to_vec(), tallies };
        Some(Self { reads_amount, counting, walk, path })
    }
}

/// All cohorts, once for each rule of counting that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortSums(Vec<(Count, CohortSum)>);

impl Sum for CohortSums {
    fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| mine.1.add(theirs.1));
    }
}

impl CohortSums {
    /// The cohorts as one rule counts them.
    pub fn by_rule(&self, count: Count) -> Option<&CohortSum> {
        self.0.iter().find(|(rule, _)| *rule == count).map(|(_, sum)| sum)
    }
}

impl Fold for CohortFold {
    type Sum = CohortSums;

    fn reads_amount(&self) -> bool {
        self.reads_amount
    }

    fn empty(&self) -> CohortSums {
        let rules = self.counting.rules.iter();
        CohortSums(rules.map(|count| (*count, CohortSum::default())).collect())
    }

    fn see(&mut self, at: i64, amount: i64) {
        self.path.see(at, amount);
    }

    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        self.path.see_many(moments, amount);
    }

    #[inline]
    fn see_rows(&mut self, turn: &mut Turn, rows: &Rows<'_>, sums: &mut CohortSums) {
        match &mut self.walk {
            Some(walk) => walk.see(turn, rows, |met| sums.add_periods(met)),
            None => customer_by_customer(self, turn, rows, sums),
        }
    }

    #[inline]
    fn finish(&mut self, _customer: i64, sums: &mut CohortSums) {
        if let Some(walk) = &mut self.walk {
            sums.add_periods(&[walk.end()]);
        }
        self.counting.take(&mut self.path, sums);
    }
}

impl CohortSums {
    /// Adds customers by the periods of the calendar that each bought in, if he did.
    #[inline]
    fn add_periods(&mut self, met: &[Periods]) {
        for (count, sum) in &mut self.0 {
            let bought = met.iter().filter(|periods| periods.first() < u64::BITS as usize);
            for periods in bought {
                let cohort = periods.first();
                sum.opened = earliest(sum.opened, Some(cohort));
                sum.row(cohort).count(*count, periods.since(cohort));
            }
        }
    }
}

impl CohortSum {
    #[inline]
    fn row(&mut self, cohort: usize) -> &mut Row {
        if self.rows.len() <= cohort {
            self.rows.resize_with(cohort + 1, Row::default);
        }
        &mut self.rows[cohort]
    }
}

impl Row {
    /// Counts a customer by his own periods.
    #[inline]
    fn count(&mut self, count: Count, periods: Periods) {
        self.size += 1;
        let is_back = count == Count::OnOrAfter && periods.last() > 0;
        self.again += u64::from(periods.came_again_at_once() || is_back);
        match count {
            Count::On => self.customers.add_bits(periods.bits()),
            Count::OnOrAfter => self.customers.add(periods.last()),
            Count::OnOrBefore => {
                periods.first_return().into_iter().for_each(|k| self.customers.add(k));
            }
            Count::Streak => self.customers.add(periods.streak() - 1),
        }
    }

    /// Counts a customer by his visits.
    fn count_visits(&mut self, count: Count, path: &Path) {
        self.size += 1;
        let is_back = count == Count::OnOrAfter && path.last() > 0;
        self.again += u64::from(path.came_again_at_once() || is_back);
        match count {
            Count::On => {
                path.visits.iter().for_each(|visit| self.customers.add(visit.k as usize));
            }
            Count::OnOrAfter => self.customers.add(path.last()),
            Count::OnOrBefore => {
                path.first_return().into_iter().for_each(|k| self.customers.add(k));
            }
            Count::Streak => self.customers.add(path.streak() - 1),
        }
    }
}

impl Counting {
    /// Adds the customer whose way this was, and forgets him.
    #[inline]
    fn take(&self, path: &mut Path, sums: &mut CohortSums) {
        let entered = path.has_entered();
        for (count, sum) in &mut sums.0 {
            sum.opened = earliest(sum.opened, path.opened);
            if entered {
                self.add_to(*count, path, sum.row(path.cohort));
            }
        }
        path.forget();
    }

    #[inline]
    fn add_to(&self, count: Count, path: &Path, row: &mut Row) {
        match path.periods() {
            Some(periods) => row.count(count, periods),
            None => row.count_visits(count, path),
        }
        if self.tallies {
            add_orders(count, path, row);
        }
    }
}

fn add_orders(count: Count, path: &Path, row: &mut Row) {
    let counted = if count == Count::Streak { path.streak() } else { path.visits.len() };
    if row.tallies.len() <= path.last() {
        row.tallies.resize(path.last() + 1, Tally::default());
    }
    for visit in &path.visits[..counted] {
        let tally = &mut row.tallies[visit.k as usize];
        *tally = Tally(tally.0 + u64::from(visit.orders), tally.1 + visit.revenue);
    }
}
