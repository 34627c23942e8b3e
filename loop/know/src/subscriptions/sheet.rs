//! Subscriptions as tables: a row a period, and a row a cohort and a period.

use collect::shop::Shop;

use super::{MrrCell, MrrCohort, MrrPeriod, SubscriptionOptions, SubscriptionReport};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled};

impl Tabled for SubscriptionOptions {
    type Answer = SubscriptionReport;

    const TABLES: &'static [Table<Self>] =
        &[Table { name: "movements", sheet: movements }, Table { name: "cohorts", sheet: cohorts }];

    async fn answer(self, shop: &Shop) -> Result<SubscriptionReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn movements(report: SubscriptionReport) -> Sheet {
    let currency = report.head.currency;
    Columns::<MrrPeriod>::new()
        .word("period", |row| row.period.clone())
        .day("from", |row| row.days.from)
        .day("until", |row| row.days.until)
        .flag("complete", |row| row.complete)
        .money("mrr_start", currency, |row| row.start)
        .money("new", currency, |row| row.new)
        .money("reactivated", currency, |row| row.reactivation)
        .money("expansion", currency, |row| row.expansion)
        .money("contraction", currency, |row| row.contraction)
        .money("churned", currency, |row| row.churned)
        .money("mrr_end", currency, |row| row.end)
        .whole("customers_base", |row| row.customers.start)
        .whole("customers_period", |row| row.customers.end)
        .share("gross_churn", |row| row.rates.gross_churn)
        .share("gross_churn_daily", |row| row.rates.gross_churn_daily)
        .share("net_churn", |row| row.rates.net_churn)
        .share("net_churn_daily", |row| row.rates.net_churn_daily)
        .share("customer_churn", |row| row.rates.customer_churn)
        .share("customer_churn_daily", |row| row.rates.customer_churn_daily)
        .share("subscriber_churn", |row| row.rates.subscriber_churn)
        .share("grr", |row| row.rates.grr)
        .share("nrr", |row| row.rates.nrr)
        .share("nrr_with_reactivation", |row| row.rates.nrr_with_reactivation)
        .number("quick_ratio", |row| row.rates.quick_ratio)
        .of(&report.head, report.periods)
}

/// A cell beside its cohort.
type Row = (MrrCohort, MrrCell);

fn cohorts(report: SubscriptionReport) -> Sheet {
    let rows = report.cohorts.iter().flat_map(|cohort| {
        cohort.cells.iter().map(|cell| (cohort.clone(), cell.clone())).collect::<Vec<Row>>()
    });
    let rows: Vec<Row> = rows.collect();
    Columns::<Row>::new()
        .word("cohort", |(cohort, _)| cohort.cohort.clone())
        .whole("size", |(cohort, _)| cohort.customers)
        .money("mrr_start", report.head.currency, |(cohort, _)| cohort.entry)
        .whole("k", |(_, cell)| cell.k as u64)
        .share("nrr", |(_, cell)| cell.nrr)
        .share("grr", |(_, cell)| cell.grr)
        .whole("customers", |(_, cell)| cell.customers)
        .flag("complete", |(_, cell)| cell.complete)
        .of(&report.head, rows)
}
