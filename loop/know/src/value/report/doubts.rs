//! What must be known before the worth of a customer is trusted.

use domain::Caveat;
use stats::recurrence::Fit;

use crate::value::ValueOptions;
use crate::value::modelled::checks::HoldOut;
use crate::value::modelled::{Modelled, Spend};

/// Below this many who came again the intervals are wide enough to be said so.
const FEW: usize = 100;
/// From here on what customers spend goes with how often they come, and the model denies it.
const TOGETHER: f64 = 0.3;
/// A hold-out that is off by more than this is worth a word.
const FAR_OFF: f64 = 0.2;

/// The doubts of one run, gravest first.
pub(super) fn of(
    options: &ValueOptions,
    modelled: &Modelled,
    hold_out: Option<&HoldOut>,
) -> Vec<Caveat> {
    let mut doubts = of_fit_and_spend(options, modelled);
    doubts.extend(of_hold_out(modelled.fit.as_ref(), hold_out));
    doubts
}

/// The doubts that do not stand on a hold-out.
pub(super) fn of_fit_and_spend(options: &ValueOptions, modelled: &Modelled) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    let n_again = modelled.pasts.iter().filter(|past| past.seen.n_again > 0).count();
    match &modelled.fit {
        Some(fit) => doubts.extend(of_fit(fit)),
        None if modelled.pasts.is_empty() => {}
        None => doubts.push(Caveat::new(
            "no_returns",
            "nobody has come again on a later day yet, so nobody can say who will",
        )),
    }
    if (1..FEW).contains(&n_again) {
        let hint =
            if options.regularise { "" } else { "; --regularise holds them near what is usual" };
        let text = format!("only {n_again} customers came again: the intervals are wide{hint}");
        doubts.push(Caveat::new("few_came_again", text));
    }
    doubts.extend(of_spend(modelled.spend.as_ref(), n_again));
    doubts
}

fn of_fit(fit: &Fit) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    let search = &fit.search;
    if !search.is_converged {
        let text = format!(
            "the search for the parameters ended after {} steps short of the top",
            search.n_steps
        );
        doubts.push(Caveat::new("not_converged", text));
    }
    if search.is_without_end {
        let text = "the orders show nobody leaving for good, so everybody counts as still buying";
        doubts.push(Caveat::new("nobody_leaves", text));
    }
    if fit.errors.is_none() {
        let text = "the orders leave the parameters open, so there are no intervals";
        doubts.push(Caveat::new("no_intervals", text));
    }
    doubts
}

fn of_hold_out(fit: Option<&Fit>, hold_out: Option<&HoldOut>) -> Option<Caveat> {
    fit?;
    let Some(hold_out) = hold_out else {
        let text = "the history is too short to hold a part of it against the model";
        return Some(Caveat::new("no_hold_out", text));
    };
    let error = hold_out.error.filter(|error| error.abs() > FAR_OFF)?;
    let side = if error > 0.0 { "more" } else { "fewer" };
    let text = format!(
        "on days that it had not seen, the model expected {:.0} % {side} returns than there were",
        error.abs() * 100.0
    );
    Some(Caveat::new("far_off", text))
}

fn of_spend(spend: Option<&Spend>, n_again: usize) -> Option<Caveat> {
    let Some(spend) = spend else {
        return (n_again > 0).then(crate::head::no_amounts);
    };
    if spend.fit.mean_of_all().is_none() {
        let text = "amounts differ so wildly that those who came once have no expected spend";
        return Some(Caveat::new("no_mean_spend", text));
    }
    let correlation = spend.correlation.filter(|it| it.abs() > TOGETHER)?;
    let who = if correlation > 0.0 { "more" } else { "less" };
    let text = format!(
        "who comes more often spends {who} each time (correlation {correlation:.2}), which the \
         model of spending denies"
    );
    Some(Caveat::new("spend_goes_with_frequency", text))
}
