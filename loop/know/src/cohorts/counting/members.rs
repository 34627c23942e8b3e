//! Who stands behind a cell of the cohort table.

use std::sync::Arc;

use collect::shop::Shop;
use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::path::Path;
use super::split::{Group, Groups};
use crate::asking::{Asked, ReportError, ask_of};
use crate::cohorts::table::Table;
use crate::cohorts::{CohortOptions, Count};
use crate::{Calendar, Vantage};

/// A cell of the table, and with it the people who are counted there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CohortCell)]
pub struct CellName {
    /// Name of the cohort, as in the table: `2010-12`.
    pub cohort: String,
    /// Number of the period; 0 is the whole cohort.
    pub k: usize,
    /// The table it is in.
    #[serde(default)]
    pub options: CohortOptions,
}

/// A customer in a cell, with all he has bought so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// His number in the facts.
    pub customer_no: i64,
    /// Purchases.
    pub orders: u64,
    /// What they came to in minor units.
    pub revenue: i64,
    /// The last of them, in microseconds since 1970.
    pub last_at: i64,
}

/// The customers in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members(Vec<Member>);

impl Sum for Members {
    fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

impl Members {
    /// The customers by their numbers, smallest first.
    pub fn sorted(mut self) -> Vec<Member> {
        self.0.sort_unstable_by_key(|member| member.customer_no);
        self.0
    }
}

/// Finds the customers whom the table counts in period `k` of one cohort.
#[derive(Clone, Debug)]
pub struct CellMembers {
    rows: Rows,
    k: usize,
    count: Count,
    path: Path,
    as_of: i64,
    /// What the customer has bought so far; his number comes last.
    bought: Member,
}

/// Whose row of the table it is.
#[derive(Clone, Debug)]
enum Rows {
    /// That of the cohort with this number.
    Cohort(usize),
    /// That of a group, pooled of the cohorts that have period k behind them.
    Group(Group, Vec<bool>),
}

const NOTHING: Member = Member { customer_no: 0, orders: 0, revenue: 0, last_at: 0 };

impl CellMembers {
    /// The fold for the cohort of that name; none when the table has no such cohort.
    pub fn new(options: &CohortOptions, vantage: &Vantage, cohort: &str, k: usize) -> Option<Self> {
        let calendar = vantage.calendar(options.by)?;
        let rows = Rows::Cohort(calendar.find(cohort)?);
        Some(Self::of_rows(options, vantage, calendar, rows, k))
    }

    /// The fold for a group of customers who came alike.
    pub(super) fn of_group(
        options: &CohortOptions,
        vantage: &Vantage,
        group: Group,
        k: usize,
    ) -> Option<Self> {
        let calendar = vantage.calendar(options.by)?;
        let table = Table { options, vantage, calendar: &calendar, has_amounts: false };
        let complete = (0..calendar.len()).map(|cohort| table.is_complete(cohort, k)).collect();
        let rows = Rows::Group(group, complete);
        Some(Self::of_rows(options, vantage, calendar, rows, k))
    }

    fn of_rows(
        options: &CohortOptions,
        vantage: &Vantage,
        calendar: Calendar,
        rows: Rows,
        k: usize,
    ) -> Self {
        let path = Path::new(options, vantage, Arc::new(calendar));
        let as_of = vantage.as_of.0;
        Self { rows, k, count: options.count, path, as_of, bought: NOTHING }
    }

    fn is_of_row(&self, customer: i64) -> bool {
        let cohort = self.path.cohort;
        match &self.rows {
            Rows::Cohort(asked) => cohort == *asked,
            Rows::Group(group, complete) => complete[cohort] && group.holds(customer),
        }
    }

    fn holds(&self) -> bool {
        let path = &self.path;
        match self.count {
            _ if self.k == 0 => true,
            Count::On => path.bought_in(self.k),
            Count::OnOrAfter => path.last() >= self.k,
            Count::OnOrBefore => path.first_return().is_some_and(|k| k <= self.k),
            Count::Streak => path.streak() > self.k,
        }
    }
}

impl Fold for CellMembers {
    type Sum = Members;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Members {
        Members::default()
    }

    fn see(&mut self, at: i64, amount: i64) {
        self.path.see(at, amount);
        if at < self.as_of {
            self.bought.orders += 1;
            self.bought.revenue += amount;
            self.bought.last_at = at;
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut Members) {
        let bought = std::mem::replace(&mut self.bought, NOTHING);
        if self.path.has_entered() && self.is_of_row(customer) && self.holds() {
            sum.0.push(Member { customer_no: customer, ..bought });
        }
        self.path.forget();
    }
}

/// The customers in one cell of the table by their numbers, and where they were seen from.
pub async fn customers_of_cell(
    shop: &Shop,
    cell: &CellName,
) -> Result<(Vantage, Vec<Member>), ReportError> {
    let asked = ask_of(shop, cell.options.as_of, cell.options.segment.as_deref()).await?;
    let members = members_of_cell(&asked, cell).await?;
    Ok((asked.vantage, members))
}

/// The same, looked from where a shop is being asked already.
pub async fn members_of_cell(asked: &Asked, cell: &CellName) -> Result<Vec<Member>, ReportError> {
    let fold = match cell.options.split {
        None => CellMembers::new(&cell.options, &asked.vantage, &cell.cohort, cell.k),
        Some(split) => {
            let group = Groups::of_shop(asked, split).await?.find(&cell.cohort);
            let of = |group| CellMembers::of_group(&cell.options, &asked.vantage, group, cell.k);
            group.and_then(of)
        }
    };
    let members = asked.fold(fold).await?.map(Members::sorted);
    members.ok_or_else(|| ReportError::NoCohort(cell.cohort.clone()))
}
