//! What must be known before a chance to leave is trusted.

use domain::Caveat;

use crate::leaving::modelled::Modelled;

/// Fewer examples of the rarer answer leave every coefficient open.
const FEW: usize = 100;
/// Expecting so many more or fewer of a hundred than came is worth a word.
const FAR_OFF: f64 = 0.1;

/// The doubts of one fit, gravest first.
pub(super) fn of(modelled: &Modelled) -> Vec<Caveat> {
    let within = modelled.cuts.within;
    if modelled.ready.is_none() {
        return vec![nothing_learnt(modelled)];
    }
    let mut doubts = Vec::new();
    let rarer = modelled.n_left.min(modelled.n_examples - modelled.n_left);
    if rarer < FEW {
        let what = if rarer == modelled.n_left { "who left" } else { "who came" };
        let text = format!("learnt from only {rarer} customers {what}: the chances are rough");
        doubts.push(Caveat::new("few_examples", text));
    }
    doubts.extend(of_trial(modelled));
    if modelled.sample.is_part() {
        let text = format!(
            "learnt from a part of the customers, {} examples, which stand for all",
            modelled.n_examples
        );
        doubts.push(Caveat::new("learnt_from_a_part", text));
    }
    if modelled.trial.is_none() {
        let text = format!(
            "the history of {} days is too short to hold {within} of them back and try the model \
             on them",
            modelled.cuts.end
        );
        doubts.push(Caveat::new("no_trial", text));
    }
    doubts
}

fn nothing_learnt(modelled: &Modelled) -> Caveat {
    let (within, n_days) = (modelled.cuts.within, modelled.cuts.end);
    if modelled.cuts.known.is_empty() {
        let text = format!(
            "a history of {n_days} days is too short to learn who orders within {within}: it takes \
             {} days",
            2 * u64::from(within)
        );
        return Caveat::new("too_short", text);
    }
    if modelled.n_left == 0 {
        let text = format!("everybody ordered again within {within} days, so nobody is leaving");
        return Caveat::new("nobody_left", text);
    }
    let text =
        format!("nobody has ordered again within {within} days yet, so nobody can say who will");
    Caveat::new("no_returns", text)
}

fn of_trial(modelled: &Modelled) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    let Some((trial, shipped)) = modelled.trial.as_ref().and_then(|it| Some((it, it.shipped()?)))
    else {
        return doubts;
    };
    if shipped.score.auc_interval().low <= 0.5 {
        let text = format!(
            "on days that it had not seen, the model told no better than chance (AUC {:.2})",
            shipped.score.auc
        );
        doubts.push(Caveat::new("no_better_than_chance", text));
    }
    let left = shipped.score.n_yes as f64 / shipped.score.n as f64;
    if (trial.told - left).abs() > FAR_OFF {
        let text = format!(
            "on days that it had not seen, the model expected {:.0} % to leave and {:.0} % did: \
             these days differ from those before them",
            trial.told * 100.0,
            left * 100.0
        );
        doubts.push(Caveat::new("unlike_before", text));
    }
    doubts
}
