//! Everybody's features, from one moment's facts.

use std::collections::HashMap;

use super::habits::{Habit, HabitFold};
use super::{Feature, N_FEATURES};
use crate::asking::{Asked, ReportError};
use crate::leaving::features as leaving;
use crate::leaving::features::Cuts;
use crate::leaving::{beside, now_of};

/// A number of a customer, and how many orders tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told {
    /// The number: a logarithm, or a share.
    pub number: f64,
    /// Of a share: of how many orders.
    pub of: f64,
}

/// The customers of a shop, each with all his features.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The days that were seen.
    pub cuts: Cuts,
    /// Who, by rising number.
    pub customers: Vec<i64>,
    /// What each spent, in minor units.
    pub spent: Vec<i64>,
    /// How many orders each placed.
    pub n_orders: Vec<u32>,
    /// The channel by which most orders come; none where there are not two.
    pub channel: Option<String>,
    rows: Vec<[Told; N_FEATURES]>,
}

/// The leaving report wants to know how far it is looked ahead. None of what is taken from it here
/// depends on that.
const AHEAD: u32 = 1;

impl Gathered {
    /// Everybody who has bought; none while nobody has. The channel is the one that a run knows, or
    /// found out.
    pub async fn of(asked: &Asked, channel: Option<&str>) -> Result<Option<Self>, ReportError> {
        let Some(cuts) = Cuts::new(&asked.vantage, AHEAD) else { return Ok(None) };
        let (cuts, now) = now_of(asked, cuts).await?;
        let fold = HabitFold::new(&asked.vantage.zone, asked.vantage.as_of);
        let habits = asked.fold(Some(fold)).await?.unwrap_or_default();
        let items = items(asked).await?;
        let channel = match channel {
            Some(known) => Some(known.to_owned()),
            None => main_channel(asked).await?,
        };
        let by_channel = match &channel {
            Some(name) => by_channel(asked, name).await?,
            None => HashMap::new(),
        };
        let gathered = beside(move || {
            let habits: HashMap<i64, Habit> = habits.0.into_iter().collect();
            let mut gathered = Self::empty(cuts, channel);
            for (place, &customer) in now.seen.customers.iter().enumerate() {
                let habit = habits.get(&customer).copied().unwrap_or_default();
                let find = |of: &HashMap<i64, f64>| of.get(&customer).copied().unwrap_or(0.0);
                gathered.add(customer, habit, now.row(place), (find(&items), find(&by_channel)));
            }
            gathered
        });
        Ok(Some(gathered.await?).filter(|gathered| !gathered.customers.is_empty()))
    }

    fn empty(cuts: Cuts, channel: Option<String>) -> Self {
        let (customers, spent, n_orders) = (Vec::new(), Vec::new(), Vec::new());
        Self { cuts, customers, spent, n_orders, channel, rows: Vec::new() }
    }

    fn add(&mut self, customer: i64, habit: Habit, row: &[f64], (items, by_channel): (f64, f64)) {
        let n = f64::from(habit.n_orders.max(1));
        let known = |feature: leaving::Feature| row[feature as usize];
        let share = |count: f64| Told { number: (count / n).min(1.0), of: n };
        let undone = known(leaving::Feature::Undone).clamp(0.0, 0.99);
        let told = |feature: Feature| match feature {
            Feature::Items => Told { number: (items / n).max(0.0).ln_1p(), of: n },
            Feature::Weekends => share(f64::from(habit.n_weekends)),
            Feature::Evenings => share(f64::from(habit.n_evenings)),
            Feature::Channel => share(by_channel),
            Feature::Coupons => Told { number: known(leaving::Feature::Coupons), of: n },
            // Of all that he placed: what came to nothing is not among his orders.
            Feature::Undone => Told { number: undone, of: n / (1.0 - undone) },
            other => Told { number: other.twin().map_or(0.0, known), of: n },
        };
        self.customers.push(customer);
        self.spent.push(habit.spent);
        self.n_orders.push(habit.n_orders);
        self.rows.push(Feature::ALL.map(told));
    }

    /// Customers as a test draws them, each with what he spent and his row.
    #[cfg(test)]
    pub fn drawn(cuts: Cuts, customers: Vec<(i64, i64, [Told; N_FEATURES])>) -> Self {
        let mut gathered = Self::empty(cuts, None);
        for (customer, spent, row) in customers {
            gathered.customers.push(customer);
            gathered.spent.push(spent);
            gathered.n_orders.push(row[0].of as u32);
            gathered.rows.push(row);
        }
        gathered
    }

    /// Makes everybody alike.
    #[cfg(test)]
    pub fn level(&mut self, told: Told) {
        self.rows.iter_mut().for_each(|row| *row = [told; N_FEATURES]);
    }

    /// Makes everybody like one of two.
    #[cfg(test)]
    pub fn halves(&mut self, one: Told, other: Told) {
        for (nth, row) in self.rows.iter_mut().enumerate() {
            *row = [if nth % 2 == 0 { one } else { other }; N_FEATURES];
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// The row of the customer at a place.
    pub fn row(&self, place: usize) -> &[Told; N_FEATURES] {
        &self.rows[place]
    }

    /// All rows, in the order of the customers.
    pub fn rows(&self) -> &[[Told; N_FEATURES]] {
        &self.rows
    }
}

/// How many pieces each customer has bought.
async fn items(asked: &Asked) -> Result<HashMap<i64, f64>, ReportError> {
    let question = format!(
        "select customer_no, sum(quantity) from order_lines where valid and customer_no > 0 and \
         at < '{}' group by customer_no",
        asked.vantage.as_of
    );
    numbers(asked, &question).await
}

/// A channel of nearly all orders tells nobody apart.
const NEARLY_ALL: f64 = 0.98;

/// The channel by which most orders come; none where there are not two.
async fn main_channel(asked: &Asked) -> Result<Option<String>, ReportError> {
    let question = format!(
        "select channel, cast(count(*) as double) / sum(count(*)) over () as part from orders \
         where valid and customer_no > 0 and channel is not null and at < '{}' group by channel \
         order by part desc, channel limit 1",
        asked.vantage.as_of
    );
    let answer = asked.session.sql(&question).await?;
    let row = answer.rows.into_iter().next();
    Ok(row.and_then(|row| {
        let part = row.get(1)?.as_f64()?;
        let name = row.first()?.as_str()?.to_owned();
        (part < NEARLY_ALL).then_some(name)
    }))
}

async fn by_channel(asked: &Asked, name: &str) -> Result<HashMap<i64, f64>, ReportError> {
    let question = format!(
        "select customer_no, cast(count(*) as double) from orders where valid and customer_no > 0 \
         and channel = '{}' and at < '{}' group by customer_no",
        name.replace('\'', "''"),
        asked.vantage.as_of
    );
    numbers(asked, &question).await
}

async fn numbers(asked: &Asked, question: &str) -> Result<HashMap<i64, f64>, ReportError> {
    let told = asked.session.numbers(question).await?;
    Ok(told.into_iter().filter_map(|(customer, number)| Some((customer, number?))).collect())
}
