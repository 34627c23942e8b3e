//! The revenue bridge in a terminal.

use domain::{Caveats, Money, Period};
use know::revenue::RevenueReport;

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
        vec![
            Table::new(&["", "revenue", "customers"], 1, bridge),
            Table::new(&["gross retention", "net retention"], 0, kept),
        ]
    }
}
