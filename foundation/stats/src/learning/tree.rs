//! Trees: rows are parted again and again where that tells most.
//!
//! Each row has a pull (what the tree should answer) and a weight; a node answers the mean pull of
//! its rows. Parting gains `Σ pull² / Σ weight` of both sides less that of the whole, which for
//! answers of 0 and 1 is what Gini's measure gains. The node that gains most is parted next.

use serde::{Deserialize, Serialize};

use super::Examples;
use super::cutting::Cut;

/// How a tree grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeSettings {
    /// The most leaves.
    pub n_leaves: usize,
    /// The most steps from the root to a leaf.
    pub depth: usize,
    /// The fewest rows of a leaf.
    pub leaf_least: usize,
}

impl Default for TreeSettings {
    /// As much as a person reads on a page.
    fn default() -> Self {
        Self { n_leaves: 12, depth: 4, leaf_least: 50 }
    }
}

/// A tree; the first node is the root.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    /// Its nodes; those below a node come after it.
    pub nodes: Vec<Node>,
}

/// A node of a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// How many rows it was grown from.
    pub n: usize,
    /// What it answers.
    pub value: f64,
    /// Where it parts; none of a leaf.
    pub split: Option<Split>,
}

/// Where a node parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// By which feature.
    pub feature: usize,
    /// Up to this number a row goes to the first branch, above it to the second.
    pub up_to: f64,
    /// How much that tells.
    pub gain: f64,
    /// The nodes that it leads to.
    pub branches: [usize; 2],
}

impl Tree {
    /// What it answers for a row.
    pub fn value(&self, row: &[f64]) -> f64 {
        let mut value = self.nodes.first().map_or(0.0, |root| root.value);
        self.walk(row, |_, _, after| value = after);
        value
    }

    /// Walks down with a row: by which feature each step goes, and what is answered before and
    /// after it.
    pub fn walk(&self, row: &[f64], mut step: impl FnMut(usize, f64, f64)) {
        let Some(mut node) = self.nodes.first() else { return };
        while let Some(split) = &node.split {
            let next = &self.nodes[split.branches[usize::from(row[split.feature] > split.up_to)]];
            step(split.feature, node.value, next.value);
            node = next;
        }
    }
}

/// Grows a tree whose leaves answer the mean of `targets`.
pub fn grow(examples: &Examples, targets: &[f64], settings: &TreeSettings) -> Tree {
    let cut = Cut::of(examples);
    let pulls: Vec<Pull> =
        targets.iter().map(|target| Pull { sum: *target, weight: 1.0, n: 1.0 }).collect();
    grown(&cut, &pulls, settings)
}

/// What a row, or many, want of a node: the sum of their pulls and of their weights.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pull {
    pub(super) sum: f64,
    pub(super) weight: f64,
    pub(super) n: f64,
}

impl Pull {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.weight += other.weight;
        self.n += other.n;
    }

    fn less(self, other: Self) -> Self {
        Self { sum: self.sum - other.sum, weight: self.weight - other.weight, n: self.n - other.n }
    }

    fn mean(self) -> f64 {
        if self.weight > WEIGHT_LEAST { self.sum / self.weight } else { 0.0 }
    }

    fn told(self) -> f64 {
        if self.weight > WEIGHT_LEAST { self.sum * self.sum / self.weight } else { 0.0 }
    }
}

/// A node of less weight answers nothing.
const WEIGHT_LEAST: f64 = 1e-3;
/// Rounding alone gains so much.
const GAIN_LEAST: f64 = 1e-9;

/// A leaf that may still be parted.
struct Leaf {
    node: usize,
    depth: usize,
    /// Where its rows stand among all.
    rows: std::ops::Range<usize>,
    sums: Vec<Pull>,
    best: Option<Best>,
}

#[derive(Clone, Copy)]
struct Best {
    feature: usize,
    step: usize,
    gain: f64,
    left: Pull,
}

/// Grows a tree over rows that have been cut.
pub(super) fn grown(cut: &Cut, pulls: &[Pull], settings: &TreeSettings) -> Tree {
    let mut growth = Growth::new(cut, pulls, settings);
    while growth.leaves.len() < settings.n_leaves {
        let gain = |leaf: &Leaf| leaf.best.map_or(0.0, |best| best.gain);
        let most = (0..growth.leaves.len())
            .max_by(|a, b| gain(&growth.leaves[*a]).total_cmp(&gain(&growth.leaves[*b])));
        let Some(nth) = most.filter(|nth| growth.leaves[*nth].best.is_some()) else { break };
        growth.part(nth);
    }
    Tree { nodes: growth.nodes }
}

struct Growth<'a> {
    cut: &'a Cut,
    pulls: &'a [Pull],
    settings: &'a TreeSettings,
    /// Where the steps of each feature begin among the sums of a leaf.
    places: Vec<usize>,
    order: Vec<u32>,
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
}

impl<'a> Growth<'a> {
    fn new(cut: &'a Cut, pulls: &'a [Pull], settings: &'a TreeSettings) -> Self {
        let mut places = vec![0];
        for feature in 0..cut.n_features() {
            places.push(places[feature] + cut.n_steps(feature));
        }
        let order = (0..pulls.len() as u32).collect();
        let (nodes, leaves) = (Vec::new(), Vec::new());
        let mut growth = Self { cut, pulls, settings, places, order, nodes, leaves };
        let all = 0..pulls.len();
        let sums = growth.sums(all.clone());
        let mut whole = Pull::default();
        pulls.iter().for_each(|pull| whole.add(*pull));
        growth.put(whole, 0, all, sums);
        growth
    }

