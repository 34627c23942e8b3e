//! One customer ahead: at thirty, ninety and 365 days, and how his chance to be a buyer has gone.

use collect::customers;
use collect::shop::Shop;
use domain::{Caveats, CustomerId, Day, Money};
use serde::Serialize;
use stats::recurrence::{self, Fit};

use super::modelled::{Ahead, Modelled};
use super::options::Horizon;
use super::report::{self, money};
use super::{Fitted, ValueOptions};
use crate::asking::ask;
use crate::value::past::{DaysFold, Window};
use crate::{Days, ReportError, Vantage};

/// What one customer is worth ahead.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ValueCard)]
pub struct Card {
    /// The last day that was seen.
    #[schema(value_type = String, format = Date)]
    pub seen_until: Day,
    /// Purchase days after the first.
    pub x: u32,
    /// The chance that he still buys; null when nobody can say.
    pub p_alive: Option<f64>,
    /// Its 95 % interval.
    pub p_alive_low: Option<f64>,
    /// Its 95 % interval.
    pub p_alive_high: Option<f64>,
    /// What is expected of him within 30, 90 and 365 days; empty when nobody can say.
    pub horizons: Vec<Within>,
    /// How the chance has gone since his first purchase, as told at each moment.
    pub history: Vec<Moment>,
    /// What must be known before the figures are trusted.
    pub caveats: Caveats,
}

/// What is expected of a customer within some days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ValueWithin)]
pub struct Within {
    /// How many days.
    pub days: i64,
    /// How often he is expected to come.
    pub expected_orders: f64,
    /// Lower bound of the expectation's 95 % interval.
    pub low: Option<f64>,
    /// Upper bound of the expectation's 95 % interval.
    pub high: Option<f64>,
    /// What that brings; null without amounts.
    pub expected_value: Option<Money>,
    /// Lower bound of the value's 95 % interval.
    pub value_low: Option<Money>,
    /// Upper bound of the value's 95 % interval.
    pub value_high: Option<Money>,
}

/// The chance that a customer still buys, as told on one day from what had been seen by then.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = AliveMoment)]
pub struct Moment {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// The chance.
    pub p_alive: f64,
    /// Whether he bought on this day.
    pub bought: bool,
}

/// The days whose worth a card tells.
const HORIZONS: [u32; 3] = [30, 90, 365];
/// The curve needs no more points than an eye can tell apart.
const POINTS_MOST: u32 = 160;

/// One customer ahead; none for somebody who has not bought.
pub async fn of_customer(shop: &Shop, id: CustomerId) -> Result<Option<Card>, ReportError> {
    let Some(customer) = customers::find(&mut shop.read().await?, id).await? else {
        return Ok(None);
    };
    let options = ValueOptions::default();
    let Fitted { vantage, modelled } = super::fitted(shop, &options).await?;
    let Some(modelled) = modelled else { return Ok(None) };
    let Ok(place) = modelled.pasts.binary_search_by_key(&customer.no, |past| past.customer_no)
    else {
        return Ok(None);
    };
    let days = days_of(shop, customer.no, &modelled.window).await?;
    Ok(Some(card(&options, &vantage, &modelled, place, &days)))
}

/// The days on which one customer bought, by their numbers in the window.
async fn days_of(shop: &Shop, no: i64, window: &Window) -> Result<Vec<u32>, ReportError> {
    let his = format!("valid and customer_no = {no}");
    Ok(ask(shop, None).await?.session.fold_where(&his, DaysFold::new(window)).await?.days)
}

/// The card of the customer at a place of the pasts; `days` are those on which he bought.
pub(super) fn card(
    options: &ValueOptions,
    vantage: &Vantage,
    modelled: &Modelled,
    place: usize,
    days: &[u32],
) -> Card {
    let past = modelled.pasts[place];
    let within = |days: u32| {
        let horizon = Horizon::Days(Days::new(days));
        let options = ValueOptions { horizon, ..options.clone() };
        Some((days, modelled.ahead_of(&options, &[past])?.pop()?))
    };
    let horizons: Vec<(u32, Ahead)> = HORIZONS.into_iter().filter_map(within).collect();
    let alive = horizons.first().map(|(_, ahead)| ahead.outlook.alive);
    let history = modelled.fit.as_ref().map(|fit| history(options, fit, modelled, days));
    Card {
        seen_until: modelled.window.until,
        x: past.seen.n_again,
        p_alive: alive.map(|it| it.value),
        p_alive_low: alive.and_then(|it| it.interval).map(|it| it.low),
        p_alive_high: alive.and_then(|it| it.interval).map(|it| it.high),
        horizons: horizons.into_iter().map(|(days, ahead)| told(vantage, days, &ahead)).collect(),
        history: history.unwrap_or_default(),
        caveats: report::doubts_of_one(options, modelled),
    }
}

fn told(vantage: &Vantage, days: u32, ahead: &Ahead) -> Within {
    let Ahead { outlook, value } = ahead;
    let (orders, value_interval) = (outlook.expected.interval, value.and_then(|it| it.interval));
    let as_money = |minor: Option<f64>| minor.and_then(|minor| money(vantage, minor));
    Within {
        days: i64::from(days),
        expected_orders: outlook.expected.value,
        low: orders.map(|it| it.low),
        high: orders.map(|it| it.high),
        expected_value: as_money(value.map(|it| it.value)),
        value_low: as_money(value_interval.map(|it| it.low)),
        value_high: as_money(value_interval.map(|it| it.high)),
    }
}

/// The chance day by day, or every so many days in a long past; every purchase has its point.
fn history(options: &ValueOptions, fit: &Fit, modelled: &Modelled, days: &[u32]) -> Vec<Moment> {
    let (Some(&first), window) = (days.first(), &modelled.window) else { return Vec::new() };
    let last = window.n_days.saturating_sub(1);
    let step = (last.saturating_sub(first) / POINTS_MOST).max(1) as usize;
    let mut moments: Vec<u32> = (first..=last).step_by(step).chain(days.iter().copied()).collect();
    moments.push(last);
    moments.sort_unstable();
    moments.dedup();
    let in_units = |day: &u32| f64::from(day - first) / f64::from(options.unit.n_days());
    let again: Vec<f64> = days[1..].iter().map(in_units).collect();
    let at: Vec<f64> = moments.iter().map(in_units).collect();
    let alive = recurrence::alive_over_time(fit, &again, &at);
    let moment = |(day, alive): (&u32, recurrence::Estimate)| Moment {
        on: window.day(*day),
        p_alive: alive.value,
        bought: days.binary_search(day).is_ok(),
    };
    moments.iter().zip(alive).map(moment).collect()
}
