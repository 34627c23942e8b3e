//! The revenue bridge as a table: one row for programs, one row a part for people.

use collect::shop::Shop;
use domain::{Day, Money};

use super::{RevenueOptions, RevenuePart, RevenueReport};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

impl Tabled for RevenueOptions {
    type Answer = RevenueReport;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "bridge", sheet: bridge },
        Table { name: "parts", sheet: parts },
        Table { name: "split", sheet: split },
    ];

    async fn answer(self, shop: &Shop) -> Result<RevenueReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn bridge(report: RevenueReport) -> Sheet {
    let currency = report.head.currency;
    Columns::<RevenueReport>::new()
        .day("base_from", |row| row.base.from)
        .day("base_until", |row| row.base.until)
        .day("from", |row| row.period.from)
        .day("until", |row| row.period.until)
        .money("base_revenue", currency, |row| row.base_revenue)
        .money("churned", currency, |row| row.churned)
        .money("contraction", currency, |row| row.contraction)
        .money("expansion", currency, |row| row.expansion)
        .money("new", currency, |row| row.new)
        .money("reactivated", currency, |row| row.reactivated)
        .money("period_revenue", currency, |row| row.period_revenue)
        .share("grr", |row| row.grr)
        .share("nrr", |row| row.nrr)
        .of(&report.head.clone(), [report])
}

/// The bridge of each part of the shop: as many rows as parts, none unless they are asked for.
fn split(report: RevenueReport) -> Sheet {
    let currency = report.head.currency;
    Columns::<RevenuePart>::new()
        .word("part_kind", |part| word_of(&part.kind))
        .word("name", |part| part.name.clone())
        .money("base_revenue", currency, |part| part.base_revenue)
        .money("churned", currency, |part| part.churned)
        .money("contraction", currency, |part| part.contraction)
        .money("moved_out", currency, |part| part.moved_out)
        .money("expansion", currency, |part| part.expansion)
        .money("moved_in", currency, |part| part.moved_in)
        .money("new", currency, |part| part.new)
        .money("reactivated", currency, |part| part.reactivated)
        .money("period_revenue", currency, |part| part.period_revenue)
        .share("grr", |part| part.grr)
        .share("nrr", |part| part.nrr)
        .whole("customers_base", |part| part.customers.base)
        .whole("customers_period", |part| part.customers.period)
        .of(&report.head, report.parts)
}

/// One part of the bridge; what is lost stands below zero, so that the parts add up.
struct Part {
    name: &'static str,
    days: Option<(Day, Day)>,
    revenue: Option<Money>,
    customers: u64,
}

fn parts(report: RevenueReport) -> Sheet {
    let heads = report.customers;
    let part = |name, revenue, customers| Part { name, days: None, revenue, customers };
    let less = |money: Option<Money>| money.map(|it| Money::new(-it.minor, it.currency));
    let rows = [
        Part {
            days: Some((report.base.from, report.base.until)),
            ..part("base", report.base_revenue, heads.base)
        },
        part("churned", less(report.churned), heads.churned),
        part("contraction", less(report.contraction), heads.contraction),
        part("expansion", report.expansion, heads.expansion),
        part("new", report.new, heads.new),
        part("reactivated", report.reactivated, heads.reactivated),
        Part {
            days: Some((report.period.from, report.period.until)),
            ..part("period", report.period_revenue, heads.period)
        },
    ];
    Columns::<Part>::new()
        .word("part", |part| part.name)
        .day("from", |part| part.days.map(|(from, _)| from))
        .day("until", |part| part.days.map(|(_, until)| until))
        .money("revenue", report.head.currency, |part| part.revenue)
        .whole("customers", |part| part.customers)
        .of(&report.head, rows)
}
