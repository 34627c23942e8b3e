//! What a shop sold, period by period: in all, by channel, by category, to newcomers and others.
//!
//! Sales without a customer count, so the sum is the shop's and not that of its customers. The
//! period that is still running is kept apart: a month of ten days is no month.

use std::collections::BTreeMap;

use domain::Instant;
use facts::Session;
use serde_json::Value;

use super::options::{By, Measure};
use crate::asking::{Asked, ReportError};
use crate::{Calendar, Vantage};

/// A part of a shop's sales.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ForecastPartOf)]
pub enum PartOf {
    /// A channel of sale.
    Channel,
    /// A category of goods.
    Category,
    /// First orders, orders of customers who came again, and sales without a customer.
    Customers,
}

/// Orders and what they came to, period by period; the last one is the period that is running.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    orders: Vec<i64>,
    amounts: Vec<i64>,
}

/// The past of a shop's sales.
pub struct Past {
    /// The periods; the last of them is running, and may be empty.
    pub calendar: Calendar,
    /// The number of the first period that is looked at.
    pub from: usize,
    /// How many whole periods are looked at.
    pub n: usize,
    /// Everything together.
    pub whole: Tally,
    /// The same by parts; nameless ones have no name.
    pub parts: BTreeMap<(PartOf, Option<String>), Tally>,
}

/// The words for parts by customers.
pub const FIRST: &str = "first";
/// Orders of customers who came again.
pub const AGAIN: &str = "again";
/// Sales without a customer.
pub const UNNAMED: &str = "unnamed";

impl Past {
    /// Reads it from the facts; none while nobody has bought.
    pub async fn of(asked: &Asked, by: By) -> Result<Option<Self>, ReportError> {
        let Some(mut past) = Self::empty(&asked.vantage, by) else { return Ok(None) };
        let calendar = past.calendar.clone();
        let (from, end, as_of) = (past.from, past.n, asked.vantage.as_of.0);
        let opens = calendar.start(from).0;
        asked.session.number_moments(PLACE, move |at| {
            let is_seen = (opens..as_of).contains(&at);
            if is_seen { calendar.period_of(at).saturating_sub(from).min(end) as i64 } else { -1 }
        });
        let amount = amount(&asked.vantage);
        past.take_in(&asked.session, &of_orders(&amount), PartOf::Channel).await?;
        past.take_in(&asked.session, &of_customers(&amount), PartOf::Customers).await?;
        past.take_in(&asked.session, &of_lines(&amount), PartOf::Category).await?;
        Ok(Some(past))
    }

    fn empty(vantage: &Vantage, by: By) -> Option<Self> {
        let calendar = vantage.calendar(by.unit())?;
        let end = calendar.ordinal_of_end(vantage.as_of);
        let opening = usize::from(is_late(&calendar, vantage.first_order_at));
        let from = end.saturating_sub(by.seen_most()).max(opening.min(end));
        let n = end - from;
        let whole = Tally::empty(n + 1);
        Some(Self { calendar, from, n, whole, parts: BTreeMap::new() })
    }

    async fn take_in(
        &mut self,
        session: &Session,
        question: &str,
        of: PartOf,
    ) -> Result<(), ReportError> {
        for row in session.sql(question).await?.rows {
            let number = |nth: usize| row[nth].as_i64().unwrap_or_default();
            let Ok(place) = usize::try_from(number(0)) else { continue };
            let name = match &row[1] {
                Value::String(name) if !name.is_empty() => Some(name.clone()),
                _ => None,
            };
            let tally = self.parts.entry((of, name)).or_insert_with(|| Tally::empty(self.n + 1));
            tally.add(place, number(2), number(3));
            if of == PartOf::Channel {
                self.whole.add(place, number(2), number(3));
            }
        }
        Ok(())
    }

    /// The first day of the nth whole period; beyond them, of those to come.
    pub fn day(&self, by: By, nth: usize) -> domain::Day {
        let first = self.calendar.day(self.from);
        by.unit().step(first, i64::try_from(nth).unwrap_or(i64::MAX))
    }

    /// The parts of one kind.
    pub fn parts_of(&self, of: PartOf) -> impl Iterator<Item = (Option<&str>, &Tally)> {
        let meant = self.parts.iter().filter(move |((kind, _), _)| *kind == of);
        meant.map(|((_, name), tally)| (name.as_deref(), tally))
    }
}

impl Tally {
    fn empty(n: usize) -> Self {
        Self { orders: vec![0; n], amounts: vec![0; n] }
    }

    fn add(&mut self, place: usize, orders: i64, amount: i64) {
        if let Some(slot) = self.orders.get_mut(place) {
            *slot += orders;
            self.amounts[place] += amount;
        }
    }

    /// One number a period, the one that is running last: orders, or minor units.
    pub fn numbers(&self, of: Measure) -> impl Iterator<Item = f64> {
        let numbers = match of {
            Measure::Orders => &self.orders,
            Measure::Revenue => &self.amounts,
        };
        numbers.iter().map(|number| *number as f64)
    }

    /// The numbers of the whole periods.
    pub fn series(&self, of: Measure) -> Vec<f64> {
        let mut numbers: Vec<f64> = self.numbers(of).collect();
        numbers.pop();
        numbers
    }

    /// What the period that is running has come to so far.
    pub fn so_far(&self, of: Measure) -> f64 {
        self.numbers(of).last().unwrap_or_default()
    }

    /// Whether there are orders and none of them has an amount.
    pub fn lacks_amounts(&self) -> bool {
        let is_nothing = |numbers: &[i64]| numbers.iter().all(|number| *number == 0);
        !is_nothing(&self.orders) && is_nothing(&self.amounts)
    }
}

/// A first period that opened long before its first order is no whole one.
fn is_late(calendar: &Calendar, first_order_at: Option<Instant>) -> bool {
    let (opens, closes) = (calendar.start(0).0, calendar.start(1).0);
    first_order_at.is_some_and(|at| (at.0 - opens) as f64 > LATE * (closes - opens) as f64)
}

/// An order on the fourth day of a month may well be the first of its month.
const LATE: f64 = 0.2;

/// The function in SQL that numbers the periods.
const PLACE: &str = "forecast_place";

/// What an order or a position brings, in the shop's currency.
fn amount(vantage: &Vantage) -> String {
    match vantage.currency {
        Some(currency) => {
            format!("sum(case when currency = '{}' then amount else 0 end)", currency.code())
        }
        None => "sum(amount)".to_owned(),
    }
}

fn of_orders(amount: &str) -> String {
    format!(
        "select {PLACE}(at), cast(channel as varchar), count(*), {amount} from orders \
         where valid group by 1, 2"
    )
}

fn of_customers(amount: &str) -> String {
    format!(
        "select {PLACE}(at), case when customer_no <= 0 then '{UNNAMED}' when at = first_at \
         then '{FIRST}' else '{AGAIN}' end, count(*), {amount} from orders \
         where valid group by 1, 2"
    )
}

fn of_lines(amount: &str) -> String {
    format!(
        "select {PLACE}(at), cast(category as varchar), count(distinct order_id), {amount} \
         from order_lines where valid group by 1, 2"
    )
}
