//! Learning yes or no from numbers: three ways to learn it, and how to tell how well it was learnt.
//!
//! What is learnt from is [`Examples`]. Each way answers a [`Learnt`], which gives the chance of a
//! yes for a row and says how much each of its numbers moved that. Start at [`learn`].

mod boosting;
mod cutting;
mod examples;
mod logistic;
mod scoring;
mod tree;

use serde::{Deserialize, Serialize};

pub use boosting::{Boosted, BoostingSettings, boost};
pub use examples::Examples;
pub use logistic::{Logistic, logistic};
pub use scoring::{Bin, Lift, Score, bins, lifts, score};
pub use tree::{Node, Split, Tree, TreeSettings, grow};

/// A way to learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Logistic regression; its coefficients, told in spreads of their features, are held towards
    /// 0 by so much: half of it times the sum of their squares. 0 is plain maximum likelihood.
    Logistic(f64),
    /// One tree, small enough to be drawn.
    Tree(TreeSettings),
    /// Many small trees, each mending what those before left over.
    Boosting(BoostingSettings),
}

/// What was learnt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Learnt {
    /// A sum of weighted numbers.
    Logistic(Logistic),
    /// A tree whose leaves are chances.
    Tree(Tree),
    /// A sum of trees.
    Boosting(Boosted),
}

/// Learns from examples; nothing when they are all of one answer, because then there is nothing to
/// tell apart.
pub fn learn(way: &Way, examples: &Examples) -> Option<Learnt> {
    let n_yes = examples.n_yes();
    if n_yes == 0 || n_yes == examples.len() {
        return None;
    }
    Some(match way {
        Way::Logistic(ridge) => Learnt::Logistic(logistic(examples, *ridge)?),
        Way::Tree(settings) => {
            let answers: Vec<f64> = examples.answers.iter().map(|yes| f64::from(*yes)).collect();
            Learnt::Tree(grow(examples, &answers, settings))
        }
        Way::Boosting(settings) => Learnt::Boosting(boost(examples, settings)),
    })
}

impl Learnt {
    /// The chance of a yes for a row: above 0 and below 1.
    pub fn chance(&self, row: &[f64]) -> f64 {
        match self {
            Self::Logistic(it) => chance_of(it.log_odds(row)),
            Self::Tree(it) => surely_between(it.value(row)),
            Self::Boosting(it) => chance_of(it.log_odds(row)),
        }
    }

    /// How far each number of a row moves the log-odds away from those of an average row.
    ///
    /// Of a sum these are its parts; of trees, what each step down the branches adds to the mean of
    /// its node (Saabas 2014).
    pub fn reasons(&self, row: &[f64]) -> Vec<f64> {
        match self {
            Self::Logistic(it) => it.reasons(row),
            Self::Tree(it) => {
                let mut reasons = vec![0.0; row.len()];
                it.walk(row, |feature, before, after| {
                    let log_odds = |share| log_odds_of(surely_between(share));
                    reasons[feature] += log_odds(after) - log_odds(before);
                });
                reasons
            }
            Self::Boosting(it) => it.reasons(row),
        }
    }
}

/// The chance at some log-odds.
pub fn chance_of(log_odds: f64) -> f64 {
    surely_between(1.0 / (1.0 + (-log_odds).exp()))
}

/// The log-odds of a chance.
pub fn log_odds_of(chance: f64) -> f64 {
    (chance / (1.0 - chance)).ln()
}

/// No example makes anything certain: a leaf of nothing but yes stops short of 1.
fn surely_between(chance: f64) -> f64 {
    chance.clamp(1e-6, 1.0 - 1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(n: u32, yes: impl Fn(f64, f64) -> bool) -> Examples {
        let mut examples = Examples::new(2);
        for nth in 0..n {
            let (a, b) = (f64::from(nth % 17) / 17.0, f64::from(nth % 29) / 29.0);
            examples.add(&[a, b], yes(a, b));
        }
        examples
    }

    fn ways() -> [Way; 3] {
        let (tree, boosting) = (TreeSettings::default(), BoostingSettings::default());
        [Way::Logistic(1.0), Way::Tree(tree), Way::Boosting(boosting)]
    }

    #[test]
    fn what_is_of_one_answer_teaches_nothing() {
        for way in ways() {
            assert_eq!(learn(&way, &drawn(100, |_, _| true)), None);
            assert_eq!(learn(&way, &Examples::new(2)), None);
        }
    }

    #[test]
    fn what_can_be_told_apart_is_and_chances_stay_chances() {
        let examples = drawn(2_000, |a, _| a > 0.5);
        for way in ways() {
            let learnt = learn(&way, &examples).expect("two answers");
            let (no, yes) = (learnt.chance(&[0.1, 0.5]), learnt.chance(&[0.9, 0.5]));
            assert!(0.0 < no && no < 0.1 && 0.9 < yes && yes < 1.0, "{way:?}: {no} {yes}");
            let reasons = learnt.reasons(&[0.9, 0.5]);
            assert!(reasons[0] > 1.0 && reasons[1].abs() < 0.3, "{way:?}: {reasons:?}");
        }
    }

    #[test]
    fn a_feature_that_never_varies_changes_nothing() {
        let mut examples = Examples::new(2);
        for nth in 0..500 {
            examples.add(&[f64::from(nth % 10), 7.0], nth % 10 > 4 || nth % 7 == 0);
        }
        for way in ways() {
            let learnt = learn(&way, &examples).expect("two answers");
            assert_eq!(learnt.chance(&[3.0, 7.0]), learnt.chance(&[3.0, 700.0]), "{way:?}");
            assert!(learnt.reasons(&[3.0, 700.0])[1] == 0.0, "{way:?}");
        }
    }
}
