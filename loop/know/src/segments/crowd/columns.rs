//! A figure of all customers at once, and the question in SQL that tells it.

use domain::{Currency, Day, Instant, ShopZone};
use jiff::ToSpan;

use super::Crowd;
use crate::Vantage;
use crate::segments::rule::{Filters, Measure, Quantity, Source, Window};

/// What is meant by "so many days ago" and "so much": the point that a rule looks from.
#[derive(Clone, Debug)]
pub struct Meant {
    zone: ShopZone,
    as_of: Instant,
    currency: Option<Currency>,
}

impl Meant {
    /// The meaning at a vantage.
    pub fn at(vantage: &Vantage) -> Self {
        Self { zone: vantage.zone.clone(), as_of: vantage.as_of, currency: vantage.currency }
    }

    /// The moment that is looked from.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The moment from which orders count, if there is one, and the one from which they do not.
    pub fn bounds(&self, when: &Window) -> (Option<Instant>, Instant) {
        let today = self.zone.day_of(self.as_of);
        let ago = |n: u32| self.zone.start_of(today.saturating_sub(i64::from(n).days()));
        let from = when.from.map(|day| self.zone.start_of(day));
        let until = when.until.map(|day| self.zone.start_of(day));
        let before = when.before_last_days.map(ago);
        (
            from.into_iter().chain(when.last_days.map(ago)).max(),
            until.into_iter().chain(before).fold(self.as_of, Instant::min),
        )
    }

    /// The number of a day of the shop, as `shop_day(at)` tells it in SQL.
    pub fn day_number(zone: &ShopZone, at: Instant) -> i64 {
        Self::number_of_day(zone.day_of(at))
    }

    /// The number of a day, counted from 1970.
    pub fn number_of_day(day: Day) -> i64 {
        const EPOCH: Day = jiff::civil::date(1970, 1, 1);
        i64::from((day - EPOCH).get_days())
    }

    /// Which rows of a table are meant, sales without a customer among them.
    pub fn condition(&self, of: &Filters) -> String {
        let mut parts = vec![match of.status.as_slice() {
            [] => "valid".to_owned(),
            statuses => one_of("status", statuses.iter().map(|it| it.word())),
        }];
        for (column, texts) in of.texts().into_iter().filter(|(_, texts)| !texts.is_empty()) {
            parts.push(one_of(column, texts.iter().map(String::as_str)));
        }
        let bounds = [(">=", of.worth_least), ("<=", of.worth_most)];
        for (sign, minor) in bounds.into_iter().filter_map(|(sign, it)| Some((sign, it?))) {
            parts.push(format!("{} {sign} {minor}", self.paid()));
        }
        parts.join(" and ")
    }

    fn amount(&self, amount: &str) -> String {
        match self.currency {
            Some(currency) => format!("case when currency = '{currency}' then {amount} end"),
            None => amount.to_owned(),
        }
    }

    fn paid(&self) -> String {
        self.amount("amount")
    }

    fn rows(&self, measure: &Measure) -> String {
        let table = if measure.source() == Source::Lines { "order_lines" } else { "orders" };
        let (from, until) = self.bounds(&measure.when);
        let from = from.map(|from| format!(" and at >= '{from}'")).unwrap_or_default();
        let condition = self.condition(&measure.of);
        let rows =
            format!("{table} where customer_no > 0 and {condition} and at < '{until}'{from}");
        match measure.when.first_orders {
            Some(n) => format!(
                "(select *, rank() over (partition by customer_no order by at) as place from \
                 {rows}) where place <= {n}"
            ),
            None => rows,
        }
    }
}

/// `column in ('one', 'other')`
pub(in crate::segments) fn one_of<'a>(
    column: &str,
    values: impl Iterator<Item = &'a str>,
) -> String {
    let quoted: Vec<String> = values.map(in_quotes).collect();
    match quoted.as_slice() {
        [only] => format!("{column} = {only}"),
        many => format!("{column} in ({})", many.join(", ")),
    }
}

