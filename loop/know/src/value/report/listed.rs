//! One customer of the report.

use stats::Interval;
use stats::recurrence::Estimate;

use super::{Listed, ValueRow, money};
use crate::called::Called;
use crate::value::ValueOptions;
use crate::value::modelled::Modelled;
use crate::{Head, Vantage};

/// The row of one who is listed.
pub(crate) fn row(
    head: &Head<ValueOptions>,
    vantage: &Vantage,
    modelled: &Modelled,
    called: &Called,
    listed: &Listed,
) -> ValueRow {
    let Listed { past, ahead } = listed;
    let (customer_id, customer) = called.get(&past.customer_no).cloned().unzip();
    let history = past.history(&modelled.window, head.options.unit.n_days());
    let low = |it: Option<Interval>| it.map(|it| it.low);
    let high = |it: Option<Interval>| it.map(|it| it.high);
    let alive: Option<Estimate> = ahead.map(|ahead| ahead.outlook.alive);
    let orders: Option<Estimate> = ahead.map(|ahead| ahead.outlook.expected);
    let value: Option<Estimate> = ahead.and_then(|ahead| ahead.value);
    let of = |it: &Option<Estimate>| it.and_then(|it| it.interval);
    let as_money = |minor: Option<f64>| minor.and_then(|minor| money(vantage, minor));
    ValueRow {
        customer_id: customer_id.unwrap_or_else(|| past.customer_no.to_string()),
        customer,
        x: history.n_again,
        t_x: history.last_at,
        t: history.watched_for,
        p_alive: alive.map(|it| it.value),
        p_alive_low: low(of(&alive)),
        p_alive_high: high(of(&alive)),
        expected_orders: orders.map(|it| it.value),
        low: low(of(&orders)),
        high: high(of(&orders)),
        expected_value: as_money(value.map(|it| it.value)),
        value_low: as_money(low(of(&value))),
        value_high: as_money(high(of(&value))),
    }
}
