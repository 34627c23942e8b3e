//! Regulars who are quieter than most ever were before they came back.

use crate::rfm::Scored;
use crate::rhythm::{CurvePoint, RhythmReport};

/// Regulars who are quiet, but not long enough to be given up.
#[derive(Clone, Debug, PartialEq)]
pub struct Overdue {
    /// Who they are, by their numbers.
    pub customers: Vec<Quiet>,
    /// Customers who have bought at least twice.
    pub regulars: u64,
    /// From how many days of silence on.
    pub quiet_days: usize,
    /// Up to how many days of silence; no end while the history is too short to tell.
    pub lapsed_days: Option<usize>,
}

/// One of them, and what he would bring if he returned as others did after such a silence: his
/// usual order times the chance of a return, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quiet {
    /// His number.
    pub customer_no: i64,
    expected: f64,
    low: f64,
    high: f64,
}

/// An expected sum in minor units and the bounds of the return rates behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// By the return rates seen.
    pub expected: i64,
    /// By the lower bounds of their 95 % intervals.
    pub low: i64,
    /// By the upper bounds.
    pub high: i64,
}

/// Finds them; none when nobody is overdue or nobody has ever come back.
pub fn overdue(rhythm: &RhythmReport, customers: &[Scored]) -> Option<Overdue> {
    let quiet_days = rhythm.thresholds.quiet_days?;
    let lapsed_days = rhythm.thresholds.lapsed_days.filter(|lapsed| *lapsed > quiet_days);
    let mut found = Overdue { customers: Vec::new(), regulars: 0, quiet_days, lapsed_days };
    for customer in customers {
        if customer.orders < 2 {
            continue;
        }
        found.regulars += 1;
        let silent = usize::try_from(customer.recency_days).unwrap_or(0);
        if silent < quiet_days || lapsed_days.is_some_and(|lapsed| silent > lapsed) {
            continue;
        }
        let usual = customer.revenue as f64 / customer.orders as f64;
        let chance = chance_of_return(&rhythm.curve, silent);
        found.customers.push(Quiet {
            customer_no: customer.customer_no,
            expected: usual * chance.expected,
            low: usual * chance.low,
            high: usual * chance.high,
        });
    }
    (!found.customers.is_empty()).then_some(found)
}

impl Overdue {
    /// What those of them who can be reached would bring.
    pub fn worth_of(&self, is_reachable: impl Fn(i64) -> bool) -> Worth {
        let reachable = || self.customers.iter().filter(|quiet| is_reachable(quiet.customer_no));
        let of = |part: fn(&Quiet) -> f64| reachable().map(part).sum::<f64>() as i64;
        Worth {
            expected: of(|quiet| quiet.expected),
            low: of(|quiet| quiet.low),
            high: of(|quiet| quiet.high),
        }
    }
}

/// The chance of a return after a silence, with the bounds of the curve.
struct Chance {
    expected: f64,
    low: f64,
    high: f64,
}

/// Of those away after so many days, the share that returned later: 1 − S(end) / S(d).
fn chance_of_return(curve: &[CurvePoint], silent: usize) -> Chance {
    let n_past = curve.partition_point(|point| point.day <= silent);
    let (Some(here), Some(end)) = (curve[..n_past].last(), curve.last()) else {
        return Chance { expected: 0.0, low: 0.0, high: 0.0 };
    };
    let chance = |away: f64, gone: f64| if away > 0.0 { (1.0 - gone / away).max(0.0) } else { 0.0 };
    Chance {
        expected: chance(here.survival, end.survival),
        low: chance(here.low, end.high),
        high: chance(here.high, end.low),
    }
}
