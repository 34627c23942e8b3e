//! The value report: what the customers are worth ahead, and how far to trust it.

mod doubts;
mod listed;
mod shapes;
mod sheet;
mod words;

use std::collections::BTreeMap;

use domain::{Caveats, Money};
use stats::recurrence::Fit;

use super::ValueOptions;
use super::modelled::{Ahead, Modelled, Spend, checks};
use super::past::Past;
use crate::Vantage;

pub(crate) use listed::row;
pub use shapes::{SearchOut, SpendOut, Total, ValueReport, ValueRow};
pub use words::definition;

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
