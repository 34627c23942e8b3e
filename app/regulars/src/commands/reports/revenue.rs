//! The revenue bridge in a terminal.

use domain::{Caveats, Money, Period};
use know::revenue::split::PartKind;
use know::revenue::{RevenuePart, RevenueReport};

use super::{Shown, Table, money, percent, said};

impl Shown for RevenueReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let days = |period: &Period| format!("{} until {}", period.from, period.until);
        let part = |name: &str, sign: &str, amount: Option<Money>, customers: u64| {
            vec![name.to_owned(), format!("{sign}{}", money(amount)), customers.to_string()]
        };
        let heads = &self.customers;
        let bridge = vec![
            part(&days(&self.base), "", self.base_revenue, heads.base),
            part("churned", "− ", self.churned, heads.churned),
            part("contraction", "− ", self.contraction, heads.contraction),
            part("expansion", "+ ", self.expansion, heads.expansion),
            part("new", "+ ", self.new, heads.new),
            part("reactivated", "+ ", self.reactivated, heads.reactivated),
            part(&days(&self.period), "", self.period_revenue, heads.period),
        ];
        let kept = vec![vec![percent(self.grr), percent(self.nrr)]];
        let mut tables = vec![
            Table::new(&["", "revenue", "customers"], 1, bridge),
            Table::new(&["gross retention", "net retention"], 0, kept),
        ];
        if self.head.options.by.is_some() {
            tables.push(split(&self.parts));
        }
        tables
    }
}

/// A row for each part of the shop.
fn split(parts: &[RevenuePart]) -> Table {
    let columns = [
        "part",
        "base",
        "churned",
        "contraction",
        "moved out",
        "expansion",
        "moved in",
        "new",
        "reactivated",
        "period",
        "gross",
        "net",
    ];
    let row = |part: &RevenuePart| {
        let name = part.name.clone().unwrap_or_else(|| unnamed(part.kind).to_owned());
        let amounts = [
            part.base_revenue,
            part.churned,
            part.contraction,
            part.moved_out,
            part.expansion,
            part.moved_in,
            part.new,
            part.reactivated,
            part.period_revenue,
        ];
        let shares = [part.grr, part.nrr].map(percent);
        std::iter::once(name).chain(amounts.map(money)).chain(shares).collect()
    };
    Table::new(&columns, 1, parts.iter().map(row).collect())
}

fn unnamed(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Named => "",
        PartKind::Smaller => "(smaller ones)",
        PartKind::Untold => "(not told)",
        PartKind::BesideLines => "(beside the positions)",
        PartKind::NoSegment => "(in no segment)",
    }
}
