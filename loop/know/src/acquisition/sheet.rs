//! What new customers cost, as tables.

use collect::shop::Shop;
use domain::Kind;

use super::{Acquired, AcquisitionOptions, AcquisitionReport};
use crate::sheets::{Columns, Sheet, Table, Tabled};
use crate::{Head, ReportError};

impl Tabled for AcquisitionOptions {
    type Answer = AcquisitionReport;

    const TABLES: &'static [Table<Self>] =
        &[Table { name: "channels", sheet: channels }, Table { name: "months", sheet: months }];

    async fn answer(self, shop: &Shop) -> Result<AcquisitionReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn channels(report: AcquisitionReport) -> Sheet {
    sheet("channel", &report.head, report.channels)
}

fn months(report: AcquisitionReport) -> Sheet {
    sheet("month", &report.head, report.months)
}

fn sheet(name: &str, head: &Head<AcquisitionOptions>, rows: Vec<Acquired>) -> Sheet {
    let money = Kind::Money(head.currency);
    Columns::<Acquired>::new()
        .word(name, |row| row.name.clone())
        .whole("new_customers", |row| row.new_customers)
        .figure("spend", money, |row| row.spend.map(crate::figure::Figure::Money))
        .figure("cac", money, |row| row.cac.map(crate::figure::Figure::Money))
        .figure("profit_each", money, |row| {
            row.worth.last().map(|worth| crate::figure::Figure::Money(worth.each))
        })
        .whole("whole_months", |row| row.worth.len())
        .whole("payback_month", |row| row.payback_month)
        .of(head, rows)
}
