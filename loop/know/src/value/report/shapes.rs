//! The shapes in which the worth of customers is told.

use std::collections::BTreeMap;

use domain::{CustomerId, Day, Money};
use serde::Serialize;

use crate::Head;
use crate::value::ValueOptions;
use crate::value::modelled::checks::{Bar, HoldOut};
use crate::value::options::Model;

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
