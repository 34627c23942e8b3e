//! Ranking things, and how well a ranking told what was taken.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The best of many by score, the best first; of equal scores the lower number.
pub fn best<T>(
    many: impl IntoIterator<Item = T>,
    n: usize,
    by: impl Fn(&T) -> (f64, u32),
) -> Vec<T> {
    let mut many: Vec<T> = many.into_iter().collect();
    let order = |one: &T, other: &T| {
        let ((score, thing), (other_score, other_thing)) = (by(one), by(other));
        other_score.total_cmp(&score).then(thing.cmp(&other_thing))
    };
    if n == 0 {
        return Vec::new();
    }
    if many.len() > n {
        many.select_nth_unstable_by(n - 1, order);
        many.truncate(n);
    }
    many.sort_unstable_by(order);
    many
}

/// The `n` best things by their scores, but for those that are left out; both in order of things.
pub fn ranked(scores: &[f64], left_out: &[u32], n: usize) -> Vec<u32> {
    let things = (0..scores.len() as u32).filter(|thing| left_out.binary_search(thing).is_err());
    best(things, n, |thing| (scores[*thing as usize], *thing))
}

/// How well rankings told what was taken, on the average of those who took something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// So many who took something.
    pub n: u64,
    /// The share of the things taken that were ranked, of as many as could be.
    pub recall: f64,
    /// The share of all things taken that were ranked.
    pub recall_all: f64,
    /// The same, where a higher rank counts more: 1 is the best order there is.
    pub ndcg: f64,
    /// The share of those with at least one thing told.
    pub hit: f64,
    /// The share of the things ranked that were taken.
    pub precision: f64,
    /// The mean of one by the rank of the first thing told.
    pub mrr: f64,
    /// The share of all things that were ranked for somebody.
    pub coverage: f64,
}

/// Adds up how well rankings told what was taken.
#[derive(Clone, Debug)]
pub struct Telling {
    k: usize,
    n_things: usize,
    sum: Told,
    ranked: BTreeSet<u32>,
    /// nDCG of each who took something, in the order asked, for comparing two rankings.
    ndcgs: Vec<f64>,
}

fn gain(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

impl Telling {
    /// Looks at the first `k` ranks.
    pub fn new(k: usize, n_things: usize) -> Self {
        let (sum, ranked) = (Told::default(), BTreeSet::new());
        Self { k, n_things, sum, ranked, ndcgs: Vec::new() }
    }

    /// One who took these things, in their order; nothing to tell of who took none.
    pub fn see(&mut self, ranked: &[u32], taken: &[u32]) {
        if taken.is_empty() || self.k == 0 {
            return;
        }
        let ranked = &ranked[..ranked.len().min(self.k)];
        let hits = ranked.iter().enumerate().filter(|(_, it)| taken.binary_search(it).is_ok());
        let ranks: Vec<usize> = hits.map(|(rank, _)| rank).collect();
        let possible = taken.len().min(self.k);
        let (n_hits, ideal) = (ranks.len() as f64, (0..possible).map(gain).sum::<f64>());
        let ndcg = ranks.iter().map(|rank| gain(*rank)).sum::<f64>() / ideal;
        self.sum.n += 1;
        self.sum.recall += n_hits / possible as f64;
        self.sum.recall_all += n_hits / taken.len() as f64;
        self.sum.ndcg += ndcg;
        self.sum.hit += f64::from(u8::from(!ranks.is_empty()));
        self.sum.precision += n_hits / self.k as f64;
        self.sum.mrr += ranks.first().map_or(0.0, |rank| 1.0 / (*rank as f64 + 1.0));
        self.ranked.extend(ranked);
        self.ndcgs.push(ndcg);
    }

    /// nDCG of each who took something, in the order seen.
    pub fn ndcgs(&self) -> &[f64] {
        &self.ndcgs
    }

    /// The averages; none while nobody took anything.
    pub fn told(&self) -> Option<Told> {
        let Told { n, recall, recall_all, ndcg, hit, precision, mrr, .. } = self.sum;
        let by = (n > 0).then_some(n as f64)?;
        Some(Told {
            n,
            recall: recall / by,
            recall_all: recall_all / by,
            ndcg: ndcg / by,
            hit: hit / by,
            precision: precision / by,
            mrr: mrr / by,
            coverage: self.ranked.len() as f64 / self.n_things.max(1) as f64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_scores_the_lower_thing_is_better() {
        assert_eq!(ranked(&[1.0, 3.0, 1.0, 3.0], &[], 3), [1, 3, 0]);
        assert_eq!(ranked(&[1.0, 3.0, 1.0, 3.0], &[1], 9), [3, 0, 2]);
        assert!(ranked(&[1.0], &[], 0).is_empty());
    }

    #[test]
    fn figures_are_those_by_hand() {
        let mut telling = Telling::new(3, 10);
        // Taken 2 and 5; ranked 7, 2, 9: one hit of two on the second rank.
        telling.see(&[7, 2, 9], &[2, 5]);
        telling.see(&[1], &[]);
        let told = telling.told().expect("somebody took something");
        let ndcg = (1.0 / 3.0_f64.log2()) / (1.0 + 1.0 / 3.0_f64.log2());
        assert_eq!((told.n, told.recall, told.hit, told.mrr), (1, 0.5, 1.0, 0.5));
        assert!((told.ndcg - ndcg).abs() < 1e-12 && (told.precision - 1.0 / 3.0).abs() < 1e-12);
        assert!((told.coverage - 0.3).abs() < 1e-12);
        assert_eq!(Telling::new(3, 10).told(), None);
    }
}
