//! The revenue bridge in a terminal.

use domain::{Caveats, Money, Period};
use know::revenue::RevenueReport;

use super::{Sheet, Shown, minor, money, percent, plain, said};

impl Shown for RevenueReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Sheet> {
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
            Sheet::new(&["", "revenue", "customers"], 1, bridge),
            Sheet::new(&["gross retention", "net retention"], 0, kept),
        ]
    }

    fn rows(&self) -> Sheet {
        let columns = [
            "base_from",
            "base_until",
            "from",
            "until",
            "base_revenue",
            "churned",
            "contraction",
            "expansion",
            "new",
            "reactivated",
            "period_revenue",
            "grr",
            "nrr",
        ];
        let row = vec![
            self.base.from.to_string(),
            self.base.until.to_string(),
            self.period.from.to_string(),
            self.period.until.to_string(),
            minor(self.base_revenue),
            minor(self.churned),
            minor(self.contraction),
            minor(self.expansion),
            minor(self.new),
            minor(self.reactivated),
            minor(self.period_revenue),
            plain(self.grr),
            plain(self.nrr),
        ];
        Sheet::new(&columns, 4, vec![row])
    }
}
