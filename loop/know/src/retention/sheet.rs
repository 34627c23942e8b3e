//! Retention of the whole base as a table.

use collect::shop::Shop;

use super::{Figures, PeriodRow, RetentionOptions, RetentionReport};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled};

impl Tabled for RetentionOptions {
    type Answer = RetentionReport;

    const TABLES: &'static [Table<Self>] = &[Table { name: "periods", sheet: periods }];

    async fn answer(self, shop: &Shop) -> Result<RetentionReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn periods(report: RetentionReport) -> Sheet {
    let strict = |figures: &Option<Figures>| figures.as_ref()?.rates.crr_strict;
    Columns::<PeriodRow>::new()
        .day("from", |row| row.figures.from)
        .day("until", |row| row.figures.until)
        .flag("complete", |row| row.complete)
        .whole("start", |row| row.figures.counts.start)
        .whole("end", |row| row.figures.counts.end)
        .whole("new", |row| row.figures.counts.new)
        .whole("stayed", |row| row.figures.counts.stayed)
        .whole("reactivated", |row| row.figures.counts.reactivated)
        .share("crr", |row| row.figures.rates.crr)
        .share("crr_strict", |row| row.figures.rates.crr_strict)
        .share("crr_strict_low", |row| row.figures.rates.crr_strict_low)
        .share("crr_strict_high", |row| row.figures.rates.crr_strict_high)
        .share("crr_strict_previous", move |row| strict(&row.previous))
        .share("crr_strict_last_year", move |row| strict(&row.last_year))
        .share("churn", |row| row.figures.rates.churn)
        .share("seasonal_churn", |row| row.seasonal_churn)
        .of(&report.head, report.periods)
}
