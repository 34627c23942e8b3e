//! Cohorts: of the people who came together, how many still buy later.
//!
//! A customer's cohort is the period of his first purchase; the table follows every cohort period
//! by period. The same word "retention" means different numbers in different tools, so the rule
//! of counting is an option and is printed with the table.
//!
//! Start at [`CohortFold`] for the counting of one customer, at [`table`] for the arithmetic
//! after it, at [`words`] for what is printed.

pub mod api;
mod counting;
mod options;
mod table;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use collect::shop::Shop;
use domain::Caveat;
use facts::Sum;

use counting::CohortSum;
pub use counting::{
    CellMembers, CellName, CohortFold, CohortSums, Groups, Member, Members, Split,
    customers_of_cell, members_of_cell,
};
pub use options::{CohortOptions, Count, Entry, Measure, Mode};
pub use table::{Cell, CohortReport, CohortRow, MeanCell};
pub use words::definition;

use crate::Vantage;
use crate::asking::{ReportError, ask_of};

/// The cohort table of a shop.
pub async fn of_shop(shop: &Shop, options: CohortOptions) -> Result<CohortReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
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
