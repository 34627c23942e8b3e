//! What is taken by the same people, weighed by BM25.

use serde::{Deserialize, Serialize};

use crate::taste::{Baskets, best};

/// How far a thing's many takers, and a taker's many things, are held down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bm25 {
    /// How soon more of the same adds no more.
    pub k1: f64,
    /// How far things with many takers are held down, 0 not at all, 1 wholly.
    pub b: f64,
    /// Neighbours that are kept of a thing, the thing itself among them.
    pub n_neighbours: usize,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75, n_neighbours: 100 }
    }
}

/// A thing that goes with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The thing.
    pub thing: u32,
    /// How much the one speaks for the other.
    pub weight: f64,
    /// How many took both.
    pub n_both: u32,
}

/// The neighbours of each thing, the nearest first; itself among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    neighbours: Vec<Vec<Neighbour>>,
}

impl Together {
    /// Finds what goes with what.
    ///
    /// A thing is a text whose words are its takers: `w = idf t (k1 + 1) / (k1 (1 - b + b n / n̄) +
    /// t)` for one who took it `t` times, with `idf = ln(things / (1 + things of the taker))` and
    /// `n` the times that the thing was taken by all (Robertson and Zaragoza 2009). Two things are
    /// as near as the products of their weights add up to.
    pub fn of(baskets: &Baskets, bm25: Bm25) -> Self {
        let weights = weights(baskets, bm25);
        let takers = baskets.turned();
        // One pass in the order of the takers turns the weights as it turned the things.
        let mut turned: Vec<Vec<f64>> = vec![Vec::new(); baskets.n_things()];
        for (taker, weights) in weights.iter().enumerate() {
            let things = baskets.of(taker).iter().zip(weights);
            things.for_each(|(thing, weight)| turned[*thing as usize].push(*weight));
        }
        let mut sums: Vec<(f64, u32)> = vec![(0.0, 0); baskets.n_things()];
        let neighbours = turned.iter().enumerate().map(|(thing, turned)| {
            let mut touched = Vec::new();
            for (taker, own) in takers.of(thing).iter().zip(turned) {
                let taker = *taker as usize;
                for (other, weight) in baskets.of(taker).iter().zip(&weights[taker]) {
                    let sum = &mut sums[*other as usize];
                    if sum.1 == 0 {
                        touched.push(*other);
                    }
                    *sum = (sum.0 + own * weight, sum.1 + 1);
                }
            }
            let near = touched.into_iter().map(|thing| {
                let (weight, n_both) = std::mem::take(&mut sums[thing as usize]);
                Neighbour { thing, weight, n_both }
            });
            best(near, bm25.n_neighbours, |near| (near.weight, near.thing))
        });
        Self { neighbours: neighbours.collect() }
    }

    /// What goes with a thing, the nearest first; itself among it.
    pub fn with(&self, thing: u32) -> &[Neighbour] {
        self.neighbours.get(thing as usize).map_or(&[], Vec::as_slice)
    }

    /// Adds to the score of each thing how much those in a basket speak for it.
    pub fn score(&self, basket: &[u32], scores: &mut [f64]) {
        for near in basket.iter().flat_map(|thing| self.with(*thing)) {
            scores[near.thing as usize] += near.weight;
        }
    }
}

/// How much each taker says of each thing he took.
fn weights(baskets: &Baskets, bm25: Bm25) -> Vec<Vec<f64>> {
    let n_things = baskets.n_things();
    let mut n_times = vec![0.0; n_things];
    for nth in 0..baskets.len() {
        baskets.taken(nth).for_each(|(thing, times)| n_times[thing as usize] += f64::from(times));
    }
    let mean = n_times.iter().sum::<f64>() / n_things.max(1) as f64;
    let held = |n: &f64| bm25.k1 * (1.0 - bm25.b + bm25.b * n / mean);
    let held: Vec<f64> = n_times.iter().map(held).collect();
    let of_taker = |nth: usize| {
        let idf = (n_things as f64).ln() - (baskets.of(nth).len() as f64).ln_1p();
        let weight = |(thing, times): (u32, u32)| {
            let times = f64::from(times);
            idf * times * (bm25.k1 + 1.0) / (held[thing as usize] + times)
        };
        baskets.taken(nth).map(weight).collect()
    };
    (0..baskets.len()).map(of_taker).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_together_is_near_and_tells_by_how_many() {
        // bread butter tea: Anna takes bread twice and butter, Boris both, Vera bread and tea.
        let mut baskets = Baskets::new(5);
        let taken = [vec![(0, 2), (1, 1)], vec![(0, 1), (1, 1)], vec![(0, 1), (2, 1)]];
        taken.into_iter().for_each(|it| baskets.add(it));
        let together = Together::of(&baskets, Bm25::default());
        let others: Vec<(u32, u32)> = together
            .with(0)
            .iter()
            .filter(|near| near.thing != 0)
            .map(|near| (near.thing, near.n_both))
            .collect();
        assert_eq!(others, [(1, 2), (2, 1)]);
        assert!(together.with(3).is_empty() && together.with(99).is_empty());
        // By hand: bread was taken 4 times, butter 2, a thing 7/5 times; all three took 2 of 5.
        let weight = |times: f64, n: f64| {
            times * 2.2 / (1.2 * (0.25 + 0.75 * n / 1.4) + times) * (5.0_f64 / 3.0).ln()
        };
        let butter = together.with(0).iter().find(|near| near.thing == 1).expect("butter");
        let expected = (weight(2.0, 4.0) + weight(1.0, 4.0)) * weight(1.0, 2.0);
        assert!((butter.weight - expected).abs() < 1e-12, "{butter:?} {expected}");
    }

    #[test]
    fn nobody_and_nothing_have_no_neighbours() {
        let together = Together::of(&Baskets::new(0), Bm25::default());
        assert!(together.with(0).is_empty());
        let mut scores = vec![0.0; 3];
        Together::of(&Baskets::new(3), Bm25::default()).score(&[1], &mut scores);
        assert_eq!(scores, [0.0; 3]);
    }
}
