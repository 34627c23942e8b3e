//! Boosting: small trees, each grown towards what those before left over (Friedman 2001, with the
//! curvature of the likelihood as the weight of each row).

use serde::{Deserialize, Serialize};

use super::cutting::Cut;
use super::tree::{Pull, Tree, TreeSettings, grown};
use super::{Examples, chance_of, log_odds_of};

/// How trees are added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoostingSettings {
    /// How many.
    pub n_trees: usize,
    /// How much of each counts.
    pub rate: f64,
    /// How each grows.
    pub tree: TreeSettings,
}

impl Default for BoostingSettings {
    fn default() -> Self {
        let tree = TreeSettings { n_leaves: 8, depth: 8, leaf_least: 20 };
        Self { n_trees: 150, rate: 0.05, tree }
    }
}

/// A sum of trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boosted {
    /// The log-odds before the first tree.
    pub base: f64,
    /// The trees; what they answer is already cut down to what counts.
    pub trees: Vec<Tree>,
}

/// Adds trees; `examples` must hold both answers.
pub fn boost(examples: &Examples, settings: &BoostingSettings) -> Boosted {
    let cut = Cut::of(examples);
    let base = log_odds_of(examples.n_yes() as f64 / examples.len().max(1) as f64);
    let mut log_odds = vec![base; examples.len()];
    let mut trees = Vec::with_capacity(settings.n_trees);
    for _ in 0..settings.n_trees {
        let pull = |(log_odds, yes): (&f64, &bool)| {
            let chance = chance_of(*log_odds);
            Pull { sum: f64::from(*yes) - chance, weight: chance * (1.0 - chance), n: 1.0 }
        };
        let pulls: Vec<Pull> = log_odds.iter().zip(&examples.answers).map(pull).collect();
        let mut tree = grown(&cut, &pulls, &settings.tree);
        tree.nodes.iter_mut().for_each(|node| node.value *= settings.rate);
        if tree.nodes.len() == 1 {
            // Nothing is left that a tree could tell apart.
            break;
        }
        for (log_odds, row) in log_odds.iter_mut().zip(examples.rows()) {
            *log_odds += tree.value(row);
        }
        trees.push(tree);
    }
    Boosted { base, trees }
}

impl Boosted {
    /// The log-odds of a yes for a row.
    pub fn log_odds(&self, row: &[f64]) -> f64 {
        self.base + self.trees.iter().map(|tree| tree.value(row)).sum::<f64>()
    }

    /// How far each number of a row moves the log-odds away from where the trees begin.
    pub fn reasons(&self, row: &[f64]) -> Vec<f64> {
        let mut reasons = vec![0.0; row.len()];
        for tree in &self.trees {
            tree.walk(row, |feature, before, after| reasons[feature] += after - before);
        }
        reasons
    }
}
