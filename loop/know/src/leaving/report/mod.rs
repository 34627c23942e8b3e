//! The leaving report: who will not come, what that costs, and how far to trust it.

mod doubts;
mod figures;
mod listed;
mod shapes;
mod sheet;
mod words;

use domain::Money;

use super::modelled::Modelled;
use super::{Fitted, LeavingOptions};
use crate::Vantage;

pub(crate) use listed::row;
pub use listed::{reasons, usual};
pub use shapes::{
    BinOut, BranchOut, FeatureOut, LeavingReport, LeavingRow, LeavingTotal, LiftOut, Reason,
    TrialOut, TriedOut,
};
pub use words::definition;

/// The report before its customers are introduced: everything but their rows.
pub struct Told {
    /// The report, still without rows.
    pub report: LeavingReport,
    /// Who is listed, those with most at stake first.
    pub listed: Vec<Listed>,
}

/// One customer who is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// His number.
    pub customer_no: i64,
    /// His place among those seen now.
    pub place: usize,
    /// His chance to leave; none when nothing could be learnt.
    pub leaving: Option<f64>,
}

/// Reads the report off a fitted shop.
pub fn tell(options: LeavingOptions, fitted: &Fitted) -> Told {
    let Fitted { vantage, rhythm_days, modelled } = fitted;
    let limit = options.limit.map_or(usize::MAX, |limit| limit as usize);
    let mut head = vantage.head("leaving", definition(vantage.language), options);
    let Some(modelled) = modelled else {
        let report = nothing(head, *rhythm_days);
        return Told { report, listed: Vec::new() };
    };
    doubts::of(modelled).into_iter().for_each(|doubt| head.caveats.say(doubt));
    let (cuts, ready) = (&modelled.cuts, modelled.ready.as_ref());
    let chances = modelled.chances();
    let learnt = ready.map(|ready| &ready.learnt);
    let report = LeavingReport {
        within_days: cuts.within,
        model: ready.map(|ready| ready.model),
        customers: modelled.now.seen.customers.len() as u64,
        seen_from: Some(cuts.from),
        seen_until: Some(cuts.day(cuts.end.saturating_sub(1))),
        total: chances.as_deref().map(|chances| figures::total(modelled, chances, vantage)),
        cuts: cuts.known.iter().map(|cut| cuts.day(*cut)).collect(),
        examples: modelled.n_examples as u64,
        left: modelled.n_left as u64,
        trial: modelled.trial.as_ref().and_then(|trial| figures::trial_out(modelled, trial)),
        features: learnt.map(|learnt| figures::features(modelled, learnt)).unwrap_or_default(),
        tree: modelled.tree.as_ref().map(figures::branches).unwrap_or_default(),
        ..nothing(head, *rhythm_days)
    };
    Told { report, listed: listed(modelled, chances.as_deref(), limit) }
}

/// The report of a shop in which nobody has bought.
fn nothing(head: crate::Head<LeavingOptions>, rhythm_days: Option<u32>) -> LeavingReport {
    LeavingReport {
        head,
        within_days: super::WITHIN_USUAL,
        rhythm_days,
        model: None,
        customers: 0,
        seen_from: None,
        seen_until: None,
        total: None,
        cuts: Vec::new(),
        examples: 0,
        left: 0,
        trial: None,
        features: Vec::new(),
        tree: Vec::new(),
        rows: Vec::new(),
    }
}

/// An amount that was reckoned, in whole minor units.
pub fn money(vantage: &Vantage, minor: f64) -> Option<Money> {
    // A float holds whole numbers of this size without a gap to an i64.
    vantage.money(minor.clamp(-9e15, 9e15).round() as i64)
}

fn listed(modelled: &Modelled, chances: Option<&[f64]>, limit: usize) -> Vec<Listed> {
    let seen = &modelled.now.seen;
    let listed = seen.customers.iter().enumerate().map(|(place, &customer_no)| {
        let leaving = chances.map(|chances| chances[place]);
        Listed { customer_no, place, leaving }
    });
    let mut listed: Vec<Listed> = listed.collect();
    let stake = |one: &Listed| {
        let chance = one.leaving.unwrap_or(0.0);
        (chance * seen.year_amount[one.place] as f64, chance)
    };
    listed.sort_by(|one, other| {
        let ((value, chance), (other_value, other_chance)) = (stake(one), stake(other));
        (other_value.total_cmp(&value))
            .then(other_chance.total_cmp(&chance))
            .then(one.customer_no.cmp(&other.customer_no))
    });
    listed.truncate(limit);
    listed
}
