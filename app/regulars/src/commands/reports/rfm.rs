//! RFM in a terminal: the groups.

use domain::Caveats;
use know::rfm::GroupsReport;

use super::{Shown, Table, money, percent, said};

impl Shown for GroupsReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["group", "customers", "share", "orders", "revenue", "silent days"];
        let rows = self.groups.iter().map(|group| {
            let silent = group.recency_days_median.map(|days| format!("{days:.0}"));
            vec![
                group.group.clone(),
                group.customers.to_string(),
                percent(group.share),
                group.orders.to_string(),
                money(group.revenue),
                silent.unwrap_or_else(|| "–".to_owned()),
            ]
        });
        vec![Table::new(&columns, 1, rows.collect())]
    }
}
