//! RFM as tables: everybody with his scores, and the groups.

use std::sync::Arc;

use collect::shop::Shop;

use super::{GroupRow, RfmOptions, RfmRow, Scored, ScoredShop};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled};

/// A shop whose customers have their scores, and may be asked what they are called.
pub struct Introducing {
    shop: Shop,
    options: RfmOptions,
    scored: ScoredShop,
}

impl Tabled for RfmOptions {
    type Answer = Introducing;

    const TABLES: &'static [Table<Self>] =
        &[Table { name: "customers", sheet: customers }, Table { name: "groups", sheet: groups }];

    async fn answer(self, shop: &Shop) -> Result<Introducing, ReportError> {
        let scored = super::scored_shop(shop, &self).await?;
        Ok(Introducing { shop: shop.clone(), options: self, scored })
    }
}

fn customers(Introducing { shop, options, mut scored }: Introducing) -> Sheet {
    let head = super::head(options, &scored.vantage, &scored.scale, &scored.scored);
    let has_amounts = super::has_amounts(&scored.scored);
    let everybody = std::mem::take(&mut scored.scored);
    let named = Arc::new(scored);
    Columns::<RfmRow>::new()
        .word("customer_id", |row| row.customer_id.clone())
        .whole("recency_days", |row| row.recency_days)
        .whole("orders", |row| row.orders)
        .money("revenue", head.currency, |row| row.revenue)
        .whole("r", |row| row.r)
        .whole("f", |row| row.f)
        .whole("m", |row| row.m)
        .word("group", |row| row.group.clone())
        .in_parts(&head, everybody, move |part: Vec<Scored>| {
            let (shop, named) = (shop.clone(), named.clone());
            async move {
                let ids = super::shown_ids(&shop, &part).await?;
                let row = |customer| named.row(customer, has_amounts, |no| ids.get(&no).cloned());
                Ok(part.iter().map(row).collect())
            }
        })
}

fn groups(Introducing { options, scored, .. }: Introducing) -> Sheet {
    let ScoredShop { vantage, scale, scored, groups } = scored;
    let report = super::groups_report(options, &vantage, &scale, &scored, &groups);
    Columns::<GroupRow>::new()
        .word("group", |row| row.group.clone())
        .whole("customers", |row| row.customers)
        .share("share", |row| row.share)
        .whole("orders", |row| row.orders)
        .money("revenue", report.head.currency, |row| row.revenue)
        .number("recency_days_median", |row| row.recency_days_median)
        .of(&report.head, report.groups)
}
