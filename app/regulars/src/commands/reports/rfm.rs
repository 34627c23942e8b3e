//! RFM in a terminal: the groups for people, every customer for programs.

use domain::Caveats;
use know::rfm::{GroupsReport, RfmReport};

use super::{Sheet, Shown, minor, money, percent, plain, said};

impl Shown for GroupsReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Sheet> {
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
        vec![Sheet::new(&columns, 1, rows.collect())]
    }

    fn rows(&self) -> Sheet {
        let columns = ["group", "customers", "share", "orders", "revenue", "recency_days_median"];
        let rows = self.groups.iter().map(|group| {
            vec![
                group.group.clone(),
                group.customers.to_string(),
                plain(group.share),
                group.orders.to_string(),
                minor(group.revenue),
                plain(group.recency_days_median),
            ]
        });
        Sheet::new(&columns, 1, rows.collect())
    }
}

impl Shown for RfmReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Sheet> {
        vec![self.rows()]
    }

    fn rows(&self) -> Sheet {
        let columns = ["customer_id", "recency_days", "orders", "revenue", "r", "f", "m", "group"];
        let rows = self.rows.iter().map(|row| {
            vec![
                row.customer_id.clone(),
                row.recency_days.to_string(),
                row.orders.to_string(),
                minor(row.revenue),
                row.r.to_string(),
                row.f.to_string(),
                row.m.to_string(),
                row.group.clone(),
            ]
        });
        Sheet::new(&columns, 1, rows.collect())
    }
}
