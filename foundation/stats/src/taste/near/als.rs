//! What a few hidden tastes say of each thing: ALS.

use serde::{Deserialize, Serialize};

use crate::numeric::Chance;
use crate::taste::Baskets;

/// How hidden tastes are sought.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlsSettings {
    /// How many there are; made up to a multiple of 16.
    pub n_tastes: usize,
    /// How far they are held towards 0.
    pub hold: f64,
    /// How much surer it is of what was taken than of what was not.
    pub alpha: f64,
    /// How often people and things take turns.
    pub n_rounds: usize,
}

impl Default for AlsSettings {
    fn default() -> Self {
        Self { n_tastes: 64, hold: 0.05, alpha: 1.0, n_rounds: 8 }
    }
}

/// How far each thing meets each of a few hidden tastes, so that people and things are alike where
/// they were met (Hu, Koren and Volinsky 2008, "Collaborative Filtering for Implicit Feedback
/// Datasets"). How often somebody took a thing is not looked at: on Online Retail that told worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Als {
    things: Tastes,
    known: Known,
}

/// Tastes of many, row after row.
#[derive(Clone, Debug, PartialEq)]
struct Tastes {
    n: usize,
    rows: Vec<f32>,
}

/// What is the same for all who are told from some tastes.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    /// `YᵀY + hold` in blocks of columns, so that the sums of a block stay in the registers of a
    /// processor.
    blocks: Vec<f32>,
    /// How sure it is of what was met.
    alpha: f32,
}

/// Steps by which somebody's tastes come nearer in each round; they begin where they were (Takács,
/// Pilászy and Tikk 2011, "Applications of the Conjugate Gradient Method for Implicit Feedback
/// Collaborative Filtering").
const STEPS: usize = 3;

/// Steps of somebody whose tastes are not known yet. Further ones tell better what he took already
/// and worse what he takes next: on Online Retail nDCG at 10 is .101 after 2 and .099 after 20.
const STEPS_ANEW: usize = 2;

/// Tastes are sought among so many people at most, chosen by their places: more of them move the
/// tastes of things no further, and whoever is left out is met by his basket like all others.
const PEOPLE_MOST: usize = 50_000;

/// A square so small is rounding: nothing is left to do.
const NOTHING: f32 = 1e-20;

/// Numbers that are added at once.
const LANES: usize = 16;

impl Als {
    /// Learns from baskets; none where the hold is not above 0, because then nothing need exist.
    pub fn of(baskets: &Baskets, settings: AlsSettings) -> Option<Self> {
        if settings.hold.is_nan() || settings.hold <= 0.0 || settings.n_tastes == 0 {
            return None;
        }
        let n = settings.n_tastes.next_multiple_of(LANES);
        let baskets = &baskets.every(baskets.len().div_ceil(PEOPLE_MOST).max(1));
        let takers = baskets.turned();
        let mut chance = Chance::new(1);
        let mut things = Tastes::drawn(n, baskets.n_things(), &mut chance);
        let mut people = Tastes::drawn(n, baskets.len(), &mut chance);
        let mut known = Known::of(&things, settings);
        for _ in 0..settings.n_rounds {
            people.meet(baskets, &things, &known);
            things.meet(&takers, &people, &Known::of(&people, settings));
            known = Known::of(&things, settings);
        }
        Some(Self { things, known })
    }

    /// Adds to the score of each thing how far it meets the tastes of who took these.
    pub fn score(&self, basket: &[u32], scores: &mut [f64]) {
        let n_things = scores.len().min(self.things.len());
        let known: Vec<u32> =
            basket.iter().copied().filter(|thing| (*thing as usize) < n_things).collect();
        let mut tastes = vec![0.0; self.things.n];
        self.known.near(&known, &self.things, &mut tastes, STEPS_ANEW);
        for (thing, score) in scores.iter_mut().enumerate().take(n_things) {
            *score += f64::from(dot(self.things.of(thing), &tastes));
        }
    }
}

impl Tastes {
    /// Small tastes to begin with.
    fn drawn(n: usize, len: usize, chance: &mut Chance) -> Self {
        let rows = (0..n * len).map(|_| (0.01 * chance.share()) as f32);
        Self { n, rows: rows.collect() }
    }

    fn len(&self) -> usize {
        self.rows.len() / self.n
    }

    fn of(&self, nth: usize) -> &[f32] {
        &self.rows[nth * self.n..(nth + 1) * self.n]
    }

    /// Everybody comes nearer to what he met.
    fn meet(&mut self, baskets: &Baskets, others: &Self, known: &Known) {
        for (nth, tastes) in self.rows.chunks_exact_mut(self.n).enumerate() {
            known.near(baskets.of(nth), others, tastes, STEPS);
        }
    }
}

impl Known {
    fn of(tastes: &Tastes, settings: AlsSettings) -> Self {
        let n = tastes.n;
        let mut blocks = vec![0.0; n * n];
        for row in tastes.rows.chunks_exact(n) {
            let columns = row.as_chunks::<LANES>().0;
            for (block, columns) in blocks.chunks_exact_mut(n * LANES).zip(columns) {
                for (sums, own) in block.as_chunks_mut::<LANES>().0.iter_mut().zip(row) {
                    (0..LANES).for_each(|lane| sums[lane] += own * columns[lane]);
                }
            }
        }
        for nth in 0..n {
            blocks[nth / LANES * n * LANES + nth * LANES + nth % LANES] += settings.hold as f32;
        }
        Self { blocks, alpha: settings.alpha as f32 }
    }

