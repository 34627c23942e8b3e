//! What speaks for what, all things together: EASE.

use crate::numeric::Dense;
use crate::taste::Baskets;

/// How much each thing that was taken speaks for each other: a regression of every thing on all
/// others, held towards 0 (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data").
#[derive(Clone, Debug, PartialEq)]
pub struct Ease {
    n_things: usize,
    /// Row after row: how much the thing of the row speaks for the thing of the column. Ranks are
    /// told by far coarser differences than a float of 32 bits holds, and rows are read often.
    weights: Vec<f32>,
}

impl Ease {
    /// Learns from baskets: `B = -P / diag(P)` with `P = (XᵀX + λ)⁻¹` and nothing on the
    /// diagonal. None where `lambda` is not above 0, because the inverse need not exist then.
    pub fn of(baskets: &Baskets, lambda: f64) -> Option<Self> {
        if lambda.is_nan() || lambda <= 0.0 {
            return None;
        }
        let inverse = both(baskets, lambda).inverse()?;
        let n_things = baskets.n_things();
        let own: Vec<f64> = (0..n_things).map(|thing| -inverse.at(thing, thing)).collect();
        let mut weights = vec![0.0; n_things * n_things];
        for (row, weights) in weights.chunks_exact_mut(n_things.max(1)).enumerate() {
            for (column, weight) in weights.iter_mut().enumerate().filter(|(it, _)| *it != row) {
                *weight = (inverse.at(row, column) / own[column]) as f32;
            }
        }
        Some(Self { n_things, weights })
    }

    /// How much a thing speaks for each.
    pub fn weights(&self, thing: u32) -> &[f32] {
        let from = thing as usize * self.n_things;
        self.weights.get(from..from + self.n_things).unwrap_or_default()
    }

    /// Adds to the score of each thing how much those in a basket speak for it.
    pub fn score(&self, basket: &[u32], scores: &mut [f64]) {
        for thing in basket {
            let weights = self.weights(*thing);
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += f64::from(*weight));
        }
    }
}

/// How many took both of two things, and more on the diagonal.
fn both(baskets: &Baskets, more: f64) -> Dense {
    let mut both = Dense::new(baskets.n_things());
    let takers = baskets.turned();
    for thing in 0..baskets.n_things() {
        let row = both.row_mut(thing);
        for taker in takers.of(thing) {
            // Things are in order, so those up to the diagonal come first.
            let things = baskets.of(*taker as usize).iter().map(|other| *other as usize);
            things.take_while(|other| *other <= thing).for_each(|other| row[other] += 1.0);
        }
        row[thing] += more;
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_hold_there_is_no_answer_and_without_baskets_an_empty_one() {
        let mut baskets = Baskets::new(2);
        baskets.add([(0, 1), (1, 1)]);
        assert_eq!(Ease::of(&baskets, 0.0), None);
        assert_eq!(Ease::of(&baskets, f64::NAN), None);
        let nobody = Ease::of(&Baskets::new(2), 1.0).expect("a hold");
        assert_eq!(nobody.weights(1), [0.0, 0.0]);
        assert!(nobody.weights(7).is_empty());
        assert!(Ease::of(&Baskets::new(0), 1.0).is_some());
    }
}
