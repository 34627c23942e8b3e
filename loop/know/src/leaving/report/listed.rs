//! One customer of the report, and why his chance is what it is.

use stats::learning::Learnt;

use super::shapes::{LeavingRow, Reason};
use super::{Listed, money};
use crate::Vantage;
use crate::called::Called;
use crate::leaving::features::{Feature, N_FEATURES};
use crate::leaving::modelled::{Modelled, Now};

/// As many as are read.
const REASONS: usize = 3;
/// A smaller part of the log-odds moves a chance by less than two in a hundred.
const TELLING: f64 = 0.08;

/// The row of one who is listed.
pub(crate) fn row(
    vantage: &Vantage,
    modelled: &Modelled,
    called: &Called,
    listed: &Listed,
) -> LeavingRow {
    let seen = &modelled.now.seen;
    let Listed { customer_no, place, leaving } = *listed;
    let (customer_id, customer) = called.get(&customer_no).cloned().unzip();
    let year = seen.year_amount[place];
    let learnt = modelled.ready.as_ref().map(|ready| &ready.learnt);
    let reasons = learnt.map(|learnt| {
        let usual = usual(learnt, &modelled.now);
        reasons(learnt, modelled.now.row(place), &usual)
    });
    LeavingRow {
        customer_id: customer_id.unwrap_or_else(|| customer_no.to_string()),
        customer,
        leaving,
        buying: leaving.map(|chance| 1.0 - chance),
        last_order_on: modelled.cuts.day(seen.last_day[place]),
        occasions: seen.n_occasions[place],
        year_value: vantage.money(year),
        at_stake: leaving.and_then(|chance| money(vantage, chance * year as f64)),
        reasons: reasons.unwrap_or_default(),
    }
}

/// Two numbers that say one thing: how long he has been silent, in days and in gaps of his own. A
/// regression may give to one what it takes from the other, so they are told together.
const SILENCE: [usize; 2] = [Feature::Recency as usize, Feature::Overdue as usize];

/// The effects with both of silence under the stronger of them.
fn with_one_silence(mut effects: Vec<f64>) -> Vec<f64> {
    let [days, gaps] = SILENCE;
    let both = effects[days] + effects[gaps];
    let (told, untold) =
        if effects[gaps].abs() > effects[days].abs() { (gaps, days) } else { (days, gaps) };
    (effects[told], effects[untold]) = (both, 0.0);
    effects
}

/// What moves the chance of a row most.
pub fn reasons(learnt: &Learnt, row: &[f64], usual: &[f64; N_FEATURES]) -> Vec<Reason> {
    let effects = with_one_silence(learnt.reasons(row));
    let told = Feature::ALL.into_iter().zip(effects).map(|(feature, effect)| Reason {
        feature,
        unit: feature.unit(),
        value: feature.shown(row[feature as usize]),
        usual: feature.shown(usual[feature as usize]),
        effect,
    });
    let mut told: Vec<Reason> = told.filter(|reason| reason.effect.abs() >= TELLING).collect();
    told.sort_by(|one, other| other.effect.abs().total_cmp(&one.effect.abs()));
    told.truncate(REASONS);
    told
}

/// What each number usually is: the mean that the regression knows, of trees that of today.
pub fn usual(learnt: &Learnt, now: &Now) -> [f64; N_FEATURES] {
    let mut usual = [0.0; N_FEATURES];
    if let Learnt::Logistic(fit) = learnt {
        usual.copy_from_slice(&fit.means);
        return usual;
    }
    let n = now.seen.customers.len().max(1) as f64;
    for row in now.rows.chunks_exact(N_FEATURES) {
        usual.iter_mut().zip(row).for_each(|(mean, x)| *mean += x / n);
    }
    usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_silence_is_told_once_and_on_the_side_of_both_its_numbers() {
        let mut effects = vec![0.0; N_FEATURES];
        let [days, gaps] = SILENCE;
        (effects[days], effects[gaps]) = (-0.5, 2.0);
        let told = with_one_silence(effects);
        assert_eq!((told[days], told[gaps]), (0.0, 1.5));
    }
}