    /// Brings tastes nearer to the solution of `(YᵀY + hold + Σ (α - 1) y yᵀ) x = Σ α y` over what
    /// was met, by the method of conjugate gradients.
    fn near(&self, met: &[u32], others: &Tastes, tastes: &mut [f32], steps: usize) {
        let mut left = vec![0.0; tastes.len()];
        met.iter().for_each(|other| add(&mut left, self.alpha, others.of(*other as usize)));
        let mut moved = vec![0.0; tastes.len()];
        self.times(tastes, met, others, &mut moved);
        add(&mut left, -1.0, &moved);
        let mut way = left.clone();
        let mut far = dot(&left, &left);
        for _ in 0..steps {
            if far < NOTHING {
                return;
            }
            self.times(&way, met, others, &mut moved);
            let step = far / dot(&way, &moved);
            add(tastes, step, &way);
            add(&mut left, -step, &moved);
            let still = dot(&left, &left);
            way.iter_mut().zip(&left).for_each(|(way, left)| *way = left + still / far * *way);
            far = still;
        }
    }

    /// `(YᵀY + hold + Σ (α - 1) y yᵀ) x`.
    fn times(&self, x: &[f32], met: &[u32], others: &Tastes, answer: &mut [f32]) {
        let blocks = self.blocks.chunks_exact(x.len() * LANES);
        for (answer, block) in answer.as_chunks_mut::<LANES>().0.iter_mut().zip(blocks) {
            let mut sums = [0.0; LANES];
            for (own, columns) in x.iter().zip(block.as_chunks::<LANES>().0) {
                (0..LANES).for_each(|lane| sums[lane] += own * columns[lane]);
            }
            *answer = sums;
        }
        if self.alpha != 1.0 {
            for other in met.iter().map(|other| others.of(*other as usize)) {
                add(answer, (self.alpha - 1.0) * dot(other, x), other);
            }
        }
    }
}

/// Rows are as long as there are tastes, which is a multiple of these.
fn add(sum: &mut [f32], times: f32, row: &[f32]) {
    let (sums, rows) = (sum.as_chunks_mut::<LANES>().0, row.as_chunks::<LANES>().0);
    for (sum, row) in sums.iter_mut().zip(rows) {
        for lane in 0..LANES {
            sum[lane] += times * row[lane];
        }
    }
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (ones, others) = (one.as_chunks::<LANES>().0, other.as_chunks::<LANES>().0);
    for (one, other) in ones.iter().zip(others) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two crowds that take from two shelves of ten things each.
    fn two_crowds() -> Baskets {
        let mut baskets = Baskets::new(20);
        for person in 0..60_u32 {
            let shelf = person % 2 * 10;
            baskets.add((0..5).map(|nth| (shelf + (person / 2 + nth) % 10, 1)));
        }
        baskets
    }

    #[test]
    fn who_took_from_one_shelf_meets_what_stands_on_it() {
        let settings = AlsSettings { n_tastes: 2, ..AlsSettings::default() };
        let als = Als::of(&two_crowds(), settings).expect("a hold");
        let mut scores = vec![0.0; 20];
        als.score(&[0, 2, 99], &mut scores);
        let (here, there) = scores.split_at(10);
        let [here, there] = [here, there].map(|shelf| shelf.iter().sum::<f64>());
        assert!(here > 0.5 && there < 0.0, "{scores:?}");
    }

    /// Somebody's tastes after as many steps as it takes, put into the equations.
    #[test]
    fn steps_come_to_the_solution_of_the_equations() {
        let settings = AlsSettings { n_tastes: 16, hold: 0.5, alpha: 3.0, n_rounds: 2 };
        let als = Als::of(&two_crowds(), settings).expect("a hold");
        let (things, n) = (&als.things, als.things.n);
        let met = [1, 4, 7];
        let mut found = vec![0.0; n];
        als.known.near(&met, things, &mut found, 200);
        let mut left = vec![vec![0.0; n]; n];
        let mut right = vec![0.0; n];
        for thing in 0..things.len() {
            let row: Vec<f64> = things.of(thing).iter().map(|it| f64::from(*it)).collect();
            let is_met = met.contains(&(thing as u32));
            let sure = if is_met { settings.alpha } else { 1.0 };
            for (nth, own) in row.iter().enumerate() {
                row.iter().zip(&mut left[nth]).for_each(|(it, sum)| *sum += sure * own * it);
                right[nth] += if is_met { sure * own } else { 0.0 };
            }
        }
        (0..n).for_each(|nth| left[nth][nth] += settings.hold);
        for (row, right) in left.iter().zip(&right) {
            let sum: f64 = row.iter().zip(&found).map(|(it, x)| it * f64::from(*x)).sum();
            assert!((sum - right).abs() < 1e-3, "{sum} {right}");
        }
    }

    #[test]
    fn without_a_hold_there_is_no_answer_and_nobody_has_tastes() {
        let none = AlsSettings { hold: 0.0, ..AlsSettings::default() };
        assert_eq!(Als::of(&two_crowds(), none), None);
        let als = Als::of(&Baskets::new(3), AlsSettings::default()).expect("a hold");
        let mut scores = vec![0.0; 3];
        als.score(&[], &mut scores);
        assert_eq!(scores, [0.0; 3]);
        let nothing = Als::of(&Baskets::new(0), AlsSettings::default()).expect("a hold");
        nothing.score(&[1], &mut []);
    }
}