/// A text as SQL writes it.
pub(in crate::segments) fn in_quotes(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The question that tells a figure: one row a customer, `customer_no` and `value`.
pub fn measure_sql(measure: &Measure, meant: &Meant) -> String {
    let rows = meant.rows(measure);
    if matches!(measure.quantity, Quantity::UsualGap | Quantity::LongestGap) {
        return gap_sql(measure.quantity, &rows);
    }
    if measure.quantity.is_score() {
        return score_sql(measure.quantity);
    }
    if measure.quantity == Quantity::Leaving {
        return "select customer_no, leaving * 100 as value from predictions".to_owned();
    }
    let in_lines = measure.source() == Source::Lines;
    // Two shops may give one customer the same order number; the moment tells them apart.
    let orders = if in_lines { "count(distinct concat(order_id, ' ', at))" } else { "count(*)" };
    let revenue = format!("coalesce(sum({}), 0)", meant.paid());
    let today = Meant::day_number(&meant.zone, meant.as_of);
    let value = match measure.quantity {
        Quantity::Orders => orders.to_owned(),
        Quantity::Revenue => revenue,
        Quantity::AverageOrder => format!("cast({revenue} as double) / {orders}"),
        Quantity::Profit => format!("sum({})", meant.amount("amount - cost")),
        Quantity::Items => "sum(quantity)".to_owned(),
        Quantity::DifferentProducts => "count(distinct coalesce(product, sku))".to_owned(),
        Quantity::OrderDays => "count(distinct shop_day(at))".to_owned(),
        Quantity::DaysSinceFirstOrder => format!("{today} - min(shop_day(at))"),
        _ => format!("{today} - max(shop_day(at))"),
    };
    format!("select customer_no, cast({value} as double) as value from {rows} group by customer_no")
}

fn gap_sql(quantity: Quantity, rows: &str) -> String {
    let value = if quantity == Quantity::UsualGap { "median" } else { "max" };
    format!(
        "select customer_no, {value}(cast(gap as double)) as value from (select customer_no, day - \
         lag(day) over (partition by customer_no order by day) as gap from (select distinct \
         customer_no, shop_day(at) as day from {rows})) group by customer_no"
    )
}

fn score_sql(quantity: Quantity) -> String {
    let score = match quantity {
        Quantity::RecencyScore => "r",
        Quantity::FrequencyScore => "f",
        _ => "m",
    };
    format!("select customer_no, cast({score} as double) as value from scores")
}

/// A figure of all customers.
pub struct Column {
    /// Who has bought what it counts.
    pub present: Crowd,
    /// By the customers' numbers; not a number where nobody knows.
    values: Vec<f64>,
    /// The figure of those who have not.
    otherwise: Option<f64>,
}

impl Column {
    /// The figures of those who have any.
    pub fn of(quantity: Quantity, told: impl IntoIterator<Item = (i64, Option<f64>)>) -> Self {
        let (mut present, mut values) = (Crowd::default(), Vec::new());
        for (customer, figure) in told {
            let Ok(place) = usize::try_from(customer) else { continue };
            if place >= values.len() {
                values.resize(place + 1, f64::NAN);
            }
            present.add_one(customer);
            values[place] = figure.unwrap_or(f64::NAN);
        }
        Self { present, values, otherwise: quantity.is_count().then_some(0.0) }
    }

    /// The figure of a customer.
    pub fn figure(&self, customer: i64) -> Option<f64> {
        if !self.present.holds(customer) {
            return self.otherwise;
        }
        let figure = self.values.get(usize::try_from(customer).ok()?)?;
        Some(*figure).filter(|figure| !figure.is_nan())
    }

    /// The figures of those who have any, in no order.
    pub fn known(&self) -> impl Iterator<Item = (i64, f64)> + '_ {
        self.present.numbers().filter_map(|customer| Some((customer, self.figure(customer)?)))
    }
}