    /// Adds a node that is a leaf for now.
    fn put(&mut self, whole: Pull, depth: usize, rows: std::ops::Range<usize>, sums: Vec<Pull>) {
        let node = self.nodes.len();
        self.nodes.push(Node { n: rows.len(), value: whole.mean(), split: None });
        let may = depth < self.settings.depth && rows.len() >= 2 * self.settings.leaf_least;
        let best = may.then(|| self.best(whole, &sums)).flatten();
        self.leaves.push(Leaf { node, depth, rows, sums, best });
    }

    /// The pulls of some rows, by feature and step.
    fn sums(&self, rows: std::ops::Range<usize>) -> Vec<Pull> {
        let n_places = self.places.last().copied().unwrap_or(0);
        let mut sums = vec![Pull::default(); n_places];
        for &row in &self.order[rows] {
            let pull = self.pulls[row as usize];
            for (step, place) in self.cut.row(row as usize).iter().zip(&self.places) {
                sums[place + usize::from(*step)].add(pull);
            }
        }
        sums
    }

    /// The place that gains most.
    fn best(&self, whole: Pull, sums: &[Pull]) -> Option<Best> {
        let least = self.settings.leaf_least as f64;
        let mut best: Option<Best> = None;
        for feature in 0..self.cut.n_features() {
            let steps = &sums[self.places[feature]..self.places[feature + 1]];
            let mut left = Pull::default();
            for (step, sum) in steps[..steps.len() - 1].iter().enumerate() {
                left.add(*sum);
                let right = whole.less(left);
                if left.n < least || right.n < least {
                    continue;
                }
                let gain = left.told() + right.told() - whole.told();
                if gain > best.map_or(GAIN_LEAST, |best| best.gain) {
                    best = Some(Best { feature, step, gain, left });
                }
            }
        }
        best
    }

    /// Parts a leaf; the sums of the larger side are those of the whole less the smaller side's.
    fn part(&mut self, nth: usize) {
        let Leaf { node, depth, rows, sums, best } = self.leaves.swap_remove(nth);
        let Some(Best { feature, step, gain, left }) = best else { return };
        let (cut, order) = (self.cut, &mut self.order[rows.clone()]);
        let goes_left = |row: &u32| usize::from(cut.row(*row as usize)[feature]) <= step;
        let (below, above): (Vec<u32>, Vec<u32>) = order.iter().copied().partition(goes_left);
        let border = rows.start + below.len();
        order[..below.len()].copy_from_slice(&below);
        order[below.len()..].copy_from_slice(&above);
        let (first, second) = (rows.start..border, border..rows.end);
        let small = if first.len() <= second.len() { first.clone() } else { second.clone() };
        let of_small = self.sums(small);
        let rest = sums.iter().zip(&of_small).map(|(all, some)| all.less(*some)).collect();
        let (of_first, of_second) =
            if first.len() <= second.len() { (of_small, rest) } else { (rest, of_small) };
        let mut whole = Pull::default();
        let steps = self.places[feature]..self.places[feature + 1];
        sums[steps].iter().for_each(|sum| whole.add(*sum));
        let branches = [self.nodes.len(), self.nodes.len() + 1];
        self.put(left, depth + 1, first, of_first);
        self.put(whole.less(left), depth + 1, second, of_second);
        let up_to = cut.edge(feature, step);
        self.nodes[node].split = Some(Split { feature, up_to, gain, branches });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_finds_the_corner_in_which_the_yeses_lie() {
        let mut examples = Examples::new(2);
        let mut targets = Vec::new();
        for nth in 0..1_600 {
            let (a, b) = (f64::from(nth % 40), f64::from(nth / 40));
            let yes = a > 20.0 && b <= 10.0;
            examples.add(&[a, b], yes);
            targets.push(f64::from(u8::from(yes)));
        }
        let tree = grow(&examples, &targets, &TreeSettings::default());
        assert_eq!((tree.value(&[30.0, 5.0]), tree.value(&[30.0, 15.0])), (1.0, 0.0));
        assert_eq!((tree.value(&[20.0, 5.0]), tree.value(&[21.0, 10.0])), (0.0, 1.0));
        let leaves: usize =
            tree.nodes.iter().filter(|node| node.split.is_none()).map(|node| node.n).sum();
        assert_eq!(leaves, 1_600);
    }

    #[test]
    fn a_leaf_is_never_smaller_than_it_may_be() {
        let mut examples = Examples::new(1);
        let mut targets = Vec::new();
        for nth in 0..500 {
            examples.add(&[f64::from(nth)], nth % 7 == 0);
            targets.push(f64::from(u8::from(nth % 7 == 0)));
        }
        let settings = TreeSettings { leaf_least: 60, ..TreeSettings::default() };
        let tree = grow(&examples, &targets, &settings);
        assert!(tree.nodes.iter().all(|node| node.n >= 60), "{tree:?}");
        assert_eq!(grow(&Examples::new(1), &[], &settings).nodes.len(), 1);
    }
}
