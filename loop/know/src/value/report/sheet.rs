//! The value report as tables: every customer, and the model against the weeks.

use std::sync::Arc;

use collect::shop::Shop;

use super::{Listed, Told, ValueRow, row};
use crate::ReportError;
use crate::called;
use crate::sheets::{Columns, Sheet, Table, Tabled};
use crate::value::modelled::checks::{Bar, Bin, Week};
use crate::value::{self, Fitted, ValueOptions};

/// A fitted shop whose customers can be introduced.
pub struct Introducing {
    shop: Shop,
    fitted: Fitted,
    told: Told,
}

impl Tabled for ValueOptions {
    type Answer = Introducing;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "customers", sheet: customers },
        Table { name: "weeks", sheet: weeks },
        Table { name: "histogram", sheet: histogram },
        Table { name: "bins", sheet: bins },
    ];

    async fn answer(self, shop: &Shop) -> Result<Introducing, ReportError> {
        let (fitted, told) = value::told(shop, self).await?;
        Ok(Introducing { shop: shop.clone(), fitted, told })
    }
}

fn customers(Introducing { shop, fitted, told }: Introducing) -> Sheet {
    let Told { report, listed } = told;
    let (head, fitted) = (report.head.clone(), Arc::new(fitted));
    let currency = head.currency;
    Columns::<ValueRow>::new()
        .word("customer_id", |row| row.customer_id.clone())
        .whole("x", |row| i64::from(row.x))
        .number("t_x", |row| row.t_x)
        .number("T", |row| row.t)
        .share("p_alive", |row| row.p_alive)
        .share("p_alive_low", |row| row.p_alive_low)
        .share("p_alive_high", |row| row.p_alive_high)
        .number("expected_orders", |row| row.expected_orders)
        .number("low", |row| row.low)
        .number("high", |row| row.high)
        .money("expected_value", currency, |row| row.expected_value)
        .money("value_low", currency, |row| row.value_low)
        .money("value_high", currency, |row| row.value_high)
        .in_parts(&report.head, listed, move |part: Vec<Listed>| {
            let (shop, fitted, head) = (shop.clone(), fitted.clone(), head.clone());
            async move {
                let Some(modelled) = &fitted.modelled else { return Ok(Vec::new()) };
                let numbers: Vec<i64> = part.iter().map(|one| one.past.customer_no).collect();
                let called = called::of_numbers(&shop, &numbers).await?;
                let told = |one| row(&head, &fitted.vantage, modelled, &called, one);
                Ok(part.iter().map(told).collect())
            }
        })
}

fn weeks(Introducing { told, .. }: Introducing) -> Sheet {
    let weeks = told.report.hold_out.map(|it| it.weeks).unwrap_or_default();
    Columns::<Week>::new()
        .day("week_until", |week| week.until)
        .whole("returns", |week| week.actual)
        .number("returns_expected", |week| week.expected)
        .whole("returns_in_week", |week| week.actual_in_week)
        .number("returns_expected_in_week", |week| week.expected_in_week)
        .flag("held_out", |week| week.held_out)
        .of(&told.report.head, weeks)
}

fn histogram(Introducing { told, .. }: Introducing) -> Sheet {
    Columns::<Bar>::new()
        .whole("x", |bar| bar.n_again as u64)
        .whole("customers", |bar| bar.actual)
        .number("customers_expected", |bar| bar.expected)
        .of(&told.report.head, told.report.histogram)
}

fn bins(Introducing { told, .. }: Introducing) -> Sheet {
    let bins = told.report.hold_out.map(|it| it.bins).unwrap_or_default();
    Columns::<Bin>::new()
        .whole("x", |bin| i64::from(bin.n_again))
        .whole("customers", |bin| bin.customers)
        .number("returns_mean", |bin| bin.actual)
        .number("returns_mean_expected", |bin| bin.expected)
        .of(&told.report.head, bins)
}
