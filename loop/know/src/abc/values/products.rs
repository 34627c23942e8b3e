//! The positions of valid orders, asked in SQL: what each product is worth.

use std::sync::Arc;

use domain::Caveat;
use facts::{FactsError, Session};
use serde_json::Value;

use super::fold::{Item, Purse};
use super::plan::{Place, Plan};
use super::season::{MonthSum, Months};
use crate::abc::{AbcOptions, Whose, Worth};
use crate::asking::Asked;

/// What was sold: its article number, or its name where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Article number, else name.
    pub key: String,
    /// The name it was last sold under.
    pub name: Option<String>,
}

/// The positions of a shop's valid orders.
pub(super) struct Lines<'a> {
    session: &'a Session,
    /// A common table `sold`: item, product, at, place, worth.
    sold: String,
    n_periods: usize,
}

const PLACE: &str = "abc_place";
const MONTH: &str = "abc_month";

const BEFORE: i64 = -2;
const BESIDE: i64 = -1;
const AFTER: i64 = -3;

fn number_of(place: Place) -> i64 {
    match place {
        Place::Before => BEFORE,
        Place::Beside => BESIDE,
        Place::After => AFTER,
        Place::Whole(period) => i64::try_from(period).unwrap_or(i64::MAX),
    }
}

/// How many positions there are in the window, and of how many enough is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heads {
    n_lines: i64,
    n_valued: i64,
    n_named: i64,
}

impl<'a> Lines<'a> {
    pub fn new(asked: &'a Asked, options: &AbcOptions, plan: &Arc<Plan>) -> Self {
        let cutting = plan.clone();
        asked.session.number_moments(PLACE, move |at| number_of(cutting.place(at)));
        let worth = match options.value {
            Worth::Revenue => "amount",
            Worth::Profit => "amount - cost",
        };
        let worth = match asked.vantage.currency {
            Some(currency) => {
                format!("case when currency = '{}' then {worth} end", currency.code())
            }
            None => worth.to_owned(),
        };
        let whose = match options.of {
            Whose::Customers => "and customer_no > 0",
            Whose::Products => "",
        };
        let sold = format!(
            "with sold as (
                select coalesce(sku, product) as item, product, at, {PLACE}(at) as place,
                       {worth} as worth
                from order_lines where valid {whose})"
        );
        Self { session: &asked.session, sold, n_periods: plan.n_whole() }
    }

    /// How many positions say what is asked.
    pub async fn heads(&self) -> Result<Heads, FactsError> {
        let sql = format!(
            "{} select count(*), count(worth), count(item) from sold where place >= {BESIDE}",
            self.sold
        );
        let answer = self.session.sql(&sql).await?;
        let number = |column: usize| answer.rows.first().map_or(0, |row| whole(&row[column]));
        Ok(Heads { n_lines: number(0), n_valued: number(1), n_named: number(2) })
    }

    /// What all products together brought in each whole month.
    pub async fn months(&self, months: &Months) -> Result<MonthSum, FactsError> {
        let cutting = months.clone();
        self.session.number_moments(MONTH, move |at| {
            cutting.number(at).and_then(|month| i64::try_from(month).ok()).unwrap_or(BEFORE)
        });
        let sql = format!(
            "{} select {MONTH}(at) as month, sum(worth)
             from sold where item is not null group by 1",
            self.sold
        );
        let mut sum = vec![0; months.len()];
        for row in self.session.sql(&sql).await?.rows {
            let month = usize::try_from(whole(&row[0])).ok();
            if let Some(value) = month.and_then(|month| sum.get_mut(month)) {
                *value = whole(&row[1]);
            }
        }
        Ok(MonthSum(sum))
    }

    /// The products sold in the window in the order of their keys, and what each is worth.
    pub async fn products(
        &self,
        divisors: &[f64],
    ) -> Result<(Vec<Product>, Vec<Item>), FactsError> {
        debug_assert_eq!(divisors.len(), self.n_periods, "a divisor for each whole period");
        let sql = format!(
            "{} select item, place, sum(worth), cast(min(at) as bigint), cast(max(at) as bigint),
                    last_value(product order by at, product)
             from sold where item is not null and place > {AFTER}
             group by item, place order by item, place",
            self.sold
        );
        let rows = self.session.sql(&sql).await?.rows;
        let stretches: Vec<Stretch> = rows.into_iter().map(Stretch::of).collect();
        let mut purse = Purse::new(divisors);
        let (mut products, mut items) = (Vec::new(), Vec::new());
        for stretches in stretches.chunk_by(|one, next| one.key == next.key) {
            let no = i64::try_from(products.len()).unwrap_or(i64::MAX);
            if let Some(item) = item_of(no, stretches, &mut purse) {
                products.push(product_of(stretches));
                items.push(item);
            }
        }
        Ok((products, items))
    }
}

/// What one product brought in one place of time.
struct Stretch {
    key: String,
    place: i64,
    worth: i64,
    first_at: i64,
    last_at: i64,
    name: Option<String>,
}

impl Stretch {
    fn of(row: Vec<Value>) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Self {
            key: text(&row[0]).unwrap_or_default(),
            place: whole(&row[1]),
            worth: whole(&row[2]),
            first_at: whole(&row[3]),
            last_at: whole(&row[4]),
            name: text(&row[5]),
        }
    }
}

/// None when it was only sold before the window.
fn item_of(no: i64, stretches: &[Stretch], purse: &mut Purse) -> Option<Item> {
    let within = || stretches.iter().filter(|stretch| stretch.place >= BESIDE);
    within().next()?;
    for stretch in within() {
        if let Ok(period) = usize::try_from(stretch.place) {
            purse.put(period, stretch.worth);
        }
    }
    Some(Item {
        no,
        value: within().map(|stretch| stretch.worth).sum(),
        first_at: stretches.iter().map(|stretch| stretch.first_at).min()?,
        variation: purse.variation(),
    })
}

fn product_of(stretches: &[Stretch]) -> Product {
    let newest = stretches.iter().max_by_key(|stretch| stretch.last_at);
    Product {
        key: stretches.first().map(|stretch| stretch.key.clone()).unwrap_or_default(),
        name: newest.and_then(|stretch| stretch.name.clone()),
    }
}

/// Whole numbers come as such; a sum of nothing known is 0.
fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap_or(0)
}

impl Heads {
    /// What the positions do not say.
    pub fn caveats(self, options: &AbcOptions) -> Vec<Caveat> {
        let Self { n_lines, n_valued, n_named } = self;
        if n_lines == 0 {
            let text = "the orders of these days have no positions, so neither products nor \
                        profit have an answer";
            return vec![Caveat::new("no_lines", text)];
        }
        let mut caveats = Vec::new();
        if n_valued == 0 && options.value == Worth::Profit {
            let text = "no position has a cost, so profit has no answer";
            caveats.push(Caveat::new("no_costs", text));
        } else if n_valued < n_lines {
            let (n, lacks) = (n_lines - n_valued, lacking(options.value));
            let text = format!("{n} of {n_lines} positions have no known {lacks}; they bring 0");
            caveats.push(Caveat::new("lines_unknown", text));
        }
        if n_named < n_lines && options.of == Whose::Products {
            let n = n_lines - n_named;
            let text = format!("{n} of {n_lines} positions name no product and are left out");
            caveats.push(Caveat::new("lines_unnamed", text));
        }
        caveats
    }
}

fn lacking(value: Worth) -> &'static str {
    match value {
        Worth::Revenue => "amount",
        Worth::Profit => "cost",
    }
}
