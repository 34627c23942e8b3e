//! The value report: what the customers are worth ahead, and how far to trust it.

mod doubts;
mod sheet;
mod words;

use std::collections::{BTreeMap, HashMap};

use domain::{Caveats, CustomerId, Day, Money};
use serde::Serialize;
use stats::Interval;
use stats::recurrence::{Estimate, Fit};

use super::ValueOptions;
use super::modelled::checks::{self, Bar, HoldOut};
use super::modelled::{Ahead, Modelled, Spend};
use super::options::Model;
use super::past::Past;
use crate::{Head, Vantage};

pub use words::definition;

/// What the customers are worth ahead.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ValueReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<ValueOptions>,
    /// The story that is told of customers.
    pub model: Model,
    /// The parameters of the model by their names in the papers; null without a fit.
    #[schema(value_type = Option<BTreeMap<String, f64>>)]
    pub params: Option<BTreeMap<&'static str, f64>>,
    /// Their standard errors; null where the data leave a direction flat.
    #[schema(value_type = Option<BTreeMap<String, f64>>)]
    pub errors: Option<BTreeMap<&'static str, f64>>,
    /// The log-likelihood, without constants that do not depend on the parameters.
    pub log_likelihood: Option<f64>,
    /// How the search for the parameters went.
    pub search: Option<SearchOut>,
    /// How many customers have bought.
    pub customers: u64,
    /// How many of them came again.
    pub came_again: u64,
    /// The first day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// What all customers together come to.
    pub total: Option<Total>,
    /// What customers spend on a repeat purchase, by Gamma–Gamma; null without amounts.
    pub spend: Option<SpendOut>,
    /// How many customers came again 0, 1, 2 … times, and how many the model expects.
    pub histogram: Vec<Bar>,
    /// The model against days that it has not seen; null when the history is too short.
    pub hold_out: Option<HoldOut>,
    /// Every customer, the worthiest first.
    pub rows: Vec<ValueRow>,
}

/// How the search for the parameters went.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = FitSearch)]
pub struct SearchOut {
    /// Whether it came to an end at the top.
    pub converged: bool,
    /// Steps over all customers.
    pub steps: u32,
    /// Places from which it set out.
    pub starts: u32,
    /// From how many of them it came to the same height.
    pub agreeing: u32,
    /// The largest slope left, per customer, in the log of a parameter.
    pub slope: f64,
    /// Whether the data show nobody leaving, so that the model is the NBD in other clothes.
    pub nobody_leaves: bool,
}

/// What all customers together come to within the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ValueTotal)]
pub struct Total {
    /// How many are expected to be still buying.
    pub alive: f64,
    /// How often they are expected to come.
    pub expected_orders: f64,
    /// What that brings; null without amounts.
    pub expected_value: Option<Money>,
}

/// What customers spend on a repeat purchase.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ValueSpend)]
pub struct SpendOut {
    /// The parameters of Gamma–Gamma in major units of the currency: p, q and v.
    #[schema(value_type = BTreeMap<String, f64>)]
    pub params: BTreeMap<&'static str, f64>,
    /// Their standard errors.
    #[schema(value_type = Option<BTreeMap<String, f64>>)]
    pub errors: Option<BTreeMap<&'static str, f64>>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// Customers whose repeat purchases have amounts.
    pub customers: u64,
    /// What a customer of whom nothing is known spends; null when the model has no mean.
    pub mean: Option<Money>,
    /// How far what they spend goes with how often they come, −1…1.
    pub correlation: Option<f64>,
}

/// One customer ahead.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ValueRow {
    /// The id that reports show.
    pub customer_id: String,
    /// Our id of the customer.
    pub customer: Option<CustomerId>,
    /// Purchase days after the first.
    pub x: u32,
    /// From the first purchase day to the last, in units of time.
    pub t_x: f64,
    /// From the first purchase day to the last day seen, in units of time.
    #[serde(rename = "T")]
    pub t: f64,
    /// The chance that he still buys.
    pub p_alive: Option<f64>,
    /// Its 95 % interval, by the delta method.
    pub p_alive_low: Option<f64>,
    /// Its 95 % interval, by the delta method.
    pub p_alive_high: Option<f64>,
    /// How often he is expected to come within the horizon.
    pub expected_orders: Option<f64>,
    /// Lower bound of the expectation's 95 % interval, by the delta method.
    pub low: Option<f64>,
    /// Upper bound of the expectation's 95 % interval, by the delta method.
    pub high: Option<f64>,
    /// What that brings; null without amounts.
    pub expected_value: Option<Money>,
    /// Lower bound of the value's 95 % interval.
    pub value_low: Option<Money>,
    /// Upper bound of the value's 95 % interval.
    pub value_high: Option<Money>,
}

/// The report before its customers are introduced: everything but their rows.
pub struct Told {
    /// The report, still without rows.
    pub report: ValueReport,
    /// Who is listed, the worthiest first.
    pub listed: Vec<Listed>,
}

/// One customer who is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// His past.
    pub past: Past,
    /// What is expected of him; none without a fit.
    pub ahead: Option<Ahead>,
}

