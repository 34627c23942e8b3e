//! What must be known before personas are trusted.

use domain::Caveat;

use crate::personas::Seen;
use crate::personas::finding::{CUSTOMERS_LEAST, Nothing};
use crate::personas::found::{Fate, Found};

/// Customers who lie together less than this shade into one another (Kaufman and Rousseeuw 1990).
const APART: f64 = 0.25;

/// The doubts, gravest first.
pub(super) fn of(seen: &Seen) -> Vec<Caveat> {
    let found = match &seen.found {
        Ok(found) => found,
        Err(nothing) => return of_nothing(*nothing),
    };
    let mut doubts = Vec::new();
    if found.stopped {
        let text = "time ran out before everything was tried, so these are the best so far";
        doubts.push(Caveat::new("stopped_early", text));
    }
    doubts.extend(of_number(found));
    let changed = found.personas.iter().filter(|it| matches!(it.fate, Fate::Changed(_))).count();
    if changed > 0 || !found.gone.is_empty() {
        let text = format!(
            "since the run before, {changed} personas have changed so much that they have another \
             name, and {} words of that run mean nobody any more; segments that ask for them are \
             empty once this run is in use",
            found.gone.len()
        );
        doubts.push(Caveat::new("personas_changed", text));
    }
    let flat = found.scales.0.iter().filter(|scale| scale.weight == 0.0).count();
    if flat > 0 {
        let text = format!(
            "in {flat} of {} numbers customers do not differ by more than chance, so these tell \
             nothing",
            found.scales.0.len()
        );
        doubts.push(Caveat::new("features_flat", text));
    }
    doubts
}

fn of_number(found: &Found) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    let k = found.personas.len();
    let Some(tried) = found.tried.iter().find(|it| it.k == k) else { return doubts };
    if !tried.is_stable() {
        let text = format!(
            "two halves of the customers, looked at on their own, agree on {k} personas by {:.2} \
             only, where 1 is wholly and 0 is chance: another month may tell others",
            tried.stability
        );
        doubts.push(Caveat::new("personas_unstable", text));
    }
    if tried.silhouette < APART {
        let text = format!(
            "customers shade into one another (silhouette {:.2}): personas cut a cloud into parts, \
             and whoever stands at a border could as well be on its other side",
            tried.silhouette
        );
        doubts.push(Caveat::new("personas_shade", text));
    }
    doubts
}

fn of_nothing(nothing: Nothing) -> Vec<Caveat> {
    match nothing {
        // The head says so already.
        Nothing::Nobody => Vec::new(),
        Nothing::TooFew(n) => {
            let text = format!(
                "{n} customers are too few to be of kinds: it takes at least {CUSTOMERS_LEAST}"
            );
            vec![Caveat::new("too_few_customers", text)]
        }
        Nothing::Alike => {
            let text = "customers do not differ in as many ways as personas are asked for, so none \
                        can be told apart";
            vec![Caveat::new("all_alike", text)]
        }
    }
}
