//! What must be known before the classes are trusted.

use domain::Caveat;

use super::Found;
use crate::abc::{AbcOptions, Ranking, Steadiness, Whose, Worth};

/// Why there are no classes, or one of them is empty.
pub(super) fn doubts(options: &AbcOptions, ranking: &Ranking) -> Option<Caveat> {
    let total = ranking.total;
    if total.n == 0 {
        return Some(Caveat::new("nothing_bought", "nothing was bought in the days asked for"));
    }
    if total.gain == 0 {
        return Some(match (options.of, options.value) {
            (Whose::Customers, Worth::Revenue) => crate::head::no_amounts(),
            _ => Caveat::new("nothing_gained", "nothing brought more than it cost"),
        });
    }
    let largest = ranking.tops.first().and_then(|top| ranking.share(top.gain))?;
    (largest > options.a_share.number()).then(|| {
        let percent = largest * 100.0;
        let text = format!("the largest alone brings {percent:.0} %, so class A is empty");
        Caveat::new("largest_is_beyond_a", text)
    })
}

/// Said where a history is too short for periods of this length, though it holds some.
pub(super) fn all_new(found: &Found) -> Option<Caveat> {
    let (total, new) = (found.ranking.total.n, found.ranking.of_steadiness(Steadiness::N).n);
    let text = "the history holds fewer than six periods of this length, so all are new";
    (total > 0 && new == total && found.plan.tells_steadiness())
        .then(|| Caveat::new("all_are_new", text))
}
