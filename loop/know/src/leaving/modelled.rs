//! A shop's customers, what is learnt of them, and the chance of each to leave.

use serde::{Deserialize, Serialize};
use stats::learning::{Examples, Learnt, Tree};

use super::features::{Cuts, Feature, FeatureSum, N_FEATURES, Sample, Seen, Tallies};
use super::options::Model;
use super::trial::{self, Trial};

/// What was learnt, and of which numbers: all that is needed to tell chances with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ready {
    /// Who does not order within so many days has left.
    pub within: u32,
    /// How it was learnt.
    pub model: Model,
    /// The numbers of a row.
    pub features: Vec<Feature>,
    /// What was learnt.
    pub learnt: Learnt,
}

impl Ready {
    /// Whether this program tells the same numbers of a customer as the one that learnt.
    pub fn is_current(&self) -> bool {
        self.features == Feature::ALL
    }
}

/// The customers as they are now.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// Who, in no order.
    pub seen: Seen,
    /// The whole rows, one after another.
    pub rows: Vec<f64>,
}

impl Now {
    /// The row of the customer at a place.
    pub fn row(&self, place: usize) -> &[f64] {
        &self.rows[place * N_FEATURES..(place + 1) * N_FEATURES]
    }
}

/// What was known of the customers on every cut.
pub struct Gathered {
    cuts: Cuts,
    sample: Sample,
    now: Now,
    /// Of the cuts whose future is known, newest first.
    known: Vec<Examples>,
}

impl Gathered {
    /// Puts together what the fold and the tallies have seen.
    pub fn of(cuts: Cuts, sample: Sample, sum: FeatureSum, tallies: &Tallies) -> Self {
        let mut seen = sum.cuts.into_iter().map(Seen::in_order).enumerate();
        let now = seen.next().map(|(cut, seen)| (tallies.complete(&seen, cut), seen));
        let now = now.map(|(rows, seen)| Now { seen, rows }).unwrap_or_default();
        let known = seen.map(|(cut, seen)| examples(&seen, tallies, cut)).collect();
        Self { cuts, sample, now, known }
    }
}

/// A shop, and what was learnt from it.
pub struct Modelled {
    /// The days at which the past was cut.
    pub cuts: Cuts,
    /// Of whom it was learnt.
    pub sample: Sample,
    /// The customers as they are now.
    pub now: Now,
    /// How many examples there were, of all known cuts together.
    pub n_examples: usize,
    /// How many of them left.
    pub n_left: usize,
    /// The models on the days held back; none when the history is too short for that.
    pub trial: Option<Trial>,
    /// What was learnt from all known cuts; none when they know one answer only.
    pub ready: Option<Ready>,
    /// The same as a tree, to be drawn.
    pub tree: Option<Tree>,
}

/// The cuts that are learnt from when the newest is held back, and when it is not.
const LEARNT_FROM_MOST: usize = 5;

impl Modelled {
    /// Tries all models on the newest cut, learns by the one that is shipped, and draws the tree.
    pub fn of(asked: Model, gathered: Gathered) -> Self {
        let trial = gathered.known.split_first().and_then(|(held, past)| {
            Trial::of(asked, &joined(&past[..past.len().min(LEARNT_FROM_MOST)]), held)
        });
        let model = trial.as_ref().map_or(usual(asked), |trial| trial.chosen);
        let (mut modelled, all) = Self::learnt(model, gathered);
        modelled.trial = trial;
        if let Some(Learnt::Tree(tree)) = trial::learnt(Model::Tree, &all) {
            modelled.tree = Some(tree);
        }
        modelled
    }

    /// Learns by one model that nobody tries: a card waits for nothing that it does not show.
    pub fn untried(model: Model, gathered: Gathered) -> Self {
        Self::learnt(usual(model), gathered).0
    }

    /// With the examples that were learnt from.
    fn learnt(model: Model, gathered: Gathered) -> (Self, Examples) {
        let Gathered { cuts, sample, now, known } = gathered;
        let all = joined(&known[..known.len().min(LEARNT_FROM_MOST)]);
        let (within, features) = (cuts.within, Feature::ALL.to_vec());
        let ready = trial::learnt(model, &all);
        let ready = ready.map(|learnt| Ready { within, model, features, learnt });
        let (n_examples, n_left) = (all.len(), all.n_yes());
        let (trial, tree) = (None, None);
        (Self { cuts, sample, now, n_examples, n_left, trial, ready, tree }, all)
    }

    /// The chance of everybody to leave, in the order of those seen now.
    pub fn chances(&self) -> Option<Vec<f64>> {
        self.ready.as_ref().map(|ready| chances(ready, &self.now))
    }
}

/// The chance of everybody to leave.
pub fn chances(ready: &Ready, now: &Now) -> Vec<f64> {
    now.rows.chunks_exact(N_FEATURES).map(|row| ready.learnt.chance(row)).collect()
}

/// Without a trial there is nothing that a model could be better by.
fn usual(asked: Model) -> Model {
    if asked == Model::Simplest { Model::Logistic } else { asked }
}

/// Those seen on a cut; a yes is who did not come.
fn examples(seen: &Seen, tallies: &Tallies, cut: usize) -> Examples {
    Examples {
        n_features: N_FEATURES,
        features: tallies.complete(seen, cut),
        answers: seen.came.iter().map(|came| !came).collect(),
    }
}

fn joined(all: &[Examples]) -> Examples {
    let mut joined = Examples::new(N_FEATURES);
    for some in all {
        joined.features.extend_from_slice(&some.features);
        joined.answers.extend_from_slice(&some.answers);
    }
    joined
}
