//! Cohorts: of the people who came together, how many still buy later.
//!
//! A customer's cohort is the period of his first purchase; the table follows every cohort period
//! by period. The same word "retention" means different numbers in different tools, so the rule
//! of counting is an option and is printed with the table.
//!
//! Start at [`CohortFold`] for the counting of one customer, at [`table`] for the arithmetic
//! after it, at [`words`] for what is printed.

pub mod api;
mod fold;
mod members;
mod split;
mod table;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use collect::shop::Shop;
use domain::{Caveat, Day};
use facts::Sum;
use serde::{Deserialize, Serialize};

use fold::CohortSum;
pub use fold::{CohortFold, CohortSums};
pub use members::{CellMembers, CellName, Member, Members, customers_of_cell};
pub use split::{Groups, Split};
pub use table::{Cell, CohortReport, CohortRow, MeanCell};
pub use words::definition;

use crate::asking::{ReportError, ask};
use crate::{AsOf, Unit, Vantage};

/// Whether later periods are those of the calendar or of each customer's own time.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Period k is the k-th calendar period after that of the first purchase.
    #[default]
    Calendar,
    /// Period k is the k-th equal stretch after the moment of the first purchase.
    Rolling,
}

/// When a customer counts as having come back in period k.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// He bought in period k.
    #[default]
    On,
    /// He bought in period k or in a later one.
    OnOrAfter,
    /// He bought again at any time up to the end of period k.
    OnOrBefore,
    /// He bought in every period from 0 to k.
    Streak,
}

/// What a cell shows.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// The share of the cohort.
    #[default]
    Rate,
    /// How many customers.
    Customers,
    /// How many orders they placed.
    Orders,
    /// How much they paid.
    Revenue,
    /// How much the cohort has paid from period 0 to k.
    CumulativeRevenue,
    /// That divided by everybody in the cohort: what a customer has been worth by then.
    LifetimeValue,
    /// Revenue divided by orders.
    AverageOrder,
}

impl Measure {
    /// Whether it is told by counting people alone.
    pub fn is_people(self) -> bool {
        matches!(self, Self::Rate | Self::Customers)
    }

    /// Whether it can only be told when amounts are known.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::Rate | Self::Customers | Self::Orders)
    }
}

/// Which purchase puts a customer into a cohort.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// The first one ever, in the whole history.
    #[default]
    FirstEver,
    /// The first one within the chosen dates.
    FirstMatching,
}

/// What can be asked of the cohort table.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct CohortOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub by: Unit,
    /// Calendar periods, or equal stretches from each customer's own first purchase.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub mode: Mode,
    /// When a customer counts as having come back.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub count: Count,
    /// What a cell shows.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub measure: Measure,
    /// Which purchase puts a customer into a cohort.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub entry: Entry,
    /// Group customers by how they came instead of by when.
    #[arg(long, value_enum)]
    #[param(inline)]
    pub split: Option<Split>,
    /// Only customers who entered on this day or later.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Only customers who entered before this day.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// The cohort table of a shop.
pub async fn of_shop(shop: &Shop, options: CohortOptions) -> Result<CohortReport, ReportError> {
    let asked = ask(shop, options.as_of).await?;
    let fold = CohortFold::new(&options, &asked.vantage);
    if let (Some(split), Some(fold)) = (options.split, &fold) {
        let groups = Groups::of_shop(&asked, split).await?;
        let sums = asked.session.fold(groups.ask(fold.clone())).await?;
        return Ok(split_report(options, &asked.vantage, &groups, sums));
    }
    let sum = asked.fold(fold).await?;
    Ok(report(options, &asked.vantage, sum.as_ref()))
}

/// Reads a table of groups off what the fold has added up for each of them and for nobody's.
pub fn split_report(
    options: CohortOptions,
    vantage: &Vantage,
    groups: &Groups,
    sums: Vec<CohortSums>,
) -> CohortReport {
    let everybody = sums.iter().cloned().reduce(|mut all, sums| {
        all.add(sums);
        all
    });
    let mut report = report(options, vantage, everybody.as_ref());
    report.cohorts.clear();
    let options = &report.head.options;
    if let (Some(all), Some(calendar)) = (everybody, vantage.calendar(options.by)) {
        let has_amounts = all.by_rule(options.count).is_some_and(CohortSum::has_amounts);
        let table = table::Table { options, vantage, calendar: &calendar, has_amounts };
        report.cohorts = groups.rows(&table, &sums);
    }
    report.head.caveats.0.extend(groups.caveat());
    report
}

/// Reads the table off what the fold has added up.
pub fn report(
    options: CohortOptions,
    vantage: &Vantage,
    sums: Option<&CohortSums>,
) -> CohortReport {
    let sum = sums.and_then(|sums| sums.by_rule(options.count));
    let mut head = vantage.head("cohorts", definition(&options, vantage.language), options);
    let (mut cohorts, mut mean) = (Vec::new(), Vec::new());
    if let (Some(sum), Some(calendar)) = (sum, vantage.calendar(head.options.by)) {
        let has_amounts = sum.has_amounts();
        let table =
            table::Table { options: &head.options, vantage, calendar: &calendar, has_amounts };
        cohorts = table.rows(sum);
        mean = table.mean(sum, &cohorts);
    }
    if cohorts.iter().any(|row| row.size == 0) && !head.options.measure.is_money() {
        head.caveats
            .say(Caveat::new("empty_cohort", "periods without a new customer have no share"));
    }
    if head.options.count == Count::OnOrAfter && !cohorts.is_empty() {
        let text = "recent periods still grow: who has not come back yet may do so later";
        head.caveats.say(Caveat::new("later_still_open", text));
    }
    if head.options.measure.is_money() && !sum.is_some_and(CohortSum::has_amounts) {
        head.caveats.say(crate::head::no_amounts());
    }
    CohortReport { head, cohorts, mean }
}