/// Reads the report off a fitted shop.
pub fn tell(options: ValueOptions, vantage: &Vantage, modelled: Option<&Modelled>) -> Told {
    let definition = definition(&options, vantage.language);
    let mut head = vantage.head("value", definition, options);
    let ahead = modelled.and_then(|modelled| modelled.ahead(&head.options));
    let hold_out = modelled.and_then(|modelled| checks::hold_out(&head.options, modelled));
    let doubts = modelled.map(|modelled| doubts::of(&head.options, modelled, hold_out.as_ref()));
    doubts.into_iter().flatten().for_each(|doubt| head.caveats.say(doubt));
    let fit = modelled.and_then(|modelled| modelled.fit.as_ref());
    let spend = modelled.and_then(|modelled| modelled.spend.as_ref());
    let pasts = modelled.map_or(&[][..], |modelled| &modelled.pasts);
    let limit = head.options.limit.map_or(usize::MAX, |limit| limit as usize);
    let total = ahead.as_deref().map(|ahead| total(ahead, vantage));
    let histogram =
        modelled.map(|modelled| checks::histogram(&head.options, modelled)).unwrap_or_default();
    let report = ValueReport {
        model: head.options.model,
        params: fit.map(|fit| named(fit, fit.parameters)),
        errors: fit.and_then(|fit| Some(named(fit, fit.errors?))),
        log_likelihood: fit.map(|fit| fit.log_likelihood),
        search: fit.map(SearchOut::from),
        customers: pasts.len() as u64,
        came_again: pasts.iter().filter(|past| past.seen.n_again > 0).count() as u64,
        seen_from: modelled.map(|modelled| modelled.window.from),
        seen_until: modelled.map(|modelled| modelled.window.until),
        total,
        spend: spend.map(|spend| spend.told(vantage)),
        histogram,
        hold_out,
        rows: Vec::new(),
        head,
    };
    Told { report, listed: listed(pasts, ahead, limit) }
}

/// The doubts that stand on the card of one customer.
pub fn doubts_of_one(options: &ValueOptions, modelled: &Modelled) -> Caveats {
    Caveats(doubts::of_fit_and_spend(options, modelled))
}

fn named(fit: &Fit, numbers: [f64; 4]) -> BTreeMap<&'static str, f64> {
    fit.model.parameters().iter().copied().zip(numbers).collect()
}

fn total(ahead: &[Ahead], vantage: &Vantage) -> Total {
    let sum = |of: &dyn Fn(&Ahead) -> f64| ahead.iter().map(of).sum();
    let has_value = ahead.iter().any(|one| one.value.is_some());
    let value: f64 = sum(&|one| one.value.map_or(0.0, |value| value.value));
    Total {
        alive: sum(&|one| one.outlook.alive.value),
        expected_orders: sum(&|one| one.outlook.expected.value),
        expected_value: money(vantage, value).filter(|_| has_value),
    }
}

/// An amount that was reckoned, in whole minor units.
pub fn money(vantage: &Vantage, minor: f64) -> Option<Money> {
    // A float holds whole numbers of this size without a gap to an i64.
    vantage.money(minor.clamp(-9e15, 9e15).round() as i64)
}

fn listed(pasts: &[Past], ahead: Option<Vec<Ahead>>, limit: usize) -> Vec<Listed> {
    let ahead =
        ahead.map_or_else(|| vec![None; pasts.len()], |all| all.into_iter().map(Some).collect());
    let mut listed: Vec<Listed> =
        pasts.iter().zip(ahead).map(|(past, ahead)| Listed { past: *past, ahead }).collect();
    let worth = |one: &Listed| {
        let orders = one.ahead.map_or(0.0, |ahead| ahead.outlook.expected.value);
        let value = one.ahead.and_then(|ahead| ahead.value).map_or(orders, |value| value.value);
        (value, orders)
    };
    listed.sort_by(|left, right| {
        let ((value, orders), (other_value, other_orders)) = (worth(left), worth(right));
        (other_value.total_cmp(&value))
            .then(other_orders.total_cmp(&orders))
            .then(left.past.customer_no.cmp(&right.past.customer_no))
    });
    listed.truncate(limit);
    listed
}

impl From<&Fit> for SearchOut {
    fn from(fit: &Fit) -> Self {
        Self {
            converged: fit.search.is_converged,
            steps: fit.search.n_steps,
            starts: fit.search.n_starts,
            agreeing: fit.search.n_agreeing,
            slope: fit.search.slope_mean,
            nobody_leaves: fit.search.is_without_end,
        }
    }
}

impl Spend {
    fn told(&self, vantage: &Vantage) -> SpendOut {
        let fit = &self.fit;
        let named = |[p, q, v]: [f64; 3]| BTreeMap::from([("p", p), ("q", q), ("v", v)]);
        let scale = 10_f64.powi(self.digits.cast_signed());
        SpendOut {
            params: named([fit.p, fit.q, fit.v]),
            errors: fit.errors.map(named),
            log_likelihood: fit.log_likelihood,
            customers: fit.n_sizes,
            mean: fit.mean_of_all().and_then(|mean| money(vantage, mean * scale)),
            correlation: self.correlation,
        }
    }
}

/// What customers are called, by their numbers: the id that reports show, and ours.
pub type Called = HashMap<i64, (String, CustomerId)>;

/// The row of one who is listed.
pub fn row(
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
